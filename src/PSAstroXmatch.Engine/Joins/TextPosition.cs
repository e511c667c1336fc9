using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>What a text file loses of the positions of a table: it keeps the names of the columns, but no frames, and units only in a row of units.</summary>
/// <param name="Columns">The columns of the position, where needed with their units: ra_1:hourangle. Empty if a match finds them by their names.</param>
/// <param name="Frame">Their frame.</param>
public sealed record TextPosition(IReadOnlyList<string> Columns, PositionFrame Frame)
{
    /// <summary>Whether the positions are those of the left objects of matches.</summary>
    public bool IsOfLeftObject { get; private init; }

    /// <summary>
    /// The position of a table, or of its left objects if they are matches, if a match of the file would take it in another frame or unit, or
    /// that of another object; null if it would not, if that would be an error, or if the file is a VOTable.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table that was written to it, or its first rows.</param>
    /// <param name="keepsUnits">Whether the file has a row of units.</param>
    /// <exception cref="AstroException">FrameUnknown: the frame of the positions is not understood.</exception>
    public static TextPosition? FindLost(string path, AstroTable table, bool keepsUnits = false)
    {
        if (TableFileWriter.IsVOTable(path))
            return null;
        ColumnInfo[] names = [.. table.Columns.Select(column => new ColumnInfo(column.Name, column.ValueType) { Unit = keepsUnits ? column.Unit : null })];
        if (TablePositions.OfLeftObjects(table, path) is { } left)
            return left.Columns.Count == 2 ? OfLeft(path, table, names, left, keepsUnits) : null;
        return TablePositions.FindOptional([.. table.Columns.Select(column => column.Info)], path) is { } found ? OfTable(path, table, names, found, keepsUnits) : null;
    }

    private static TextPosition? OfLeft(string path, AstroTable table, ColumnInfo[] names, TablePositions left, bool keepsUnits)
    {
        string?[] units = Units(table, left, keepsUnits);
        bool isSame = TablePositions.FindOptional(names, path) is not { } found
            || (found.Columns.SequenceEqual(left.Columns, StringComparer.OrdinalIgnoreCase) && found.Frame == left.Frame && units.All(unit => unit is null));
        return isSame ? null : new TextPosition(WithUnits(left, units), left.Frame) { IsOfLeftObject = true };
    }

    // A frame that only the UCDs tell, such as that of the galactic coordinates of a source, is not one that a reader would get wrong: without them,
    // the position is not found.
    private static TextPosition? OfTable(string path, AstroTable table, ColumnInfo[] names, TablePositions position, bool keepsUnits)
    {
        bool isGiven = position.Frame.IsEquatorial || position.Columns.Any(name => table[name].Info.CoordinateSystem is not null);
        bool losesFrame = isGiven && TablePositions.Named(names, position.Longitude, position.Latitude, path).Frame != position.Frame;
        string?[] units = position.Columns.Count == 2 ? Units(table, position, keepsUnits) : [];
        return losesFrame || units.Any(unit => unit is not null)
            ? new TextPosition(position.Columns.Count == 2 ? WithUnits(position, units) : [], position.Frame)
            : null;
    }

    private static string[] WithUnits(TablePositions position, string?[] units) =>
        [.. position.Columns.Zip(units, (name, unit) => unit is null ? name : $"{name}:{unit}")];

    private static string?[] Units(AstroTable table, TablePositions position, bool keepsUnits) =>
        [.. position.Columns.Select(name => keepsUnits ? null : Unit(table[name]))];

    // The unit that a reader would not assume.
    private static string? Unit(AstroColumn column) =>
        column.Unit is { } unit && AstroUnit.InDegrees(unit) is double degrees && degrees != 1 && ColumnUnit.InName(column.Name) is null ? unit : null;
}
