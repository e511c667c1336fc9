namespace PSAstroXmatch.Engine.Tables;

/// <summary>
/// Packed bytes for an inflater of .NET, of which what it got last is remembered: it takes more than it needs and gives nothing back.
/// </summary>
/// <param name="packed">Where the bytes come from; disposed in the end.</param>
internal sealed class InflaterInput(Stream packed) : ReadOnlyStream
{
    private const int PieceSize = 1 << 14;

    // No header has a name or comment as long as this.
    private const int LargestHeader = 1 << 20;

    private byte[] _bytes = new byte[2 * PieceSize];
    private int _given;
    private int _position;
    private int _end;

    /// <summary>Whether the last packed byte is here.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Whether the inflater asked for more than there is.</summary>
    public bool WasStarved { get; private set; }

    /// <summary>Bytes that the inflater has not got.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_position, _end - _position);

    /// <summary>What the inflater got last, of which it may have left some, and all that is unread behind it.</summary>
    public ReadOnlySpan<byte> LastGiven => _bytes.AsSpan(_given, _end - _given);

    /// <summary>Passes over unread bytes.</summary>
    public void Advance(int count) => _given = _position += count;

    /// <summary>Goes on at a place of <see cref="LastGiven"/>.</summary>
    public void ReturnTo(int place) => _given = _position = _given + place;

    /// <summary>Gets more bytes behind those that are unread.</summary>
    public void Fill()
    {
        MakeRoom();
        Got(packed.Read(_bytes, _end, _bytes.Length - _end));
    }

    /// <inheritdoc cref="Fill"/>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        Got(await packed.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false));
    }

    // An inflater asks only when it has used up what it got before.
    public override int Read(Span<byte> buffer)
    {
        _given = _position;
        if (_position == _end && !IsAtEnd)
            Fill();
        return Give(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _given = _position;
        if (_position == _end && !IsAtEnd)
            await FillAsync(cancellationToken).ConfigureAwait(false);
        return Give(buffer.Span);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            packed.Dispose();
        base.Dispose(disposing);
    }

    private int Give(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(buffer.Length, PieceSize), _end - _position);
        _bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        WasStarved |= count == 0 && buffer.Length > 0;
        return count;
    }

    private void MakeRoom()
    {
        if (_given > 0)
        {
            _bytes.AsSpan(_given, _end - _given).CopyTo(_bytes);
            (_position, _end, _given) = (_position - _given, _end - _given, 0);
        }

        if (_end < _bytes.Length)
            return;
        if (_bytes.Length >= LargestHeader)
            throw new InvalidDataException("a header of its compressed data is longer than a mebibyte");
        Array.Resize(ref _bytes, _bytes.Length * 2);
    }

    private void Got(int count)
    {
        _end += count;
        IsAtEnd = count == 0;
    }
}
