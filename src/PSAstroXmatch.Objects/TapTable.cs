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
