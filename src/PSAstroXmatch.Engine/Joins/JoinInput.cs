using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>One side of a join: a table in memory or a file, and the position, radius or ellipse of its rows.</summary>
public sealed record JoinInput
{
    private readonly Func<TableReader>? _open;

    private JoinInput(AstroTable? table, Func<TableReader>? open, long size, string source)
    {
        Table = table;
        _open = open;
        Size = size;
        Source = source;
    }

    /// <summary>Name of the table in error messages: its path, or the name given by the caller.</summary>
    public string Source { get; init; }

    /// <summary>What the provenance of the result says in place of <see cref="Source"/>; null for that.</summary>
    public string? Origin { get; init; }

    /// <summary>The columns of the position; null to find them by name and UCD.</summary>
    public (string Longitude, string Latitude)? Position { get; init; }

    /// <summary>What a user types before the names of the position columns, such as -LeftPosition; errors name it.</summary>
    public string? PositionOption { get; init; }

    /// <summary>The frame of the positions; null to go by the metadata and names of the columns.</summary>
    public PositionFrame? Frame { get; init; }

    /// <summary>The epoch of the positions, such as "J2016.0", or the name of a column with epochs; null to go by the metadata and known columns.</summary>
    public string? Epoch { get; init; }

    /// <summary>The radius of each row; null if there is none.</summary>
    public RowAngle? Radius { get; init; }

    /// <summary>The error ellipse of each row; null if there is none.</summary>
    public RowEllipse? Ellipse { get; init; }

    /// <summary>The column whose equal values define a match; null if positions do.</summary>
    public string? Key { get; init; }

    /// <summary>The distance of each row from the observer; null if there is none.</summary>
    public RowDistance? Distance { get; init; }

    /// <summary>
    /// The column with the brightness of each row, for probabilities (see <see cref="BrightnessColumn"/>); null if it does not count.
    /// </summary>
    public string? Brightness { get; init; }

    /// <summary>The table if it is in memory, otherwise null.</summary>
    internal AstroTable? Table { get; }

    /// <summary>Size of the file in bytes; 0 if there is no file.</summary>
    internal long Size { get; }

    /// <summary>How much of the file has been read; null if there is no file.</summary>
    internal ReadProgress? Progress { get; private init; }

    /// <summary>A table in memory.</summary>
    public static JoinInput OfTable(AstroTable table) => new(table, null, 0, table.Source ?? table.Name ?? "The table");

    /// <summary>A file in any readable format, which may be larger than memory. It must not change during the join.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Which table of the file to read; the first if null.</param>
    public static JoinInput OfFile(string path, TableReadOptions? options = null)
    {
        FileInfo file = new(path);
        ReadProgress progress = new();
        TableReadOptions followed = (options ?? new TableReadOptions()) with { Progress = progress };
        return new JoinInput(null, () => TableFile.Open(path, followed), file.Exists ? file.Length : 0, path) { Progress = progress };
    }

    /// <summary>Rows from a reader that is opened anew for each pass.</summary>
    internal static JoinInput OfReader(Func<TableReader> open, long size, string source) => new(null, open, size, source);

    /// <summary>Names of the columns with the positions, motions and epochs of the rows, among the columns of the table.</summary>
    /// <exception cref="AstroException">As for <see cref="TablePositions.Find"/> and <see cref="TablePositions.Named"/>; EpochInvalid.</exception>
    public IReadOnlyList<string> FindPositionColumns(IReadOnlyList<ColumnInfo> columns)
    {
        return FindPositions(columns) is TablePositions positions ? [.. positions.NeededColumns, .. new RowMotion(columns, positions, this, null).Columns] : [];
    }

    /// <summary>The columns of the position; null if there are none, which rows that match by their keys do not need.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="left">The position of the left objects, if the table was joined and tells it; otherwise null.</param>
    internal TablePositions? FindPositions(IReadOnlyList<ColumnInfo> columns, MatchedPosition? left = null)
    {
        TablePositions? found = PositionsAsGiven(columns, left);
        bool isFk4 = found?.Frame.Kind is PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms;
        return isFk4 && RowEpochs.YearIn(columns, Epoch) is double year ? found!.ObservedAt(year) : found;
    }

    private TablePositions? PositionsAsGiven(IReadOnlyList<ColumnInfo> columns, MatchedPosition? left) => Position is { } named
        ? TablePositions.Named(columns, ColumnUnit.NameIn(columns, named.Longitude), ColumnUnit.NameIn(columns, named.Latitude), Source, PositionOption, Frame)
        : left is not null ? TablePositions.Marked(columns, left, Source, PositionOption, Frame)
        : Key is not null ? TablePositions.FindOptional(columns, Source, Frame)
        : TablePositions.Find(columns, Source, PositionOption, Frame, RowEpochs.YearOf(Epoch));

    /// <summary>Opens the file.</summary>
    internal TableReader Open() => _open!();

    /// <summary>The whole table.</summary>
    internal AstroTable Load(CancellationToken cancellationToken)
    {
        if (Table is not null)
            return Table;
        using TableReader reader = Open();
        return reader.ReadToEnd(cancellationToken);
    }
}

