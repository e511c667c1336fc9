using System.Runtime.CompilerServices;

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

/// <summary>Error ellipses of the rows of a table, one element per row.</summary>
/// <remarks>
/// A row with a NaN or negative axis matches nothing; a position angle of NaN is allowed if both axes are equal. Ellipses may have any
/// confidence level, but those that are compared with each other must have the same; with 1σ ellipses the normalised separation is in
/// units of σ. For a two-dimensional Gaussian P(&lt;r) = 1 − exp(−r²/2σ²), so that 95 % lies within <see cref="Sigma95"/> σ.
/// </remarks>
public readonly record struct SkyEllipses
{
    /// <summary>Ratio of the axes of the 95 % ellipse to those of the 1σ ellipse: √(−2 ln 0.05) = 2.4477.</summary>
    public const double Sigma95 = 2.447746830680816;

    /// <summary>Makes ellipses from three columns, which are not copied.</summary>
    /// <param name="semiMajor">Semi-major axes in degrees.</param>
    /// <param name="semiMinor">Semi-minor axes in degrees.</param>
    /// <param name="positionAngle">Position angles of the major axes in degrees, from north through east.</param>
    /// <exception cref="AstroException"><c>MatchLengthMismatch</c>: the columns differ in length.</exception>
    public SkyEllipses(double[] semiMajor, double[] semiMinor, double[] positionAngle)
    {
        ArgumentNullException.ThrowIfNull(semiMajor);
        ArgumentNullException.ThrowIfNull(semiMinor);
        ArgumentNullException.ThrowIfNull(positionAngle);
        MatchErrors.CheckLength("semi-minor axes", semiMinor.Length, "semi-major axes", semiMajor.Length);
        MatchErrors.CheckLength("position angles", positionAngle.Length, "semi-major axes", semiMajor.Length);
        SemiMajor = semiMajor;
        SemiMinor = semiMinor;
        PositionAngle = positionAngle;
    }

    /// <summary>Semi-major axes in degrees.</summary>
    public double[] SemiMajor { get; }

    /// <summary>Semi-minor axes in degrees.</summary>
    public double[] SemiMinor { get; }

    /// <summary>Position angles of the major axes in degrees, from north through east.</summary>
    public double[] PositionAngle { get; }

    /// <summary>Number of rows.</summary>
    public int Count => SemiMajor.Length;

    /// <summary>The ellipses with both axes multiplied by a factor, such as 1/<see cref="Sigma95"/> to convert 95 % to 1σ.</summary>
    public SkyEllipses Scale(double factor) => new(
        Array.ConvertAll(SemiMajor, axis => axis * factor), Array.ConvertAll(SemiMinor, axis => axis * factor), PositionAngle);

    /// <summary>The largest extent of each ellipse in any direction, times a factor, degrees; NaN where a row has no ellipse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double[] Reaches(double factor)
    {
        double[] reaches = new double[Count];
        for (int row = 0; row < reaches.Length; row++)
        {
            reaches[row] = IsUsable(row) ? Math.Max(SemiMajor[row], SemiMinor[row]) * factor : double.NaN;
        }
        return reaches;
    }

    /// <summary>Whether a row has an ellipse: both axes are finite, and not negative.</summary>
    internal bool IsUsable(int row) =>
        SemiMajor[row] is >= 0 and <= double.MaxValue && SemiMinor[row] is >= 0 and <= double.MaxValue && (double.IsFinite(PositionAngle[row]) || SemiMajor[row] == SemiMinor[row]);

    /// <summary>Sine and cosine of the position angle, which may be unknown for a circle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal (double Sin, double Cos) Axis(int row) =>
        double.IsFinite(PositionAngle[row]) ? DegreeTrigonometry.SinCos(PositionAngle[row]) : (0, 1);
}
