using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>A property of <c>$_</c>, or of an object that it holds: mag in <c>$_.mag</c>, Left and mag in <c>$_.Left.mag</c>.</summary>
internal sealed class MemberPath
{
    private MemberPath(string[] names) => Names = names;

    /// <summary>The names, from the object to the property.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The paths that a script block names, each before those that go further.</summary>
    public static IReadOnlyList<MemberPath> Of(ScriptBlock script) =>
    [
        .. script.Ast.FindAll(ast => ast is MemberExpressionAst, searchNestedScriptBlocks: false).Where(ScriptMembers.IsOfItem).Cast<ExpressionAst>()
            .Select(Of).OfType<MemberPath>().DistinctBy(path => path.ToString(), StringComparer.OrdinalIgnoreCase).OrderBy(path => path.Names.Count),
    ];

    /// <summary>
    /// The property that a script block returns if it does nothing else, such as { $_.SepArcsec } or { $_.Left.ErrorSemiMajor }; otherwise null.
    /// </summary>
    public static MemberPath? Copied(ScriptBlock script) => PairScript.Expression((ScriptBlockAst)script.Ast) is { } expression ? Of(expression) : null;

    /// <summary>Whether an object has the property; null if what should have it is missing or empty, or may have any.</summary>
    public bool? IsIn(PSObject item)
    {
        if (OwnerIn(item) is not { BaseObject: not IDictionary } owner)
            return null;
        if (owner.Members[Names[^1]] is not null)
            return true;
        // PowerShell asks the members of a list.
        if (owner.BaseObject is string || owner.BaseObject is not IEnumerable list)
            return false;
        object[] members = [.. list.OfType<object>()];
        return members.Length == 0 ? null : members.Any(member => member is IDictionary || PSObject.AsPSObject(member).Members[Names[^1]] is not null);
    }

    /// <summary>The object that should have the property; null if there is none.</summary>
    public PSObject? OwnerIn(PSObject item)
    {
        foreach (string name in Names.SkipLast(1))
        {
            if (item.Properties[name]?.Value is not { } next)
                return null;
            item = PSObject.AsPSObject(next);
        }

        return item;
    }

    /// <summary>The value that an object has; null for none.</summary>
    public object? ValueIn(PSObject item) => OwnerIn(item)?.Properties[Names[^1]]?.Value;

    /// <summary>What the property of an object measures, if its type describes it; null if its value carries that itself, or if it is not known.</summary>
    /// <remarks>The values of .NET properties do not carry a unit.</remarks>
    public Quantity? QuantityOf(PSObject item) =>
        OwnerIn(item) is { } owner && ObjectColumn.DescriptionOf(owner, Names[^1]) is { Unit: not null } known ? new Quantity(known.Unit, known.Ucd) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Join('.', Names);

    private static MemberPath? Of(ExpressionAst expression)
    {
        Stack<string> names = [];
        ExpressionAst at = PairScript.WithoutParentheses(expression);
        while (ScriptMembers.NameOf(at) is string name && !ScriptMembers.IsOfAll(name))
        {
            names.Push(name);
            at = PairScript.WithoutParentheses(((MemberExpressionAst)at).Expression);
        }

        return names.Count > 0 && ScriptMembers.IsItem(at) ? new MemberPath([.. names]) : null;
    }
}

/// <summary>Looks in one object after another for the properties that a script block names.</summary>
/// <param name="script">The script block.</param>
internal sealed class MemberSearch(ScriptBlock script)
{
    private readonly List<MemberPath> _open = [.. MemberPath.Of(script)];
    private readonly Dictionary<MemberPath, PSObject> _lacking = [];

    /// <summary>Whether every property was found in an object.</summary>
    public bool IsDone => _open.Count == 0;

    /// <summary>Looks in an object.</summary>
    public void Look(PSObject item)
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            bool? isIn = item.BaseObject is IDictionary ? true : _open[i].IsIn(item);
            if (isIn == true)
                _open.RemoveAt(i);
            else if (isIn == false)
                _lacking.TryAdd(_open[i], _open[i].OwnerIn(item)!);
        }
    }

    /// <summary>Throws if there is a property that no object had.</summary>
    /// <param name="caller">The script block as the user wrote it, with its parameter.</param>
    /// <exception cref="AstroException">ColumnNotFound.</exception>
    public void ThrowIfMissing(string caller)
    {
        if (_open.Find(_lacking.ContainsKey) is not { } missing)
            return;
        PSObject lacking = _lacking[missing];
        if (lacking.BaseObject is not string && lacking.BaseObject is IEnumerable list)
            lacking = PSObject.AsPSObject(list.OfType<object>().First());
        string where = missing.Names.Count == 1 ? "no object" : $"no '{string.Join('.', missing.Names.SkipLast(1))}' of an object";
        throw new AstroException(
            ErrorIds.ColumnNotFound,
            $"{caller}: {where} has a property '{missing.Names[^1]}'. "
            + $"The first has: {string.Join(", ", OriginalType.Properties(lacking).Select(property => property.Name))}.",
            "Correct the name in the script block.",
            missing.Names[^1]);
    }
}
