using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSAstroXmatch.Engine.Joins;

namespace PSAstroXmatch.Commands;

/// <summary>A column or property that a script block on pairs names: mag in <c>$_.Left.mag</c>.</summary>
internal sealed record PairMember(bool IsLeft, string Name);

/// <summary>Reads the script block of -Where, as far as it consists of comparisons of columns, as a condition on whole columns.</summary>
/// <remarks>
/// What PowerShell would answer for each pair, the condition answers for all of them, with one difference: where a value is missing,
/// PowerShell counts it as 0, and the condition as unknown, so that the pair does not stay.
/// </remarks>
/// <param name="columnOf">The column of a property; null if the property is not a column.</param>
/// <param name="valueOf">The value of a variable of the user; null if it has none.</param>
/// <param name="maxSpatialSep">The maximum separation in space, pc, if it defines a match: the unit of the normalised separation.</param>
internal sealed class PairScript(Func<PairMember, string?> columnOf, Func<VariablePath, object?> valueOf, double? maxSpatialSep)
{
    private static readonly Dictionary<TokenKind, (PairRelation Relation, bool IgnoreCase)> Relations = new()
    {
        [TokenKind.Ieq] = (PairRelation.Equal, true),
        [TokenKind.Ceq] = (PairRelation.Equal, false),
        [TokenKind.Ine] = (PairRelation.NotEqual, true),
        [TokenKind.Cne] = (PairRelation.NotEqual, false),
        [TokenKind.Ilt] = (PairRelation.Less, true),
        [TokenKind.Clt] = (PairRelation.Less, false),
        [TokenKind.Ile] = (PairRelation.LessOrEqual, true),
        [TokenKind.Cle] = (PairRelation.LessOrEqual, false),
        [TokenKind.Igt] = (PairRelation.Greater, true),
        [TokenKind.Cgt] = (PairRelation.Greater, false),
        [TokenKind.Ige] = (PairRelation.GreaterOrEqual, true),
        [TokenKind.Cge] = (PairRelation.GreaterOrEqual, false),
    };

    private static readonly Dictionary<TokenKind, Func<double, double, double>> Operators = new()
    {
        [TokenKind.Plus] = (a, b) => a + b,
        [TokenKind.Minus] = (a, b) => a - b,
        [TokenKind.Multiply] = (a, b) => a * b,
        [TokenKind.Divide] = (a, b) => a / b,
    };

    private static readonly Dictionary<(string Name, int Arguments), Func<double, double, double>> Functions = new()
    {
        [("ABS", 1)] = (a, _) => Math.Abs(a),
        [("SQRT", 1)] = (a, _) => Math.Sqrt(a),
        [("LOG10", 1)] = (a, _) => Math.Log10(a),
        [("POW", 2)] = Math.Pow,
        [("MIN", 2)] = Math.Min,
        [("MAX", 2)] = Math.Max,
    };

    /// <summary>Throws if a script block names a property that a match does not have: PowerShell would take it for null.</summary>
    /// <exception cref="AstroException">ColumnNotFound.</exception>
    public static void Check(ScriptBlock script)
    {
        PSObject match = PSObject.AsPSObject(new SkyMatch { Left = null, Right = null });
        if (ScriptMembers.Of(script).FirstOrDefault(name => match.Members[name] is null) is not { } missing)
            return;
        string[] known = [.. typeof(SkyMatch).GetProperties().Select(property => property.Name)];
        throw new AstroException(
            ErrorIds.ColumnNotFound,
            $"A match has no property '{missing}', which -Where names as $_.{missing}.",
            $"Write $_.Left.mag or $_.Right.mag for a column 'mag' of a side. A match has {string.Join(", ", known)}.",
            missing);
    }

    /// <summary>The members of both sides that a script block names, in order.</summary>
    public static IReadOnlyList<PairMember> Members(ScriptBlock script) =>
        [.. script.Ast.FindAll(ast => ast is MemberExpressionAst and not InvokeMemberExpressionAst, searchNestedScriptBlocks: true)
            .Select(MemberOf).OfType<PairMember>().Distinct()];

