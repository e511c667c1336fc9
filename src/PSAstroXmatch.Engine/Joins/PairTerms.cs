using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>A value of a pair in a <see cref="PairCondition"/>.</summary>
public abstract record PairTerm
{
    /// <summary>What kind of value it is in these tables.</summary>
    internal abstract TermKind Kind(PairChunk tables);

    /// <summary>Whether <see cref="Numbers"/> gives the exact values.</summary>
    internal virtual bool HasNumbers(PairChunk tables) => true;

    /// <summary>The unit of the numbers in these tables; null if they have none.</summary>
    internal virtual string? Unit(PairChunk tables) => null;

    /// <summary>The constant that multiplies it.</summary>
    internal virtual double Multiple => 1;

    /// <summary>The number, if it is the same for all pairs; otherwise null.</summary>
    public virtual double? Constant => null;

    /// <summary>What it is made of that has a unit.</summary>
    internal virtual IEnumerable<PairPart> Parts(PairChunk tables) => [];

    /// <summary>The values as numbers, NaN where missing.</summary>
    internal abstract double[] Numbers(PairChunk pairs);

    /// <summary>The values of an integer, null where missing.</summary>
    internal virtual long?[] Integers(PairChunk pairs) => throw new InvalidOperationException("The term is not an integer.");

    /// <summary>The values of a text, empty where missing.</summary>
    internal virtual string[] Texts(PairChunk pairs) => throw new InvalidOperationException("The term is not a text.");

    private protected static T[] Same<T>(T value, int count)
    {
        T[] values = new T[count];
        Array.Fill(values, value);
        return values;
    }
}

/// <summary>A column or the separation as a part of a term: its name, its unit, and the constant that multiplies it.</summary>
internal readonly record struct PairPart(string Name, string Unit, double Multiple);

/// <summary>The kinds of values.</summary>
internal enum TermKind
{
    Integer,
    Number,
    Text,
    Other,
}

/// <summary>The value of a column, in the row of one side.</summary>
/// <param name="IsLeft">Whether it is a column of the left table.</param>
/// <param name="Name">Name of the column, ignoring case.</param>
public sealed record ColumnTerm(bool IsLeft, string Name) : PairTerm
{
    internal override TermKind Kind(PairChunk tables) => tables.Column(IsLeft, Name).ValueType is var type && KeyMatch.IsInteger(type) ? TermKind.Integer
        : KeyMatch.IsNumber(type) ? TermKind.Number
        : type == typeof(string) ? TermKind.Text
        : TermKind.Other;

    internal override string? Unit(PairChunk tables) => PairUnits.UnitOf(tables.Column(IsLeft, Name));

    internal override IEnumerable<PairPart> Parts(PairChunk tables) => Unit(tables) is string unit ? [new PairPart(Name, unit, 1)] : [];

    internal override bool HasNumbers(PairChunk tables) => Kind(tables) != TermKind.Other && tables.Numbers(IsLeft, Name).IsExact;

