namespace PSAstroXmatch;

/// <summary>A source of a catalog near a Fermi or a Chandra source.</summary>
public abstract class CatalogCounterpart
{
    /// <summary>Right ascension, ICRS, degrees, at the epoch of the catalog.</summary>
    public required double RA { get; init; }

    /// <summary>Declination, ICRS, degrees, at the epoch of the catalog.</summary>
    public required double Dec { get; init; }

    /// <summary>Galactic longitude, degrees.</summary>
    public required double L { get; init; }

    /// <summary>Galactic latitude, degrees.</summary>
    public required double B { get; init; }

    /// <summary>Separation from the Fermi source, arcsec; null if there is none.</summary>
    public double? SepFromFermi { get; init; }

    /// <summary>Separation from the nearest Chandra source of the group, arcsec; null if there is none.</summary>
    public double? SepFromCsc { get; init; }

    /// <summary>Name of that Chandra source; empty if there is none.</summary>
    public string CscName { get; init; } = "";

    /// <summary>
    /// Separation from that Chandra source in units of the joint position error, √(Δᵀ (C₁ + C₂)⁻¹ Δ): 95 % of true counterparts are
    /// within 2.4477. Null if an error is unknown.
    /// </summary>
    public double? NormalizedSep { get; init; }

    /// <summary>
    /// Julian year to which the position was propagated before the separation was measured; null if the catalog position was used, as when the
    /// proper motion is unknown.
    /// </summary>
    public double? Epoch { get; init; }

    /// <summary>Right ascension at that epoch, ICRS, degrees; null if the catalog position was used.</summary>
    public double? EpochRA { get; init; }

    /// <summary>Declination at that epoch, ICRS, degrees.</summary>
    public double? EpochDec { get; init; }
}
