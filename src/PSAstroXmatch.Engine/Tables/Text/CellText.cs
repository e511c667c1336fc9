using System.Globalization;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>The kind of value that the text of a cell can be read as.</summary>
internal enum CellKind
{
    /// <summary>Empty: no value.</summary>
    Empty,

    /// <summary>"--", "masked" or "null": no value, except among texts.</summary>
    NullWord,

    /// <summary>A marker such as "N/A", "-" or "INDEF": no value beside numbers or booleans, otherwise a text.</summary>
    Marker,

    /// <summary>"nan" in any case, or what a C library writes for it: no value, in a column of floating-point numbers.</summary>
    NotANumber,

    /// <summary>"True" or "False" in any case.</summary>
    Boolean,

    /// <summary>An integer that fits a long.</summary>
    Integer,

    /// <summary>A number with a decimal point or an exponent, or infinity.</summary>
    Real,

    /// <summary>Anything else.</summary>
    Text,
}

/// <summary>Reads the text of a cell as a value.</summary>
internal static class CellText
{
    private const NumberStyles RealStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // What programs and archives write for a value that is missing: pandas and R, the CDS, SIMBAD, MySQL and PostgreSQL, IRAF.
    private static readonly string[] Markers =
        ["-", "---", "...", "?", "~", "na", "n/a", "<na>", "#n/a", "#na", "none", "undef", "indef", "undefined", @"\N", "<null>", "(null)"];

    private static readonly string[] NotANumberTexts = ["nan", "+nan", "-nan", "nan(ind)", "-nan(ind)", "nanq", "1.#qnan", "-1.#ind", "1.#ind"];

    /// <summary>The kind of a cell, and its value if that is a number or a boolean (1 and 0).</summary>
    /// <remarks>
    /// Anything that would lose digits as a number is text: an integer too large for a long, or with leading zeros, which is an identifier.
    /// </remarks>
    public static CellKind Classify(ReadOnlySpan<char> cell, out long integer, out double real)
    {
        integer = 0;
        real = 0;
        cell = cell.Trim();
        if (cell.IsEmpty)
            return CellKind.Empty;
        char first = cell[0];
        if (first is >= '0' and <= '9' or '.' or '+' or '-')
            return ClassifyNumber(cell, ref integer, ref real);
        if (cell.Length > 9)
            return CellKind.Text;
        return ClassifyWord(cell, ref integer, ref real);
    }

    /// <summary>Whether the text of a cell in a column of numbers or booleans says that the value is missing; "nan" is not such a text.</summary>
    public static bool IsMissing(ReadOnlySpan<char> cell) => cell.Length == 0
        || (cell[^1] is not (>= '0' and <= '9') && Classify(cell, out _, out _) is CellKind.Empty or CellKind.NullWord or CellKind.Marker);

    /// <summary>Whether the long can be represented exactly as a double.</summary>
    public static bool IsExactAsDouble(long value) => value is >= -(1L << 53) and <= 1L << 53 || IsExactLarge(value);

    private static bool IsExactLarge(long value)
    {
        double real = value;
        return Math.Abs(real) < 9.2e18 && (long)real == value;
    }

    private static CellKind ClassifyNumber(ReadOnlySpan<char> cell, ref long integer, ref double real)
    {
        ReadOnlySpan<char> digits = cell[0] is '+' or '-' ? cell[1..] : cell;
        if (digits.IndexOfAnyExceptInRange('0', '9') < 0)
            return ClassifyInteger(cell, digits, ref integer, ref real);
        // A number that overflows would become infinite, so it stays text.
        if (double.TryParse(cell, RealStyle, CultureInfo.InvariantCulture, out real) && double.IsFinite(real))
            return CellKind.Real;
        real = 0;
        return ClassifyWord(cell, ref integer, ref real);
    }

    private static CellKind ClassifyInteger(ReadOnlySpan<char> cell, ReadOnlySpan<char> digits, ref long integer, ref double real)
    {
        if (digits.IsEmpty)
            return cell is "-" ? CellKind.Marker : CellKind.Text;
        if (digits.Length > 1 && digits[0] == '0')
            return CellKind.Text;
        if (digits is "0" && cell[0] == '-')
        {
            real = -0.0;
            return CellKind.Real;
        }

        if (!long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer))
            return CellKind.Text;
        real = integer;
        return CellKind.Integer;
    }

    private static CellKind ClassifyWord(ReadOnlySpan<char> cell, ref long integer, ref double real)
    {
        if (cell is "--" || cell.Equals("masked", StringComparison.OrdinalIgnoreCase) || cell.Equals("null", StringComparison.OrdinalIgnoreCase))
            return CellKind.NullWord;
        if (IsOneOf(cell, Markers))
            return CellKind.Marker;
        if (IsOneOf(cell, NotANumberTexts))
            return CellKind.NotANumber;
        if (cell.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            integer = 1;
            return CellKind.Boolean;
        }

        if (cell.Equals("false", StringComparison.OrdinalIgnoreCase))
            return CellKind.Boolean;
        ReadOnlySpan<char> unsigned = cell[0] is '+' or '-' ? cell[1..] : cell;
        if (!unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) && !unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            return CellKind.Text;
        real = cell[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return CellKind.Real;
    }

    private static bool IsOneOf(ReadOnlySpan<char> cell, string[] words)
    {
        foreach (string word in words)
        {
            if (cell.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
