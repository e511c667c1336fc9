using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A query with everything that belongs to it.</summary>
/// <param name="Request">How errors describe it.</param>
/// <param name="Query">The options given by the caller.</param>
/// <param name="Options">Time limits and retries.</param>
/// <param name="Dialect">The peculiarities of the service.</param>
internal sealed record TapCall(TapRequestInfo Request, TapQueryOptions Query, TapServiceOptions Options, TapDialect Dialect)
{
    /// <summary>MAXREC as sent; null to use the service's own limit.</summary>
    public long? MaxRec { get; init; }

    /// <summary>RESPONSEFORMAT as sent; null if the service chooses.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>Whether the result belongs to a job.</summary>
    public bool IsJob { get; init; }
}

/// <summary>Reads the table of an answer as it arrives, and checks that no rows are missing at the end.</summary>
internal sealed class TapResultReader : TableReader
{
    private readonly TableReader _table;
    private readonly TapAnswer _answer;
    private readonly TapCall _call;
    private long _rows;
    private bool _ended;

    public TapResultReader(TableReader table, TapAnswer answer)
    {
        _table = table;
        _answer = answer;
        _call = answer.Call;
        Name = table.Name;
        Description = table.Description;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns => _table.Columns;

    /// <inheritdoc/>
    public override long? DeclaredRowCount => _table.DeclaredRowCount;

    /// <summary>Whether the fault that ended the reading is transient, so that the query is worth repeating.</summary>
    private bool FaultMayPass { get; set; }

    /// <summary>Releases the token that was used to open the answer: from now on each block brings its own.</summary>
    public void ReleaseToken() => _answer.CancelWith(CancellationToken.None);

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_ended)
            return null;
        _answer.CancelWith(cancellationToken);
        long wanted = (_call.Query.MaxRow ?? long.MaxValue) - _rows;
        AstroTable? block;
        try
        {
            // One row past the user's limit shows whether the service sent more; if not, the end of the document is read.
            block = _table.ReadBlock((int)Math.Min(maxRows, Math.Max(wanted, 1)), cancellationToken);
        }
        catch (Exception exception)
        {
            Exception better = _answer.Translate(exception);
            FaultMayPass = better is TapTransientException;
            if (better == exception)
                throw;
            throw better is TapTransientException passing ? passing.Error : better;
        }

        if (block is not null && wanted > 0)
        {
            _rows += block.RowCount;
            return SentinelNulls.Apply(block, _call.Dialect);
        }

        End();
        _answer.ReleaseSlot();
        return null;
    }

    /// <summary>Reads all rows.</summary>
    /// <exception cref="TapTransientException">The answer broke off, so that the query is worth repeating.</exception>
    public AstroTable ReadWhole(CancellationToken cancellationToken)
    {
        try
        {
            return ReadToEnd(cancellationToken);
        }
        catch (AstroException error) when (FaultMayPass)
        {
            throw new TapTransientException(error);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _table.Dispose();
        _answer.Dispose();
    }

    // A VOTable states after its rows whether they are complete (TAP 1.1: QUERY_STATUS=OVERFLOW); some services truncate silently.
    private void End()
    {
        _ended = true;
        ParameterList.AddRange(_table.Parameters);
        (long? maxRec, long? maxRow) = (_call.Query.MaxRec, _call.Query.MaxRow);
        if (maxRec == 0 || maxRow == 0)
            return;
        if (maxRow == _rows)
        {
            string reached = string.Create(CultureInfo.InvariantCulture, $"the requested {_rows:N0} rows have been received; there may be more.");
            _call.Query.Log?.Invoke($"{_call.Request.Service}: {reached}");
            return;
        }

        bool atLimit = _call.Dialect.IsRowLimit(_rows, _call.IsJob) && AdqlText.FindTop(_call.Request.Adql) != _rows && maxRec != _rows;
        if (!IsTruncated && !atLimit)
            return;
        AstroException error = TapErrors.ResultTruncated(
            _call.Request,
            _rows,
            IsTruncated ? "it reports that there are more (QUERY_STATUS=OVERFLOW)" : "that is exactly the number at which it silently truncates results",
            maxRec <= _rows);
        if (!_call.Query.AllowTruncated)
            throw error;
        _call.Query.Log?.Invoke(error.Message);
    }
}

/// <summary>Reads the result of a job that the reader owns: disposing the reader disposes the job.</summary>
internal sealed class TapJobReader : TableReader
{
    private readonly TableReader _result;
    private readonly TapJob _job;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public TapJobReader(TableReader result, TapJob job)
    {
        _result = result;
        _job = job;
        Source = result.Source;
        Name = result.Name;
        Description = result.Description;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns => _result.Columns;

    /// <inheritdoc/>
    public override long? DeclaredRowCount => _result.DeclaredRowCount;

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        AstroTable? block = _result.ReadBlock(maxRows, cancellationToken);
        if (block is null && ParameterList.Count == 0)
        {
            ParameterList.AddRange(_result.Parameters);
            WarningList.AddRange(_result.Warnings);
        }

        return block;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _result.Dispose();
        // Readers of tables are synchronous; this is over within a second, and cannot deadlock: nothing awaits the caller's context.
        _job.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}

/// <summary>Nulls in integer columns that a service sends as a number without declaring it in the column's VALUES.</summary>
internal static class SentinelNulls
{
    /// <summary>The table with those numbers turned into nulls; the same table if there are none.</summary>
    public static AstroTable Apply(AstroTable table, TapDialect dialect)
    {
        if (dialect.NullOfLongs is not long sentinel || !table.Columns.Any(column => Has(column, sentinel)))
            return table;
        AstroColumn Convert(AstroColumn column) => Has(column, sentinel) ? Mask((AstroColumn<long>)column, sentinel) : column;
        return table.With(table.Columns.Select(Convert));
    }

    private static bool Has(AstroColumn column, long sentinel) => column is AstroColumn<long> longs && longs.Values.AsSpan().Contains(sentinel);

    private static AstroColumn<long> Mask(AstroColumn<long> column, long sentinel)
    {
        NullMask nulls = new(column.Count);
        for (int row = 0; row < column.Count; row++)
            nulls[row] = column.Values[row] == sentinel || column.IsNull(row);
        return new AstroColumn<long>(column.Info, column.Values, nulls);
    }
}
