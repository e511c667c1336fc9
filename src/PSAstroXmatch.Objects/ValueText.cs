using System.Globalization;
using System.Runtime.CompilerServices;

namespace PSAstroXmatch;

/// <summary>Formats values as text: in invariant culture, with as few digits as needed to read back the same number.</summary>
public static class ValueText
{
    /// <summary>The text of a value; null and NaN are the empty string, like missing values in CSV files.</summary>
    public static string Format(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => Format(number),
        float number => Format(number),
        bool flag => flag ? "True" : "False",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Array array => string.Join(", ", array.Cast<object?>().Select(Format)),
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Format(tuple[i])))})",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A whole number. Without this overload, C# would choose the one for float and lose digits.</summary>
    public static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count for messages, with thousands separators: 1,664.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same double, spelled as Python and astropy spell it (1e-13, 117.038235).</summary>
    public static string Format(double value) =>
        double.IsNaN(value) ? "" : Respell(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The shortest text that reads back as the same float.</summary>
    public static string Format(float value) =>
        float.IsNaN(value) ? "" : Respell(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The double with the decimal digits of a float: 20.78351f gives 20.78351, where a cast gives 20.783510208129883.</summary>
    public static double ToDouble(float value) =>
        float.IsFinite(value) ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    // .NET writes 1E-13 and 1E+25; files in astronomy have 1e-13 and 1e+25.
    private static string Respell(string text) => text switch
    {
        "Infinity" or "∞" => "inf",
        "-Infinity" or "-∞" => "-inf",
        _ => text.Replace('E', 'e'),
    };
}
