using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>What a text file loses of the position of a joined table: it keeps the names of the columns, but neither frames nor units.</summary>
public static class TextPosition
{
    /// <summary>
    /// A warning that a later match of the file would be at another position than the left objects had, or in another frame or unit, with what
    /// to type then; null if it would not be, if it would be an error, or if the file is a VOTable.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table that was written to it, or its first rows.</param>
    public static string? Warning(string path, AstroTable table)
    {
        if (TableFileWriter.IsVOTable(path) || TablePositions.OfLeftObjects(table, path) is not { Columns.Count: 2 } left)
            return null;
        ColumnInfo[] names = [.. table.Columns.Select(column => new ColumnInfo(column.Name, column.ValueType))];
        string?[] units = [.. left.Columns.Select(name => Unit(table[name]))];
        if (TablePositions.FindOptional(names, path) is not { } found
            || (found.Columns.SequenceEqual(left.Columns, StringComparer.OrdinalIgnoreCase) && found.Frame == left.Frame && units.All(unit => unit is null)))
            return null;
        string columns = string.Join(", ", left.Columns.Zip(units, (name, unit) => ColumnUnit.Quote(unit is null ? name : $"{name}:{unit}")));
        string frame = left.Frame == PositionFrame.Icrs ? "" : $" -LeftFrame '{left.Frame}'";
        return $"{path} keeps only the names of its columns. To match it at the positions of its left objects, add -LeftPosition {columns}{frame}.";
    }

    // The unit that a reader would not assume.
    private static string? Unit(AstroColumn column) =>
        column.Unit is { } unit && AstroUnit.InDegrees(unit) is double degrees && degrees != 1 && ColumnUnit.InName(column.Name) is null ? unit : null;
}
