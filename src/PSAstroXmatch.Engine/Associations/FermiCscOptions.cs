namespace PSAstroXmatch.Engine.Associations;

/// <summary>The error region of a Fermi source.</summary>
public enum ErrorShape
{
    /// <summary>A circle whose radius is the semi-major axis of the 95 % ellipse, as in the reference notebook.</summary>
    Circle,

    /// <summary>The 95 % ellipse itself.</summary>
    Ellipse,
}

/// <summary>Where sources are matched.</summary>
public enum MatchEngine
{
    /// <summary>At the archive if it can join and the catalogs are not already local, otherwise on this machine.</summary>
    Auto,

    /// <summary>On this machine: both catalogs are fetched.</summary>
    Local,

    /// <summary>At the archive, as a single join. A folder or the simulated sky is local anyway and is matched on this machine.</summary>
    Archive,
}

/// <summary>What counts as a match between a Fermi and a Chandra source.</summary>
public sealed record FermiCscOptions
{
    /// <summary>Maximum distance of the Fermi source from the galactic plane, degrees; null for the whole sky.</summary>
    public double? MaxLatitude { get; init; } = 10;

    /// <summary>The Chandra source's flux (0.5–7 keV, erg/cm²/s) must be greater than this.</summary>
    public double MinFlux { get; init; }

    /// <summary>The error region.</summary>
    public ErrorShape ErrorShape { get; init; }

    /// <summary>Radius of the error region of sources without an ellipse, degrees; null to leave them out.</summary>
    public double? ExtendedRadius { get; init; }

    /// <summary>Where to match.</summary>
    public MatchEngine Engine { get; init; }
}
