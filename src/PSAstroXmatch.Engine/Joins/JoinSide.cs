using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The positions, and the radii or ellipses, of the rows of a table or of a block of it.</summary>
internal sealed record RowGeometry(SkyPositions Positions, double[]? Radius, SkyEllipses? Ellipses);

/// <summary>Reads the positions, radii and ellipses of one side block by block, and counts the rows that cannot be matched.</summary>
/// <param name="input">The side.</param>
/// <param name="keepsUnmatched">Whether the result includes rows of this side that have no match, so that none is lost.</param>
internal sealed class JoinSide(JoinInput input, bool keepsUnmatched)
{
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
        _columns ??= FindColumns(block);
        SkyPositions positions = _columns.Read(block, input.Source, _rows);
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

    /// <summary>At most one warning for rows without a radius or ellipse, and one for rows without a position that the result includes.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (_unplaced > 0 && keepsUnmatched)
                yield return $"{input.Source}: {ValueText.Count(_unplaced)} of {ValueText.Count(_rows)} rows have no usable position and are output without a match; the first is row {_firstUnplaced}.";
            if (_withoutReach > 0)
                yield return WithoutReach;
        }
    }

    private string WithoutReach =>
        $"{input.Source}: {ValueText.Count(_withoutReach)} of {ValueText.Count(_rows)} rows have no usable {(input.Ellipse is null ? "radius" : "error ellipse")} and cannot be matched.";

    private TablePositions FindColumns(AstroTable block)
    {
        ColumnInfo[] columns = [.. block.Columns.Select(column => column.Info)];
        return input.Position is { } named
            ? TablePositions.Named(columns, named.Longitude, named.Latitude, input.Source)
            : TablePositions.Find(columns, input.Source, input.PositionOption);
    }

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
