namespace PSAstroXmatch;

/// <summary>The units in which angles are written.</summary>
public enum AngleUnit
{
    /// <summary>Degree, 1/360 of a turn.</summary>
    Degree,

    /// <summary>Hour of right ascension, 15 degrees.</summary>
    Hour,

    /// <summary>Minute of arc, 1/60 degree.</summary>
    Arcminute,

    /// <summary>Second of arc, 1/3600 degree.</summary>
    Arcsecond,

    /// <summary>A thousandth of a second of arc.</summary>
    Milliarcsecond,

    /// <summary>Radian, 180/π degrees.</summary>
    Radian,
}
