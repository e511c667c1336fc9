using System.Text;
using System.Text.Unicode;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>A window over a stream of XML, converted to UTF-8 from any encoding; it grows only for a token larger than itself.</summary>
internal sealed class Utf8Buffer : IDisposable
{
    private const int InitialSize = 1 << 18;

    // No real tag or cell comes near this size; a stream without any '<' must not fill the memory.
    private const int LargestToken = 1 << 29;

    private readonly VOTableErrors _errors;
    private Stream _stream;
    private byte[] _bytes = new byte[InitialSize];
    private int _position;
    private int _end;
    private long _start;

    public Utf8Buffer(Stream stream, VOTableErrors errors)
    {
        _stream = stream;
        _errors = errors;
        while (_end < 1024 && ReadMore())
        {
        }

        Transcode();
        if (Unread.StartsWith("\uFEFF"u8))
            Advance(3);
    }

    /// <summary>Checked at each read from the stream.</summary>
    public CancellationToken CancellationToken { get; set; }

    /// <summary>The bytes read but not yet consumed; valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_position, _end - _position);

    /// <summary>Number of bytes consumed, counted in UTF-8 whatever the encoding of the document.</summary>
    public long Offset => _start + _position;

    /// <summary>Number of bytes of the document not yet consumed; 0 if the stream does not know its length.</summary>
    public long Remaining => _stream.CanSeek ? _stream.Length - _stream.Position + _end - _position : 0;

    public void Advance(int count) => _position += count;

    /// <summary>Reads more of the stream after the unread bytes; false at the end of the stream.</summary>
    public bool Fill()
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (_position > 0)
        {
            Unread.CopyTo(_bytes);
            _start += _position;
            _end -= _position;
            _position = 0;
        }

        if (_end == _bytes.Length)
        {
            if (_bytes.Length >= LargestToken)
                throw _errors.Damaged($"a tag or cell is longer than {LargestToken} bytes", Offset);
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        return ReadMore();
    }

    /// <summary>Reads until at least this many bytes are available; false if the stream ends before.</summary>
    public bool Ensure(int count)
    {
        while (_end - _position < count)
        {
            if (!Fill())
                return false;
        }

        return true;
    }

    public void Dispose() => _stream.Dispose();

    private bool ReadMore()
    {
        int read;
        try
        {
            read = _stream.Read(_bytes, _end, _bytes.Length - _end);
        }
        catch (IOException e)
        {
            throw _errors.Truncated($"reading failed: {e.Message}", Offset + _end - _position);
        }
        catch (InvalidDataException e)
        {
            throw _errors.Damaged($"it can't be decompressed: {e.Message}", Offset + _end - _position, e);
        }

        _end += read;
        return read > 0;
    }

    private void Transcode()
    {
        Encoding? encoding = DetectEncoding(Unread);
        if (encoding is null)
            return;
        _stream = new TranscodedStream(Unread.ToArray(), _stream, encoding);
        _position = _end = 0;
        ReadMore();
        Ensure(3);
    }

    // XML 1.0, appendix F: a byte-order mark, else the zero bytes around "<", else the declaration.
    private Encoding? DetectEncoding(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xFE, ..] or [(byte)'<', 0, ..])
            return Encoding.Unicode;
        if (head is [0xFE, 0xFF, ..] or [0, (byte)'<', ..])
            return Encoding.BigEndianUnicode;
        int close = head.IndexOf("?>"u8);
        if (!head.StartsWith("<?xml"u8) || close < 0)
            return null;
        string declaration = Encoding.Latin1.GetString(head[..close]);
        int at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        if (at < 0)
            return null;
        string[] parts = declaration[at..].Split('"', '\'');
        string name = parts.Length > 1 ? parts[1].Trim() : "";
        // A declaration that can be read byte by byte is not in UTF-16, whatever it claims.
        if (name.Length == 0 || name.StartsWith("utf", StringComparison.OrdinalIgnoreCase)
            || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("ascii", StringComparison.OrdinalIgnoreCase))
            return null;
        return FindEncoding(name) ?? throw _errors.FormatUnknown($"it is in the encoding '{name}', which is not supported");
    }

    private static Encoding? FindEncoding(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null; // .NET's answer for an unknown name
        }
    }
}

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
