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

    /// <summary>The columns of the position; null to find them by name and UCD.</summary>
    public (string Longitude, string Latitude)? Position { get; init; }

    /// <summary>What a user types before the names of the position columns, such as -LeftPosition; errors name it.</summary>
    public string? PositionOption { get; init; }

    /// <summary>The radius of each row; null if there is none.</summary>
    public RowAngle? Radius { get; init; }

    /// <summary>The error ellipse of each row; null if there is none.</summary>
    public RowEllipse? Ellipse { get; init; }

    /// <summary>The table if it is in memory, otherwise null.</summary>
    internal AstroTable? Table { get; }

    /// <summary>Size of the file in bytes; 0 if there is no file.</summary>
    internal long Size { get; }

    /// <summary>A table in memory.</summary>
    public static JoinInput OfTable(AstroTable table) => new(table, null, 0, table.Source ?? table.Name ?? "The table");

    /// <summary>A file in any readable format, which may be larger than memory. It must not change during the join.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Which table of the file to read; the first if null.</param>
    public static JoinInput OfFile(string path, TableReadOptions? options = null)
    {
        FileInfo file = new(path);
        return new JoinInput(null, () => TableFile.Open(path, options), file.Exists ? file.Length : 0, path);
    }

    /// <summary>Rows from a reader that is opened anew for each pass.</summary>
    internal static JoinInput OfReader(Func<TableReader> open, long size, string source) => new(null, open, size, source);

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

/// <summary>The positions, and the radii or ellipses, of the rows of a table or of a block of it.</summary>
internal sealed record RowGeometry(SkyPositions Positions, double[]? Radius, SkyEllipses? Ellipses);

/// <summary>Reads the positions, radii and ellipses of one side block by block, and counts the rows that cannot be matched.</summary>
/// <param name="input">The side.</param>
/// <param name="keepsUnmatched">Whether the result includes rows of this side that have no match, so that none is lost.</param>
internal sealed class JoinSide(JoinInput input, bool keepsUnmatched)
{
    private readonly HourCheck _hours = new();
    private TablePositions? _columns;
    private long _rows;
    private long _unplaced;
    private long _firstUnplaced;
    private long _withoutReach;

    /// <summary>Reads those of the next rows.</summary>
    public RowGeometry Read(AstroTable block)
    {
        // An empty pipeline gives a table without rows or columns.
        if (block.Columns.Count == 0)
            return new RowGeometry(new SkyPositions([], []), input.Radius is null ? null : [], input.Ellipse is null ? null : new SkyEllipses([], [], []));
        block = WithUnits(block);
        _columns ??= FindColumns(block);
        SkyPositions positions = _columns.Read(block, input.Source, _rows);
        if (!_columns.IsGalactic)
            _hours.Add(block[_columns.Longitude], positions);
        double[]? radius = input.Radius?.Read(block, input.Source, _rows);
        SkyEllipses? ellipses = input.Ellipse is { } ellipse
            ? new SkyEllipses(
                ellipse.SemiMajor.Read(block, input.Source, _rows),
                ellipse.SemiMinor.Read(block, input.Source, _rows),
                ellipse.PositionAngle.Read(block, input.Source, _rows))
            : null;
        RowGeometry geometry = new(positions, radius, ellipses);
        Count(geometry);
        return geometry;
    }

    /// <summary>One error for all rows that are lost because they have no position; null if there are none.</summary>
    public AstroException? Problem => _unplaced == 0 || keepsUnmatched ? null : new AstroException(
        ErrorIds.PositionMissing,
        $"{input.Source}: {ValueText.Count(_unplaced)} of {ValueText.Count(_rows)} rows have no usable position and cannot be matched; the first is row {_firstUnplaced}.",
        "Give these rows a right ascension and a declination from -90 to 90 degrees, or remove them.",
        input.Source);

    /// <summary>
    /// At most one warning for rows without a radius or ellipse, one for rows without a position that the result includes, and one for
    /// right ascensions that are probably in hours.
    /// </summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_columns is not null && _hours.Warning(input.Source, _columns.Longitude, _columns.Latitude, input.PositionOption) is { } hours)
                yield return hours;
            if (_unplaced > 0 && keepsUnmatched)
                yield return $"{input.Source}: {ValueText.Count(_unplaced)} of {ValueText.Count(_rows)} rows have no usable position "
                    + $"and are output without a match; the first is row {_firstUnplaced}.";
            if (_withoutReach > 0)
                yield return WithoutReach;
        }
    }

    private string WithoutReach =>
        $"{input.Source}: {ValueText.Count(_withoutReach)} of {ValueText.Count(_rows)} rows "
        + $"have no usable {(input.Ellipse is null ? "radius" : "error ellipse")} and cannot be matched.";

    // The columns of the position with the units that were written after their names.
    private AstroTable WithUnits(AstroTable block)
    {
        if (input.Position is not { } named)
            return block;
        AstroColumn?[] given = [ColumnUnit.Find(block, named.Longitude), ColumnUnit.Find(block, named.Latitude)];
        return block.With(block.Columns.Select(column => Array.Find(given, other => other?.Name == column.Name) ?? column));
    }

    private TablePositions FindColumns(AstroTable block)
    {
        ColumnInfo[] columns = [.. block.Columns.Select(column => column.Info)];
        return input.Position is { } named
            ? TablePositions.Named(columns, NameOf(block, named.Longitude), NameOf(block, named.Latitude), input.Source)
            : TablePositions.Find(columns, input.Source, input.PositionOption);
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
        }
        _rows += geometry.Positions.Count;
    }
}
