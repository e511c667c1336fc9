namespace PSAstroXmatch;

/// <summary>An observation of the Chandra X-ray Observatory: a row of the chanmaster catalog.</summary>
public sealed class ChandraObservation
{
    /// <summary>Observation id.</summary>
    [AstroColumn("obsid", Ucd = "meta.id;meta.main", Description = "Observation id", LeadsList = true)]
    public required int ObsId { get; init; }

    /// <summary>Right ascension of the pointing, ICRS, degrees.</summary>
    [AstroColumn("ra", Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "Right ascension of the pointing (ICRS)")]
    public required double RA { get; init; }

    /// <summary>Declination of the pointing, ICRS, degrees.</summary>
    [AstroColumn("dec", Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "Declination of the pointing (ICRS)")]
    public required double Dec { get; init; }

    /// <summary>Galactic longitude, degrees, 0 to 360.</summary>
    [AstroColumn("l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude")]
    public required double L { get; init; }

    /// <summary>Galactic latitude, degrees.</summary>
    [AstroColumn("b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude")]
    public required double B { get; init; }

    /// <summary>Exposure in seconds; 0 if the observation is approved but not yet made; NaN if the archive has no value.</summary>
    [AstroColumn("exposure", Unit = "s", Ucd = "time.duration;obs.exposure", Description = "Exposure")]
    public double Exposure { get; init; } = double.NaN;

    /// <summary>Detector: ACIS-I, ACIS-S, HRC-I or HRC-S.</summary>
    [AstroColumn("detector", Ucd = "instr.det", Description = "Detector")]
    public string Detector { get; init; } = "";

    /// <summary>Start of the observation, UTC; null if it has not been made.</summary>
    [AstroColumn("time", Ucd = "time.start;obs", Description = "Start of the observation (UTC)")]
    public DateTime? Time { get; init; }

    /// <summary>Name of the target, as given by the observer.</summary>
    [AstroColumn("name", Ucd = "meta.id;src", Description = "Target", LeadsList = true)]
    public string Target { get; init; } = "";

    /// <summary>Observation id and target.</summary>
    public override string ToString() => $"{ObsId} {Target}";
}
