using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Tells right ascensions that are probably in hours, and positions that are probably in radians, although their columns have no unit.</summary>
/// <remarks>
/// In degrees, rows that all have a right ascension below 24 lie in a fifteenth of the sky. Few catalogs are such a strip, and fewer still
/// are one that is more than twice as long in declination as it is wide. Positions in radians all lie within 2π and ±π/2; hardly any catalog covers
/// just so much of the sky around right ascension and declination 0 in degrees.
/// </remarks>
public sealed class HourCheck
{
    private const int FewestRows = 3;
    private const double HoursPerTurn = 24;
    private const double WideField = 48;

    // In radians: half of the sky in right ascension and in declination.
    private const double WideRa = Math.PI;
    private const double WideDec = Math.PI / 2;
    private const int FewestRowsOfRadians = 10;

    /// <summary>The unit of positions in radians.</summary>
    public const string Radian = "rad";

    private long _rows;
    private double _lowestRa = double.PositiveInfinity;
    private double _highestRa = double.NegativeInfinity;
    private double _lowestDec = double.PositiveInfinity;
    private double _highestDec = double.NegativeInfinity;

    /// <summary>Adds the positions that were read from a column of right ascension, unless the column or its name says the unit.</summary>
    /// <param name="column">The column of right ascension.</param>
    /// <param name="ra">Right ascensions in degrees; a position that is not usable does not count.</param>
    /// <param name="dec">Declinations in degrees, as many.</param>
    public void Add(AstroColumn column, double[] ra, double[] dec)
    {
        if (!IsPlain(column))
            return;
        for (int row = 0; row < ra.Length; row++)
            Add(ra[row], dec[row]);
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

    /// <summary>The warning for positions that were read as degrees; null if they can well be degrees.</summary>
    /// <param name="source">Name of the table.</param>
    /// <param name="ra">Name of the column of right ascension.</param>
    /// <param name="dec">Name of the column of declination.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; null where there is none.</param>
    public string? Warning(string source, string ra, string dec, string? option) =>
        Warning(source, ra, unit =>
        {
            string ofDec = unit == Radian ? unit : "deg";
            return $"write {(option is null ? "" : option + " ")}{ColumnUnit.Quote($"{ra}:{unit}")}, {ColumnUnit.Quote($"{dec}:{ofDec}")}";
        });

    /// <summary>The warning for positions that were read as degrees; null if they can well be degrees.</summary>
    /// <param name="source">Name of the table.</param>
    /// <param name="ra">Name of the column of right ascension.</param>
    /// <param name="remedy">What to do if they are in a unit, hourangle (right ascension alone) or rad, as an imperative.</param>
    public string? Warning(string source, string ra, Func<string, string> remedy)
    {
        if (AreProbablyRadians)
        {
            return $"{source}: every right ascension is within 2π and every declination within π/2, over much of that range. "
                + $"Column '{ra}' has no unit and was read as degrees. If it is in radians, {remedy(Radian)}.";
        }

        if (_rows < FewestRows || _lowestRa < 0 || _highestRa >= HoursPerTurn || _highestDec - _lowestDec <= WideField)
            return null;
        return $"{source}: every right ascension is between 0 and 24, while declinations span {_highestDec - _lowestDec:F0} degrees. "
            + $"Column '{ra}' has no unit and was read as degrees. If it is in hours, {remedy("hourangle")}.";
    }

    private bool AreProbablyRadians =>
        _rows >= FewestRowsOfRadians && _lowestRa >= -Math.PI && _highestRa <= 2 * Math.PI && _lowestDec >= -Math.PI / 2 && _highestDec <= Math.PI / 2
        && _highestRa - _lowestRa > WideRa && _highestDec - _lowestDec > WideDec;

    // Numbers, or text that is read as numbers.
    private static bool IsPlain(AstroColumn column)
    {
        if (!string.IsNullOrWhiteSpace(column.Unit) || ColumnUnit.InName(column.Name) is not null)
            return false;
        if (column.ValueType != typeof(string))
            return true;
        string? first = Enumerable.Range(0, column.Count).Select(column.GetText).FirstOrDefault(text => text.Length > 0);
        return double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
