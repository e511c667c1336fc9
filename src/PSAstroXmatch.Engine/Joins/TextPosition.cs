using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>What a text file loses of the position of a joined table: it keeps the names of the columns, but neither frames nor units.</summary>
/// <param name="Columns">The columns of the position, where needed with their units: ra_1:hourangle.</param>
/// <param name="Frame">Their frame.</param>
public sealed record TextPosition(IReadOnlyList<string> Columns, PositionFrame Frame)
{
    /// <summary>
    /// The position of the left objects, if a match of the file would take another, or take it in another frame or unit; null if it would not,
    /// if it would be an error, or if the file is a VOTable.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table that was written to it, or its first rows.</param>
    public static TextPosition? FindLost(string path, AstroTable table)
    {
        if (TableFileWriter.IsVOTable(path) || TablePositions.OfLeftObjects(table, path) is not { Columns.Count: 2 } left)
            return null;
        ColumnInfo[] names = [.. table.Columns.Select(column => new ColumnInfo(column.Name, column.ValueType))];
        string?[] units = [.. left.Columns.Select(name => Unit(table[name]))];
        bool isSame = TablePositions.FindOptional(names, path) is not { } found
            || (found.Columns.SequenceEqual(left.Columns, StringComparer.OrdinalIgnoreCase) && found.Frame == left.Frame && units.All(unit => unit is null));
        return isSame ? null : new TextPosition([.. left.Columns.Zip(units, (name, unit) => unit is null ? name : $"{name}:{unit}")], left.Frame);
    }

    // The unit that a reader would not assume.
    private static string? Unit(AstroColumn column) =>
        column.Unit is { } unit && AstroUnit.InDegrees(unit) is double degrees && degrees != 1 && ColumnUnit.InName(column.Name) is null ? unit : null;
}
