using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// The decoded base64 text of an element, from after its start tag up to its end tag, which stays unread.
/// White space, comments and CDATA sections within the text are skipped.
/// </summary>
internal sealed class Base64ElementStream(XmlScanner scanner, VOTableErrors errors) : ReadOnlyStream
{
    private const int ChunkSize = 1 << 16;

    private static readonly SearchValues<byte> Stops = SearchValues.Create(" \t\r\n<&"u8);

    private readonly Utf8Buffer _buffer = scanner.Buffer;
    private readonly byte[] _decoded = new byte[ChunkSize];
    private readonly List<byte> _other = [];
    private byte[] _digits = new byte[ChunkSize];
    private int _digitCount;
    private int _decodedStart;
    private int _decodedEnd;
    private bool _atEnd;

    public override int Read(Span<byte> target)
    {
        if (target.IsEmpty)
            return 0;
        while (_decodedStart == _decodedEnd && !(_atEnd && _digitCount == 0))
        {
            if (!_atEnd)
                Collect();
            if (target.Length >= ChunkSize)
            {
                // Decodes directly into a large target.
                int count = Decode(target);
                if (count > 0)
                    return count;
            }
            else
            {
                _decodedStart = 0;
                _decodedEnd = Decode(_decoded);
            }
        }

        int given = Math.Min(target.Length, _decodedEnd - _decodedStart);
        _decoded.AsSpan(_decodedStart, given).CopyTo(target);
        _decodedStart += given;
        return given;
    }

    // Collects digits, without white space, until the chunk is full or the element ends.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect()
    {
        while (_digitCount < ChunkSize)
        {
            ReadOnlySpan<byte> at = _buffer.Unread;
            if (at.IsEmpty)
            {
                if (!_buffer.Fill())
                    throw errors.Truncated("it ends within base64 data", _buffer.Offset);
            }
            else if (at[0] == '<')
            {
                _other.Clear();
                if (!scanner.TryReadNonTag(_other))
                {
                    _atEnd = true;
                    return;
                }

                AddOther();
            }
            else if (at[0] == '&')
            {
                _other.Clear();
                scanner.ReadReference(_other);
                AddOther();
            }
            else
            {
                CollectLine(at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CollectLine(ReadOnlySpan<byte> at)
    {
        ReadOnlySpan<byte> window = at[..Math.Min(at.Length, ChunkSize - _digitCount)];
        int stop = window.IndexOfAny(Stops);
        ReadOnlySpan<byte> line = stop < 0 ? window : window[..stop];
        line.CopyTo(_digits.AsSpan(_digitCount));
        _digitCount += line.Length;
        int space = line.Length;
        while (space < window.Length && window[space] <= ' ')
            space++;
        _buffer.Advance(space);
    }

    private void AddOther()
    {
        foreach (byte b in CollectionsMarshal.AsSpan(_other))
        {
            if (b <= ' ')
                continue;
            if (_digitCount == _digits.Length)
                Array.Resize(ref _digits, _digits.Length * 2);
            _digits[_digitCount++] = b;
        }
    }

    private int Decode(Span<byte> target)
    {
        ReadOnlySpan<byte> digits = _digits.AsSpan(0, _digitCount);
        OperationStatus status = Base64.DecodeFromUtf8(digits, target, out int used, out int written, isFinalBlock: _atEnd);
        if (status == OperationStatus.InvalidData || (_atEnd && status == OperationStatus.NeedMoreData))
        {
            ReadOnlySpan<byte> rest = _digits.AsSpan(used, Math.Min(8, _digitCount - used));
            throw errors.Damaged($"the data are not valid base64 at '{VOTableText.Decode(rest)}'", _buffer.Offset);
        }

        _digits.AsSpan(used, _digitCount - used).CopyTo(_digits);
        _digitCount -= used;
        return written;
    }
}

/// <summary>The unpacked bytes of a compressed STREAM. Where they are cut or damaged, the error is one of the document, whoever reads them.</summary>
/// <param name="stream">The unpacked bytes.</param>
/// <param name="scanner">The document, for the place.</param>
/// <param name="errors">The document's errors.</param>
internal sealed class InflatedElementStream(InflatedStream stream, XmlScanner scanner, VOTableErrors errors) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (Exception cause) when (cause is EndOfStreamException or InvalidDataException)
        {
            throw Fault(cause);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    private AstroException Fault(Exception cause) => cause is EndOfStreamException
        ? errors.Truncated(cause.Message, scanner.Buffer.Offset)
        : errors.Damaged($"its compressed data can't be unpacked: {cause.Message}", scanner.Buffer.Offset, cause);
}
