namespace PSAstroXmatch;

/// <summary>A catalog in which counterparts can be searched.</summary>
public sealed class AstroCatalog
{
    /// <summary>The name by which commands take it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public string Title { get; init; } = "";

    /// <summary>The service that has it: a name of the live archive's, or an address.</summary>
    public string Service { get; init; } = "";

    /// <summary>Name of its table there; a folder has a file of the catalog's name.</summary>
    public string Table { get; init; } = "";

    /// <summary>Julian year of its positions; null where it differs from row to row or is not known.</summary>
    public double? Epoch { get; init; }

    /// <summary>The columns that are fetched.</summary>
    public required ValueList<string> Columns { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
