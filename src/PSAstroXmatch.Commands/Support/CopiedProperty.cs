using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>A script block that only returns a property, such as { $_.SepArcsec } or { $_.Left.ErrorSemiMajor }, and calculates nothing.</summary>
/// <remarks>The values of .NET properties do not carry a unit; the type of the object describes it.</remarks>
internal sealed class CopiedProperty
{
    private readonly string[] _names;

    private CopiedProperty(string[] names) => _names = names;

    /// <summary>The property that a script block returns; null if it does anything else.</summary>
    public static CopiedProperty? Of(ScriptBlock script)
    {
        ExpressionAst? expression = PairScript.Expression((ScriptBlockAst)script.Ast);
        Stack<string> names = [];
        while (expression is not null && ScriptMembers.NameOf(PairScript.WithoutParentheses(expression)) is string name)
        {
            names.Push(name);
            expression = ((MemberExpressionAst)PairScript.WithoutParentheses(expression)).Expression;
        }

        return names.Count > 0 && expression is not null && ScriptMembers.IsItem(expression) ? new CopiedProperty([.. names]) : null;
    }

    /// <summary>What the property of an object measures; null if its value carries that itself, or if it is not known.</summary>
    public Quantity? QuantityOf(PSObject item)
    {
        foreach (string name in _names.SkipLast(1))
        {
            if (item.Properties[name]?.Value is not { } next)
                return null;
            item = PSObject.AsPSObject(next);
        }

        return ObjectColumn.DescriptionOf(item, _names[^1]) is { Unit: not null } known ? new Quantity(known.Unit, known.Ucd) : null;
    }
}