    /// <summary>The members that a script block compares or computes with, if all its parts must be true; otherwise none.</summary>
    /// <remarks>A pair that lacks the value of one of them can be left out before the script block runs.</remarks>
    public static IReadOnlyList<PairMember> NeededMembers(ScriptBlock script)
    {
        if (Expression((ScriptBlockAst)script.Ast) is not { } expression || !IsConjunction(expression))
            return [];
        return [.. expression.FindAll(_ => true, searchNestedScriptBlocks: false).SelectMany(Operands)
            .Select(operand => MemberOf(WithoutParentheses(operand))).OfType<PairMember>().Distinct()];
    }

    /// <summary>The members that a script block compares, adds or subtracts directly.</summary>
    public static IEnumerable<(PairMember First, PairMember Second)> Compared(ScriptBlock script) =>
        from binary in script.Ast.FindAll(ast => ast is BinaryExpressionAst, searchNestedScriptBlocks: true).Cast<BinaryExpressionAst>()
        where Relations.ContainsKey(binary.Operator) || binary.Operator is TokenKind.Plus or TokenKind.Minus
        let first = MemberOf(WithoutParentheses(binary.Left))
        let second = MemberOf(WithoutParentheses(binary.Right))
        where first is not null && second is not null
        select (first, second);

    /// <summary>
    /// For each comparison, the members of both sides that go into its operands, directly or through variables that the script block sets before; null
    /// for the separation. [double]$_.Left.x is a bare number, and not a member.
    /// </summary>
    public static IEnumerable<(IReadOnlyList<PairMember?> First, IReadOnlyList<PairMember?> Second)> ComparedMembers(ScriptBlock script)
    {
        Dictionary<string, List<PairMember?>> ofVariable = new(StringComparer.OrdinalIgnoreCase);
        foreach (AssignmentStatementAst set in script.Ast.FindAll(ast => ast is AssignmentStatementAst, searchNestedScriptBlocks: true).Cast<AssignmentStatementAst>())
        {
            if (set.Left is VariableExpressionAst variable)
                ofVariable[variable.VariablePath.UserPath] = [.. Within(set.Right, ofVariable)];
        }

        return
        [
            .. from binary in script.Ast.FindAll(ast => ast is BinaryExpressionAst, searchNestedScriptBlocks: true).Cast<BinaryExpressionAst>()
               where Relations.ContainsKey(binary.Operator)
               select ((IReadOnlyList<PairMember?>)[.. Within(binary.Left, ofVariable)], (IReadOnlyList<PairMember?>)[.. Within(binary.Right, ofVariable)]),
        ];
    }

    private static IEnumerable<PairMember?> Within(Ast ast, Dictionary<string, List<PairMember?>> ofVariable)
    {
        foreach (Ast part in ast.FindAll(part => part is VariableExpressionAst or MemberExpressionAst, searchNestedScriptBlocks: true).Where(part => !IsNumberAlone(part, ast)))
        {
            if (part is VariableExpressionAst variable && ofVariable.TryGetValue(variable.VariablePath.UserPath, out List<PairMember?>? members))
            {
                foreach (PairMember? member in members)
                    yield return member;
            }
            else if (MemberOf(part) is { } member)
            {
                yield return member;
            }
            else if (part is MemberExpressionAst { Expression: var owner } && nameof(SkyMatch.SepArcsec).Equals(ScriptMembers.NameOf(part), StringComparison.OrdinalIgnoreCase)
                && ScriptMembers.IsItem(owner))
            {
                yield return null;
            }
        }
    }

    private static bool IsNumberAlone(Ast part, Ast within)
    {
        for (Ast? outer = part; outer is not null && outer != within.Parent; outer = outer.Parent)
        {
            if (outer is ConvertExpressionAst convert && convert.Type.TypeName.GetReflectionType() == typeof(double))
                return true;
        }

        return false;
    }

    private static IEnumerable<ExpressionAst> Operands(Ast ast) => ast switch
    {
        BinaryExpressionAst binary when binary.Operator != TokenKind.And && !IsTestForNothing(binary) => [binary.Left, binary.Right],
        ConvertExpressionAst convert => [convert.Child],
        InvokeMemberExpressionAst { Static: true, Expression: TypeExpressionAst type, Arguments: { } arguments }
            when type.TypeName.GetReflectionType() == typeof(Math) => arguments,
        _ => [],
    };

    /// <summary>The condition; null if the script block is more than comparisons of columns.</summary>
    public PairPredicate? Read(ScriptBlock script) => Expression((ScriptBlockAst)script.Ast) is { } expression ? Test(expression) : null;

