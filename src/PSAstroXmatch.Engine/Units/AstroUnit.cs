using System.Text.RegularExpressions;

namespace PSAstroXmatch.Engine.Units;

/// <summary>A unit of a column: what it measures, how large it is, and how publications write it.</summary>
public sealed partial class AstroUnit
{
    private static readonly AstroUnit Degree = Parse("deg")!, Hour = Parse("h")!;

    // Powers of the base quantities.
    private readonly double[] _dimension;
    private readonly double _factor;

    private AstroUnit(double[] dimension, double factor)
    {
        _dimension = dimension;
        _factor = factor;
    }

    /// <summary>Reads the text of a unit in VOUnit, FITS, CDS or astropy notation.</summary>
    /// <returns>The unit; null for an unknown one, and for a logarithm, which no factor converts.</returns>
    public static AstroUnit? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim() is "N/A")
            return null;
        if (UnitExpression.Parse(text) is not UnitExpression expression)
            return null;
        // Some FITS files have units in capitals: ERG/CM2/S.
        return Resolve(expression, symbol => symbol)
            ?? (text.Any(char.IsLower) ? null : Resolve(expression, symbol => symbol.ToLowerInvariant()));
    }

    /// <summary>The factor that converts a value in this unit to another; null if the two measure different quantities.</summary>
    public double? FactorTo(AstroUnit other)
    {
        for (int i = 0; i < _dimension.Length; i++)
        {
            if (Math.Abs(_dimension[i] - other._dimension[i]) > 1e-9)
                return null;
        }

        // A quotient, so that a value already in the other unit has a factor of exactly 1 and keeps every digit.
        return _factor / other._factor;
    }

    /// <summary>The size of a unit in degrees, where an hour is 15° as in a right ascension; null if it is not a unit of angle.</summary>
    public static double? InDegrees(string? text) =>
        Parse(text) is not AstroUnit unit ? null : unit.FactorTo(Degree) ?? (unit.FactorTo(Hour) == 1 ? 15 : null);

    /// <summary>
    /// The factor that converts a value from one unit to another, where an hour is 15° if the other is an angle; null if one is not known, or
    /// if the two measure different quantities.
    /// </summary>
    public static double? Ratio(string? from, string? to) => Parse(from) is not { } first || Parse(to) is not { } second ? null
        : first.FactorTo(second) ?? InDegrees(from) / InDegrees(to);

    /// <summary>Whether a text names a unit or a logarithm of one, such as "erg/cm2/s", "log(cm.s**-2)" or CDS's "[Sun]".</summary>
    public static bool IsUnit(string text)
    {
        string inner = Function().Match(text.Trim()) is { Success: true } function ? function.Groups["inner"].Value : text.Trim();
        // Dates and CDS's solar units are written in place of units.
        return inner is "MJD" or "mjd" or "JD" or "Sun" || Parse(inner) is not null;
    }

    [GeneratedRegex(@"^(?:(?:log|ln|exp|sqrt|dex|dB|mag)\((?<inner>.*)\)|\[(?<inner>.*)\])$")]
    private static partial Regex Function();

    private static AstroUnit? Resolve(UnitExpression expression, Func<string, string> spell)
    {
        double[] dimension = new double[Enum.GetValues<BaseQuantity>().Length];
        double factor = Math.Pow(10, expression.Scale);
        foreach ((string symbol, double power) in expression.Factors)
        {
            if (UnitSymbols.Find(spell(symbol)) is not UnitSymbol unit)
                return null;
            factor *= Math.Pow(unit.Factor, power);
            foreach ((BaseQuantity quantity, int own) in unit.Powers)
                dimension[(int)quantity] += own * power;
        }

        return double.IsFinite(factor) && factor > 0 ? new AstroUnit(dimension, factor) : null;
    }
}
