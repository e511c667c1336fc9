using System.Runtime.CompilerServices;

namespace PSAstroXmatch;

/// <summary>Sine and cosine of degrees, exact at the multiples of 90 degrees and as accurate beside them as at zero.</summary>
internal static class DegreeTrigonometry
{
    internal const double DegreesPerRadian = 180 / Math.PI;

    /// <summary>Sine and cosine of an angle in degrees.</summary>
    /// <remarks>
    /// The nearest multiple of 90 is taken off in degrees, where that is exact: the cosine of 90 is 0, that of 89.9999999 has all its
    /// digits, and so have position angles beside a pole. In radians 90 degrees are not a number and the digits are lost.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sin, double Cos) SinCos(double degrees)
    {
        double quadrant = Math.Round(degrees * (1 / 90.0));
        (double sin, double cos) = Math.SinCos((degrees - quadrant * 90) / DegreesPerRadian);
        return ((long)quadrant & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>Sine of an angle in degrees that is small most times, as differences between neighbours are.</summary>
    /// <remarks>Up to half a degree by the series, which is several times as fast: the next term is below 1e-21 of the sine.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double SinOfDifference(double degrees)
    {
        if (!(Math.Abs(degrees) <= 0.5))
            return SinCos(degrees).Sin;
        double x = degrees / DegreesPerRadian, t = x * x;
        return x + x * (t * (-1.0 / 6 + t * (1.0 / 120 + t * (-1.0 / 5040))));
    }
}
