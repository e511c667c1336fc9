using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>How one value of a datatype is written in the serializations (VOTable 1.4, section 6).</summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal interface IVOTableElement<T>
{
    /// <summary>Bytes in BINARY and BINARY2.</summary>
    static abstract int Size { get; }

    /// <summary>Number of words that one value takes in TABLEDATA: 2 for a complex number.</summary>
    static abstract int Words { get; }

    /// <summary>Reads big-endian bytes; false if they stand for a missing value.</summary>
    static abstract bool TryRead(ReadOnlySpan<byte> bytes, out T value);

    /// <summary>Reads trimmed text.</summary>
    static abstract ParseResult Parse(ReadOnlySpan<byte> text, out T value);
}

/// <summary>The result of parsing text.</summary>
internal enum ParseResult
{
    Value,
    Null,
    Invalid,

    /// <summary>A number that the datatype can't hold.</summary>
    OutOfRange,
}

internal readonly struct BooleanElement : IVOTableElement<bool>
{
    public static int Size => 1;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out bool value)
    {
        value = bytes[0] is (byte)'T' or (byte)'t' or (byte)'1' or 1;
        // "?", blank and NUL mean that the value is unknown; anything else is not valid and treated the same way.
        return value || bytes[0] is (byte)'F' or (byte)'f' or (byte)'0';
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out bool value)
    {
        value = false;
        if (text.IsEmpty || text.SequenceEqual("?"u8))
            return ParseResult.Null;
        if (text.Length == 1)
        {
            value = text[0] is (byte)'T' or (byte)'t' or (byte)'1';
            return value || text[0] is (byte)'F' or (byte)'f' or (byte)'0' ? ParseResult.Value : ParseResult.Invalid;
        }

        return Utf8Parser.TryParse(text, out value, out int used) && used == text.Length ? ParseResult.Value : ParseWord(text, out value);
    }

    private static ParseResult ParseWord(ReadOnlySpan<byte> text, out bool value)
    {
        value = System.Text.Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || System.Text.Ascii.EqualsIgnoreCase(text, "false"u8) ? ParseResult.Value : ParseResult.Invalid;
    }
}

internal readonly struct ByteElement : IVOTableElement<byte>
{
    public static int Size => 1;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out byte value)
    {
        value = bytes[0];
        return true;
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out byte value)
    {
        ParseResult result = IntegerText.Parse(text, byte.MinValue, byte.MaxValue, 8, out long number);
        value = (byte)number;
        return result;
    }
}

internal readonly struct ShortElement : IVOTableElement<short>
{
    public static int Size => 2;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out short value)
    {
        value = BinaryPrimitives.ReadInt16BigEndian(bytes);
        return true;
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out short value)
    {
        ParseResult result = IntegerText.Parse(text, short.MinValue, short.MaxValue, 16, out long number);
        value = (short)number;
        return result;
    }
}

internal readonly struct IntElement : IVOTableElement<int>
{
    public static int Size => 4;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out int value)
    {
        value = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return true;
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out int value)
    {
        ParseResult result = IntegerText.Parse(text, int.MinValue, int.MaxValue, 32, out long number);
        value = (int)number;
        return result;
    }
}

internal readonly struct LongElement : IVOTableElement<long>
{
    public static int Size => 8;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out long value)
    {
        value = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return true;
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out long value) =>
        IntegerText.Parse(text, long.MinValue, long.MaxValue, 64, out value);
}

internal readonly struct FloatElement : IVOTableElement<float>
{
    public static int Size => 4;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out float value)
    {
        value = BinaryPrimitives.ReadSingleBigEndian(bytes);
        return true;
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out float value)
    {
        if (Utf8Parser.TryParse(text, out value, out int used) && used == text.Length)
            return ParseResult.Value;
        ParseResult result = FloatText.ParseSpecial(text, out double special);
        value = (float)special;
        return result;
    }
}

internal readonly struct DoubleElement : IVOTableElement<double>
{
    public static int Size => 8;

    public static int Words => 1;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out double value)
    {
        value = BinaryPrimitives.ReadDoubleBigEndian(bytes);
        return true;
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out double value) =>
        Utf8Parser.TryParse(text, out value, out int used) && used == text.Length ? ParseResult.Value : FloatText.ParseSpecial(text, out value);
}

