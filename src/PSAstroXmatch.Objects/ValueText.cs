using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>Formats values as text: in invariant culture, with as few digits as needed to read back the same number.</summary>
public static class ValueText
{
    // Smaller floats need more decimals than a power of ten that is exact in a double has.
    private const double SmallestScaled = 1e-16;

    // 1 to 1e22: those that a double holds exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

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
    public static double ToDouble(float value)
    {
        double size = Math.Abs((double)value);
        // Between powers of two, the shortest digits that read back as the same float are the nearest ones with as few digits as do.
        if (size >= SmallestScaled && size < 1e6 && (BitConverter.SingleToInt32Bits(value) & 0x7FFFFF) != 0)
        {
            int whole = (int)Math.Floor(Math.Log10(size));
            for (int decimals = 5 - whole; decimals <= 8 - whole && decimals < PowersOfTen.Length; decimals++)
            {
                double scaled = size * PowersOfTen[decimals], digits = Math.Round(scaled);
                // A tie, or nearly one, which the rounding of the product may have turned.
                if (Math.Abs(scaled - digits) > 0.499999)
                    break;
                // Both are exact, so that the quotient is the double nearest to the decimal, as a parser gives it.
                double nearest = digits / PowersOfTen[decimals];
                if ((float)nearest == (float)size)
                    return value < 0 ? -nearest : nearest;
            }
        }

        return float.IsFinite(value) ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
    }

    // .NET writes 1E-13 and 1E+25; files in astronomy have 1e-13 and 1e+25.
    private static string Respell(string text) => text switch
    {
        "Infinity" or "∞" => "inf",
        "-Infinity" or "-∞" => "-inf",
        _ => text.Replace('E', 'e'),
    };
}

/// <summary>A read-only list that prints as its values joined by ", ".</summary>
/// <remarks>
/// Export-Csv writes ToString() of a property's value, which for an array is "System.Object[]". This list writes its values in invariant
/// culture with all digits; a missing value is empty.
/// </remarks>
/// <typeparam name="T">Type of the values.</typeparam>
public sealed class ValueList<T> : IReadOnlyList<T>
{
    private readonly T[] _values;

    /// <summary>Wraps an array; the caller must not change it afterwards.</summary>
    public ValueList(T[] values) => _values = values;

    /// <summary>The list without values.</summary>
    public static ValueList<T> Empty { get; } = new([]);

    /// <summary>Number of values.</summary>
    public int Count => _values.Length;

    /// <summary>The value at a position, counted from 0.</summary>
    public T this[int index] => _values[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();

    /// <summary>The values joined by ", ".</summary>
    public override string ToString() => string.Join(", ", _values.Select(value => ValueText.Format(value)));
}

/// <summary>
/// Texts of services and files as a terminal may get them. A terminal obeys control characters: they move the cursor, change the
/// window's title, write to the clipboard. Here they become visible, escaped as C# and Python do: ESC is <c>\x1b</c>, the override of
/// the direction of writing is <c>\u202e</c>.
/// </summary>
public static class VisibleText
{
    /// <summary>The text with visible escapes in place of control characters; line breaks and tabs stay.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null ? null : Escape(text, keepsBreaks: true);

    /// <summary>The text on one line: line breaks and tabs are blanks, other control characters visible escapes.</summary>
    public static string OnOneLine(string text) => Escape(text, keepsBreaks: false);

    /// <summary>Whether a text has no character that <see cref="OnOneLine"/> would replace.</summary>
    public static bool IsPlain(string text) => FirstControl(text) < 0;

    private static int FirstControl(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsControl(text[i]))
                return i;
        }

        return -1;
    }

    // C0, DEL and C1, and what sets the direction of writing: by that a text can be shown in another order than it has.
    private static bool IsControl(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(string text, bool keepsBreaks)
    {
        int first = FirstControl(text);
        if (first < 0)
            return text;
        StringBuilder visible = new(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            char c = text[i];
            bool beginsLineEnd = c == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (!IsControl(c) || (keepsBreaks && (c is '\n' or '\t' || beginsLineEnd)))
                visible.Append(c);
            else if (c is '\n' or '\t')
                visible.Append(' ');
            else if (!beginsLineEnd)
                visible.Append(c < 256 ? @"\x" : @"\u").Append(((int)c).ToString(c < 256 ? "x2" : "x4", CultureInfo.InvariantCulture));
        }

        return visible.ToString();
    }
}

/// <summary>Short labels of objects: what a list of matches or the members of a group are called.</summary>
public static class ObjectLabel
{
    private static volatile Func<object, string?>? _ofHostObject;

    /// <summary>Names of columns and properties that hold an object's name or identifier, the most telling first.</summary>
    public static IReadOnlyList<string> PropertyNames { get; } = ["name", "source_name", "designation", "main_id", "source_id", "id", "obsid"];

    /// <summary>The label of an object or of a table row: its name or identifier, otherwise its first value; empty for null.</summary>
    /// <param name="item">The object; one that is not a table row is labelled by its own text.</param>
    public static string Of(object? item) => VisibleText.OnOneLine(LabelOf(item));

    /// <summary>
    /// Tells how to label the objects of the program that uses this library, such as wrappers around rows that PowerShell passes along its
    /// pipeline.
    /// </summary>
    /// <param name="label">The label of an object, or null for an object that it does not know. Called from any thread.</param>
    public static void Register(Func<object, string?> label) => _ofHostObject = label;

    private static string LabelOf(object? item) => item switch
    {
        null => "",
        AstroTableRow row => ValueText.Format(LabelColumn(row.GetTable())?.GetValue(row.GetIndex())).Trim(),
        _ => _ofHostObject?.Invoke(item) ?? ValueText.Format(item),
    };

    private static AstroColumn? LabelColumn(AstroTable table) =>
        PropertyNames.Select(name => table.TryGetColumn(name, out AstroColumn? column) ? column : null).FirstOrDefault(column => column is not null)
        ?? table.Columns.FirstOrDefault(column => column.Info.Ucd is "meta.id;meta.main")
        ?? (table.Columns.Count > 0 ? table.Columns[0] : null);
}
