namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>
/// Decimal numbers as printed in the catalogs. Positions are kept as integer micro-degrees: rounding removes the last bits, in which
/// the sine differs between machines, and names are truncated from them without rounding errors.
/// </summary>
internal static class DecimalAngle
{
    /// <summary>Micro-degrees in a full turn.</summary>
    public const int Turn = 360_000_000;

    // The powers of ten that a double represents exactly, so that a quotient is the double nearest to the decimal number.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>A longitude of 0 to 360 degrees as micro-degrees, from 0 to less than a full turn.</summary>
    public static int LongitudeToMicro(double degrees)
    {
        int micro = (int)Math.Round(degrees * 1e6);
        return micro >= Turn ? micro - Turn : micro;
    }

    /// <summary>A latitude in degrees as micro-degrees.</summary>
    public static int LatitudeToMicro(double degrees) => (int)Math.Round(degrees * 1e6);

    /// <summary>Converts micro-degrees to degrees: the double nearest to the decimal number.</summary>
    public static double ToDegrees(int micro) => micro / 1e6;

    /// <summary>A longitude rounded to the given number of decimals, from 0 to less than 360.</summary>
    public static double RoundLongitude(double degrees, int decimals)
    {
        double rounded = Round(degrees, decimals);
        return rounded >= 360 ? 0 : rounded;
    }

    /// <summary>A number rounded to the given number of decimals (0 to 22).</summary>
    public static double Round(double value, int decimals) => Math.Round(value * PowersOfTen[decimals]) / PowersOfTen[decimals];

    /// <summary>A positive number of 1e-18 to 1 rounded to the given number of significant digits (at most 5); zero stays zero.</summary>
    public static double RoundSignificant(double value, int digits)
    {
        if (value <= 0)
            return 0;
        int decimals = digits;
        while (decimals < 22 && value * PowersOfTen[decimals - digits + 1] < 1)
            decimals++;
        return Round(value, decimals);
    }
}
