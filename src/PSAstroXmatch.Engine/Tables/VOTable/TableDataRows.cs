using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// Rows of TABLEDATA. An ordinary cell, &lt;TD&gt;text&lt;/TD&gt; without markup or references in the text, is read directly from the
/// buffer; everything else that XML allows takes the slower path through <see cref="ReadUnusualCell"/>.
/// </summary>
internal sealed class TableDataRows : RowSource
{
    // The longest pattern, with a namespace prefix of any reasonable length.
    private const int Lookahead = 64;

    private readonly XmlScanner _scanner;
    private readonly Utf8Buffer _buffer;
    private readonly CellReader[] _cells;
    private readonly VOTableErrors _errors;
    private readonly byte[] _rowStart;
    private readonly byte[] _rowEnd;
    private readonly byte[] _cellStart;
    private readonly byte[] _cellEnd;
    private readonly byte[] _emptyCell;
    private readonly List<byte> _text = [];
    private bool _atEnd;

    /// <summary>Starts after the start tag of TABLEDATA.</summary>
    public TableDataRows(XmlScanner scanner, CellReader[] cells, VOTableErrors errors)
    {
        _scanner = scanner;
        _buffer = scanner.Buffer;
        _cells = cells;
        _errors = errors;
        _rowStart = Encoding.UTF8.GetBytes($"<{scanner.Prefix}TR>");
        _rowEnd = Encoding.UTF8.GetBytes($"</{scanner.Prefix}TR>");
        _cellStart = Encoding.UTF8.GetBytes($"<{scanner.Prefix}TD>");
        _cellEnd = Encoding.UTF8.GetBytes($"</{scanner.Prefix}TD>");
        _emptyCell = Encoding.UTF8.GetBytes($"<{scanner.Prefix}TD/>");
        _atEnd = scanner.IsEmptyElement;
        if (_atEnd)
            scanner.Next();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Read(int maxRows, CancellationToken cancellationToken)
    {
        int rows = 0;
        while (!_atEnd && rows < maxRows)
        {
            if (rows % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!TryEnterRow())
                break;
            for (int i = 0; i < _cells.Length; i++)
                ReadCell(i);
            LeaveRow();
            // A table without columns has no rows, whatever its tags contain.
            if (_cells.Length == 0)
                continue;
            rows++;
            _errors.RowsRead++;
        }

        return rows;
    }

    private bool TryEnterRow()
    {
        SkipSpace();
        if (_buffer.Unread.StartsWith(_rowStart))
        {
            _buffer.Advance(_rowStart.Length);
            return true;
        }

        string tag = NextTag();
        if (tag == "/TABLEDATA")
        {
            _scanner.Next();
            _atEnd = true;
            return false;
        }

        if (tag == "TR/" && _cells.Length > 0)
            throw _errors.RaggedRow($"a row has 0 cells, but the table has {_cells.Length} columns", _buffer.Offset);
        if (tag is not "TR")
            throw _errors.Damaged($"<{tag}> was found where a row should begin", _buffer.Offset);
        ConsumeTag(out _);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadCell(int column)
    {
        SkipSpace();
        ReadOnlySpan<byte> at = _buffer.Unread;
        if (at.StartsWith(_cellStart))
        {
            int start = _cellStart.Length;
            int length = at[start..].IndexOfAny((byte)'<', (byte)'&', (byte)'\r');
            if (length >= 0 && at[(start + length)..].StartsWith(_cellEnd))
            {
                Add(column, at.Slice(start, length));
                _buffer.Advance(start + length + _cellEnd.Length);
                return;
            }
        }
        else if (at.StartsWith(_emptyCell))
        {
            _cells[column].Builder.AddNull();
            _buffer.Advance(_emptyCell.Length);
            return;
        }

        ReadUnusualCell(column);
    }

    private void ReadUnusualCell(int column)
    {
        string cell = NextTag();
        if (cell == "/TR")
            throw _errors.RaggedRow($"a row has {column} cells, but the table has {_cells.Length} columns", _buffer.Offset);
        if (cell is not ("TD" or "TD/"))
            throw _errors.Damaged($"<{cell}> was found where a cell should begin", _buffer.Offset);
        bool isBase64 = ConsumeTag(out bool isEmpty).Contains("base64", StringComparison.Ordinal);
        _text.Clear();
        if (!isEmpty)
            ReadCellText();
        if (isBase64)
            AddBase64(column);
        else
            Add(column, CollectionsMarshal.AsSpan(_text));
    }

    // Text, references, CDATA sections and comments up to </TD>.
    private void ReadCellText()
    {
        while (true)
        {
            ReadOnlySpan<byte> at = _buffer.Unread;
            int stop = at.IndexOfAny((byte)'<', (byte)'&');
            // A carriage return at the end of the buffer may belong to a line feed not yet read.
            int count = stop >= 0 ? stop : at.EndsWith("\r"u8) ? at.Length - 1 : at.Length;
            AppendNormalized(at[..count]);
            _buffer.Advance(count);
            if (stop < 0)
            {
                if (!_buffer.Fill())
                    throw _errors.Truncated("it ends in the middle of a cell", _buffer.Offset);
            }
            else if (_buffer.Unread[0] == '&')
            {
                _scanner.ReadReference(_text);
            }
            else if (!_scanner.TryReadNonTag(_text))
            {
                string tag = NextTag();
                if (tag != "/TD")
                    throw _errors.Damaged($"an unexpected <{tag}> is within a cell", _buffer.Offset);
                ConsumeTag(out _);
                return;
            }
        }
    }

    // XML 1.0, section 2.11: every kind of line end is read as one line feed.
    private void AppendNormalized(ReadOnlySpan<byte> raw)
    {
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\r')
                _text.Add(raw[i]);
            else if (i + 1 == raw.Length || raw[i + 1] != '\n')
                _text.Add((byte)'\n');
        }
    }

    private void LeaveRow()
    {
        SkipSpace();
        if (_buffer.Unread.StartsWith(_rowEnd))
        {
            _buffer.Advance(_rowEnd.Length);
            return;
        }

        string tag = NextTag();
        if (tag is "TD" or "TD/")
            throw _errors.RaggedRow($"a row has more cells than the {_cells.Length} columns of the table", _buffer.Offset);
        if (tag != "/TR")
            throw _errors.Damaged($"<{tag}> was found where a row should end", _buffer.Offset);
        ConsumeTag(out _);
    }

    private void Add(int column, ReadOnlySpan<byte> text)
    {
        if (!_cells[column].AddText(text))
            throw _errors.ValueInvalid(_cells[column].Field, text, _buffer.Offset);
    }

    // VOTable allows the bytes of BINARY in a single cell.
    private void AddBase64(int column)
    {
        CellReader cell = _cells[column];
        string text = VOTableText.Decode(CollectionsMarshal.AsSpan(_text));
        byte[] bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int count))
            throw _errors.ValueInvalid(cell.Field, CollectionsMarshal.AsSpan(_text), _buffer.Offset);
        int unit = cell.GetSize(8);
        int elements = cell.FixedSize >= 0 ? cell.Shape.Inner : (int)((long)count * 8 / unit);
        if (count == 0)
            cell.Builder.AddNull();
        else if (count < cell.GetSize(elements))
            throw _errors.ValueInvalid(cell.Field, CollectionsMarshal.AsSpan(_text), _buffer.Offset);
        else
            cell.AddBinary(bytes.AsSpan(0, count), elements);
    }

    // Near the end of the stream, fewer bytes may be left for the look-ahead; a missing tag is then detected as such.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SkipSpace()
    {
        do
        {
            ReadOnlySpan<byte> at = _buffer.Unread;
            int space = 0;
            while (space < at.Length && at[space] is (byte)'\n' or (byte)' ' or (byte)'\t' or (byte)'\r')
                space++;
            _buffer.Advance(space);
        }
        while (_buffer.Unread.Length < Lookahead && _buffer.Fill());
    }

    // The name of the next tag, with "/" before it for an end tag and after it for an empty element; comments are skipped.
    private string NextTag()
    {
        while (true)
        {
            SkipSpace();
            if (_buffer.Unread.IsEmpty)
                throw _errors.Truncated("it ends in the middle of a row", _buffer.Offset);
            if (_buffer.Unread[0] != '<')
                throw _errors.Damaged("there is text between the cells of a row", _buffer.Offset);
            if (!_scanner.TryReadNonTag(null))
                break;
        }

        int length = _scanner.MeasureTag();
        string tag = VOTableText.Decode(_buffer.Unread[1..(length - 1)]);
        bool isEnd = tag.StartsWith('/');
        bool isEmpty = tag.EndsWith('/');
        string name = tag.Trim('/').Split(' ', '\t', '\r', '\n')[0];
        name = name[(name.IndexOf(':') + 1)..];
        return isEnd ? "/" + name : isEmpty ? name + "/" : name;
    }

    private string ConsumeTag(out bool isEmpty)
    {
        int length = _scanner.MeasureTag();
        string tag = VOTableText.Decode(_buffer.Unread[..length]);
        isEmpty = tag.EndsWith("/>", StringComparison.Ordinal);
        _buffer.Advance(length);
        return tag;
    }
}
