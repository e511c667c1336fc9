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
        [.. MemberPath.Of(script).Where(path => path.Names.Count == 1).Select(path => path.Names[0])];

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

    /// <summary>Whether an object of any kind can be asked for a member.</summary>
    public static bool IsOfAll(string name) => OfAll.Contains(name);

    /// <summary>Throws if a script block names a property that none of the objects has.</summary>
    /// <param name="selector">The script block.</param>
    /// <param name="parameter">Name of its parameter, such as -LeftRadius, for the error; empty if it is not known.</param>
    /// <param name="objects">The objects that it runs for.</param>
    /// <exception cref="AstroException">ColumnNotFound.</exception>
    public static void Check(PropertySelector selector, string parameter, IReadOnlyList<PSObject> objects)
    {
        if (selector.Script is null || objects.Count == 0)
            return;
        MemberSearch search = new(selector.Script);
        for (int i = 0; i < objects.Count && !search.IsDone; i++)
            search.Look(objects[i]);
        search.ThrowIfMissing($"{(parameter.Length == 0 ? "The script block" : parameter)} {{ {selector.Name} }}");
    }

    /// <summary>Whether $_ of a member expression is the object: within some statements it is something else.</summary>
    public static bool IsOfItem(Ast member)
    {
        for (Ast? outer = member.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is CatchClauseAst or TrapStatementAst or SwitchStatementAst)
                return false;
        }

        return true;
    }
}
