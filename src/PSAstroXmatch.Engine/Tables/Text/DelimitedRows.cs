using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>The rows of delimited text, all with as many cells as the header has columns.</summary>
internal sealed class DelimitedRows : IDisposable
{
    private readonly TextReader _reader;
    private readonly CsvParser _parser;
    private readonly string _source;
    private readonly int _linesBefore;

    private DelimitedRows(TextReader reader, char delimiter, string source, int linesBefore)
    {
        _reader = reader;
        _source = source;
        _linesBefore = linesBefore;
        Delimiter = delimiter;
        _parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            // By default CsvHelper trims blanks, so they could not be delimiters; here nothing is trimmed.
            WhiteSpaceChars = [],
            BufferSize = 1 << 16,
            // 3.2" is a valid cell: a quote inside an unquoted cell is ordinary text.
            BadDataFound = null,
            DetectColumnCountChanges = false,
        });
    }

    /// <summary>Delimiter of the cells.</summary>
    public char Delimiter { get; }

    /// <summary>Lines before the header that start with '#', without the '#'.</summary>
    public IReadOnlyList<string> Comments { get; private init; } = [];

    /// <summary>Names of the columns as in the header.</summary>
    public string[] Header { get; private set; } = [];

    /// <summary>A cell of the current row.</summary>
    public string this[int column] => _parser[column];

    /// <summary>Line of the file where the current row starts, counted from 1.</summary>
    public long Line
    {
        get
        {
            // The line break that ends the record is not yet counted, but one inside an open quote is.
            ReadOnlySpan<char> record = _parser.RawRecord;
            if (!HasOpenQuote())
                record = record.TrimEnd("\r\n");
            int lineBreaks = record.Count('\n');
            return _linesBefore + _parser.RawRow - (lineBreaks > 0 ? lineBreaks : record.Count('\r'));
        }
    }

    /// <summary>Checks a delimiter that a user gave.</summary>
    /// <exception cref="AstroException">DelimiterInvalid: the delimiter is a quote or a line break.</exception>
    public static void CheckDelimiter(char? delimiter)
    {
        if (delimiter is '"' or '\r' or '\n' or '\0')
        {
            throw new AstroException(
                ErrorIds.DelimiterInvalid,
                $"The character U+{(int)delimiter:X4} can't be a delimiter.",
                "Use a comma, a tab, a semicolon or another ordinary character.",
                delimiter);
        }
    }

    /// <summary>Reads the comments and the header.</summary>
    /// <param name="reader">The text; it is disposed with the rows.</param>
    /// <param name="source">Path or address, for error messages.</param>
    /// <param name="chooseDelimiter">
    /// Chooses the delimiter from the comments; null: the one of ',', tab and ';' that occurs most in the header.
    /// </param>
    /// <exception cref="AstroException">TableEmpty: there is no header.</exception>
    public static DelimitedRows Open(TextReader reader, string source, Func<IReadOnlyList<string>, char?> chooseDelimiter)
    {
        List<string> comments = [];
        int lines = 0;
        string? line;
        while ((line = reader.ReadLine()) is not null && (line.StartsWith('#') || string.IsNullOrWhiteSpace(line)))
        {
            lines++;
            if (line.Length > 0 && line[0] == '#')
                comments.Add(line[1..].TrimEnd());
        }

        if (line is null)
            throw TableErrors.Empty(source);
        DelimitedRows rows = new(new PrefixedReader(line + "\n", reader), chooseDelimiter(comments) ?? FindDelimiter(line), source, lines) { Comments = comments };
        if (!rows._parser.Read())
            throw TableErrors.Empty(source);
        if (rows.HasOpenQuote())
            throw rows.Unterminated();
        rows.Header = rows.GetCells(rows._parser.Count);
        return rows;
    }

    /// <summary>Goes to the next row; false after the last.</summary>
    /// <exception cref="AstroException">RaggedRow: the row has more or fewer cells than the header. UnterminatedQuote: a quote is never closed.</exception>
    public bool Read()
    {
        if (!_parser.Read())
            return false;
        // A quote can still be open only at the end of the text: then the rest of the file has become one cell.
        if (_reader.Peek() < 0 && HasOpenQuote())
            throw Unterminated();
        if (_parser.Count != Header.Length)
            throw Ragged();
        return true;
    }

    /// <summary>All cells of the current row.</summary>
    public string[] GetCells() => GetCells(Header.Length);

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    private static char FindDelimiter(string header)
    {
        int commas = 0, tabs = 0, semicolons = 0;
        bool quoted = false;
        foreach (char c in header)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted)
                _ = c switch { ',' => commas++, '\t' => tabs++, ';' => semicolons++, _ => 0 };
        }

        if (tabs > commas && tabs >= semicolons)
            return '\t';
        return semicolons > commas ? ';' : ',';
    }

    private string[] GetCells(int count)
    {
        string[] cells = new string[count];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = _parser[i];
        return cells;
    }

    // A quote opens a quoted cell only as its first character; the cell ends at the next quote that is not doubled.
    private bool HasOpenQuote()
    {
        string record = _parser.RawRecord;
        bool quoted = false, cellStarts = true;
        for (int i = 0; i < record.Length; i++)
        {
            char c = record[i];
            if (!quoted)
                quoted = cellStarts && c == '"';
            else if (c == '"' && i + 1 < record.Length && record[i + 1] == '"')
                i++;
            else if (c == '"')
                quoted = false;
            cellStarts = c == Delimiter && !quoted;
        }

        return quoted;
    }

    private AstroException Ragged() => TableErrors.Invalid(
        ErrorIds.RaggedRow,
        _source,
        $"{_source}, line {Line}: {Count(_parser.Count, "cell")}, but the header has {Count(Header.Length, "column")}.",
        "Correct the line: text that contains the delimiter must be in double quotes.");

    private AstroException Unterminated() => TableErrors.Invalid(
        ErrorIds.UnterminatedQuote,
        _source,
        $"{_source}, line {Line}: a quoted cell begins here and is never closed.",
        "Close the quote; a quote inside a quoted cell must be doubled.");

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}

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
