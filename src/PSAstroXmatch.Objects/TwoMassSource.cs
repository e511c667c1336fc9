namespace PSAstroXmatch;

/// <summary>A 2MASS point source near a Fermi or a Chandra source.</summary>
public sealed class TwoMassSource : CatalogCounterpart
{
    /// <summary>2MASS designation.</summary>
    public required string Designation { get; init; }

    /// <summary>Semi-major axis of the 1σ error ellipse, arcsec.</summary>
    public double? ErrorSemiMajor { get; init; }

    /// <summary>Semi-minor axis of the 1σ error ellipse, arcsec.</summary>
    public double? ErrorSemiMinor { get; init; }

    /// <summary>Position angle of the error ellipse's major axis, degrees from north through east.</summary>
    public double? ErrorAngle { get; init; }

    /// <summary>Magnitude in J (Vega).</summary>
    public double? J { get; init; }

    /// <summary>Error of the magnitude in J, mag.</summary>
    public double? JError { get; init; }

    /// <summary>Magnitude in H (Vega).</summary>
    public double? H { get; init; }

    /// <summary>Error of the magnitude in H, mag.</summary>
    public double? HError { get; init; }

    /// <summary>Magnitude in Ks (Vega).</summary>
    public double? K { get; init; }

    /// <summary>Error of the magnitude in Ks, mag.</summary>
    public double? KError { get; init; }

    /// <summary>ph_qual: the quality of J, H and Ks; A is the best, U an upper limit.</summary>
    public string PhotometricQuality { get; init; } = "";

    /// <summary>Julian date of the observation.</summary>
    public double? JulianDate { get; init; }

    /// <summary>The designation.</summary>
    public override string ToString() => Designation;
}
