using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Options for writing delimited text.</summary>
public sealed record CsvWriteOptions
{
    /// <summary>Delimiter of the cells.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>Whether to write a row of units below the header, as the reference notebook does.</summary>
    public bool UnitRow { get; init; }
}

/// <summary>
/// Writes tables as delimited text: UTF-8 without byte-order mark, lines ended by '\n', quotes only where RFC 4180 needs them, numbers in
/// invariant culture with enough digits to read back the same value, missing values empty, arrays joined by ", ".
/// </summary>
public sealed class CsvTableWriter : IDisposable
{
    private const int RowsBetweenChecks = 1_024;

    private readonly StreamWriter _writer;
    private readonly CsvWriteOptions _options;
    private int _columnCount = -1;

    /// <summary>Starts writing; the stream stays open at the end.</summary>
    /// <exception cref="AstroException">DelimiterInvalid: the delimiter is a quote or a line break.</exception>
    public CsvTableWriter(Stream stream, CsvWriteOptions? options = null)
    {
        _options = options ?? new CsvWriteOptions();
        DelimitedRows.CheckDelimiter(_options.Delimiter);
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
    }

    /// <summary>Writes a whole table.</summary>
    public static void Write(Stream stream, AstroTable table, CsvWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        using CsvTableWriter writer = new(stream, options);
        writer.WriteBlock(table, cancellationToken);
    }

    /// <summary>Writes the next rows of a table; the first block also writes the header, even if it has no rows.</summary>
    /// <exception cref="ArgumentException">The block has a different number of columns from the first.</exception>
    public void WriteBlock(AstroTable block, CancellationToken cancellationToken)
    {
        IReadOnlyList<AstroColumn> columns = block.Columns;
        if (_columnCount < 0)
            WriteHeader(columns);
        else if (columns.Count != _columnCount)
            throw new ArgumentException($"The block has {columns.Count} columns, but the first block had {_columnCount}.", nameof(block));
        for (int row = 0; row < block.RowCount; row++)
        {
            if (row % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                    _writer.Write(_options.Delimiter);
                WriteValue(columns[i], row);
            }

            _writer.Write('\n');
        }
    }

    /// <summary>Writes buffered text.</summary>
    public void Dispose() => _writer.Dispose();

    private void WriteHeader(IReadOnlyList<AstroColumn> columns)
    {
        _columnCount = columns.Count;
        WriteTexts(columns, column => column.Name);
        if (_options.UnitRow)
            WriteTexts(columns, column => column.Info.UnitRowText ?? column.Unit ?? "");
    }

    private void WriteTexts(IReadOnlyList<AstroColumn> columns, Func<AstroColumn, string> text)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                _writer.Write(_options.Delimiter);
            WriteText(text(columns[i]));
        }

        _writer.Write('\n');
    }

    // The common types, without boxing; their text never needs quotes, as the delimiter can't be a digit.
    private void WriteValue(AstroColumn column, int row)
    {
        if (column.IsNull(row))
            WriteText("");
        else if (column is AstroColumn<double> doubles)
            WriteNumber(ValueText.Format(doubles.Values[row]));
        else if (column is AstroColumn<float> floats)
            WriteNumber(ValueText.Format(floats.Values[row]));
        else if (column is AstroColumn<string> texts)
            WriteText(texts.Values[row]);
        else
            WriteText(ValueText.Format(column.GetValue(row)));
    }

    // As Python writes them: a reader takes a column of 15, 17 for whole numbers, of which a missing one is null and passes "less than".
    private void WriteNumber(string text)
    {
        _writer.Write(text);
        if (text.AsSpan().IndexOfAny(".en") < 0)
            _writer.Write(".0");
    }

    private void WriteText(string text)
    {
        // Readers skip empty lines, so the empty cell of a single-column table must be quoted.
        if (text.Length == 0 && _columnCount == 1)
            _writer.Write("\"\"");
        else if (NeedsQuotes(text))
            WriteQuoted(text);
        else
            _writer.Write(text);
    }

    // A '#' at the start of a line would be read as a comment.
    private bool NeedsQuotes(string text) =>
        text.Length > 0
        && (text[0] is '#' or ' ' || text[^1] == ' ' || text.AsSpan().IndexOfAny("\"\r\n") >= 0 || text.Contains(_options.Delimiter));

    private void WriteQuoted(string text)
    {
        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
    }
}