/// <summary>The positions, and the radii, ellipses, distances or keys, of the rows of a table or of a block of it.</summary>
internal sealed record RowGeometry(AstroTable Table, SkyPositions Positions, double[]? Radius, SkyEllipses? Ellipses)
{
    /// <summary>Distances in parsec, NaN where a row has none.</summary>
    public double[]? Distance { get; init; }

    /// <summary>The values that must be equal.</summary>
    public AstroColumn? Key { get; init; }
}

/// <summary>Reads the positions, radii and ellipses of one side block by block, and counts the rows that cannot be matched.</summary>
/// <param name="input">The side.</param>
/// <param name="keepsUnmatched">Whether the result includes rows of this side that have no match, so that none is lost.</param>
/// <param name="epoch">The epoch to which rows with proper motions are moved, Julian year; null to leave them where they are.</param>
/// <param name="log">Receives a line that says which columns hold the positions.</param>
/// <param name="needsReach">Whether a row without a radius or ellipse matches nothing, of which a warning tells.</param>
internal sealed class JoinSide(JoinInput input, bool keepsUnmatched, double? epoch = null, Action<string>? log = null, bool needsReach = true)
{
    private readonly HourCheck _hours = new();
    private readonly List<string> _notes = [];
    private readonly AngleChecks _angles = new(input);
    private long _rows;
    private long _unplaced;
    private long _firstUnplaced;
    private long _withoutReach;

    /// <summary>Reads those of the next rows.</summary>
    public RowGeometry Read(AstroTable block)
    {
        // An empty pipeline gives a table without rows or columns.
        if (block.Columns.Count == 0)
        {
            return new RowGeometry(block, new SkyPositions([], []), input.Radius is null ? null : [], input.Ellipse is null ? null : new SkyEllipses([], [], []))
            {
                Distance = input.Distance is null ? null : [],
                Key = input.Key is null ? null : new AstroColumn<string>(new ColumnInfo(input.Key, typeof(string)), []),
            };
        }
        // A cmdlet has told the warnings of a table in memory when it read it.
        if (input.Table is null)
            Note(block.Warnings);
        AstroTable given = block;
        block = WithUnits(block);
        Motion ??= FindColumns(block);
        (SkyPositions positions, MotionErrors? motionErrors) = Motion?.Read(block, _rows) ?? (Unknown(block.RowCount), null);
        if (Motion?.Positions is { Frame.IsEquatorial: true } read)
            _hours.Add(block[read.Longitude], positions.Ra, positions.Dec);
        double[]? radius = input.Radius is null ? null : FiniteOnly(input.Radius.Read(block, input.Source, _rows));
        SkyEllipses? ellipses = input.Ellipse is { } ellipse
            ? new SkyEllipses(
                ellipse.SemiMajor.Read(block, input.Source, _rows),
                ellipse.SemiMinor.Read(block, input.Source, _rows),
                ellipse.PositionAngle.Read(block, input.Source, _rows))
            : null;
        _angles.Add(given, radius, ellipses);
        RowGeometry geometry = new(block, positions, radius, ellipses)
        {
            Distance = input.Distance?.Read(block, input.Source, _rows),
            Key = input.Key is null ? null : KeyMatch.Checked(block[input.Key], input.Source, _rows),
        };
        Count(geometry);
        return motionErrors is null ? geometry : geometry with
        {
            Radius = radius is null ? null : motionErrors.Widen(radius),
            Ellipses = ellipses is { } narrow ? motionErrors.Widen(narrow, input.Ellipse!.Sigmas) : null,
        };
    }

    /// <summary>Adds the warnings of the reader of a file, each once.</summary>
    public void Note(IEnumerable<string> warnings) => _notes.AddRange(warnings.Except(_notes).ToArray());

    /// <summary>Number of rows so far.</summary>
    public long RowCount => _rows;

    /// <summary>The motion of the rows; null before the first block.</summary>
    public RowMotion? Motion { get; private set; }

    /// <summary>The largest radius or semi-axis of a row so far, degrees.</summary>
    public double Reach { get; private set; }

    /// <summary>Whether rows so far have no position.</summary>
    public bool LacksPositions => _unplaced > 0;

    /// <summary>One error for all rows that are lost because they have no position; null if there are none.</summary>
    public AstroException? Problem => _unplaced == 0 || keepsUnmatched || input.Key is not null ? null : new AstroException(
        ErrorIds.PositionMissing,
        $"{input.Source}: {ValueText.Count(_unplaced)} of {ValueText.Count(_rows)} rows have no usable position and cannot be matched; the first is row {_firstUnplaced}.",
        "Give these rows a right ascension from 0 to 360 degrees and a declination from -90 to 90 degrees, or remove them.",
        input.Source);

