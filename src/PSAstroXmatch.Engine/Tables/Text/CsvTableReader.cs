using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>
/// Reads delimited text (comma, tab or semicolon) with a header line. The column types are inferred from the cells: bool, long, double
/// or string, the narrowest that holds every cell without loss. A row of units below the header sets the units of the columns.
/// </summary>
/// <remarks>
/// If the file can be read twice, all rows determine the types. For a stream that can't, the first 10,000 rows do, and a later cell that does
/// not fit is an error. Reading the whole table at once needs only one pass if the first rows predict the types of the others.
/// </remarks>
public sealed class CsvTableReader : TableReader
{
    private const int SampleRows = 1_000;
    private const int SampleRowsOfStream = 10_000;
    private const int RowsBetweenChecks = 1_024;

    private readonly Func<Stream>? _reopen;
    private readonly CsvReadOptions _options;
    private readonly Queue<string[]> _sample = new();
    private Stream _stream;
    private DelimitedRows _rows;
    private CsvPlan _plan = null!;
    private long _row;

    private CsvTableReader(Stream stream, Func<Stream>? reopen, DelimitedRows rows, CsvReadOptions options)
    {
        _stream = stream;
        _reopen = reopen;
        _rows = rows;
        _options = options;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns
    {
        get
        {
            CompletePlan(CancellationToken.None);
            return _plan.Columns;
        }
    }

    /// <summary>Opens delimited text.</summary>
    /// <param name="stream">The bytes: UTF-8, UTF-16 or Latin-1. The reader disposes it.</param>
    /// <param name="source">Path or address, for errors.</param>
    /// <param name="options">Delimiter and unit row, if known.</param>
    /// <exception cref="AstroException">TableEmpty, TableFormatUnknown (not text), RaggedRow, UnterminatedQuote, DelimiterInvalid.</exception>
    public static CsvTableReader Open(Stream stream, string source, CsvReadOptions? options = null)
    {
        if (!stream.CanSeek)
            return Open(stream, null, source, options);
        long start = stream.Position;
        return Open(stream, Rewind, source, options);

        Stream Rewind()
        {
            stream.Position = start;
            return stream;
        }
    }

    /// <summary>Opens delimited text that can be opened again although its stream can't seek, such as a compressed file.</summary>
    internal static CsvTableReader Open(Stream stream, Func<Stream>? reopen, string source, CsvReadOptions? options)
    {
        options ??= new CsvReadOptions();
        DelimitedRows.CheckDelimiter(options.Delimiter);
        CsvTableReader reader = new(stream, reopen, OpenRows(stream, source, options), options) { Source = source };
        foreach (string comment in reader._rows.Comments)
            reader.ParameterList.Add(new TableParameter("comment", comment.Trim()));
        reader.TakeSample();
        return reader;
    }

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        // Wrong types can be corrected only as long as no row has been returned.
        bool canStartAnew = _row == 0 && !_plan.IsFinal && !_plan.IsSuspect && _reopen is not null;
        if (canStartAnew && maxRows == int.MaxValue)
        {
            if (TryRead(maxRows, cancellationToken, out AstroTable? block, out _))
            {
                _plan = _plan with { IsFinal = true };
                return block;
            }
        }

        CompletePlan(cancellationToken);
        if (!TryRead(maxRows, cancellationToken, out AstroTable? rest, out AstroException? conflict))
            throw conflict!;
        TellStrays();
        return rest;
    }

    private void TellStrays()
    {
        string rows = _plan.IsFinal ? "" : FormattableString.Invariant($", of the first {SampleRowsOfStream:N0} rows");
        string? warning = StrayTexts.Warning(Source, _plan.Strays, rows, "correct these cells in the file, or leave them empty");
        if (warning is not null && WarningList.Count == 0)
            WarningList.Add(warning);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rows.Dispose();
        _stream.Dispose();
    }

    private static DelimitedRows OpenRows(Stream stream, string source, CsvReadOptions options)
    {
        StreamReader text = TextDecoding.Open(stream, source, leaveOpen: true);
        return DelimitedRows.Open(text, source, _ => options.Delimiter);
    }

    private void TakeSample()
    {
        int sampleRows = _reopen is null ? SampleRowsOfStream : SampleRows;
        CsvPlanner planner = new(_rows.Header, _options.UnitRow);
        bool more = true;
        while (_sample.Count < sampleRows && (more = _rows.Read()))
        {
            planner.Observe(_rows);
            _sample.Enqueue(_rows.GetCells());
        }

        _plan = planner.ToPlan(isFinal: !more);
        if (_plan.HasUnitRow)
            _sample.Dequeue();
    }

    // Reads the file to its end for the types, then starts again.
    private void CompletePlan(CancellationToken cancellationToken)
    {
        if (_plan.IsFinal || _reopen is null)
            return;
        Restart();
        CsvPlanner planner = new(_rows.Header, _options.UnitRow);
        for (long row = 0; _rows.Read(); row++)
        {
            if (row % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            planner.Observe(_rows);
        }

        _plan = planner.ToPlan(isFinal: true);
        Restart();
        if (_plan.HasUnitRow)
            _rows.Read();
    }

    private void Restart()
    {
        _rows.Dispose();
        _sample.Clear();
        _row = 0;
        Stream stream = _reopen!();
        if (stream != _stream)
            _stream.Dispose();
        _stream = stream;
        _rows = OpenRows(stream, Source, _options);
    }

    // False, with the error to report, if a cell is not of its column's type.
    private bool TryRead(int maxRows, CancellationToken cancellationToken, out AstroTable? block, out AstroException? conflict)
    {
        // Without a second pass the sample must be enough; an empty column then becomes text.
        TextColumnBuilder[] builders = new TextColumnBuilder[_plan.Columns.Length];
        for (int i = 0; i < builders.Length; i++)
        {
            TextColumnKind kind = _plan.Kinds[i] == TextColumnKind.Empty && _reopen is null && !_plan.IsFinal ? TextColumnKind.Text : _plan.Kinds[i];
            builders[i] = TextColumnBuilder.Create(_plan.Columns[i], kind, _plan.IsFinal || _reopen is null);
        }

        block = null;
        conflict = null;
        int count = 0;
        for (; count < maxRows; count++)
        {
            if (count % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            bool sampled = _sample.TryDequeue(out string[]? cells);
            if (!sampled && !_rows.Read())
                break;

            _row++;
            for (int i = 0; i < builders.Length; i++)
            {
                string cell = sampled ? cells![i] : _rows[i];
                if (builders[i].TryAdd(cell))
                    continue;
                conflict = Conflict(i, cell);
                return false;
            }
        }

        if (count > 0)
            block = new AstroTable(builders.Select(builder => builder.ToColumn()), count) { Name = Name, Source = Source };
        return true;
    }

    private AstroException Conflict(int column, string cell) => TableErrors.Invalid(
        ErrorIds.ColumnTypeChanged,
        Source,
        $"{Source}, row {_row}, column {_plan.Columns[column].Name}: '{cell}' is not of type {_plan.Columns[column].ValueType.Name}, "
            + $"unlike the first {SampleRowsOfStream:N0} rows.",
        "Save the text as a file and import that; the types are then inferred from all rows.");
}

/// <summary>Options for reading delimited text.</summary>
public sealed record CsvReadOptions
{
    /// <summary>Delimiter of the cells; null: the one of ',', tab and ';' that occurs most in the header.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Whether the first row below the header holds units; null: decided by its cells.</summary>
    public bool? UnitRow { get; init; }
}
