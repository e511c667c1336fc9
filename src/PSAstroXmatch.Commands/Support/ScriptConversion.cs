using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>Tells whether a calculation converts the unit of the numbers that it begins with.</summary>
internal static class ScriptConversion
{
    private const double Tolerance = 1e-3;

    /// <summary>Whether results are nearer to the numbers as they are than to the converted ones.</summary>
    /// <param name="ratio">The results over the numbers, typically.</param>
    /// <param name="factor">The factor that converts the numbers.</param>
    public static bool IsForgotten(double ratio, double factor) =>
        double.IsFinite(ratio) && ratio > 0 && Math.Abs(Math.Log(ratio)) < Math.Abs(Math.Log(ratio / factor));

    /// <summary>Whether a script block has the factor, or its reciprocal, as a number, or the π of a conversion to or from radians.</summary>
    public static bool IsIn(ScriptBlock script, double factor) => script.Ast.FindAll(
        ast => ast is ConstantExpressionAst { Value: IConvertible and not string and var value } && IsNear(Convert.ToDouble(value, CultureInfo.InvariantCulture), factor)
            || ast is MemberExpressionAst { Static: true, Member: StringConstantExpressionAst { Value: var name } } && name.Equals("PI", StringComparison.OrdinalIgnoreCase),
        searchNestedScriptBlocks: true).Any();

    /// <summary>The factor as a user writes it: "/ 60" or "* 60".</summary>
    public static string Text(double factor)
    {
        double inverse = Math.Round(1 / factor);
        return factor < 1 && Math.Abs((inverse * factor) - 1) < 1e-9 ? $"/ {ValueText.Format(inverse)}" : $"* {ValueText.Format(Math.Round(factor, 12))}";
    }

    private static bool IsNear(double number, double factor) =>
        Math.Abs((number / factor) - 1) < Tolerance || Math.Abs((number * factor) - 1) < Tolerance;
}
