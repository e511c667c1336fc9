using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Matches and joins two tables, one of which may be a file larger than memory.</summary>
/// <remarks>
/// <para>
/// A file of more than 64 MB is streamed; of two such files, the one that declares more rows, or, if either declares none, the one
/// with more bytes. Its rows are matched block by block against the other table in memory, so that memory is bounded by the smaller
/// side plus a constant. All modes and joins give the same rows as in memory. The best pairs for rows in memory, and mutually best
/// pairs, are known only after the last row: the file is then read twice.
/// </para>
/// <para>
/// Order of the rows: in memory, as <see cref="SkyJoin.Rows"/>; streamed, by the row of the streamed table, then of the other. Rows
/// of the other table that have no match follow at the end.
/// </para>
/// </remarks>
public sealed class StreamedJoin
{
    private const long WholeFileBytes = 64 << 20;
    private const long LargestFileInMemory = 2L << 30;
    private const int UnmatchedRowsPerBlock = 100_000;

    private readonly JoinInput _left;
    private readonly JoinInput _right;
    private readonly JoinOptions _options;
    private readonly Action<string> _log;
    private readonly JoinSide _leftSide;
    private readonly JoinSide _rightSide;
    private readonly JoinProvenance _provenance;
    private long? _streamedRows;
    private volatile StreamPass? _pass;
    private ProbabilityMatch? _probabilities;

    /// <summary>Prepares a join.</summary>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="options">Defines a match, and which rows to return.</param>
    /// <param name="log">Receives progress messages, about one per block.</param>
    /// <exception cref="AstroException">
    /// MatchRadiusMissing, MatchCriterionAmbiguous, MatchRadiusInvalid: the options do not define a match uniquely.
    /// </exception>
    public StreamedJoin(JoinInput left, JoinInput right, JoinOptions options, Action<string>? log = null)
    {
        JoinCriterion.Check(left, right, options);
        _left = left;
        _right = right;
        _options = options;
        _log = log ?? (_ => { });
        _provenance = new JoinProvenance(left, right, options);
        _leftSide = new JoinSide(left, KeepsUnmatched(options.Join, left: true), options.Epoch, _log, options.Probability is null);
        _rightSide = new JoinSide(right, KeepsUnmatched(options.Join, left: false), options.Epoch, _log, options.Probability is null);
    }

    /// <summary>Errors about rows without a position that the join does not keep, at most one per side. Complete after the last block.</summary>
    public IReadOnlyList<AstroException> Problems =>
        [.. new[] { _leftSide.Problem, HasSaidPositions ? null : _rightSide.Problem }.OfType<AstroException>()];

    // The same file on both sides lacks the same positions.
    private bool HasSaidPositions => _left.Table is null && _right.Table is null && _left.Source == _right.Source && _leftSide.LacksPositions
        && _left.Position == _right.Position && _left.Frame == _right.Frame;

