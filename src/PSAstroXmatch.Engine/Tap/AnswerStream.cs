using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// The body of an answer in the form that table readers need: a stream that is read synchronously, yet ends at once when the call is
/// cancelled or the service stops sending, and that records what broke it.
/// </summary>
internal sealed class AnswerStream : Stream
{
    private readonly Stream _body;
    private readonly TimeSpan _readTimeout;
    private readonly CancellationTokenSource _silence;
    private byte[] _prefix = [];
    private int _prefixPosition;
    private CancellationToken _caller;
    private CancellationTokenSource _either;

    public AnswerStream(Stream body, TapServiceOptions options, CancellationToken cancellationToken)
    {
        _body = body;
        _readTimeout = options.ReadTimeout;
        _silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        _caller = cancellationToken;
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    /// <summary>What ended the stream prematurely; readers may wrap or replace the exception that a read throws.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Whether the service sent nothing for longer than allowed.</summary>
    public bool FellSilent => _silence.IsCancellationRequested;

    /// <summary>Whether the whole answer was received.</summary>
    public bool Ended { get; private set; }

    /// <summary>Number of bytes, after decompression, that were received.</summary>
    public long BytesReceived { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Sets the token that cancels reads from now on.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken == _caller)
            return;
        _either.Dispose();
        _caller = cancellationToken;
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
    }

    /// <summary>The first bytes, at most the requested number, which the next read returns again. Only before the first read.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count)
    {
        byte[] bytes = new byte[count];
        int length = 0;
        while (length < count)
        {
            int read = await ReceiveAsync(bytes.AsMemory(length)).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
        }

        _prefix = bytes[..length];
        return _prefix;
    }

    public override int Read(Span<byte> buffer)
    {
        byte[] bytes = new byte[buffer.Length];
        int read = Read(bytes, 0, bytes.Length);
        bytes.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    // Blocking here cannot deadlock: every await below continues without the caller's context.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_prefixPosition == _prefix.Length)
            return ReceiveAsync(buffer);
        int count = Math.Min(buffer.Length, _prefix.Length - _prefixPosition);
        _prefix.AsMemory(_prefixPosition, count).CopyTo(buffer);
        _prefixPosition += count;
        return ValueTask.FromResult(count);
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
            _either.Dispose();
            _silence.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (Fault is not null)
            throw new IOException("The answer broke off.", Fault);
        _caller.ThrowIfCancellationRequested();
        try
        {
            _silence.CancelAfter(_readTimeout);
            int read = await _body.ReadAsync(buffer, _either.Token).ConfigureAwait(false);
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            BytesReceived += read;
            Ended |= read == 0 && buffer.Length > 0;
            return read;
        }
        catch (Exception exception) when (!_caller.IsCancellationRequested)
        {
            Fault = exception;
            throw;
        }
        catch (Exception exception)
        {
            // A connection that a cancelled read closed may also report a network error.
            Fault = new OperationCanceledException(_caller);
            throw new OperationCanceledException(exception.Message, exception, _caller);
        }
    }
}

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
