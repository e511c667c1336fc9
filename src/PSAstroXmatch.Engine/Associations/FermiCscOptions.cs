namespace PSAstroXmatch.Engine.Associations;

/// <summary>What counts as a match between a Fermi and a Chandra source.</summary>
public sealed record FermiCscOptions
{
    /// <summary>Maximum distance of the Fermi source from the galactic plane, degrees; null for the whole sky.</summary>
    public double? MaxLatitude { get; init; } = 10;

    /// <summary>
    /// The Chandra source's flux (0.5–7 keV, erg/cm²/s) must be greater than this. Null for greater than 0, or for any source if the
    /// catalog has no fluxes at all.
    /// </summary>
    public double? MinFlux { get; init; }

    /// <summary>The error region.</summary>
    public ErrorShape ErrorShape { get; init; }

    /// <summary>Radius of the error region of sources without an ellipse, degrees; null to leave them out.</summary>
    public double? ExtendedRadius { get; init; }

    /// <summary>Where to match.</summary>
    public MatchEngine Engine { get; init; }
}