    /// <summary>
    /// Warnings about rows without a radius or ellipse, about rows without a position that the join keeps, and about epochs that differ. Complete
    /// after the last block.
    /// </summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. _leftSide.Warnings.Concat(_rightSide.Warnings).Distinct(),
        .. EpochWarning is { } warning ? [warning] : Array.Empty<string>(),
        .. _probabilities is null ? [] : ProbabilityWarnings.Of(_probabilities, _options),
    ];

    /// <summary>How the rows were matched. Complete, with the counts, after the last block.</summary>
    public MatchProvenance Provenance => _provenance.Describe(_leftSide, _rightSide, [.. Problems.Select(problem => problem.Message), .. Warnings]).With(
        _probabilities?.ToProvenance((_options.Mode == MatchMode.BestForRight ? _left : _right).Brightness?.ToString()) ?? []);

    /// <summary>The share of the work that is done, 0 to 1, while a file is streamed; otherwise null. May be read by any thread.</summary>
    public double? Share => _pass is { } pass && pass.Input.Progress?.Share is double share ? (pass.Before + share) / pass.Count : null;

    /// <summary>The position of the left objects, if the text file that was written does not tell it; otherwise null.</summary>
    public TextPosition? Lost { get; private set; }

    private string? EpochWarning => _leftSide.Motion is { } left && _rightSide.Motion is { } right
        ? RowMotion.Difference(left, right, _options.Radius ?? _leftSide.Reach + _rightSide.Reach)
        : null;

    /// <summary>The joined rows, block by block. There is at least one block, which has the columns even if it has no rows.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">Errors in reading a table, finding its columns, and matching.</exception>
    public IEnumerable<JoinedBlock> GetBlocks(CancellationToken cancellationToken)
    {
        bool? streamedIsLeft = ChooseStreamedSide();
        return _provenance.Count(streamedIsLeft is bool isLeft ? Streamed(isLeft, cancellationToken) : [InMemory(cancellationToken)]);
    }

    /// <summary>The joined rows as one table (see <see cref="TableJoin"/>).</summary>
    /// <inheritdoc cref="GetBlocks"/>
    public AstroTable ToTable(CancellationToken cancellationToken)
    {
        List<AstroTable> blocks = [];
        foreach (JoinedBlock block in GetBlocks(cancellationToken))
            blocks.Add(TableJoin.ToTable(block, cancellationToken));
        return AstroTable.Concat(blocks).WithProvenance(Provenance);
    }

    /// <summary>Writes the joined rows to a file, block by block; the file appears only when it is complete.</summary>
    /// <param name="path">The file; its extension determines the format, see <see cref="TableFileWriter"/>.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="cancellationToken">Cancels the operation; no file is left behind.</param>
    /// <returns>Number of rows written.</returns>
    /// <exception cref="AstroException">As <see cref="GetBlocks"/>, and FormatUnknown, FileExists and the other errors of writing.</exception>
    public long WriteFile(string path, bool overwrite, CancellationToken cancellationToken) => TableFileWriter.Write(
        path,
        overwrite,
        GetBlocks(cancellationToken).Select(block =>
        {
            AstroTable joined = TableJoin.ToTable(block, cancellationToken);
            Lost ??= TextPosition.FindLost(path, joined);
            return joined;
        }),
        cancellationToken,
        () => Provenance);

    private bool? ChooseStreamedSide()
    {
        if (_options.Probability is not null)
        {
            CheckMemory();
            return null;
        }

        bool leftIsFile = _left.Table is null, rightIsFile = _right.Table is null;
        if (!leftIsFile && !rightIsFile)
            return null;
        if (_options.BlockRows == 0 && Math.Max(_left.Size, _right.Size) <= WholeFileBytes)
            return null;
        if (leftIsFile != rightIsFile)
            return leftIsFile;
        using TableReader left = _left.Open(), right = _right.Open();
        return left.DeclaredRowCount is long leftRows && right.DeclaredRowCount is long rightRows ? leftRows >= rightRows : _left.Size >= _right.Size;
    }

    // Fits need all rows, several times.
    private void CheckMemory()
    {
        JoinInput larger = _left.Size >= _right.Size ? _left : _right;
        if (_options.BlockRows == 0 && larger.Size <= LargestFileInMemory)
            return;
        throw new AstroException(
            ErrorIds.InputTooLarge,
            $"Probabilities need both tables in memory, and {larger.Source} is to be read in blocks ({larger.Size / 1e9:0.#} GB).",
            "Match a part of the sky at a time, or write a file with the columns that you need.",
            larger.Source);
    }

    private JoinedBlock InMemory(CancellationToken cancellationToken)
    {
        AstroTable left = _left.Load(cancellationToken);
        AstroTable right = _right.Load(cancellationToken);
        RowGeometry leftGeometry = _leftSide.Read(left), rightGeometry = _rightSide.Read(right);
        _probabilities = _options.Probability is null
            ? null
            : new ProbabilityMatch(_left, _right, leftGeometry, rightGeometry, _options, _log, cancellationToken);
        MatchPairs pairs = _probabilities?.Pairs ?? Match(leftGeometry, rightGeometry, _options.Mode, cancellationToken);
        _log($"{ValueText.Count(left.RowCount)} × {ValueText.Count(right.RowCount)} rows: {ValueText.Count(pairs.Count)} pairs.");
        JoinedRows rows = SkyJoin.Rows(pairs, left.RowCount, right.RowCount, _options.Join);
        return JoinedBlock.Of(left, right, rows, pairs.Separation, pairs.PositionAngle!, pairs.NormalizedSeparation, _options, Sides) with
        {
            Probabilities = _probabilities?.Of(rows),
        };
    }

    private IEnumerable<JoinedBlock> Streamed(bool streamedIsLeft, CancellationToken cancellationToken)
    {
        JoinInput streamedInput = streamedIsLeft ? _left : _right;
        AstroTable small = (streamedIsLeft ? _right : _left).Load(cancellationToken);
        RowGeometry smallGeometry = (streamedIsLeft ? _rightSide : _leftSide).Read(small);
        _log($"{ValueText.Count(small.RowCount)} rows are in memory; {streamedInput.Source} is read block by block.");
        bool isDeferred = _options.Mode == MatchMode.BestBoth
            || (_options.Mode is MatchMode.BestForLeft or MatchMode.Nearest && !streamedIsLeft)
            || (_options.Mode == MatchMode.BestForRight && streamedIsLeft);
        _pass = new StreamPass(streamedInput, 0, isDeferred ? 2 : 1);
        Candidate[]? best = isDeferred ? FindBest(streamedInput, small.RowCount, smallGeometry, streamedIsLeft, cancellationToken) : null;

        if (isDeferred)
            _pass = new StreamPass(streamedInput, 1, 2);
        bool withPairs = _options.Join is not (JoinKind.LeftAnti or JoinKind.RightAnti or JoinKind.FullAnti);
        bool withUnmatched = KeepsUnmatched(_options.Join, left: streamedIsLeft);
        bool[] isMatched = new bool[small.RowCount];
        AstroTable template = new([], 0);
        foreach ((AstroTable block, long firstRow) in ReadBlocks(streamedInput, cancellationToken))
        {
            StreamedPairs pairs = best is null
                ? MatchBlock(block, smallGeometry, streamedIsLeft, cancellationToken)
                : StreamedPairs.Of(best, firstRow, block.RowCount);
            foreach (int row in pairs.Small)
                isMatched[row] = true;
            JoinedRows rows = pairs.ToRows(block.RowCount, withPairs, withUnmatched, streamedIsLeft);
            template = block.Take([]);
            if (rows.Count > 0)
                yield return Block(block, rows, pairs.Separation, pairs.PositionAngle, pairs.Normalized);
        }

        // The last block is returned even if it has no rows, for its columns.
        int[] unmatched = KeepsUnmatched(_options.Join, left: !streamedIsLeft) ? [.. Enumerable.Range(0, isMatched.Length).Where(row => !isMatched[row])] : [];
        for (int start = 0; start == 0 || start < unmatched.Length; start += UnmatchedRowsPerBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] part = unmatched[start..Math.Min(unmatched.Length, start + UnmatchedRowsPerBlock)];
            yield return Block(template, StreamedPairs.OnlySmall(part, streamedIsLeft), [], [], null);
        }

        JoinedBlock Block(AstroTable streamed, JoinedRows rows, double[] separation, double[] positionAngle, double[]? normalized) => JoinedBlock.Of(
            streamedIsLeft ? streamed : small,
            streamedIsLeft ? small : streamed,
            rows,
            separation,
            positionAngle,
            IsNormalized ? normalized ?? [] : null,
            _options,
            Sides);
    }

    private MatchedSides Sides => new(_leftSide.Motion?.Matched, _rightSide.Motion?.Matched);

    private bool IsNormalized => _left.Ellipse is not null || _right.Ellipse is not null || _options.MaxSpatialSeparation is not null;

    private Candidate[] FindBest(
        JoinInput streamed, int smallCount, RowGeometry smallGeometry, bool streamedIsLeft, CancellationToken cancellationToken)
    {
        BestCandidates best = new(smallCount, _options.Mode == MatchMode.Nearest ? _options.NeighborCount : 1, streamedIsLeft);
        foreach ((AstroTable block, long firstRow) in ReadBlocks(streamed, cancellationToken))
            best.Offer(MatchBlockRows(block, smallGeometry, MatchMode.All, streamedIsLeft, cancellationToken), block.RowCount, firstRow);
        return best.ToSorted(mutualOnly: _options.Mode == MatchMode.BestBoth);
    }

    private StreamedPairs MatchBlock(AstroTable block, RowGeometry smallGeometry, bool streamedIsLeft, CancellationToken cancellationToken) =>
        StreamedPairs.Of(MatchBlockRows(block, smallGeometry, _options.Mode, streamedIsLeft, cancellationToken), block.RowCount, streamedIsLeft);

    private MatchPairs MatchBlockRows(
        AstroTable block, RowGeometry smallGeometry, MatchMode mode, bool streamedIsLeft, CancellationToken cancellationToken)
    {
        RowGeometry geometry = (streamedIsLeft ? _leftSide : _rightSide).Read(block);
        return streamedIsLeft ? Match(geometry, smallGeometry, mode, cancellationToken) : Match(smallGeometry, geometry, mode, cancellationToken);
    }

    private MatchPairs Match(RowGeometry left, RowGeometry right, MatchMode mode, CancellationToken cancellationToken) =>
        JoinMatcher.Match(_left, _right, left, right, _options, mode, cancellationToken);

    private IEnumerable<(AstroTable Block, long FirstRow)> ReadBlocks(JoinInput input, CancellationToken cancellationToken)
    {
        using TableReader reader = input.Open();
        long rows = 0;
        // The columns of some formats are known only after rows have been read, so the first block is small.
        int maxRows = _options.BlockRows > 0 ? _options.BlockRows : BlockSize.First;
        while (reader.ReadBlock(maxRows, cancellationToken) is { } block)
        {
            yield return (block, rows);
            rows += block.RowCount;
            _log($"{input.Source}: {ValueText.Count(rows)} rows done.");
            if (_options.BlockRows == 0)
                maxRows = BlockSize.For(block.Columns);
        }
        (input == _left ? _leftSide : _rightSide).Note(reader.Warnings);
        if (_streamedRows is long before && before != rows)
            throw Changed(input, before, rows);
        _streamedRows = rows;
        // A table without rows still has columns.
        if (rows == 0)
            yield return (new AstroTable(reader.Columns.Select(info => ColumnBuilder.Create(info).ToColumn()), 0), 0);
    }

    private static AstroException Changed(JoinInput input, long before, long rows) => new(
        ErrorIds.TableChanged,
        $"{input.Source} had {ValueText.Count(before)} rows when first read and now has {ValueText.Count(rows)}.",
        "Wait until no other program writes to the file, then match again.",
        input.Source);

    private static bool KeepsUnmatched(JoinKind join, bool left) => left
        ? join is JoinKind.Left or JoinKind.Full or JoinKind.LeftAnti or JoinKind.FullAnti
        : join is JoinKind.Right or JoinKind.Full or JoinKind.RightAnti or JoinKind.FullAnti;

    /// <summary>One of the times that a file is read from its start to its end.</summary>
    private sealed record StreamPass(JoinInput Input, int Before, int Count);
}

/// <summary>The number of rows of a table to hold in memory at once.</summary>
internal static class BlockSize
{
    /// <summary>Number of rows of the first block, when the columns are not yet known.</summary>
    public const int First = 10_000;

    private const int Most = 500_000;
    private const long Bytes = 32 << 20;

    /// <summary>Number of rows that take about 32 MB.</summary>
    public static int For(IReadOnlyList<AstroColumn> columns) =>
        (int)Math.Clamp(Bytes / Math.Max(1, columns.Sum(column => BytesPerValue(column.ValueType))), First, Most);

    // The size of a reference and a short object is an estimate.
    private static long BytesPerValue(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double or TypeCode.DateTime => 8,
        TypeCode.String => 64,
        _ => 128,
    };
}
