using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>Chooses the reader for a column of a binary table.</summary>
internal static class FitsColumnReaders
{
    /// <summary>Creates the reader of a column.</summary>
    /// <param name="field">Layout of the column in a row.</param>
    /// <param name="info">Unit, UCD and description; name, type and shape are set here.</param>
    /// <param name="heap">The heap, for columns with a descriptor.</param>
    public static FitsColumnReader Create(FitsField field, ColumnInfo info, FitsHeap? heap)
    {
        int size = FitsField.SizeOf(field.Code);
        switch (field.Code)
        {
            case 'A':
                return CreateText(field, info, heap);
            case 'X':
                return CreateBits(field, info, heap);
            case 'L':
                return Create(field, info, heap, size, bytes => bytes[0] == (byte)'T', bytes => bytes[0] is not ((byte)'T' or (byte)'F'));
            case 'C':
                return Create(field, info, heap, size,
                    bytes => Scaled(field, new Complex(BinaryPrimitives.ReadSingleBigEndian(bytes), BinaryPrimitives.ReadSingleBigEndian(bytes[4..]))), null);
            case 'M':
                return Create(field, info, heap, size,
                    bytes => Scaled(field, new Complex(BinaryPrimitives.ReadDoubleBigEndian(bytes), BinaryPrimitives.ReadDoubleBigEndian(bytes[8..]))), null);
            case 'E' when IsPlain(field):
                return Create(field, info, heap, size, BinaryPrimitives.ReadSingleBigEndian, null);
            case 'E':
                return Create(field, info, heap, size, bytes => field.Zero + (field.Scale * BinaryPrimitives.ReadSingleBigEndian(bytes)), null);
            case 'D' when IsPlain(field):
                return Create(field, info, heap, size, BinaryPrimitives.ReadDoubleBigEndian, null);
            case 'D':
                return Create(field, info, heap, size, bytes => field.Zero + (field.Scale * BinaryPrimitives.ReadDoubleBigEndian(bytes)), null);
            default:
                return CreateInteger(field, info, heap, size);
        }
    }

