using System.Buffers.Binary;
using System.Text;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>Makes small FITS files card by card and byte by byte.</summary>
internal sealed class FitsBytes
{
    private readonly MemoryStream _bytes = new();

    /// <summary>A file with a primary HDU without data.</summary>
    public FitsBytes(params string[] cards) => AddHeader(["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0", .. cards]);

    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>A card with an unquoted value.</summary>
    public static string Card(string keyword, object value) => FormattableString.Invariant($"{keyword,-8}= {value,20}");

    /// <summary>A card with a text.</summary>
    public static string Text(string keyword, string value) => $"{keyword,-8}= '{value.Replace("'", "''", StringComparison.Ordinal),-8}'";

    /// <summary>Adds a header as it stands.</summary>
    public FitsBytes AddHeader(IEnumerable<string> cards)
    {
        foreach (string card in cards.Append("END"))
            _bytes.Write(Encoding.Latin1.GetBytes(card.PadRight(80)));
        return Pad((byte)' ');
    }

    /// <summary>Adds a binary table.</summary>
    /// <param name="columns">TTYPE and TFORM of each column.</param>
    /// <param name="rows">Bytes of the rows.</param>
    /// <param name="cards">More cards.</param>
    /// <param name="heap">What follows the rows.</param>
    public FitsBytes AddTable((string Name, string Form)[] columns, byte[][] rows, string[]? cards = null, byte[]? heap = null)
    {
        heap ??= [];
        List<string> header =
        [
            Text("XTENSION", "BINTABLE"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", rows.Length == 0 ? 0 : rows[0].Length), Card("NAXIS2", rows.Length),
            Card("PCOUNT", heap.Length), Card("GCOUNT", 1), Card("TFIELDS", columns.Length),
        ];
        for (int i = 0; i < columns.Length; i++)
            header.AddRange([Text($"TTYPE{i + 1}", columns[i].Name), Text($"TFORM{i + 1}", columns[i].Form)]);
        AddHeader([.. header, .. cards ?? []]);
        return AddData([.. rows.SelectMany(row => row), .. heap]);
    }

    /// <summary>Adds data with filling.</summary>
    public FitsBytes AddData(byte[] data)
    {
        _bytes.Write(data);
        return Pad(0);
    }

    public static byte[] Big(short value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteInt16BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Big(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Big(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Big(float value) => Big(BitConverter.SingleToInt32Bits(value));

    public static byte[] Big(double value) => Big(BitConverter.DoubleToInt64Bits(value));

    private FitsBytes Pad(byte fill)
    {
        while (_bytes.Length % 2880 != 0)
            _bytes.WriteByte(fill);
        return this;
    }
}
