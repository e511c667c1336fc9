namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>The bytes of a FITS file, with the current position; the stream need not be seekable.</summary>
internal sealed class FitsInput : IDisposable
{
    /// <summary>Headers and data come in blocks of this many bytes.</summary>
    public const int BlockLength = 2880;

    private readonly Stream _stream;

    public FitsInput(Stream stream, string source)
    {
        _stream = stream;
        Source = source;
    }

    /// <summary>Path or address, for error messages.</summary>
    public string Source { get; }

    /// <summary>Number of bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Whether bytes can be read out of order.</summary>
    public bool CanSeek => _stream.CanSeek;

    /// <summary>Number of remaining bytes; null if unknown.</summary>
    public long? Left => _stream.CanSeek ? _stream.Length - _stream.Position : null;

    /// <summary>Fills the buffer as far as there are bytes left; returns the number of bytes.</summary>
    public int Read(Span<byte> buffer)
    {
        int count = _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        Position += count;
        return count;
    }

    /// <summary>Goes forward; false if the file ends before.</summary>
    public bool TrySkip(long count)
    {
        if (_stream.CanSeek)
        {
            long step = Math.Min(count, _stream.Length - _stream.Position);
            Position += step;
            _stream.Seek(step, SeekOrigin.Current);
            return step == count;
        }

        byte[] buffer = new byte[1 << 16];
        while (count > 0)
        {
            int read = Read(buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)));
            if (read == 0)
                return false;
            count -= read;
        }

        return true;
    }

    /// <summary>Goes back; only where <see cref="CanSeek"/>.</summary>
    public void Rewind(long count)
    {
        _stream.Seek(-count, SeekOrigin.Current);
        Position -= count;
    }

    /// <summary>A length with its padding.</summary>
    public static long Padded(long length) => (length + BlockLength - 1) / BlockLength * BlockLength;

    public void Dispose() => _stream.Dispose();
}
