using System.Globalization;

namespace PSAstroXmatch.Tables;

/// <summary>The metadata of a column. Control characters in its texts are shown as escapes: see <see cref="VisibleText"/>.</summary>
/// <param name="Name">Name in the file or service.</param>
/// <param name="ValueType">
/// Type of a value: bool, byte, sbyte, short, ushort, int, uint, long, ulong, float, double, string,
/// System.Numerics.Complex, DateTime, or a one-dimensional array of these if a cell holds several values.
/// </param>
public sealed record ColumnInfo(string Name, Type ValueType)
{
    /// <summary>Name in the file or service.</summary>
    public string Name { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Name);

    /// <summary>Unit as in the file, such as "deg" or "erg/cm2/s"; null if there is none.</summary>
    public string? Unit { get; init => field = VisibleText.Of(value); }

    /// <summary>Text in the unit row of a text file, if it differs from the unit; otherwise null.</summary>
    public string? UnitRowText { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA unified content descriptor, such as "pos.eq.ra;meta.main".</summary>
    public string? Ucd { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA data model path.</summary>
    public string? Utype { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA extended type, such as "timestamp".</summary>
    public string? Xtype { get; init => field = VisibleText.Of(value); }

    /// <summary>Frame and epoch of a position column as the file gives them; null if it gives none.</summary>
    public CoordinateSystem? CoordinateSystem { get; init; }

    /// <summary>Description of the column.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); }

    /// <summary>Shape of an array cell in VOTable notation ("3", "*", "2x3"); null for a single value.</summary>
    public string? ArraySize { get; init; }
}

/// <summary>The null rows of a column: one bit per row, 1 for null.</summary>
public sealed class NullMask
{
    private ulong[] _words;

    /// <summary>Creates a mask without nulls.</summary>
    /// <param name="capacity">Initial number of rows; the mask grows as needed.</param>
    public NullMask(int capacity = 0) => _words = new ulong[(capacity + 63) / 64];

    /// <summary>Whether a row is null; rows beyond the mask are not.</summary>
    public bool this[int row]
    {
        get => (uint)(row >> 6) < (uint)_words.Length && (_words[row >> 6] >> (row & 63) & 1) != 0;
        set
        {
            if (row >> 6 >= _words.Length)
            {
                if (!value)
                    return;
                Array.Resize(ref _words, Math.Max(_words.Length * 2, (row >> 6) + 1));
            }

            ulong bit = 1UL << (row & 63);
            if (value)
                _words[row >> 6] |= bit;
            else
                _words[row >> 6] &= ~bit;
        }
    }

    /// <summary>Number of null rows.</summary>
    public int CountNulls()
    {
        int count = 0;
        foreach (ulong word in _words)
            count += System.Numerics.BitOperations.PopCount(word);
        return count;
    }
}

/// <summary>A column of a table: its values, its nulls and its metadata.</summary>
public abstract class AstroColumn
{
    private protected AstroColumn(ColumnInfo info, NullMask? nulls)
    {
        Info = info;
        Nulls = nulls;
    }

    /// <summary>Name, type, unit, UCD and description.</summary>
    public ColumnInfo Info { get; }

    /// <summary>Name in the file or service.</summary>
    public string Name => Info.Name;

    /// <summary>Type of a value.</summary>
    public Type ValueType => Info.ValueType;

    /// <summary>Unit, such as "deg"; null if unknown.</summary>
    public string? Unit => Info.Unit;

    /// <summary>The rows without a value; null if all have one. NaN in a floating-point column also means no value.</summary>
    public NullMask? Nulls { get; }

    /// <summary>Number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the row has no value: masked, or NaN.</summary>
    public abstract bool IsNull(int row);

    /// <summary>The value of a row; if it is missing, NaN in a column of float or double, otherwise null.</summary>
    public abstract object? GetValue(int row);

    /// <summary>The value of a row as double, NaN if it is missing or not a number; a float keeps its decimal digits.</summary>
    public virtual double GetDouble(int row) => double.NaN;

    /// <summary>The value of a row as trimmed text, empty if it is missing; numbers keep all digits.</summary>
    public virtual string GetText(int row) => ValueText.Format(GetValue(row)).Trim();

    /// <summary>All values as doubles, NaN if missing.</summary>
    public double[] ToDoubles()
    {
        if (this is AstroColumn<double> { Nulls: null } doubles)
            return doubles.Values.Length == Count ? doubles.Values : doubles.Values[..Count];
        double[] result = new double[Count];
        for (int row = 0; row < result.Length; row++)
            result[row] = GetDouble(row);
        return result;
    }

    /// <summary>A column with the rows at the given positions, in their order; −1 gives a null.</summary>
    public abstract AstroColumn Take(ReadOnlySpan<int> rows);

    /// <summary>A column with the values of this one followed by those of others of the same value type.</summary>
    public abstract AstroColumn Concat(IReadOnlyList<AstroColumn> others);

    /// <summary>The same values with other metadata; the value type must be the same.</summary>
    public abstract AstroColumn With(ColumnInfo info);

    /// <summary>Name and type.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} ({ValueType.Name}{(Unit is null ? "" : ", " + Unit)})");
}

/// <summary>A column whose values are of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public sealed class AstroColumn<T> : AstroColumn
{
    // PowerShell takes null for less than any number, so that a filter such as "magnitude -lt 18" would keep rows without a magnitude.
    private static readonly object? Missing = typeof(T) == typeof(double) ? double.NaN : typeof(T) == typeof(float) ? float.NaN : null;

    /// <summary>Wraps an array; the caller must not change it afterwards.</summary>
    /// <param name="info">Metadata; its ValueType must be <typeparamref name="T"/>.</param>
    /// <param name="values">One value per row; the value of a null row has no meaning.</param>
    /// <param name="nulls">The rows without a value; null if all have one.</param>
    public AstroColumn(ColumnInfo info, T[] values, NullMask? nulls = null)
        : base(info, nulls)
    {
        if (info.ValueType != typeof(T))
            throw new ArgumentException($"Column {info.Name} is described as {info.ValueType.Name} but holds {typeof(T).Name}.", nameof(info));
        Values = values;
    }

    /// <summary>The values, one per row.</summary>
    public T[] Values { get; }

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override bool IsNull(int row) => (Nulls is not null && Nulls[row]) || IsAbsent(Values[row]);

    /// <inheritdoc/>
    public override object? GetValue(int row) => Nulls is not null && Nulls[row] ? Missing : Values[row];

    /// <inheritdoc/>
    public override double GetDouble(int row)
    {
        if (Nulls is not null && Nulls[row])
            return double.NaN;
        return Values[row] switch
        {
            double number => number,
            float number => ValueText.ToDouble(number),
            bool => double.NaN,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : double.NaN,
            IConvertible number and not DateTime => number.ToDouble(CultureInfo.InvariantCulture),
            _ => double.NaN,
        };
    }

    /// <inheritdoc/>
    public override AstroColumn Take(ReadOnlySpan<int> rows)
    {
        T[] values = new T[rows.Length];
        NullMask? nulls = null;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if (row < 0 || (Nulls is not null && Nulls[row]))
                (nulls ??= new NullMask(rows.Length))[i] = true;
            else
                values[i] = Values[row];
        }

        return new AstroColumn<T>(Info, values, nulls);
    }

    /// <inheritdoc/>
    public override AstroColumn Concat(IReadOnlyList<AstroColumn> others)
    {
        T[] values = new T[Count + others.Sum(other => other.Count)];
        NullMask? nulls = null;
        int start = 0;
        foreach (AstroColumn<T> part in others.Cast<AstroColumn<T>>().Prepend(this))
        {
            part.Values.CopyTo(values, start);
            for (int row = 0; part.Nulls is not null && row < part.Count; row++)
            {
                if (part.Nulls[row])
                    (nulls ??= new NullMask(values.Length))[start + row] = true;
            }

            start += part.Count;
        }

        return new AstroColumn<T>(Info, values, nulls);
    }

    /// <inheritdoc/>
    public override AstroColumn With(ColumnInfo info) => new AstroColumn<T>(info, Values, Nulls);

    private static bool IsAbsent(T value) => value switch
    {
        null => true,
        double number => double.IsNaN(number),
        float number => float.IsNaN(number),
        _ => false,
    };
}
