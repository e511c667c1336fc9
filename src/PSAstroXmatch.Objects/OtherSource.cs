using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>A source of a registered catalog near a Fermi or a Chandra source.</summary>
public sealed class OtherSource : CatalogCounterpart
{
    /// <summary>Name of the catalog.</summary>
    public required string Catalog { get; init; }

    /// <summary>Name or identifier of the source.</summary>
    public required string Name { get; init; }

    /// <summary>All fetched columns of the source.</summary>
    public required AstroTableRow Row { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
