using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>
/// Unpacks gzip (RFC 1952, also of several members) and zlib (RFC 1950), and takes nothing for whole that is not: the streams of .NET end
/// without a word where the packed bytes are cut, so that the rows behind the cut are lost in silence. Reads forward only.
/// </summary>
/// <remarks>
/// A read throws <see cref="EndOfStreamException"/> where the packed bytes are cut and <see cref="InvalidDataException"/> where they are damaged.
/// </remarks>
internal sealed class InflatedStream : ReadOnlyStream
{
    private const int TrailerSize = 8;

    private readonly InflaterInput _input;
    private readonly bool _isGzip;
    private readonly Crc32 _checksum = new();
    private Stream? _inflater;
    private State _state = State.BeforeMember;
    private uint _length;
    private int _members;

    private InflatedStream(Stream packed, bool isGzip)
    {
        _input = new InflaterInput(packed);
        _isGzip = isGzip;
    }

    private enum State
    {
        BeforeMember,
        InMember,
        BeforeTrailer,
        AtEnd,
    }

    /// <summary>Unpacks gzip; disposes the packed bytes in the end.</summary>
    public static InflatedStream OfGzip(Stream packed) => new(packed, isGzip: true);

    /// <summary>Unpacks zlib, which HTTP calls "deflate"; disposes the packed bytes in the end.</summary>
    public static InflatedStream OfZlib(Stream packed) => new(packed, isGzip: false);

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            while (NeedsInput())
                _input.Fill();
            if (_state == State.AtEnd)
                break;
            int read = _inflater!.Read(buffer);
            if (read > 0)
                return Take(buffer[..read]);
            EndMember();
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            while (NeedsInput())
                await _input.FillAsync(cancellationToken).ConfigureAwait(false);
            if (_state == State.AtEnd)
                break;
            int read = await _inflater!.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read > 0)
                return Take(buffer.Span[..read]);
            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflater?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(ReadOnlySpan<byte> plain)
    {
        if (_isGzip)
            _checksum.Append(plain);
        _length = unchecked(_length + (uint)plain.Length);
        return plain.Length;
    }

    // Goes on until a member is open or all is read; true where more packed bytes must come first.
    private bool NeedsInput() => _state switch
    {
        State.BeforeMember => !TryBeginMember(),
        State.BeforeTrailer => !TryReadTrailer() || NeedsInput(),
        _ => false,
    };

    private bool TryBeginMember()
    {
        if (!_isGzip)
            return Begin(new ZLibStream(_input, CompressionMode.Decompress, leaveOpen: true));
        if (_members > 0)
            _input.Advance(_input.Unread.Length - _input.Unread.TrimStart("\0 \t\r\n"u8).Length);
        if (_input.Unread.IsEmpty && _input.IsAtEnd)
        {
            _state = State.AtEnd;
            return true;
        }

        int header = GzipHeader.Measure(_input.Unread);
        if (header < 0)
            return _input.IsAtEnd ? throw new EndOfStreamException("its compressed data end within a header of gzip") : false;
        _input.Advance(header);
        return Begin(new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true));
    }

    private bool Begin(Stream inflater)
    {
        _inflater = inflater;
        _checksum.Reset();
        _length = 0;
        _members++;
        _state = State.InMember;
        return true;
    }

    // The inflater gives nothing more: either its data are complete, or it asked for more and got none.
    private void EndMember()
    {
        _inflater!.Dispose();
        _inflater = null;
        if (_input.WasStarved)
            throw new EndOfStreamException("its compressed data are cut off");
        _state = _isGzip ? State.BeforeTrailer : State.AtEnd;
    }

    // .NET does not tell how many of the bytes that the inflater got belong to its data. But what follows them is known: checksum and
    // length of the plain bytes. It is looked for in what the inflater got last and in what comes after that.
    private bool TryReadTrailer()
    {
        if (_input.Unread.Length < TrailerSize && !_input.IsAtEnd)
            return false;
        Span<byte> trailer = stackalloc byte[TrailerSize];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        int at = _input.LastGiven.IndexOf(trailer);
        if (at < 0)
            throw new InvalidDataException("the checksum of its compressed data is wrong or missing");
        _input.ReturnTo(at + TrailerSize);
        _state = State.BeforeMember;
        return true;
    }

    /// <summary>The header of a member of gzip.</summary>
    private static class GzipHeader
    {
        private const int FixedSize = 10;

        /// <summary>Its length; −1 where the bytes are only the beginning of one.</summary>
        /// <exception cref="InvalidDataException">They are none.</exception>
        public static int Measure(ReadOnlySpan<byte> bytes)
        {
            ReadOnlySpan<byte> magic = [0x1F, 0x8B, 8];
            if (!bytes[..Math.Min(3, bytes.Length)].SequenceEqual(magic[..Math.Min(3, bytes.Length)]))
                throw new InvalidDataException("the bytes after a gzip member are not gzip data");
            if (bytes.Length < FixedSize)
                return -1;
            byte flags = bytes[3];
            int length = FixedSize;
            if ((flags & 4) != 0)
                length = bytes.Length < length + 2 ? int.MaxValue : length + 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[length..]);
            for (int text = 8; text <= 16; text *= 2)
            {
                if ((flags & text) == 0 || length > bytes.Length)
                    continue;
                int end = bytes[length..].IndexOf((byte)0);
                length = end < 0 ? int.MaxValue : length + end + 1;
            }

            if ((flags & 2) != 0 && length <= bytes.Length)
                length += 2;
            return length <= bytes.Length ? length : -1;
        }
    }
}
