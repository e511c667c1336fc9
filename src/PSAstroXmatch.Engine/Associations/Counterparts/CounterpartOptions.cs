using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Which counterparts are searched, and where.</summary>
public sealed record CounterpartOptions
{
    /// <summary>Radius around a Fermi source where none is given, degrees: that of the reference notebook.</summary>
    public const double FermiRadius = 0.03;

    /// <summary>Radius around a Chandra source whose position error is not known, degrees.</summary>
    public const double UnknownErrorRadius = 1 / 3600.0;

    /// <summary>Which catalogs.</summary>
    public IReadOnlyList<CatalogDescription> Catalogs { get; init; } = [Archives.Catalogs.GaiaSource, Archives.Catalogs.TwoMass];

    /// <summary>Around what.</summary>
    public SearchCentre Around { get; init; }

    /// <summary>
    /// Radius in degrees, which is included. Null for <see cref="FermiRadius"/> around a Fermi source, and around a Chandra source for
    /// the joint 95 % position error of both.
    /// </summary>
    public double? Radius { get; init; }

    /// <summary>The most sources of a catalog around each centre: the nearest.</summary>
    public int Top { get; init; } = 3;

    /// <summary>Julian year to which positions are moved by their proper motion before they are measured; null to take them as they stand.</summary>
    public double? Epoch { get; init; }

    /// <summary>Who searches.</summary>
    public CounterpartEngine Engine { get; init; }

    /// <summary>Address of the cross-match service; null for that of CDS.</summary>
    public Uri? XMatchUri { get; init; }

    /// <summary>How the catalogs are searched.</summary>
    public NearbyOptions Nearby { get; init; } = new();
}
