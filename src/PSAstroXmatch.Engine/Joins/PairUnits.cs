using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Brings two values of a <see cref="PairCondition"/> to one unit.</summary>
public static class PairUnits
{
    // Of a number that a user writes as a multiple of an error, relative to the factor between the units.
    private const double LargeMultiple = 0.2;

    /// <summary>
    /// The factor that converts the second value to the unit of the first; 1 if either has no unit, or one that no factor converts, such as that of
    /// a logarithm, or if the condition multiplies by just this factor.
    /// </summary>
    /// <exception cref="AstroException">
    /// UnitUnknown: the units are of different quantities, or the condition multiplies by a number that may contain the factor between them.
    /// </exception>
    internal static double Factor(PairTerm first, PairTerm second, PairChunk tables)
    {
        (string? wanted, string? own) = (first.Unit(tables), second.Unit(tables));
        if (wanted == own || AstroUnit.Parse(wanted) is null || AstroUnit.Parse(own) is null)
            return 1;
        double ratio = AstroUnit.Ratio(own, wanted) ?? throw OfOtherQuantity(wanted!, own!);
        double given = Math.Abs(second.Multiple / first.Multiple);
        if (IsConversion(given, ratio))
            return 1;
        bool mayConvert = ratio > 1 ? given > LargeMultiple * ratio : given * LargeMultiple < ratio;
        return ratio == 1 || given is 0 or 1 || !mayConvert ? ratio : throw new AstroException(
            ErrorIds.UnitUnknown,
            $"The condition compares a value in '{wanted}' with one in '{own}', and multiplies by {ValueText.Format(given)}, which may convert the units, or may not.",
            $"Units are converted without it: remove the factor {ValueText.Format(ratio)}. [double]$_.Left.x is the number alone.",
            own!);
    }

    /// <summary>Whether two values have units of one quantity.</summary>
    internal static bool AreOfOneQuantity(PairTerm first, PairTerm second, PairChunk tables) =>
        first.Unit(tables) is string one && second.Unit(tables) is string other && AstroUnit.Parse(one) is not null && AstroUnit.Ratio(other, one) is not null;

    /// <summary>Two parts of the two sides of a comparison in different units of one quantity that it takes for bare numbers; null if there are none.</summary>
    internal static (PairPart First, PairPart Second)? Unconverted(PairTerm first, PairTerm second, PairChunk tables)
    {
        if (first.Unit(tables) is not null && second.Unit(tables) is not null)
            return null;
        foreach (PairPart one in first.Parts(tables))
        {
            foreach (PairPart other in second.Parts(tables))
            {
                if (Unlike(one.Unit, other.Unit) is double ratio && !IsConversion(Math.Abs(other.Multiple / one.Multiple), ratio))
                    return (one, other);
            }
        }

        return null;
    }

    /// <summary>The warning for values in different units that a condition takes for bare numbers.</summary>
    /// <param name="first">Name of the first.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="second">Name of the second.</param>
    /// <param name="otherUnit">Its unit.</param>
    public static string Warning(string first, string unit, string second, string otherUnit) =>
        $"The condition compares bare numbers: '{first}' is in {unit} and '{second}' is in {otherUnit}. "
        + "Multiply by the factor between the units. Only plain comparisons, sums, and products with a number convert units; [double]$_.Left.x says that the bare number is meant.";

    /// <summary>The factor from the second unit to the first if they are different units of one quantity; otherwise null.</summary>
    public static double? Unlike(string? first, string? second) =>
        first != second && AstroUnit.Parse(first) is not null && AstroUnit.Parse(second) is not null && AstroUnit.Ratio(second, first) is double ratio and not 1 ? ratio : null;

    private static bool IsConversion(double given, double ratio) => Math.Abs(given / ratio - 1) < 1e-9;

    /// <summary>Multiplies values by a factor.</summary>
    internal static void Scale(double[] values, double factor)
    {
        if (factor == 1)
            return;
        for (int i = 0; i < values.Length; i++)
            values[i] *= factor;
    }

    /// <summary>The units of two columns if both are known and differ in size or quantity; otherwise null.</summary>
    public static (string First, string Second)? Unlike(AstroColumn? first, AstroColumn? second) =>
        UnitOf(first) is string one && UnitOf(second) is string other && one != other
            && AstroUnit.Parse(one) is not null && AstroUnit.Parse(other) is not null && AstroUnit.Ratio(one, other) != 1
            ? (one, other)
            : null;

    /// <summary>The unit of a column, which may be in its name; null if it has none.</summary>
    public static string? UnitOf(AstroColumn? column) =>
        column is null ? null : string.IsNullOrWhiteSpace(column.Unit) ? ColumnUnit.InName(column.Name) : column.Unit;

    /// <summary>The error for two values in units of different quantities.</summary>
    private static AstroException OfOtherQuantity(string first, string second) => new(
        ErrorIds.UnitUnknown,
        $"The condition compares a value in '{first}' with one in '{second}', which are not units of one quantity.",
        "Compare columns of one quantity. [double]$_.Left.x is the number alone.",
        second);
}
