namespace PSAstroXmatch.Engine.Matching;

/// <summary>Positions of the rows of a table: ICRS, degrees, one element per row.</summary>
/// <remarks>
/// Right ascension may have any finite value (−10 means 350). A row whose right ascension or declination is NaN or infinite, or whose
/// declination is beyond ±90, matches nothing.
/// </remarks>
public readonly record struct SkyPositions
{
    /// <summary>Makes positions from two columns, which are not copied.</summary>
    /// <param name="ra">Right ascensions in degrees.</param>
    /// <param name="dec">Declinations in degrees.</param>
    /// <exception cref="AstroException"><c>MatchLengthMismatch</c>: the columns differ in length.</exception>
    public SkyPositions(double[] ra, double[] dec)
    {
        ArgumentNullException.ThrowIfNull(ra);
        ArgumentNullException.ThrowIfNull(dec);
        MatchErrors.CheckLength("declinations", dec.Length, "right ascensions", ra.Length);
        Ra = ra;
        Dec = dec;
    }

    /// <summary>Right ascensions in degrees.</summary>
    public double[] Ra { get; }

    /// <summary>Declinations in degrees.</summary>
    public double[] Dec { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Ra.Length;
}
