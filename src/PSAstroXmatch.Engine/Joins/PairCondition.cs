using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>A condition on the columns of a pair, such as |left.mag − right.mag| &lt; 1, evaluated on whole columns.</summary>
/// <remarks>
/// A comparison in which a value is missing is neither true nor false, and neither is its negation: such a pair never stays, unless
/// another part of an "or" is true, or <see cref="MissingPredicate"/> asks for it. Values in different units of one quantity are compared, added and
/// subtracted in one of them.
/// </remarks>
/// <param name="test">The condition.</param>
public sealed class PairCondition(PairPredicate test) : IPairFilter
{
    private readonly ConditionalWeakTable<AstroColumn, ColumnNumbers> _numbers = [];

    /// <inheritdoc/>
    public string Description { get; init; } = "a condition on columns";

    /// <summary>
    /// Whether the condition can be evaluated for these tables. It can not if it compares values of different kinds, such as a text with a
    /// number, orders texts, or uses columns of other values.
    /// </summary>
    /// <exception cref="AstroException">
    /// ColumnNotFound: a table lacks a column of the condition. UnitUnknown: it compares columns in units of different quantities.
    /// </exception>
    public bool IsFor(AstroTable left, AstroTable right) => test.IsSupported(new PairChunk(left, right, null, 0, 0, _numbers));

    /// <summary>The warning for values in different units of one quantity that the condition takes for bare numbers; null if there are none.</summary>
    public string? Warning(AstroTable left, AstroTable right)
    {
        PairChunk tables = new(left, right, null, 0, 0, _numbers);
        return test.Comparisons.Select(comparison => PairUnits.Unconverted(comparison.First, comparison.Second, tables)).FirstOrDefault(found => found is not null)
            is var (first, second) ? PairUnits.Warning(first.Name, first.Unit, second.Name, second.Unit) : null;
    }

    /// <inheritdoc/>
    /// <exception cref="AstroException">ColumnNotFound: a table lacks a column of the condition. ValueInvalid: a text is not a number.</exception>
    /// <exception cref="NotSupportedException">The condition is not for these tables: see <see cref="IsFor"/>.</exception>
    public bool[] Keep(PairCandidates pairs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        bool[] keep = new bool[pairs.Pairs.Count];
        // An empty pipeline gives a table without columns, which has no pairs.
        if (keep.Length == 0 && (pairs.Left.Columns.Count == 0 || pairs.Right.Columns.Count == 0))
            return keep;
        if (!IsFor(pairs.Left, pairs.Right))
            throw new NotSupportedException("The condition compares values of different kinds.");
        byte[] results = new byte[PairChunk.Size];
        for (int start = 0; start < keep.Length; start += PairChunk.Size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PairChunk chunk = new(pairs.Left, pairs.Right, pairs.Pairs, start, Math.Min(PairChunk.Size, keep.Length - start), _numbers);
            test.Evaluate(chunk, results);
            for (int i = 0; i < chunk.Count; i++)
                keep[start + i] = results[i] == PairPredicate.True;
        }
        return keep;
    }
}

/// <summary>Some pairs with their tables: few enough for the values of all terms to stay in the cache.</summary>
internal sealed record PairChunk(
    AstroTable Left, AstroTable Right, MatchPairs? Pairs, int Start, int Count, ConditionalWeakTable<AstroColumn, ColumnNumbers> Known)
{
    public const int Size = 4096;

    public ReadOnlySpan<int> Rows(bool isLeft) => (isLeft ? Pairs!.Left : Pairs!.Right).AsSpan(Start, Count);

    public AstroColumn Column(bool isLeft, string name) => (isLeft ? Left : Right)[name];

    public ColumnNumbers Numbers(bool isLeft, string name) => Known.GetValue(
        Column(isLeft, name), column => ColumnNumbers.Of(column, (isLeft ? Left : Right) is var table ? table.Source ?? table.Name ?? "The table" : ""));
}

/// <summary>What a comparison asks.</summary>
public enum PairRelation
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    LessOrEqual,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,
}

/// <summary>A test of a pair: true, false, or unknown because a value is missing.</summary>
public abstract record PairPredicate
{
    internal const byte False = 0, True = 1, Unknown = 2;

    /// <summary>The comparisons in it.</summary>
    internal virtual IEnumerable<PairComparison> Comparisons => [];

    internal abstract bool IsSupported(PairChunk tables);

    internal abstract void Evaluate(PairChunk pairs, Span<byte> results);
}

/// <summary>Whether both tests are true.</summary>
public sealed record AndPredicate(PairPredicate First, PairPredicate Second) : PairPredicate
{
    internal override IEnumerable<PairComparison> Comparisons => First.Comparisons.Concat(Second.Comparisons);

    internal override bool IsSupported(PairChunk tables) => First.IsSupported(tables) & Second.IsSupported(tables);

    internal override void Evaluate(PairChunk pairs, Span<byte> results)
    {
        byte[] second = new byte[pairs.Count];
        First.Evaluate(pairs, results);
        Second.Evaluate(pairs, second);
        for (int i = 0; i < second.Length; i++)
            results[i] = results[i] == False || second[i] == False ? False : results[i] == True && second[i] == True ? True : Unknown;
    }
}

/// <summary>Whether at least one of two tests is true.</summary>
public sealed record OrPredicate(PairPredicate First, PairPredicate Second) : PairPredicate
{
    internal override IEnumerable<PairComparison> Comparisons => First.Comparisons.Concat(Second.Comparisons);

    internal override bool IsSupported(PairChunk tables) => First.IsSupported(tables) & Second.IsSupported(tables);