    /// <summary>The expression that a script block consists of; null if it is more than one.</summary>
    internal static ExpressionAst? Expression(ScriptBlockAst script) =>
        script is { ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null, EndBlock.Statements: [PipelineAst pipeline] } ? Expression(pipeline) : null;

    private static ExpressionAst? Expression(PipelineBaseAst pipeline) =>
        pipeline is PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } command] } ? command.Expression : null;

    /// <summary>The expression within parentheses.</summary>
    internal static ExpressionAst WithoutParentheses(ExpressionAst ast) =>
        ast is ParenExpressionAst paren && Expression(paren.Pipeline) is { } inner ? WithoutParentheses(inner) : ast;

    private static bool IsConjunction(ExpressionAst expression) => expression.Find(
        // The library that the module is built against does not know all expressions of newer versions of PowerShell.
        ast => ast is ScriptBlockExpressionAst or SubExpressionAst || ast.GetType().Name == "TernaryExpressionAst"
            || (ast is BinaryExpressionAst binary && (binary.Operator is TokenKind.Or or TokenKind.Xor || $"{binary.Operator}" == "QuestionQuestion"))
            || ast is UnaryExpressionAst { TokenKind: TokenKind.Not or TokenKind.Exclaim },
        searchNestedScriptBlocks: true) is null;

    private static bool IsTestForNothing(BinaryExpressionAst binary) => IsNothing(binary.Left) || IsNothing(binary.Right);

    private static bool IsNothing(ExpressionAst ast) =>
        WithoutParentheses(ast) is StringConstantExpressionAst { Value: "" }
            || (WithoutParentheses(ast) is VariableExpressionAst variable && ScriptMembers.IsNamed(variable, "null"));

    // $_.Left.mag, and no other.
    private static PairMember? MemberOf(Ast ast) =>
        ScriptMembers.NameOf(ast) is string name && ScriptMembers.NameOf(((MemberExpressionAst)ast).Expression) is string side
            && ScriptMembers.IsItem(((MemberExpressionAst)((MemberExpressionAst)ast).Expression).Expression)
            ? side.Equals(nameof(SkyMatch.Left), StringComparison.OrdinalIgnoreCase) ? new PairMember(true, name)
                : side.Equals(nameof(SkyMatch.Right), StringComparison.OrdinalIgnoreCase) ? new PairMember(false, name)
                : null
            : null;

    private PairPredicate? Test(ExpressionAst ast)
    {
        switch (WithoutParentheses(ast))
        {
            case BinaryExpressionAst { Operator: TokenKind.And } and:
                return Test(and.Left) is { } a && Test(and.Right) is { } b ? new AndPredicate(a, b) : null;
            case BinaryExpressionAst { Operator: TokenKind.Or } or:
                return Test(or.Left) is { } c && Test(or.Right) is { } d ? new OrPredicate(c, d) : null;
            case UnaryExpressionAst { TokenKind: TokenKind.Not or TokenKind.Exclaim } not:
                return Test(not.Child) is { } test ? new NotPredicate(test) : null;
            case InvokeMemberExpressionAst { Static: true, Expression: TypeExpressionAst type, Arguments: [var argument] } call
                when type.TypeName.GetReflectionType() == typeof(double) && IsCalled(call, nameof(double.IsNaN)):
                return Term(argument) is ColumnTerm column ? new MissingPredicate(column) : null;
            case BinaryExpressionAst binary when Relations.TryGetValue(binary.Operator, out (PairRelation Relation, bool IgnoreCase) relation):
                return Comparison(binary, relation.Relation, relation.IgnoreCase);
            default:
                return null;
        }
    }

    private PairPredicate? Comparison(BinaryExpressionAst binary, PairRelation relation, bool ignoreCase)
    {
        if (IsTestForNothing(binary))
        {
            return Term(IsNothing(binary.Left) ? binary.Right : binary.Left) is not ColumnTerm column ? null
                : relation == PairRelation.Equal ? new MissingPredicate(column)
                : relation == PairRelation.NotEqual ? new NotPredicate(new MissingPredicate(column))
                : null;
        }
        return Term(binary.Left) is { } first && Term(binary.Right) is { } second ? new PairComparison(relation, first, second, ignoreCase) : null;
    }

    private PairTerm? Term(ExpressionAst ast)
    {
        ExpressionAst bare = WithoutParentheses(ast);
        if (MemberOf(bare) is { } member)
            return columnOf(member) is string column ? new ColumnTerm(member.IsLeft, column) : null;
        if (ScriptMembers.NameOf(bare) is string measure && ScriptMembers.IsItem(((MemberExpressionAst)bare).Expression))
            return Measure(measure);
        return bare switch
        {
            StringConstantExpressionAst { Value.Length: > 0 } text => new TextTerm(text.Value),
            ConstantExpressionAst constant => Constant(constant.Value),
            VariableExpressionAst variable when !ScriptMembers.IsItem(variable) && !variable.Splatted => Constant(valueOf(variable.VariablePath)),
            BinaryExpressionAst binary when Operators.TryGetValue(binary.Operator, out Func<double, double, double>? function) =>
                // PowerShell's + joins texts and its * repeats them.
                Number(binary.Left) is { } a && Number(binary.Right) is { } b ? Calculated(binary.Operator, function, a, b) : null,
            UnaryExpressionAst { TokenKind: TokenKind.Minus } minus => Number(minus.Child) is { } number ? new FunctionTerm((a, _) => -a, number, KeepsUnit: true) : null,
            ConvertExpressionAst convert when convert.Type.TypeName.GetReflectionType() == typeof(double) =>
                Number(convert.Child) is { } number ? new FunctionTerm((a, _) => a, number) { IsNumberAlone = true } : null,
            InvokeMemberExpressionAst { Static: true, Expression: TypeExpressionAst type } call when type.TypeName.GetReflectionType() == typeof(Math) => Call(call),
            _ => null,
        };
    }

    private static FunctionTerm Calculated(TokenKind operation, Func<double, double, double> function, PairTerm first, PairTerm second)
    {
        double? scale = operation switch
        {
            TokenKind.Multiply => first.Constant ?? second.Constant,
            TokenKind.Divide => 1 / second.Constant,
            _ => null,
        };
        return new FunctionTerm(
            function,
            first,
            second,
            KeepsUnit: operation is TokenKind.Plus or TokenKind.Minus || scale is not null,
            ReadsText: operation is TokenKind.Minus or TokenKind.Divide)
        {
            Scale = scale,
            IsRatio = operation == TokenKind.Divide,
        };
    }

    private PairTerm? Measure(string name) => (name.ToUpperInvariant(), maxSpatialSep) switch
    {
        ("SEPARCSEC", _) => new SeparationTerm(IsNormalized: false),
        ("NORMALIZEDSEP", null) => new SeparationTerm(IsNormalized: true),
        ("SEPPARSEC", double limit) => new FunctionTerm((ratio, _) => ratio * limit, new SeparationTerm(IsNormalized: true)),
        _ => null,
    };

    private PairTerm? Number(ExpressionAst ast) => Term(ast) is { } term and not TextTerm ? term : null;

    private FunctionTerm? Call(InvokeMemberExpressionAst call)
    {
        PairTerm?[] arguments = [.. (call.Arguments ?? Enumerable.Empty<ExpressionAst>()).Select(Number)];
        return call.Member is StringConstantExpressionAst name && !arguments.Contains(null)
            && Functions.TryGetValue((name.Value.ToUpperInvariant(), arguments.Length), out Func<double, double, double>? function)
            ? new FunctionTerm(
                function, arguments[0]!, arguments.Length > 1 ? arguments[1] : null, KeepsUnit: name.Value.ToUpperInvariant() is "ABS" or "MIN" or "MAX")
            : null;
    }

    private static bool IsCalled(InvokeMemberExpressionAst call, string method) =>
        call.Member is StringConstantExpressionAst name && name.Value.Equals(method, StringComparison.OrdinalIgnoreCase);

    private static PairTerm? Constant(object? value) => value is PSObject wrapped ? Constant(wrapped.BaseObject) : value switch
    {
        string { Length: > 0 } text => new TextTerm(text),
        byte or sbyte or short or ushort or int or uint or long when Convert.ToInt64(value, CultureInfo.InvariantCulture) is var integer => new NumberTerm(integer, integer),
        float or double or decimal => new NumberTerm(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };
}
