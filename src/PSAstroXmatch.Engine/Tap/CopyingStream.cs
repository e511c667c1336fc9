using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>An answer of which every byte that is read goes to a target too. The target stays open.</summary>
internal sealed class CopyingStream(AnswerStream answer, Stream target) : ReadOnlyStream
{
    private const int BufferSize = 1 << 16;

    /// <summary>Why the target could not be written: readers of the answer would take that for a fault of the answer.</summary>
    public Exception? WriteFault { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int read = answer.Read(buffer);
        Copy(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = answer.Read(buffer, offset, count);
        Copy(buffer.AsSpan(offset, read));
        return read;
    }

    /// <summary>Copies what nobody has read.</summary>
    public async Task CopyRestAsync()
    {
        byte[] buffer = new byte[BufferSize];
        for (int read; (read = await answer.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            Copy(buffer.AsSpan(0, read));
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        try
        {
            target.Write(bytes);
        }
        catch (Exception exception)
        {
            WriteFault = exception;
            throw new InvalidOperationException("The copy could not be written.", exception);
        }
    }
}
