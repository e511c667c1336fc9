using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The warning that a text file would be matched at other positions than those of the table that was written.</summary>
internal static class LostPosition
{
    /// <summary>The warning for a table that will be written; null if there is nothing to warn of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="unitRow">Whether the file gets a row of units.</param>
    public static string? Warning(string path, AstroTable table, bool unitRow)
    {
        try
        {
            return Warning(path, TextPosition.FindLost(path, table, unitRow));
        }
        catch (AstroException problem) when (problem.ErrorId == ErrorIds.FrameUnknown)
        {
            // The table can be written, but no reader of the text will know that its frame is a strange one.
            return $"The frame of its positions is not written: {problem.Message}";
        }
    }

    /// <summary>The warning, with what to type then; null if there is nothing to warn of.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lost">The position that the file does not tell.</param>
    public static string? Warning(string path, TextPosition? lost)
    {
        if (lost is null)
            return null;
        string columns = lost.Columns.Count == 0 ? "" : $" -LeftPosition {string.Join(", ", lost.Columns.Select(ColumnUnit.Quote))}";
        string frame = lost.Frame == PositionFrame.Icrs ? "" : $" -LeftFrame '{lost.Frame}'";
        string epoch = !lost.Frame.IsObservedAtEquinox && lost.Frame.ObservationEpoch is double year ? $" -LeftEpoch {JulianYear.Format(year)}" : "";
        return $"{path} keeps only the names of its columns. To match it at the positions of its {(lost.IsOfLeftObject ? "left objects" : "rows")}, add{columns}{frame}{epoch}.";
    }
}
