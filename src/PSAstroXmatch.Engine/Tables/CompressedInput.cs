using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Decompresses gzip and bzip2, and detects truncated or damaged data.</summary>
internal sealed class CompressedInput : Stream
{
    private readonly FileStream _file;
    private readonly Stream _plain;
    private readonly bool _isGzip;
    private readonly string _source;
    private long _position;

    private CompressedInput(FileStream file, bool isGzip, string source)
    {
        _file = file;
        _isGzip = isGzip;
        _source = source;
        _plain = isGzip ? InflatedStream.OfGzip(file) : OpenBZip2(file);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>The content of a file: decompressed if its first bytes are those of gzip or bzip2, otherwise the file itself.</summary>
    public static Stream Open(FileStream file, string source)
    {
        Span<byte> head = stackalloc byte[4];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length >= 3 && head[0] == 0x1F && head[1] == 0x8B && head[2] == 8)
            return new CompressedInput(file, isGzip: true, source);
        if (length == 4 && head[..3].SequenceEqual("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9')
            return new CompressedInput(file, isGzip: false, source);
        return file;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            int read = _plain.Read(buffer, offset, count);
            _position += read;
            return read;
        }
        catch (Exception cause) when (cause is InvalidDataException or SharpZipBaseException or EndOfStreamException)
        {
            throw Damaged(cause);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _plain.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static BZip2InputStream OpenBZip2(FileStream file) => new(file) { IsStreamOwner = false };

    private AstroException Damaged(Exception cause) => TableErrors.Invalid(
        ErrorIds.CompressedFileDamaged,
        _source,
        $"{_source} is truncated or damaged: its {(_isGzip ? "gzip" : "bzip2")} data can't be read beyond {_position:N0} uncompressed bytes ({cause.Message.TrimEnd('.')}).",
        "Download or compress the file again.",
        cause);
}
