using System.Globalization;
using System.Numerics;
using System.Text;
using System.Xml;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Chooses the datatype and shape of a column to be written.</summary>
internal static class CellWriters
{
    /// <summary>Creates the writer for a column.</summary>
    /// <param name="info">Metadata of the column.</param>
    /// <param name="column">
    /// All its values, if they are known before the first is written. Without them, strings are unicodeChar, which holds any text,
    /// and arrays of strings need an <see cref="ColumnInfo.ArraySize"/> that gives the length of a string.
    /// </param>
    /// <param name="needsNull">Whether an integer column with nulls needs a declared null value.</param>
    public static CellWriter Create(ColumnInfo info, AstroColumn? column, bool needsNull) => Type.GetTypeCode(info.ValueType) switch
    {
        TypeCode.Boolean => Scalar<bool>(info, null),
        TypeCode.Byte => Scalar<byte>(info, null, needsNull ? FindNull<byte>(column, byte.MaxValue) : null),
        TypeCode.SByte => Scalar<sbyte>(info, null, needsNull && HasNulls(column) ? "-32768" : null),
        TypeCode.Int16 => Scalar<short>(info, null, needsNull ? FindNull<short>(column, short.MinValue) : null),
        TypeCode.UInt16 => Scalar<ushort>(info, null, needsNull && HasNulls(column) ? "-2147483648" : null),
        TypeCode.Int32 => Scalar<int>(info, null, needsNull ? FindNull<int>(column, int.MinValue) : null),
        TypeCode.UInt32 => Scalar<uint>(info, null, needsNull && HasNulls(column) ? "-9223372036854775808" : null),
        TypeCode.Int64 => Scalar<long>(info, null, needsNull ? FindNull<long>(column, long.MinValue) : null),
        TypeCode.UInt64 => Scalar<ulong>(info, null, needsNull && HasNulls(column) ? "-9223372036854775808" : null),
        TypeCode.Single => Scalar<float>(info, null),
        TypeCode.Double => Scalar<double>(info, null),
        TypeCode.String => Strings<string>(info, column),
        TypeCode.DateTime => Strings<DateTime>(info, column),
        _ when info.ValueType == typeof(Complex) => Scalar<Complex>(info, null),
        _ => CreateArray(info, column, needsNull),
    };

    /// <summary>The error for a value that does not fit the declared column.</summary>
    public static AstroException Unfit(ColumnInfo info, int row, string why) => new(
        ErrorIds.ValueInvalid,
        string.Create(CultureInfo.InvariantCulture, $"Row {row + 1} of column {info.Name} can't be written as VOTable: {why}."),
        "Change the value, remove the column, or use another format.",
        info.Name);

    /// <summary>Returns the text after checking that XML can represent all its characters.</summary>
    public static string XmlText(string text, ColumnInfo info, int row)
    {
        foreach (char c in text)
        {
            if (c < ' ' && !XmlConvert.IsXmlChar(c))
                throw Unfit(info, row, $"it contains the character U+{(int)c:X4}, which XML can't represent; BINARY2 can");
        }

        return text;
    }

    /// <summary>Writes a string as bytes, padded with blanks to a length in characters.</summary>
    public static void WriteCharacters(string text, int length, bool isUnicode, Base64Output output, ColumnInfo info, int row)
    {
        Encoding encoding = isUnicode ? Encoding.BigEndianUnicode : Encoding.ASCII;
        if (!isUnicode && !Ascii.IsValid(text))
            throw Unfit(info, row, $"'{VOTableErrors.Shorten(text)}' is not ASCII");
        int size = isUnicode ? length * 2 : length;
        Span<byte> target = output.GetSpan(size);
        encoding.GetBytes(text, target);
        output.Advance(size);
    }

    private static CellWriter CreateArray(ColumnInfo info, AstroColumn? column, bool needsNull)
    {
        Type? element = info.ValueType.GetElementType();
        return Type.GetTypeCode(element) switch
        {
            TypeCode.Boolean => Array<bool>(info, column, needsNull),
            TypeCode.Byte => Array<byte>(info, column, needsNull),
            TypeCode.SByte => Array<sbyte>(info, column, needsNull),
            TypeCode.Int16 => Array<short>(info, column, needsNull),
            TypeCode.UInt16 => Array<ushort>(info, column, needsNull),
            TypeCode.Int32 => Array<int>(info, column, needsNull),
            TypeCode.UInt32 => Array<uint>(info, column, needsNull),
            TypeCode.Int64 => Array<long>(info, column, needsNull),
            TypeCode.UInt64 => Array<ulong>(info, column, needsNull),
            TypeCode.Single => Array<float>(info, column, needsNull),
            TypeCode.Double => Array<double>(info, column, needsNull),
            TypeCode.String => StringArray<string>(info, column),
            TypeCode.DateTime => StringArray<DateTime>(info, column),
            _ when element == typeof(Complex) => Array<Complex>(info, column, needsNull),
            _ => throw new ArgumentException($"Column {info.Name} has the type {info.ValueType}, which is not a type of table columns.", nameof(info)),
        };
    }