    /// <summary>
    /// The warnings of the reader, then at most one for rows without a radius or ellipse, one for rows without a position that the result
    /// includes, one for positions that are probably in hours or radians, and those of <see cref="AngleChecks"/>.
    /// </summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            foreach (string note in _notes)
                yield return note;
            if (Motion?.Positions is { } read && _hours.Warning(input.Source, read.Longitude, read.Latitude, input.PositionOption) is { } hours)
                yield return hours;
            foreach (string warning in _angles.Warnings)
                yield return warning;
            if (_unplaced > 0 && keepsUnmatched && input.Key is null)
            {
                yield return $"{input.Source}: {ValueText.Count(_unplaced)} of {ValueText.Count(_rows)} rows have no usable position "
                    + $"and are output without a match; the first is row {_firstUnplaced}.";
            }
            if (_withoutReach > 0 && needsReach)
                yield return WithoutReach;
            foreach (string warning in Motion?.Warnings ?? [])
                yield return warning;
        }
    }

    private string WithoutReach =>
        $"{input.Source}: {ValueText.Count(_withoutReach)} of {ValueText.Count(_rows)} rows have no {Criterion} and cannot be matched.";

    // The columns of the position with the units that were written after their names.
    private AstroTable WithUnits(AstroTable block)
    {
        if (input.Position is not { } named)
            return block;
        AstroColumn?[] given = [ColumnUnit.Find(block, named.Longitude), ColumnUnit.Find(block, named.Latitude)];
        return block.With(block.Columns.Select(column => Array.Find(given, other => other?.Name == column.Name) ?? column));
    }

    private string Criterion =>
        input.Key is not null ? $"value of '{input.Key}'"
        : input.Distance is not null ? "usable distance"
        : input.Ellipse is not null ? "usable error ellipse"
        : "usable radius";

    // An infinite error says that the position is not known, not that every object of the sky is a match.
    private static double[] FiniteOnly(double[] radii) =>
        Array.Exists(radii, double.IsInfinity) ? Array.ConvertAll(radii, radius => double.IsInfinity(radius) ? double.NaN : radius) : radii;

    private static SkyPositions Unknown(int rows)
    {
        double[] none = new double[rows];
        Array.Fill(none, double.NaN);
        return new SkyPositions(none, none);
    }

    private RowMotion? FindColumns(AstroTable block)
    {
        ColumnInfo[] columns = [.. block.Columns.Select(column => column.Info)];
        MatchedPosition? left = LeftPositionMark.Read(block);
        if (input.FindPositions(columns, left) is not TablePositions positions)
            return null;
        RowMotion motion = new(columns, positions, input, epoch, left);
        log?.Invoke($"{input.Source}: the positions are in {positions}{motion.Description}.");
        if (input.Frame is null && left is null && FrameInComments(block, positions) is { } comment)
            _notes.Add(comment);
        return motion;
    }

    // Comments above a CSV file, of a FITS header or of a whole table say little of which columns they mean.
    private string? FrameInComments(AstroTable block, TablePositions positions)
    {
        if (positions.Frame != PositionFrame.Icrs || positions.Columns.Any(name => block[name].Info.CoordinateSystem is not null || StatedFrames.IsInName(name)))
            return null;
        IEnumerable<string?> texts = block.Parameters
            .Where(parameter => parameter.Name.Equals("comment", StringComparison.OrdinalIgnoreCase))
            .Select(parameter => (string?)parameter.Value)
            .Append(block.Description);
        foreach (string text in texts.OfType<string>())
        {
            IReadOnlyList<PositionFrame> frames = DescribedFrames.Of(text).Frames;
            if (frames.FirstOrDefault(frame => frame.IsEquatorial) is not { } named || frames.Contains(PositionFrame.Icrs))
                continue;
            string option = input.PositionOption?.Replace("Position", "Frame", StringComparison.Ordinal) ?? "the frame";
            return $"{input.Source}: a comment names the frame {named} ('{VisibleText.OnOneLine(text)}'), but '{positions.Longitude}' and '{positions.Latitude}' are "
                + $"taken to be in ICRS. Say the frame, such as {option} '{named}'; with ICRS, this warning does not appear.";
        }

        return null;
    }

    private static string NameOf(AstroTable block, string text) => ColumnUnit.Find(block, text)?.Name ?? text;

    private void Count(RowGeometry geometry)
    {
        for (int row = 0; row < geometry.Positions.Count; row++)
        {
            if (!TablePositions.IsUsable(geometry.Positions, row) && _unplaced++ == 0)
                _firstUnplaced = _rows + row + 1;
            if (geometry.Radius is { } radius && !(radius[row] >= 0))
                _withoutReach++;
            else if (geometry.Ellipses is { } ellipses && !ellipses.IsUsable(row))
                _withoutReach++;
            else if (geometry.Distance is { } distance && !(distance[row] >= 0 && distance[row] <= double.MaxValue))
                _withoutReach++;
            else if (geometry.Key is { } key && KeyMatch.IsMissing(key, row))
                _withoutReach++;
            if (geometry.Radius is not null && geometry.Radius[row] > Reach)
                Reach = geometry.Radius[row];
            else if (geometry.Ellipses is { } axes && axes.IsUsable(row) && axes.SemiMajor[row] > Reach)
                Reach = axes.SemiMajor[row];
        }
        _rows += geometry.Positions.Count;
    }
}
