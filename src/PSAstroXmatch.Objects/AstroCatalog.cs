namespace PSAstroXmatch;

/// <summary>A catalog that can be searched for counterparts.</summary>
public sealed class AstroCatalog
{
    /// <summary>Its name in commands.</summary>
    public required string Name { get; init; }

    /// <summary>Title of the catalog.</summary>
    public string Title { get; init; } = "";

    /// <summary>The service that provides it: a service name of the live archive, or an address.</summary>
    public string Service { get; init; } = "";

    /// <summary>Name of its table in the service; in a folder, the file has the name of the catalog.</summary>
    public string Table { get; init; } = "";

    /// <summary>Julian year of its positions; null if it differs from row to row or is unknown.</summary>
    public double? Epoch { get; init; }

    /// <summary>The columns that are fetched.</summary>
    public required ValueList<string> Columns { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
