using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>The members of $_ that a script block names. PowerShell takes a misspelled one for null, and null for 0.</summary>
internal static class ScriptMembers
{
    // What every object has, as PowerShell sees it.
    private static readonly HashSet<string> OfAll =
        new(["PSObject", "PSBase", "PSAdapted", "PSExtended", "PSTypeNames", "Count", "Length"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, without those after which an object of any kind can be asked.</summary>
    public static IReadOnlyList<string> Of(ScriptBlock script) =>
    [
        .. script.Ast.FindAll(ast => ast is MemberExpressionAst, searchNestedScriptBlocks: false).Where(IsOfItem)
            .Select(NameOf).OfType<string>().Where(name => !OfAll.Contains(name)).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>
    /// The names with which a script block calculates, each of which the result needs; none if the script block is more than one calculation, and
    /// so may take care of missing values itself.
    /// </summary>
    public static IReadOnlyList<string> Calculated(ScriptBlock script) =>
        PairScript.Expression((ScriptBlockAst)script.Ast) is { } expression && !expression.FindAll(IsChoice, searchNestedScriptBlocks: true).Any() ? Of(script) : [];

    // The reference assembly is that of PowerShell 5.1, which has no ternary operator.
    private static bool IsChoice(Ast ast) => ast.GetType().Name == "TernaryExpressionAst"
        || ast is IfStatementAst or SwitchStatementAst or CommandAst or AssignmentStatementAst or IndexExpressionAst
            or BinaryExpressionAst { Operator: not (TokenKind.Plus or TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem) };

    /// <summary>Name of the member if an expression is one of an object, and not a call.</summary>
    public static string? NameOf(Ast ast) =>
        ast is MemberExpressionAst { Static: false, Member: StringConstantExpressionAst name } and not InvokeMemberExpressionAst ? name.Value : null;

    /// <summary>Whether an expression is $_ or $PSItem.</summary>
    public static bool IsItem(Ast ast) => ast is VariableExpressionAst variable && (IsNamed(variable, "_") || IsNamed(variable, "PSItem"));

    /// <summary>Whether a variable has a name, ignoring case.</summary>
    public static bool IsNamed(VariableExpressionAst variable, string name) => variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Throws if a script block names a property that none of the objects has.</summary>
    /// <param name="selector">The script block.</param>
    /// <param name="parameter">Name of its parameter, such as -LeftRadius, for the error.</param>
    /// <param name="objects">The objects that it runs for.</param>
    /// <exception cref="AstroException">ColumnNotFound.</exception>
    public static void Check(PropertySelector selector, string parameter, IReadOnlyList<PSObject> objects)
    {
        if (selector.Script is null || objects.Count == 0 || objects[0].BaseObject is IDictionary)
            return;
        if (Of(selector.Script).FirstOrDefault(name => !objects.Any(item => item.Members[name] is not null)) is not { } missing)
            return;
        throw new AstroException(
            ErrorIds.ColumnNotFound,
            $"{parameter} {{ {selector.Name} }}: no object has a property '{missing}'. "
            + $"The first has: {string.Join(", ", OriginalType.Properties(objects[0]).Select(property => property.Name))}.",
            "Correct the name in the script block.",
            missing);
    }

    // Within these statements $_ is something else.
    private static bool IsOfItem(Ast member)
    {
        if (!IsItem(((MemberExpressionAst)member).Expression))
            return false;
        for (Ast? outer = member.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is CatchClauseAst or TrapStatementAst or SwitchStatementAst)
                return false;
        }

        return true;
    }
}
