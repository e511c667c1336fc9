using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Brings two values of a <see cref="PairCondition"/> to one unit.</summary>
public static class PairUnits
{
    /// <summary>
    /// The factor that converts the second value to the unit of the first; 1 if either has no unit, or one that no factor converts, such as that of
    /// a logarithm.
    /// </summary>
    /// <exception cref="AstroException">UnitUnknown: the units are of different quantities.</exception>
    internal static double Factor(PairTerm first, PairTerm second, PairChunk tables)
    {
        (string? wanted, string? own) = (first.Unit(tables), second.Unit(tables));
        if (wanted == own || AstroUnit.Parse(wanted) is null || AstroUnit.Parse(own) is null)
            return 1;
        return AstroUnit.Ratio(own, wanted) ?? throw OfOtherQuantity(wanted!, own!);
    }

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
    internal static string? UnitOf(AstroColumn? column) =>
        column is null ? null : string.IsNullOrWhiteSpace(column.Unit) ? ColumnUnit.InName(column.Name) : column.Unit;

    /// <summary>The error for two values in units of different quantities.</summary>
    private static AstroException OfOtherQuantity(string first, string second) => new(
        ErrorIds.UnitUnknown,
        $"The condition compares a value in '{first}' with one in '{second}', which are not units of one quantity.",
        "Compare columns of one quantity. [double]$_.Left.x is the number alone.",
        second);
}
