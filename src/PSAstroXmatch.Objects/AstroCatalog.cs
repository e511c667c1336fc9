namespace PSAstroXmatch;

/// <summary>A catalog that can be searched for counterparts.</summary>
public sealed class AstroCatalog
{
    /// <summary>Its name in commands.</summary>
    [AstroColumn("name", Ucd = "meta.id;meta.main", Description = "Name in commands")]
    public required string Name { get; init; }

    /// <summary>Title of the catalog.</summary>
    [AstroColumn("title", Ucd = "meta.title", Description = "Title of the catalog")]
    public string Title { get; init; } = "";

    /// <summary>The service that provides it: a service name of the live archive, or an address.</summary>
    [AstroColumn("service", Ucd = "meta.ref.url", Description = "Service that provides it")]
    public string Service { get; init; } = "";

    /// <summary>Name of its table in the service; in a folder, the file has the name of the catalog.</summary>
    [AstroColumn("table", Ucd = "meta.id;meta.table", Description = "Name of its table in the service")]
    public string Table { get; init; } = "";

    /// <summary>Julian year of its positions; null if it differs from row to row or is unknown.</summary>
    [AstroColumn("epoch", Unit = "yr", Ucd = "time.epoch", Description = "Julian year of its positions")]
    public double? Epoch { get; init; }

    /// <summary>The columns that are fetched.</summary>
    [AstroColumn("columns", Ucd = "meta.id", Description = "Columns that are fetched")]
    public required ValueList<string> Columns { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
