using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The frame and epoch of a column, to tell whether values of several tables belong in one.</summary>
internal static class ColumnFrame
{
    /// <summary>The frame, and the epoch if there is one: "FK4 B1950", "ICRS at epoch J2016.0". A column of which no file says it has that of its name, or else ICRS.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="system">What the file says; null for nothing.</param>
    public static string Of(string column, CoordinateSystem? system)
    {
        if (system is null)
            return $"{PositionNames.FrameOf(column) ?? PositionFrame.Icrs}";
        if (system.ToFrame() is not { } frame)
            return $"the frame '{system}'";
        // Positions in the FK4 are as observed at its equinox, unless another epoch is given.
        return system.ToEpoch() is double epoch && (frame.ObservationEpoch is null || !frame.IsObservedAtEquinox) ? $"{frame} at epoch {JulianYear.Format(epoch)}" : $"{frame}";
    }

    /// <summary>Whether two values of a column are in the same frame, at the same epoch.</summary>
    public static bool IsSame(string column, CoordinateSystem? one, CoordinateSystem? other) => one == other || Of(column, one) == Of(column, other);
}
