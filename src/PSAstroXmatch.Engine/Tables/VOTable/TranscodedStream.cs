using System.Text;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// Converts text of any encoding to UTF-8. An incomplete character at the end is dropped, so that a document truncated there is
/// recognized as truncated; .NET's own stream for this would write U+FFFD.
/// </summary>
/// <param name="prefix">Bytes already read from the stream.</param>
/// <param name="rest">The rest of the stream.</param>
/// <param name="encoding">Encoding of both.</param>
internal sealed class TranscodedStream(byte[] prefix, Stream rest, Encoding encoding) : ReadOnlyStream
{
    private const int PieceSize = 1 << 15;

    private readonly Decoder _decoder = encoding.GetDecoder();
    private readonly Encoder _encoder = new UTF8Encoding(false).GetEncoder();
    private readonly byte[] _input = new byte[PieceSize];
    private readonly char[] _characters = new char[encoding.GetMaxCharCount(PieceSize)];
    private readonly byte[] _output = new byte[Encoding.UTF8.GetMaxByteCount(encoding.GetMaxCharCount(PieceSize))];
    private int _prefixGiven;
    private int _position;
    private int _end;

    public override int Read(Span<byte> buffer)
    {
        while (_position == _end)
        {
            int read = ReadInput();
            if (read == 0)
                return 0;
            int characters = _decoder.GetChars(_input, 0, read, _characters, 0, flush: false);
            _position = 0;
            _end = _encoder.GetBytes(_characters, 0, characters, _output, 0, flush: false);
        }

        int count = Math.Min(buffer.Length, _end - _position);
        _output.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }

    private int ReadInput()
    {
        if (_prefixGiven == prefix.Length)
            return rest.Read(_input, 0, _input.Length);
        int count = Math.Min(_input.Length, prefix.Length - _prefixGiven);
        prefix.AsSpan(_prefixGiven, count).CopyTo(_input);
        _prefixGiven += count;
        return count;
    }
}