    internal override void Evaluate(PairChunk pairs, Span<byte> results)
    {
        byte[] second = new byte[pairs.Count];
        First.Evaluate(pairs, results);
        Second.Evaluate(pairs, second);
        for (int i = 0; i < second.Length; i++)
            results[i] = results[i] == True || second[i] == True ? True : results[i] == False && second[i] == False ? False : Unknown;
    }
}

/// <summary>Whether a test is false.</summary>
public sealed record NotPredicate(PairPredicate Test) : PairPredicate
{
    internal override IEnumerable<PairComparison> Comparisons => Test.Comparisons;

    internal override bool IsSupported(PairChunk tables) => Test.IsSupported(tables);

    internal override void Evaluate(PairChunk pairs, Span<byte> results)
    {
        Test.Evaluate(pairs, results);
        for (int i = 0; i < pairs.Count; i++)
            results[i] = results[i] == Unknown ? Unknown : (byte)(True - results[i]);
    }
}

/// <summary>Whether a column has no value: null, NaN or an empty text.</summary>
public sealed record MissingPredicate(ColumnTerm Column) : PairPredicate
{
    internal override bool IsSupported(PairChunk tables) => tables.Column(Column.IsLeft, Column.Name) is not null;

    internal override void Evaluate(PairChunk pairs, Span<byte> results)
    {
        AstroColumn column = pairs.Column(Column.IsLeft, Column.Name);
        ReadOnlySpan<int> rows = pairs.Rows(Column.IsLeft);
        for (int i = 0; i < rows.Length; i++)
            results[i] = KeyMatch.IsMissing(column, rows[i]) ? True : False;
    }
}

/// <summary>Whether two terms are equal, or which is larger.</summary>
/// <param name="Relation">What is asked.</param>
/// <param name="First">The first term.</param>
/// <param name="Second">The second term.</param>
/// <param name="IgnoreCase">Whether upper and lower case are the same in texts.</param>
public sealed record PairComparison(PairRelation Relation, PairTerm First, PairTerm Second, bool IgnoreCase = true) : PairPredicate
{
    // Of a value that was converted to another unit, relative: 180 arcsec are 3 arcmin.
    private const double Rounding = 1e-12;

    private bool IsEquality => Relation is PairRelation.Equal or PairRelation.NotEqual;

    internal override IEnumerable<PairComparison> Comparisons => [this];

    internal override bool IsSupported(PairChunk tables) => Way(tables) != ComparedAs.Nothing;

    // Texts that hold numbers, as a file without types has them, are compared as numbers with a number, but never with a column of numbers.
    private ComparedAs Way(PairChunk tables)
    {
        (TermKind first, TermKind second) = (First.Kind(tables), Second.Kind(tables));
        if (first == TermKind.Integer && second == TermKind.Integer && PairUnits.Factor(First, Second, tables) == 1)
            return ComparedAs.Integer;
        if (first == TermKind.Text && second == TermKind.Text)
            return IsEquality ? ComparedAs.Text : ComparedAs.Nothing;
        bool areNumbers = (first, second) switch
        {
            (TermKind.Text, TermKind.Integer or TermKind.Number) => !IsEquality && First is ColumnTerm && Second is not ColumnTerm,
            (TermKind.Integer or TermKind.Number, TermKind.Text) => Second is ColumnTerm && First is not ColumnTerm,
            (TermKind.Other, _) or (_, TermKind.Other) => false,
            _ => true,
        };
        return areNumbers && First.HasNumbers(tables) && Second.HasNumbers(tables) && double.IsFinite(PairUnits.Factor(First, Second, tables))
            ? ComparedAs.Number
            : ComparedAs.Nothing;
    }

    internal override void Evaluate(PairChunk pairs, Span<byte> results)
    {
        switch (Way(pairs))
        {
            case ComparedAs.Integer:
                Compare(First.Integers(pairs), Second.Integers(pairs), results);
                break;
            case ComparedAs.Text:
                CompareTexts(First.Texts(pairs), Second.Texts(pairs), results);
                break;
            default:
                double[] second = Second.Numbers(pairs);
                double factor = PairUnits.Factor(First, Second, pairs);
                PairUnits.Scale(second, factor);
                Compare(First.Numbers(pairs), second, factor == 1 ? 0 : Rounding, results);
                break;
        }
    }

    private void Compare(double[] first, double[] second, double tolerance, Span<byte> results)
    {
        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i], b = second[i];
            results[i] = double.IsNaN(a) || double.IsNaN(b) ? Unknown : Holds(a.Equals(b) || Math.Abs(a - b) <= tolerance * Math.Abs(a) ? 0 : a.CompareTo(b));
        }
    }

    private void Compare(long?[] first, long?[] second, Span<byte> results)
    {
        for (int i = 0; i < first.Length; i++)
            results[i] = first[i] is long a && second[i] is long b ? Holds(a.CompareTo(b)) : Unknown;
    }

    private void CompareTexts(string[] first, string[] second, Span<byte> results)
    {
        StringComparison comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        for (int i = 0; i < first.Length; i++)
            results[i] = first[i].Length == 0 || second[i].Length == 0 ? Unknown : Holds(string.Equals(first[i], second[i], comparison) ? 0 : 1);
    }

    private byte Holds(int order) => Relation switch
    {
        PairRelation.Equal => order == 0,
        PairRelation.NotEqual => order != 0,
        PairRelation.Less => order < 0,
        PairRelation.LessOrEqual => order <= 0,
        PairRelation.Greater => order > 0,
        _ => order >= 0,
    } ? True : False;

    private enum ComparedAs
    {
        Nothing,
        Integer,
        Number,
        Text,
    }
}
