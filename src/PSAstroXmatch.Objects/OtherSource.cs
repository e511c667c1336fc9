using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>A source of a registered catalog near a Fermi source, a Chandra source or another object.</summary>
public sealed class OtherSource : CatalogCounterpart
{
    /// <summary>Name of the catalog.</summary>
    [AstroColumn("catalog", Ucd = "meta.id;meta.table", Description = "Name of the catalog", Group = -1, LeadsList = true)]
    public required string Catalog { get; init; }

    /// <summary>Name or identifier of the source.</summary>
    [AstroColumn("name", Ucd = "meta.id;meta.main", Description = "Name or identifier of the source", Group = -1, LeadsList = true)]
    public required string Name { get; init; }

    /// <summary>All fetched columns of the source.</summary>
    [AstroColumn("row", Ucd = "meta.record", Description = "All fetched columns of the source, as text")]
    public required AstroTableRow Row { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
