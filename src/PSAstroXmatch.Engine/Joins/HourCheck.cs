using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Tells right ascensions that are probably in hours although their column has no unit.</summary>
/// <remarks>
/// In degrees, rows that all have a right ascension below 24 lie in a fifteenth of the sky. Few catalogs are such a strip, and fewer still
/// are one that is more than twice as long in declination as it is wide.
/// </remarks>
public sealed class HourCheck
{
    private const int FewestRows = 3;
    private const double HoursPerTurn = 24;
    private const double WideField = 48;

    private long _rows;
    private double _lowestRa = double.PositiveInfinity;
    private double _highestRa = double.NegativeInfinity;
    private double _lowestDec = double.PositiveInfinity;
    private double _highestDec = double.NegativeInfinity;

    /// <summary>Adds the positions that were read from a column of right ascension, unless the column says its unit.</summary>
    /// <param name="column">The column of right ascension.</param>
    /// <param name="positions">The positions in degrees; one that is not usable does not count.</param>
    public void Add(AstroColumn column, SkyPositions positions)
    {
        if (!AngleColumn.HasPlainNumbers(column))
            return;
        for (int row = 0; row < positions.Count; row++)
            Add(positions.Ra[row], positions.Dec[row]);
    }

    /// <summary>Adds a position that was read as degrees from numbers without a unit; one that is not usable does not count.</summary>
    public void Add(double ra, double dec)
    {
        if (!double.IsFinite(ra) || !(Math.Abs(dec) <= 90))
            return;
        _rows++;
        _lowestRa = Math.Min(_lowestRa, ra);
        _highestRa = Math.Max(_highestRa, ra);
        _lowestDec = Math.Min(_lowestDec, dec);
        _highestDec = Math.Max(_highestDec, dec);
    }

    /// <summary>The warning for right ascensions that were read as degrees; null if the right ascensions can well be degrees.</summary>
    /// <param name="source">Name of the table.</param>
    /// <param name="ra">Name of the column of right ascension.</param>
    /// <param name="dec">Name of the column of declination.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; null where there is none.</param>
    public string? Warning(string source, string ra, string dec, string? option) =>
        Warning(source, ra, $"write {(option is null ? "" : option + " ")}{ColumnUnit.Quote(ra + ":hourangle")}, {ColumnUnit.Quote(dec + ":deg")}");

    /// <summary>The warning for right ascensions that were read as degrees; null if the right ascensions can well be degrees.</summary>
    /// <param name="source">Name of the table.</param>
    /// <param name="ra">Name of the column of right ascension.</param>
    /// <param name="remedy">What to do if they are in hours, as an imperative.</param>
    public string? Warning(string source, string ra, string remedy)
    {
        if (_rows < FewestRows || _lowestRa < 0 || _highestRa >= HoursPerTurn || _highestDec - _lowestDec <= WideField)
            return null;
        return $"{source}: every right ascension is between 0 and 24, while declinations span {_highestDec - _lowestDec:F0} degrees. "
            + $"Column '{ra}' has no unit and was read as degrees. If it is in hours, {remedy}.";
    }
}
