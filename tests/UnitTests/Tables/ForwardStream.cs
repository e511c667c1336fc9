using System.Text;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>A stream that gives its bytes once, in small pieces, as a network connection does.</summary>
internal sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
{
    public ForwardStream(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));

    public override long Seek(long offset, SeekOrigin loc) => throw new NotSupportedException();
}
