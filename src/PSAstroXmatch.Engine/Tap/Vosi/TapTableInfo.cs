namespace PSAstroXmatch.Engine.Tap;

/// <summary>A column of a table, as the service describes it (VODataService 1.1, TAP_SCHEMA.columns).</summary>
/// <param name="Name">Name.</param>
/// <param name="Table">Name of its table.</param>
public sealed record TapColumnInfo(string Name, string Table)
{
    /// <summary>Type in the service's own terms, such as "double" or "VARCHAR"; null if unknown.</summary>
    public string? Datatype { get; init; }

    /// <summary>Shape of a cell, such as "*"; null for one value.</summary>
    public string? ArraySize { get; init; }

    /// <summary>Unit; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>IVOA unified content descriptor; null for none.</summary>
    public string? Ucd { get; init; }

    /// <summary>IVOA data model path; null for none.</summary>
    public string? Utype { get; init; }

    /// <summary>What the column means; null if unknown.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a condition on this column is fast.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>Whether the column is one of the most important.</summary>
    public bool IsPrincipal { get; init; }

    /// <summary>Whether a standard defines the column.</summary>
    public bool IsStandard { get; init; }
}

/// <summary>A table of a service, as the service describes it (VODataService 1.1, TAP_SCHEMA.tables).</summary>
/// <param name="Name">Name as written in a query.</param>
/// <param name="Schema">Name of its schema; null if it has none.</param>
public sealed record TapTableInfo(string Name, string? Schema)
{
    /// <summary>What the table holds; null if unknown.</summary>
    public string? Description { get; init; }

    /// <summary>IVOA data model path; null for none.</summary>
    public string? Utype { get; init; }

    /// <summary>The kind of table: "table", "view", "output"; null if unknown.</summary>
    public string? Type { get; init; }

    /// <summary>Number of rows, often rounded; null if unknown.</summary>
    public long? RowCount { get; init; }

    /// <summary>The columns; null if only the tables were requested: <see cref="TapService.GetTable"/> returns them.</summary>
    public IReadOnlyList<TapColumnInfo>? Columns { get; init; }
}
