namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Puts a line that was read ahead back in front of the text.</summary>
internal sealed class PrefixedReader : TextReader
{
    private readonly string _prefix;
    private readonly TextReader _rest;
    private int _position;

    public PrefixedReader(string prefix, TextReader rest)
    {
        _prefix = prefix;
        _rest = rest;
    }

    public override int Peek() => _position < _prefix.Length ? _prefix[_position] : _rest.Peek();

    public override int Read() => _position < _prefix.Length ? _prefix[_position++] : _rest.Read();

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_position == _prefix.Length)
            return _rest.Read(buffer);
        int count = Math.Min(_prefix.Length - _position, buffer.Length);
        _prefix.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rest.Dispose();
        base.Dispose(disposing);
    }
}
