namespace PSAstroXmatch;

/// <summary>Units of angle.</summary>
public enum AngleUnit
{
    /// <summary>Degree, 1/360 of a turn.</summary>
    Degree,

    /// <summary>Hour of right ascension, 15 degrees.</summary>
    Hour,

    /// <summary>Arcminute, 1/60 degree.</summary>
    Arcminute,

    /// <summary>Arcsecond, 1/3600 degree.</summary>
    Arcsecond,

    /// <summary>Milliarcsecond, 1/3600000 degree.</summary>
    Milliarcsecond,

    /// <summary>Radian, 180/π degrees.</summary>
    Radian,
}