internal readonly struct FloatComplexElement : IVOTableElement<Complex>
{
    public static int Size => 8;

    public static int Words => 2;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Complex value)
    {
        value = new Complex(BinaryPrimitives.ReadSingleBigEndian(bytes), BinaryPrimitives.ReadSingleBigEndian(bytes[4..]));
        return !FloatText.IsAbsent(value);
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out Complex value) => FloatText.ParseComplex(text, out value);
}

internal readonly struct DoubleComplexElement : IVOTableElement<Complex>
{
    public static int Size => 16;

    public static int Words => 2;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Complex value)
    {
        value = new Complex(BinaryPrimitives.ReadDoubleBigEndian(bytes), BinaryPrimitives.ReadDoubleBigEndian(bytes[8..]));
        return !FloatText.IsAbsent(value);
    }

    public static ParseResult Parse(ReadOnlySpan<byte> text, out Complex value) => FloatText.ParseComplex(text, out value);
}

/// <summary>Integers in TABLEDATA.</summary>
internal static class IntegerText
{
    public static ParseResult Parse(ReadOnlySpan<byte> text, long least, long most, int bits, out long value)
    {
        value = 0;
        if (text.IsEmpty || FloatText.IsAbsent(text))
            return ParseResult.Null;
        if (text.Length > 2 && text[0] == '0' && (text[1] | 0x20) == 'x')
        {
            // Hexadecimal digits give the bits of the value: 0xffff is -1 in a short.
            bool isHex = Utf8Parser.TryParse(text[2..], out ulong raw, out int usedHex, 'x') && usedHex == text.Length - 2;
            if (!isHex)
                return ParseResult.Invalid;
            if (bits < 64 && raw >> bits != 0)
                return ParseResult.OutOfRange;
            value = least < 0 && bits < 64 ? (long)(raw << (64 - bits)) >> (64 - bits) : (long)raw;
            return ParseResult.Value;
        }

        if (!Utf8Parser.TryParse(text, out value, out int used) || used != text.Length)
            return ParseResult.Invalid;
        return value >= least && value <= most ? ParseResult.Value : ParseResult.OutOfRange;
    }
}

/// <summary>Floating-point numbers in TABLEDATA.</summary>
internal static class FloatText
{
    /// <summary>Parses what is not a decimal number: NaN, infinities, and the words for a missing value.</summary>
    public static ParseResult ParseSpecial(ReadOnlySpan<byte> text, out double value)
    {
        value = double.NaN;
        if (text.IsEmpty)
            return ParseResult.Null;
        ReadOnlySpan<byte> unsigned = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (System.Text.Ascii.EqualsIgnoreCase(unsigned, "inf"u8) || System.Text.Ascii.EqualsIgnoreCase(unsigned, "infinity"u8))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return ParseResult.Value;
        }

        if (System.Text.Ascii.EqualsIgnoreCase(unsigned, "nan"u8))
            return ParseResult.Value;
        return IsAbsent(text) ? ParseResult.Null : ParseResult.Invalid;
    }

    /// <summary>Parses two numbers separated by white space or a comma.</summary>
    public static ParseResult ParseComplex(ReadOnlySpan<byte> text, out Complex value)
    {
        value = default;
        if (text.IsEmpty)
            return ParseResult.Null;
        int gap = text.IndexOfAny(" ,\t\r\n"u8);
        if (gap < 0)
            return ParseResult.Invalid;
        ReadOnlySpan<byte> second = text[gap..].TrimStart(" ,\t\r\n"u8);
        if (DoubleElement.Parse(text[..gap], out double real) != ParseResult.Value
            || DoubleElement.Parse(second, out double imaginary) != ParseResult.Value)
            return ParseResult.Invalid;
        value = new Complex(real, imaginary);
        return IsAbsent(value) ? ParseResult.Null : ParseResult.Value;
    }

    /// <summary>Whether both parts of a complex number are NaN.</summary>
    public static bool IsAbsent(Complex value) => double.IsNaN(value.Real) && double.IsNaN(value.Imaginary);

    /// <summary>Whether the text stands for a missing number: older IRSA services write "null" and "-"; in an integer column "NaN" can mean nothing else.</summary>
    public static bool IsAbsent(ReadOnlySpan<byte> text) => text.Length switch
    {
        1 => text[0] == '-',
        3 => System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8),
        4 => System.Text.Ascii.EqualsIgnoreCase(text, "null"u8),
        _ => false,
    };
}
