using System.Text;
using System.Text.Unicode;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Bytes of a document as text.</summary>
internal static class VOTableText
{
    /// <summary>The text of UTF-8 bytes; bytes that are not valid UTF-8 are read as ISO-8859-1, which older archives write into char columns.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "" : Ascii.IsValid(bytes) || !Utf8.IsValid(bytes) ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);

    /// <summary>The bytes without XML white space at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        // Nearly every cell has no white space, which two comparisons show.
        if (text.IsEmpty || (text[0] > ' ' && text[^1] > ' '))
            return text;
        return text.Trim(" \t\r\n"u8);
    }
}
