using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Which counterparts to search for, and where.</summary>
public sealed record CounterpartOptions
{
    /// <summary>Default radius around a Fermi source, degrees, as in the reference notebook.</summary>
    public const double FermiRadius = 0.03;

    /// <summary>Radius around a Chandra source whose position error is unknown, degrees.</summary>
    public const double UnknownErrorRadius = 1 / 3600.0;

    /// <summary>The catalogs to search.</summary>
    public IReadOnlyList<CatalogDescription> Catalogs { get; init; } = [Archives.Catalogs.GaiaSource, Archives.Catalogs.TwoMass];

    /// <summary>What to search around.</summary>
    public SearchCentre Around { get; init; }

    /// <summary>
    /// Radius in degrees, inclusive. Null means <see cref="FermiRadius"/> around a Fermi source, and the joint 95 % position error
    /// around a Chandra source.
    /// </summary>
    public double? Radius { get; init; }

    /// <summary>Maximum number of sources of a catalog around each centre; the nearest are kept.</summary>
    public int Top { get; init; } = 3;

    /// <summary>Julian year to which proper motions are applied before separations are measured; null to use positions as they are.</summary>
    public double? Epoch { get; init; }

    /// <summary>What does the searching.</summary>
    public CounterpartEngine Engine { get; init; }

    /// <summary>Address of the cross-match service; null for the one at CDS.</summary>
    public Uri? XMatchUri { get; init; }

    /// <summary>How the catalogs are searched.</summary>
    public NearbyOptions Nearby { get; init; } = new();
}
