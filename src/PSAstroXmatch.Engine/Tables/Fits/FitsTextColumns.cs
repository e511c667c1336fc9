using System.Globalization;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>Readers for the columns of an ASCII table extension (FITS 4.0, section 7.2): Aw, Iw, Fw.d, Ew.d, Dw.d at TBCOL.</summary>
internal static class FitsTextColumns
{
    /// <summary>Creates the reader of a column.</summary>
    /// <param name="header">Header of the table.</param>
    /// <param name="number">Number of the column, counted from 1.</param>
    /// <param name="info">Its name, unit and description.</param>
    /// <param name="rowLength">Length of a row.</param>
    public static FitsColumnReader Create(FitsHeader header, int number, ColumnInfo info, int rowLength)
    {
        string form = (header.GetText($"TFORM{number}") ?? throw header.Invalid($"TFORM{number}, the format of column {info.Name}, is missing")).Trim();
        string[] parts = form.Length > 1 ? form[1..].Split('.') : [];
        int decimals = 0;
        if (parts.Length is 0 or > 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out decimals)))
            throw header.Invalid($"TFORM{number} = '{form}' of column {info.Name} is not an ASCII table format");
        long start = header.GetCount($"TBCOL{number}") - 1;
        if (start < 0 || start + width > rowLength)
            throw header.Invalid($"column {info.Name} (TBCOL{number} = {start + 1}, TFORM{number} = '{form}') is outside the row of {rowLength} characters");
        int offset = (int)start;
        FitsIsNull isNull = NullTest(header.GetText($"TNULL{number}"));
        double scale = header.GetReal($"TSCAL{number}", 1), zero = header.GetReal($"TZERO{number}", 0);
        switch (form[0])
        {
            case 'A':
                string? nullText = header.GetText($"TNULL{number}");
                return new FitsScalarReader<string>(
                    info with { ValueType = typeof(string) },
                    offset,
                    width,
                    bytes => FitsColumnReaders.DecodeText(bytes) is { } text && text != nullText ? text : null!,
                    null);
            case 'I' when scale == 1 && zero == 0 && width <= 9:
                return new FitsScalarReader<int>(info with { ValueType = typeof(int) }, offset, width, bytes => (int)ParseInteger(bytes), isNull);
            case 'I' when scale == 1 && zero == 0:
                return new FitsScalarReader<long>(info with { ValueType = typeof(long) }, offset, width, ParseInteger, isNull);
            case 'I' or 'F' or 'E' or 'D':
                return new FitsScalarReader<double>(info with { ValueType = typeof(double) }, offset, width, bytes => zero + (scale * ParseReal(bytes, decimals)), isNull);
            default:
                throw header.Invalid($"TFORM{number} = '{form}' of column {info.Name} is not an ASCII table format");
        }
    }

    // Strictly by the standard a blank field is zero, but in practice it means that the value is unknown.
    private static FitsIsNull NullTest(string? nullText)
    {
        byte[] expected = Encoding.Latin1.GetBytes(nullText?.Trim() ?? "");
        return bytes =>
        {
            ReadOnlySpan<byte> trimmed = bytes.Trim((byte)' ');
            return trimmed.IsEmpty || (expected.Length > 0 && trimmed.SequenceEqual(expected));
        };
    }

    private static long ParseInteger(ReadOnlySpan<byte> bytes) =>
        long.TryParse(Encoding.Latin1.GetString(bytes), NumberStyles.Integer, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new FormatException();

    // Without a decimal point the last d digits are decimals; the exponent may be marked with D.
    private static double ParseReal(ReadOnlySpan<byte> bytes, int decimals)
    {
        string text = Encoding.Latin1.GetString(bytes).Trim().Replace('D', 'E').Replace('d', 'E');
        if (decimals > 0 && text.AsSpan().IndexOfAny(".E") < 0 && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
            text = string.Create(CultureInfo.InvariantCulture, $"{text}E-{decimals}");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw new FormatException();
    }
}
