using System.Runtime.CompilerServices;

namespace PSAstroXmatch;

/// <summary>Sine and cosine of angles in degrees, exact at multiples of 90 degrees and as accurate near them as near zero.</summary>
internal static class DegreeTrigonometry
{
    internal const double DegreesPerRadian = 180 / Math.PI;

    /// <summary>Sine and cosine of an angle in degrees.</summary>
    /// <remarks>
    /// The nearest multiple of 90 is subtracted in degrees, where that is exact: the cosine of 90 is 0, and that of 89.9999999 keeps all
    /// its digits, as do position angles near a pole. In radians 90 degrees has no exact representation, and the digits are lost.
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

    /// <summary>Sine of an angle in degrees that is usually small, such as a difference between neighbours.</summary>
    /// <remarks>Up to half a degree uses the series, which is several times faster: the next term is below 1e-21 of the sine.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double SinOfDifference(double degrees)
    {
        if (!(Math.Abs(degrees) <= 0.5))
            return SinCos(degrees).Sin;
        double x = degrees / DegreesPerRadian, t = x * x;
        return x + x * (t * (-1.0 / 6 + t * (1.0 / 120 + t * (-1.0 / 5040))));
    }
}
