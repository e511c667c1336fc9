using System.Globalization;
using System.Numerics;
using static System.Buffers.Binary.BinaryPrimitives;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Writes a value as big-endian bytes.</summary>
internal delegate void ElementBinaryWriter<T>(T value, Span<byte> target);

/// <summary>Writes a value as text into a large enough buffer; returns the number of bytes.</summary>
internal delegate int ElementTextWriter<T>(T value, Span<byte> target);

/// <summary>
/// How values of a .NET type are written. VOTable has no unsigned or 8-bit signed integers, so those use the next larger datatype.
/// </summary>
/// <param name="Datatype">Datatype of VOTable.</param>
/// <param name="Size">Bytes in BINARY2.</param>
/// <param name="ToBinary">Writes the bytes.</param>
/// <param name="ToText">Writes text of at most <see cref="MaxTextLength"/> bytes.</param>
internal sealed record ElementFormat<T>(string Datatype, int Size, ElementBinaryWriter<T> ToBinary, ElementTextWriter<T> ToText)
{
    /// <summary>Maximum length of the text of a value in bytes: a complex number has two doubles of up to 24 each.</summary>
    public const int MaxTextLength = 64;

    /// <summary>The format for a type; null if VOTable has none.</summary>
    public static ElementFormat<T>? Default { get; } = (ElementFormat<T>?)ElementFormats.Find(typeof(T));
}

/// <summary>The formats of all types except text.</summary>
internal static class ElementFormats
{
    public static object? Find(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new ElementFormat<bool>(
            "boolean",
            1,
            static (value, target) => target[0] = value ? (byte)'T' : (byte)'F',
            static (value, target) =>
            {
                target[0] = value ? (byte)'T' : (byte)'F';
                return 1;
            }),
        TypeCode.Byte => new ElementFormat<byte>("unsignedByte", 1, static (value, target) => target[0] = value, Format),
        TypeCode.SByte => new ElementFormat<sbyte>("short", 2, static (value, target) => WriteInt16BigEndian(target, value), Format),
        TypeCode.Int16 => new ElementFormat<short>("short", 2, static (value, target) => WriteInt16BigEndian(target, value), Format),
        TypeCode.UInt16 => new ElementFormat<ushort>("int", 4, static (value, target) => WriteInt32BigEndian(target, value), Format),
        TypeCode.Int32 => new ElementFormat<int>("int", 4, static (value, target) => WriteInt32BigEndian(target, value), Format),
        TypeCode.UInt32 => new ElementFormat<uint>("long", 8, static (value, target) => WriteInt64BigEndian(target, value), Format),
        TypeCode.Int64 => new ElementFormat<long>("long", 8, static (value, target) => WriteInt64BigEndian(target, value), Format),
        TypeCode.UInt64 => new ElementFormat<ulong>(
            "long",
            8,
            static (value, target) => WriteInt64BigEndian(target, ToLong(value)),
            static (value, target) => Format(ToLong(value), target)),
        TypeCode.Single => new ElementFormat<float>("float", 4, static (value, target) => WriteSingleBigEndian(target, value), FormatSingle),
        TypeCode.Double => new ElementFormat<double>("double", 8, static (value, target) => WriteDoubleBigEndian(target, value), FormatDouble),
        _ when type == typeof(Complex) => new ElementFormat<Complex>("doubleComplex", 16, WriteComplex, FormatComplex),
        _ => null,
    };

    private static int Format<T>(T value, Span<byte> target)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(target, out int written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int FormatSingle(float value, Span<byte> target) =>
        float.IsInfinity(value) ? FormatDouble(value, target) : Format(value, target);

    // VOTable spells infinities +Inf and -Inf.
    private static int FormatDouble(double value, Span<byte> target)
    {
        if (!double.IsInfinity(value))
            return Format(value, target);
        (value > 0 ? "+Inf"u8 : "-Inf"u8).CopyTo(target);
        return 4;
    }

    private static void WriteComplex(Complex value, Span<byte> target)
    {
        WriteDoubleBigEndian(target, value.Real);
        WriteDoubleBigEndian(target[8..], value.Imaginary);
    }

    private static int FormatComplex(Complex value, Span<byte> target)
    {
        int length = FormatDouble(value.Real, target);
        target[length++] = (byte)' ';
        return length + FormatDouble(value.Imaginary, target[length..]);
    }

    private static long ToLong(ulong value) => value <= long.MaxValue
        ? (long)value
        : throw new AstroException(
            ErrorIds.ValueInvalid,
            string.Create(CultureInfo.InvariantCulture, $"{value} is larger than VOTable's largest integer, {long.MaxValue}."),
            "Write the column as text, or in another format.",
            value);
}
