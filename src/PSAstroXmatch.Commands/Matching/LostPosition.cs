using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The warning that a text file would be matched again at another position than the left objects had.</summary>
internal static class LostPosition
{
    /// <summary>The warning, with what to type then; null if there is nothing to warn of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lost">The position that the file does not tell.</param>
    public static string? Warning(string path, TextPosition? lost)
    {
        if (lost is null)
            return null;
        string columns = string.Join(", ", lost.Columns.Select(ColumnUnit.Quote));
        string frame = lost.Frame == PositionFrame.Icrs ? "" : $" -LeftFrame '{lost.Frame}'";
        return $"{path} keeps only the names of its columns. To match it at the positions of its left objects, add -LeftPosition {columns}{frame}.";
    }
}
