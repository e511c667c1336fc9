using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Reads the epochs in a column of a table, in whichever form they are written.</summary>
public static class EpochCell
{
    /// <summary>
    /// The Julian year that a cell gives: as a number a Julian year, a Julian date or a modified Julian date, which are told apart by their size;
    /// as text also J2016.0, B1950 or a date in ISO 8601. NaN if it is empty or none of these.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="row">The row, from 0.</param>
    public static double Year(AstroColumn column, int row)
    {
        if (column.IsNull(row))
            return double.NaN;
        if (column.ValueType == typeof(DateTime) && column.GetValue(row) is DateTime date)
            return JulianYear.OfDate(date);
        double value = column.GetDouble(row);
        if (double.IsNaN(value) && column.ValueType == typeof(string) && YearOf(column.GetText(row)) is double year)
            value = year;
        return Year(value);
    }

    /// <summary>The Julian year of an epoch as a user types it (see <see cref="JulianYear"/> and <see cref="AstroTime"/>); otherwise null.</summary>
    public static double? YearOf(string? text) =>
        JulianYear.TryParse(text, out double year) && IsYear(year) ? year
        : AstroTime.TryParse(text, out AstroTime time) ? time.JulianYear
        : null;

    private static double Year(double value) => IsYear(value) ? value
        : value is > 2_000_000 and < 3_000_000 ? JulianYear.OfJulianDate(value)
        : value is > 10_000 and < 200_000 ? JulianYear.OfModifiedJulianDate(value)
        : double.NaN;

    private static bool IsYear(double year) => year is > 1000 and < 3000;
}
