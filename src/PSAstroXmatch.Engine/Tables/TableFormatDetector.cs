using System.Text;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Recognizes the format of a table by its first bytes.</summary>
internal static class TableFormatDetector
{
    private static readonly (byte[] Magic, string What)[] OtherFormats =
    [
        ("PK\x03\x04"u8.ToArray(), "it is a zip archive (or a workbook); unpack it first"),
        ("PAR1"u8.ToArray(), "it is Parquet, which can't be read yet"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "it is HDF5"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "it is a PNG image"),
        ([0xFF, 0xD8, 0xFF], "it is a JPEG image"),
        ("GIF8"u8.ToArray(), "it is a GIF image"),
        ("%PDF"u8.ToArray(), "it is a PDF document"),
        ("ARROW1"u8.ToArray(), "it is Arrow or Feather"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "it is compressed with xz; unpack it first"),
        ([0x28, 0xB5, 0x2F, 0xFD], "it is compressed with zstd; unpack it first"),
        ([0x1F, 0x8B], "it is compressed twice (gzip inside); unpack it first"),
        ([0x1F, 0x9D], "it is compressed with compress; unpack it first"),
        ("SQLite format 3"u8.ToArray(), "it is a SQLite database"),
    ];

    /// <summary>The format of content that begins with the given bytes; delimited text if nothing else is recognized.</summary>
    /// <exception cref="AstroException">TableFormatUnknown: it is not a table; the message says what it is.</exception>
    public static TableFormat Detect(ReadOnlySpan<byte> head, string source)
    {
        if (head.StartsWith("SIMPLE  ="u8))
            return TableFormat.Fits;
        foreach ((byte[] magic, string what) in OtherFormats)
        {
            if (head.StartsWith(magic))
                throw TableErrors.FormatUnknown(source, what);
        }

        string text = Decode(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("# %ECSV", StringComparison.Ordinal))
            return TableFormat.Ecsv;
        if (text.StartsWith('\\') || text.StartsWith('|'))
            return TableFormat.Ipac;
        if (!text.StartsWith('<'))
            return TableFormat.Csv;
        if (IsHtml(text))
            throw TableErrors.FormatUnknown(source, "it is an HTML page, perhaps an error page of a server");
        return TableFormat.VOTable;
    }

    private static bool IsHtml(string text) =>
        text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase);

    private static string Decode(ReadOnlySpan<byte> head)
    {
        bool utf16 = head.Length > 1 && (head[0] == 0 || head[1] == 0 || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]));
        if (!utf16)
            return Encoding.UTF8.GetString(head);
        bool bigEndian = head[0] == 0 || head[0] == 0xFE;
        return (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(head[..(head.Length & ~1)]);
    }
}