    internal override double[] Numbers(PairChunk pairs)
    {
        double[] column = pairs.Numbers(IsLeft, Name).Values;
        ReadOnlySpan<int> rows = pairs.Rows(IsLeft);
        double[] values = new double[rows.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = column[rows[i]];
        return values;
    }

    internal override long?[] Integers(PairChunk pairs)
    {
        AstroColumn column = pairs.Column(IsLeft, Name);
        ReadOnlySpan<int> rows = pairs.Rows(IsLeft);
        long?[] values = new long?[rows.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = column.IsNull(rows[i]) ? null : KeyMatch.ToInteger(column, rows[i]);
        return values;
    }

    internal override string[] Texts(PairChunk pairs)
    {
        AstroColumn column = pairs.Column(IsLeft, Name);
        ReadOnlySpan<int> rows = pairs.Rows(IsLeft);
        string[] values = new string[rows.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = column.GetText(rows[i]);
        return values;
    }
}

/// <summary>The separation of a pair, arcsec, or its normalised separation.</summary>
/// <param name="IsNormalized">Whether it is the normalised separation, which is missing if the criterion has none.</param>
public sealed record SeparationTerm(bool IsNormalized) : PairTerm
{
    internal override TermKind Kind(PairChunk tables) => TermKind.Number;

    internal override string? Unit(PairChunk tables) => IsNormalized ? null : "arcsec";

    internal override IEnumerable<PairPart> Parts(PairChunk tables) => IsNormalized ? [] : [new PairPart(nameof(SkyMatch.SepArcsec), "arcsec", 1)];

    internal override double[] Numbers(PairChunk pairs)
    {
        if ((IsNormalized ? pairs.Pairs!.NormalizedSeparation : pairs.Pairs!.Separation) is not { } all)
            return Same(double.NaN, pairs.Count);
        double factor = IsNormalized ? 1 : 3600;
        double[] values = new double[pairs.Count];
        // A separation that is not known is infinite.
        for (int i = 0; i < values.Length; i++)
            values[i] = double.IsFinite(all[pairs.Start + i]) ? all[pairs.Start + i] * factor : double.NaN;
        return values;
    }
}

/// <summary>A constant number.</summary>
/// <param name="Value">The number.</param>
/// <param name="Integer">The same number if it is an integer, otherwise null.</param>
public sealed record NumberTerm(double Value, long? Integer = null) : PairTerm
{
    /// <inheritdoc/>
    public override double? Constant => Value;

    internal override TermKind Kind(PairChunk tables) => Integer is null ? TermKind.Number : TermKind.Integer;

    internal override bool HasNumbers(PairChunk tables) => Integer is null || ColumnNumbers.IsExactIn(Integer.Value);

    internal override double[] Numbers(PairChunk pairs) => Same(Value, pairs.Count);

    internal override long?[] Integers(PairChunk pairs) => Same(Integer, pairs.Count);
}

/// <summary>A constant text.</summary>
public sealed record TextTerm(string Value) : PairTerm
{
    internal override TermKind Kind(PairChunk tables) => TermKind.Text;

    internal override bool HasNumbers(PairChunk tables) => false;

    internal override double[] Numbers(PairChunk pairs) => throw new InvalidOperationException("The term is a text.");

    internal override string[] Texts(PairChunk pairs) => Same(Value.Trim(), pairs.Count);
}

/// <summary>A function of one or two numbers, such as a difference.</summary>
/// <param name="Function">The function; receives 0 as its second argument if it has one only.</param>
/// <param name="First">The first argument.</param>
/// <param name="Second">The second argument; null if there is none.</param>
/// <param name="KeepsUnit">
/// Whether the result is in the unit of the first argument, to which the second is converted, as with a difference; other functions give a
/// number without a unit.
/// </param>
/// <param name="ReadsText">Whether texts that hold numbers are taken as numbers; not where the user may mean the texts, as with a sum.</param>
public sealed record FunctionTerm(Func<double, double, double> Function, PairTerm First, PairTerm? Second = null, bool KeepsUnit = false, bool ReadsText = true) : PairTerm
{
    /// <summary>The constant by which it multiplies its other argument, whose unit it then keeps; null if it does not.</summary>
    public double? Scale { get; init; }

    /// <summary>Whether it is a ratio, for which the second argument is converted to the unit of the first if both are of one quantity.</summary>
    public bool IsRatio { get; init; }

    /// <summary>Whether it takes its argument for a number without a unit, as the user wants.</summary>
    public bool IsNumberAlone { get; init; }

    /// <inheritdoc/>
    public override double? Constant => First.Constant is double first && (Second is null ? 0 : Second.Constant) is double second ? Function(first, second) : null;

    // Of a sum, its first part stands for all.
    internal override double Multiple => Scale is double scale ? scale * First.Multiple * (Second?.Multiple ?? 1) : KeepsUnit ? First.Multiple : 1;

    internal override IEnumerable<PairPart> Parts(PairChunk tables) => IsNumberAlone ? []
        : First.Parts(tables).Concat(Second?.Parts(tables) ?? []).Select(part => part with { Multiple = part.Multiple * (Scale ?? 1) });

    internal override TermKind Kind(PairChunk tables) =>
        IsArgument(First.Kind(tables)) && (Second is null || IsArgument(Second.Kind(tables))) ? TermKind.Number : TermKind.Other;

    // One argument without a unit, such as a constant, leaves the result that of the other.
    internal override string? Unit(PairChunk tables) => !KeepsUnit ? null : First.Unit(tables) ?? Second?.Unit(tables);

    private bool IsArgument(TermKind kind) => kind != TermKind.Other && (ReadsText || kind != TermKind.Text);

    // The factor is asked for here too, so that units of different kinds are an error for tables without pairs.
    internal override bool HasNumbers(PairChunk tables) => First.HasNumbers(tables) && Second?.HasNumbers(tables) != false && double.IsFinite(Factor(tables));

    private double Factor(PairChunk tables) =>
        Second is null || !(KeepsUnit || (IsRatio && PairUnits.AreOfOneQuantity(First, Second, tables))) ? 1 : PairUnits.Factor(First, Second, tables);

    internal override double[] Numbers(PairChunk pairs)
    {
        double[] first = First.Numbers(pairs);
        double[]? second = Second?.Numbers(pairs);
        if (second is not null)
            PairUnits.Scale(second, Factor(pairs));
        for (int i = 0; i < first.Length; i++)
            first[i] = Function(first[i], second is null ? 0 : second[i]);
        return first;
    }
}
