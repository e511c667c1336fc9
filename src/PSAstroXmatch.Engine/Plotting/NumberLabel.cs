using System.Globalization;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Formats numbers as tick labels, the same in every culture.</summary>
internal static class NumberLabel
{
    /// <summary>0.25, 1500, −3, 2.5×10⁻¹⁴.</summary>
    public static string Of(double value)
    {
        if (value == 0)
            return "0";
        double magnitude = Math.Abs(value);
        if (magnitude is >= 1e-3 and < 1e6)
            return Sign(Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture));
        int exponent = (int)Math.Floor(Math.Log10(magnitude));
        double mantissa = Math.Round(value / Math.Pow(10, exponent), 3);
        if (Math.Abs(mantissa) >= 10)
        {
            mantissa /= 10;
            exponent++;
        }

        string power = "10" + DecadeTicks.Superscript(exponent);
        return mantissa == 1 ? power : $"{Sign(mantissa.ToString("0.###", CultureInfo.InvariantCulture))}×{power}";
    }

    // A minus sign instead of a hyphen.
    private static string Sign(string number) => number.Replace('-', '−');
}
