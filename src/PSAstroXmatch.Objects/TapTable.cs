namespace PSAstroXmatch;

/// <summary>A table of a TAP service, as the service describes it.</summary>
public sealed class TapTable
{
    /// <summary>Name as written in a query.</summary>
    [AstroColumn("table_name", Ucd = "meta.id", Description = "Name as a query spells it")]
    public required string Name { get; init; }

    /// <summary>Name of its schema; empty if it has none.</summary>
    [AstroColumn("schema_name", Ucd = "meta.id;meta.dataset", Description = "Name of its schema")]
    public string Schema { get; init; } = "";

    /// <summary>The kind of table, such as "table" or "view"; empty if the service does not tell.</summary>
    [AstroColumn("table_type", Description = "Kind of table")]
    public string Type { get; init; } = "";

    /// <summary>Number of rows, often rounded; null if the service does not tell.</summary>
    [AstroColumn("nrows", Ucd = "meta.number", Description = "Number of rows, often rounded")]
    public long? RowCount { get; init; }

    /// <summary>Description of the table; empty if the service gives none.</summary>
    [AstroColumn("description", Ucd = "meta.note", Description = "What the table holds")]
    public string Description { get; init; } = "";

    /// <summary>IVOA data model path; empty for none.</summary>
    [AstroColumn("utype", Description = "IVOA data model path")]
    public string Utype { get; init; } = "";

    /// <summary>Base URL of the service.</summary>
    [AstroColumn("service", Ucd = "meta.ref.url", Description = "Base URL of the service")]
    public required string Service { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A column of a table of a TAP service, as the service describes it.</summary>
public sealed class TapColumn
{
    /// <summary>Name of the table as written in a query.</summary>
    [AstroColumn("table_name", Ucd = "meta.id;meta.table", Description = "Name of the table")]
    public required string Table { get; init; }

    /// <summary>Name of the column.</summary>
    [AstroColumn("column_name", Ucd = "meta.id", Description = "Name of the column")]
    public required string Name { get; init; }

    /// <summary>Type as named by the service, such as "double" or "VARCHAR"; empty if not given.</summary>
    [AstroColumn("datatype", Description = "Type as the service names it")]
    public string Datatype { get; init; } = "";

    /// <summary>Shape of a cell, such as "*"; empty for a single value.</summary>
    [AstroColumn("arraysize", Description = "Shape of a cell")]
    public string ArraySize { get; init; } = "";

    /// <summary>Unit; empty for none.</summary>
    [AstroColumn("unit", Ucd = "meta.unit", Description = "Unit")]
    public string Unit { get; init; } = "";

    /// <summary>IVOA unified content descriptor; empty for none.</summary>
    [AstroColumn("ucd", Ucd = "meta.ucd", Description = "IVOA unified content descriptor")]
    public string Ucd { get; init; } = "";

    /// <summary>Description of the column; empty if not given.</summary>
    [AstroColumn("description", Ucd = "meta.note", Description = "What the column means")]
    public string Description { get; init; } = "";

    /// <summary>IVOA data model path; empty for none.</summary>
    [AstroColumn("utype", Description = "IVOA data model path")]
    public string Utype { get; init; } = "";

    /// <summary>Whether the column is indexed, so that conditions on it are fast.</summary>
    [AstroColumn("indexed", Description = "Whether a condition on this column is fast")]
    public bool IsIndexed { get; init; }

    /// <summary>Whether the column is one of the principal columns.</summary>
    [AstroColumn("principal", Description = "Whether the column is among those that matter most")]
    public bool IsPrincipal { get; init; }

    /// <summary>Whether a standard defines the column.</summary>
    [AstroColumn("std", Description = "Whether a standard defines the column")]
    public bool IsStandard { get; init; }

    /// <summary>Base URL of the service.</summary>
    [AstroColumn("service", Ucd = "meta.ref.url", Description = "Base URL of the service")]
    public required string Service { get; init; }

    /// <summary>Table and column.</summary>
    public override string ToString() => $"{Table}.{Name}";
}