    /// <summary>The text without padding: it ends at the first NUL, without trailing blanks. Null if nothing is left.</summary>
    public static string? DecodeText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        if (end >= 0)
            bytes = bytes[..end];
        bytes = bytes.TrimEnd((byte)' ');
        return bytes.IsEmpty ? null : Encoding.Latin1.GetString(bytes);
    }

    private static bool IsPlain(FitsField field) => field.Scale == 1 && field.Zero == 0;

    private static Complex Scaled(FitsField field, Complex value) => IsPlain(field) ? value : field.Zero + (field.Scale * value);

    // FITS has only signed integers and unsigned bytes; other types are stored with an offset of half their range (section 5.2.5).
    private static FitsColumnReader CreateInteger(FitsField field, ColumnInfo info, FitsHeap? heap, int size)
    {
        FitsDecode<long> raw = RawInteger(field.Code);
        bool isCell = field is { Descriptor: '\0', Repeat: 1 };
        // Single elements of an integer array can't be missing; as doubles they can be NaN.
        if (field.Null is not null && !isCell)
            return Create(field, info, heap, size, bytes => raw(bytes) == field.Null ? double.NaN : field.Zero + (field.Scale * raw(bytes)), null);
        FitsIsNull? isNull = field.Null is null ? null : bytes => raw(bytes) == field.Null;
        return (field.Code, field.Scale, field.Zero) switch
        {
            ('B', 1, 0) => Create(field, info, heap, size, bytes => bytes[0], isNull),
            ('B', 1, -128) => Create(field, info, heap, size, bytes => (sbyte)(bytes[0] ^ 0x80), isNull),
            ('I', 1, 0) => Create(field, info, heap, size, BinaryPrimitives.ReadInt16BigEndian, isNull),
            ('I', 1, 32768) => Create(field, info, heap, size, bytes => (ushort)(BinaryPrimitives.ReadUInt16BigEndian(bytes) ^ 0x8000), isNull),
            ('J', 1, 0) => Create(field, info, heap, size, BinaryPrimitives.ReadInt32BigEndian, isNull),
            ('J', 1, 2147483648) => Create(field, info, heap, size, bytes => BinaryPrimitives.ReadUInt32BigEndian(bytes) ^ 0x80000000, isNull),
            ('K', 1, 0) => Create(field, info, heap, size, BinaryPrimitives.ReadInt64BigEndian, isNull),
            ('K', 1, 9223372036854775808) => Create(field, info, heap, size, bytes => BinaryPrimitives.ReadUInt64BigEndian(bytes) ^ 0x8000000000000000, isNull),
            _ => Create(field, info, heap, size, bytes => field.Zero + (field.Scale * raw(bytes)), isNull),
        };
    }

    private static FitsDecode<long> RawInteger(char code) => code switch
    {
        'B' => bytes => bytes[0],
        'I' => bytes => BinaryPrimitives.ReadInt16BigEndian(bytes),
        'J' => bytes => BinaryPrimitives.ReadInt32BigEndian(bytes),
        _ => BinaryPrimitives.ReadInt64BigEndian,
    };

    private static FitsColumnReader CreateBits(FitsField field, ColumnInfo info, FitsHeap? heap)
    {
        if (field.Descriptor != '\0')
            return new FitsHeapReader<bool[]>(Typed<bool[]>(field, info, "*"), field, heap!, FitsBitReader.Unpack);
        if (field.Repeat == 1)
            return new FitsScalarReader<bool>(Typed<bool>(field, info, null), field.Offset, 1, bytes => bytes[0] >= 0x80, null);
        return new FitsBitReader(Typed<bool[]>(field, info, Shape(field)), field.Offset, field.Repeat);
    }

    private static FitsColumnReader CreateText(FitsField field, ColumnInfo info, FitsHeap? heap)
    {
        if (field.Descriptor != '\0')
            return new FitsHeapReader<string>(Typed<string>(field, info, null), field, heap!, (bytes, _) => DecodeText(bytes));
        if (field.TextWidth == 0)
            return new FitsScalarReader<string>(Typed<string>(field, info, null), field.Offset, field.Repeat, bytes => DecodeText(bytes)!, null);
        int count = field.Repeat / field.TextWidth;
        string shape = field.Dimensions is { Length: > 1 } ? string.Join('x', field.Dimensions.Skip(1)) : Invariant(count);
        return new FitsArrayReader<string>(Typed<string[]>(field, info, shape), field.Offset, count, field.TextWidth, bytes => DecodeText(bytes) ?? "");
    }

    private static FitsColumnReader Create<T>(FitsField field, ColumnInfo info, FitsHeap? heap, int size, FitsDecode<T> decode, FitsIsNull? isNull)
    {
        if (field.Descriptor != '\0')
            return new FitsHeapReader<T[]>(Typed<T[]>(field, info, "*"), field, heap!, (bytes, count) => DecodeArray(bytes, count, size, decode));
        if (field.Repeat == 1)
            return new FitsScalarReader<T>(Typed<T>(field, info, null), field.Offset, size, decode, isNull);
        return new FitsArrayReader<T>(Typed<T[]>(field, info, Shape(field)), field.Offset, field.Repeat, size, decode);
    }

    private static T[] DecodeArray<T>(ReadOnlySpan<byte> bytes, int count, int size, FitsDecode<T> decode)
    {
        T[] values = new T[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = decode(bytes.Slice(i * size, size));
        return values;
    }

    private static string Shape(FitsField field) => field.Dimensions is null ? Invariant(field.Repeat) : string.Join('x', field.Dimensions);

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ColumnInfo Typed<T>(FitsField field, ColumnInfo info, string? arraySize) =>
        info with { Name = field.Name, ValueType = typeof(T), ArraySize = arraySize };
}