    private static ScalarCellWriter<T> Scalar<T>(ColumnInfo info, string? arraySize, string? nullText = null)
        where T : struct
    {
        ElementFormat<T> format = ElementFormat<T>.Default!;
        return new ScalarCellWriter<T>(format) { Info = info, Datatype = format.Datatype, ArraySize = arraySize, Null = nullText };
    }

    private static ArrayCellWriter<T> Array<T>(ColumnInfo info, AstroColumn? column, bool needsNull)
        where T : struct
    {
        ElementFormat<T> format = ElementFormat<T>.Default!;
        bool isShape = CellShape.TryParse(info.ArraySize, out CellShape shape) && shape.Dimensions > 0 && !shape.IsScalar;
        IEnumerable<T[]> cells = column is AstroColumn<T[]> known ? known.Values.Where((_, row) => !known.IsNull(row)) : [];
        // A shape that does not fit the values (in a table changed after reading) is replaced by the one that always fits.
        if (isShape && cells.Any(c => shape.IsVariable ? c.Length % Math.Max(1, shape.Inner) != 0 : c.Length != shape.Inner))
            isShape = false;
        // In TABLEDATA only a variable shape allows the empty cell of a null.
        if (needsNull && isShape && !shape.IsVariable && HasNulls(column))
            isShape = false;
        return new ArrayCellWriter<T>(format, isShape && !shape.IsVariable ? shape.Inner : -1)
        {
            Info = info,
            Datatype = format.Datatype,
            ArraySize = isShape ? info.ArraySize!.Trim() : "*",
        };
    }

    private static StringCellWriter<T> Strings<T>(ColumnInfo info, AstroColumn? column)
    {
        bool isUnicode = typeof(T) == typeof(string)
            && (column is not AstroColumn<string> known || known.Values.Any(v => v is not null && !Ascii.IsValid(v)));
        return new StringCellWriter<T> { Info = info, Datatype = isUnicode ? "unicodeChar" : "char", ArraySize = "*", IsUnicode = isUnicode };
    }

    private static StringArrayCellWriter<T> StringArray<T>(ColumnInfo info, AstroColumn? column)
    {
        int length;
        bool isUnicode = typeof(T) == typeof(string);
        if (column is AstroColumn<T[]> known)
        {
            List<string> texts = known.Values.Where((_, row) => !known.IsNull(row)).SelectMany(v => v).Select(v => ValueText.Format(v)).ToList();
            length = texts.Select(t => t.Length).DefaultIfEmpty().Max();
            isUnicode = texts.Exists(t => !Ascii.IsValid(t));
        }
        else if (CellShape.TryParse(info.ArraySize, out CellShape shape) && shape.Dimensions > 1)
        {
            length = shape.FirstDimension;
        }
        else
        {
            throw Unfit(info, 0, "the length of its strings must be known first; give it an array size such as 16x*");
        }

        length = Math.Max(1, length);
        return new StringArrayCellWriter<T>(length)
        {
            Info = info,
            Datatype = isUnicode ? "unicodeChar" : "char",
            ArraySize = string.Create(CultureInfo.InvariantCulture, $"{length}x*"),
            IsUnicode = isUnicode,
        };
    }

    private static bool HasNulls(AstroColumn? column) => column?.Nulls is not null && column.Nulls.CountNulls() > 0;

    // A value that no row has; null if there are no nulls or no value is free, in which case the cell of a null is empty.
    private static string? FindNull<T>(AstroColumn? column, T preferred)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (column is not AstroColumn<T> known || !HasNulls(column))
            return null;
        HashSet<T> taken = [.. known.Values.Where((_, row) => !known.IsNull(row))];
        T candidate = preferred;
        while (taken.Contains(candidate))
        {
            candidate = preferred == T.MinValue ? candidate + T.One : candidate - T.One;
            if (candidate == preferred || (candidate == T.MinValue && taken.Contains(candidate)))
                return null;
        }

        return candidate.ToString(null, CultureInfo.InvariantCulture);
    }
}
