using System.Runtime.InteropServices;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Finds the rows of two tables whose keys are equal, such as identifiers.</summary>
/// <remarks>
/// Integers are compared exactly, other numbers as doubles, and everything else as trimmed text, upper and lower case being different:
/// "HD 1234 B" is a star and "HD 1234 b" a planet. A missing key equals no other.
/// </remarks>
internal static class KeyMatch
{
    private static readonly Type[] Integers = [typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long)];
    private static readonly Type[] Numbers = [.. Integers, typeof(float), typeof(double)];

    /// <summary>A column of keys, after a check that it holds identifiers exactly.</summary>
    /// <param name="column">The column, or its part in a block of rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">
    /// KeyNotExact: floating-point numbers too large to tell neighbouring integers apart, from 2^53 for doubles and 2^24 for floats.
    /// </exception>
    public static AstroColumn Checked(AstroColumn column, string source, long firstRow)
    {
        double limit = column.ValueType == typeof(double) ? 1L << 53 : column.ValueType == typeof(float) ? 1 << 24 : double.PositiveInfinity;
        if (double.IsPositiveInfinity(limit))
            return column;
        double[] values = column.ToDoubles();
        int row = Array.FindIndex(values, value => double.IsFinite(value) && Math.Abs(value) >= limit);
        return row < 0 ? column : throw new AstroException(
            ErrorIds.KeyNotExact,
            $"{source}: column '{column.Name}', row {firstRow + row + 1}: {ValueText.Format(values[row])} is a floating-point number of 2^{Math.Log2(limit)} or more, "
                + "which different identifiers may share, so that it cannot be a key.",
            "Read the identifiers as integers or as text: write the table again from its origin, with all digits and without a decimal point or exponent.",
            column.Name);
    }

    /// <summary>Whether a row has no key.</summary>
    public static bool IsMissing(AstroColumn column, int row) => column.IsNull(row) || (column is AstroColumn<string> && column.GetText(row).Length == 0);

    /// <summary>Whether a type is an integer that fits 64 bits with sign.</summary>
    public static bool IsInteger(Type type) => Integers.Contains(type);

    /// <summary>Whether a type is a real number that a double or a 64-bit integer holds.</summary>
    public static bool IsNumber(Type type) => Numbers.Contains(type);

    /// <summary>The pairs, with their separations where both rows have a position; where not, the separation is infinite, so that such pairs rank last.</summary>
    /// <param name="left">Keys and positions of the left rows.</param>
    /// <param name="right">Keys and positions of the right rows.</param>
    /// <param name="withoutIdentity">Whether both are the same table, so that a row is not paired with itself.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">MatchTooManyPairs: the pairs do not fit in memory.</exception>
    public static MatchPairs Find(RowGeometry left, RowGeometry right, bool withoutIdentity, CancellationToken cancellationToken)
    {
        (AstroColumn leftKey, AstroColumn rightKey) = (left.Key!, right.Key!);
        (int[] leftRows, int[] rightRows) = IsInteger(leftKey.ValueType) && IsInteger(rightKey.ValueType)
                ? Pairs(leftKey, rightKey, ToInteger, EqualityComparer<long>.Default, withoutIdentity, cancellationToken)
            : IsNumber(leftKey.ValueType) && IsNumber(rightKey.ValueType)
                ? Pairs(leftKey, rightKey, (column, row) => column.GetDouble(row), EqualityComparer<double>.Default, withoutIdentity, cancellationToken)
            : Pairs(leftKey, rightKey, (column, row) => column.GetText(row), StringComparer.Ordinal, withoutIdentity, cancellationToken);
        double[] separation = new double[leftRows.Length];
        for (int i = 0; i < separation.Length; i++)
        {
            (int a, int b) = (leftRows[i], rightRows[i]);
            separation[i] = TablePositions.IsUsable(left.Positions, a) && TablePositions.IsUsable(right.Positions, b)
                ? Separation.Degrees(left.Positions.Ra[a], left.Positions.Dec[a], right.Positions.Ra[b], right.Positions.Dec[b])
                : double.PositiveInfinity;
        }
        return new MatchPairs(leftRows, rightRows, separation, null);
    }

    /// <summary>The separations with NaN for those that are not known.</summary>
    public static double[] Known(double[] separation) => separation.AsSpan().Contains(double.PositiveInfinity)
        ? Array.ConvertAll(separation, degrees => double.IsPositiveInfinity(degrees) ? double.NaN : degrees)
        : separation;

    /// <summary>The value of an integer column.</summary>
    public static long ToInteger(AstroColumn column, int row) => column switch
    {
        AstroColumn<long> longs => longs.Values[row],
        AstroColumn<int> ints => ints.Values[row],
        _ => Convert.ToInt64(column.GetValue(row), System.Globalization.CultureInfo.InvariantCulture),
    };

    private static (int[] Left, int[] Right) Pairs<T>(
        AstroColumn left, AstroColumn right, Func<AstroColumn, int, T> key, IEqualityComparer<T> comparer, bool withoutIdentity, CancellationToken cancellationToken)
        where T : notnull
    {
        // The right rows of each key, chained in ascending order.
        Dictionary<T, int> first = new(comparer);
        int[] next = new int[right.Count];
        for (int row = right.Count - 1; row >= 0; row--)
        {
            if (IsMissing(right, row))
                continue;
            ref int head = ref CollectionsMarshal.GetValueRefOrAddDefault(first, key(right, row), out bool isKnown);
            next[row] = isKnown ? head : -1;
            head = row;
        }

        PairLimit limit = PairLimit.OfMemory();
        List<int> leftRows = [], rightRows = [];
        for (int row = 0; row < left.Count; row++)
        {
            if (row % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (IsMissing(left, row) || !first.TryGetValue(key(left, row), out int other))
                continue;
            int before = leftRows.Count;
            for (; other >= 0; other = next[other])
            {
                if (withoutIdentity && other == row)
                    continue;
                leftRows.Add(row);
                rightRows.Add(other);
            }
            limit.Reserve(leftRows.Count - before);
        }
        return ([.. leftRows], [.. rightRows]);
    }
}
