using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Collects the bytes of a document and writes them to a stream in large pieces.</summary>
internal sealed class ByteOutput(Stream stream)
{
    private const int PieceSize = 1 << 16;

    private readonly ArrayBufferWriter<byte> _bytes = new(2 * PieceSize);

    /// <summary>Appends text as it is.</summary>
    public void Write(string text) => Encoding.UTF8.GetBytes(text, _bytes);

    /// <summary>Appends bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Space for a number of bytes; <see cref="Advance"/> commits those that were filled.</summary>
    public Span<byte> GetSpan(int size) => _bytes.GetSpan(size);

    public void Advance(int count) => _bytes.Advance(count);

    /// <summary>Appends text with the reserved characters of XML escaped.</summary>
    public void WriteEscaped(string text, bool isAttribute)
    {
        int reserved = text.AsSpan().IndexOfAny(isAttribute ? "&<>\"\r\n\t" : "&<>\r");
        if (reserved < 0)
        {
            Write(text);
            return;
        }

        StringBuilder escaped = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' when isAttribute => escaped.Append("&quot;"),
                '\r' => escaped.Append("&#13;"),
                '\n' or '\t' when isAttribute => escaped.Append("&#").Append((int)c).Append(';'),
                _ => escaped.Append(c),
            };
        }

        Write(escaped.ToString());
    }

    /// <summary>Writes the collected bytes to the stream if they make a large piece.</summary>
    public void FlushPiece()
    {
        if (_bytes.WrittenCount >= PieceSize)
            Flush();
    }

    /// <summary>Writes everything to the stream.</summary>
    public void Flush()
    {
        stream.Write(_bytes.WrittenSpan);
        _bytes.ResetWrittenCount();
    }
}

/// <summary>Collects bytes and writes them as lines of base64.</summary>
internal sealed class Base64Output(ByteOutput output)
{
    // A multiple of 3, so that only the last line is padded; lines of 4,096 digits.
    private const int LineBytes = 3072;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 16);

    public Span<byte> GetSpan(int size) => _bytes.GetSpan(size)[..size];

    public void Advance(int count) => _bytes.Advance(count);

    /// <summary>Writes the complete lines.</summary>
    public void FlushLines()
    {
        if (_bytes.WrittenCount >= LineBytes)
            Encode(_bytes.WrittenCount / LineBytes * LineBytes);
    }

    /// <summary>Writes everything.</summary>
    public void Finish() => Encode(_bytes.WrittenCount);

    private void Encode(int count)
    {
        ReadOnlySpan<byte> all = _bytes.WrittenSpan;
        for (int start = 0; start < count; start += LineBytes)
        {
            ReadOnlySpan<byte> line = all[start..Math.Min(start + LineBytes, count)];
            Base64.EncodeToUtf8(line, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(line.Length)), out _, out int written);
            output.Advance(written);
            output.Write("\n"u8);
        }

        byte[] rest = all[count..].ToArray();
        _bytes.ResetWrittenCount();
        _bytes.Write(rest);
        output.FlushPiece();
    }
}
