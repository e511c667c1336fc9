namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// A query for rows of one table that can be asked for in slices of a column's values: declination, or a number that identifies a row.
/// Every row lies in just one slice, also one without a value.
/// </summary>
/// <param name="Select">What stands between SELECT and FROM, without TOP: columns and expressions of a row, no aggregates.</param>
/// <param name="From">The table, with an alias if need be.</param>
/// <param name="SliceColumn">The column, as ADQL spells it.</param>
public sealed record TapSlicedQuery(string Select, string From, string SliceColumn)
{
    /// <summary>One more than the greatest source_id of Gaia: 12 × 4¹² HEALPix cells of level 12 in the bits from the 36th.</summary>
    private const long GaiaIds = 12L << (24 + 35);

    /// <summary>Conditions, all of which a row must meet.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>
    /// Where most of the column's values lie; rows outside are found too. Null for the smallest and largest value, for which the service
    /// is asked.
    /// </summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Whether the column holds whole numbers.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Whether the column is a declination, so that slices of equal area are equally full on average.</summary>
    public bool IsDeclination { get; init; }

    /// <summary>Slices of declination.</summary>
    /// <param name="select">Columns.</param>
    /// <param name="from">Table.</param>
    /// <param name="column">The declination in degrees.</param>
    public static TapSlicedQuery ByDeclination(string select, string from, string column) =>
        new(select, from, column) { Range = (-90, 90), IsDeclination = true };

    /// <summary>Slices of Gaia's source_id, which are patches of the sky: its highest bits are the HEALPix cell.</summary>
    /// <param name="select">Columns.</param>
    /// <param name="from">Table.</param>
    /// <param name="column">The source_id.</param>
    public static TapSlicedQuery ByGaiaHealpix(string select, string from, string column) =>
        new(select, from, column) { Range = (0, GaiaIds), IsInteger = true };

    /// <summary>The whole query.</summary>
    internal string Whole => $"SELECT {Select} FROM {From}{Where([])}";

    /// <summary>The query for the number of rows.</summary>
    internal string Count => $"SELECT COUNT(*) AS row_count FROM {From}{Where([])}";

    /// <summary>The query for the range of the column.</summary>
    internal string Bounds => $"SELECT MIN({SliceColumn}) AS low, MAX({SliceColumn}) AS high FROM {From}{Where([])}";

    /// <summary>The query for the rows of a slice.</summary>
    internal string Part(TapSlice slice) => $"SELECT {Select} FROM {From}{Where(slice.Conditions(SliceColumn, IsInteger))}";

    private string Where(IEnumerable<string> further)
    {
        string[] all = [.. Conditions.Select(condition => Conditions.Count == 1 && !further.Any() ? condition : $"({condition})"), .. further];
        return all.Length == 0 ? "" : " WHERE " + string.Join(" AND ", all);
    }
}

/// <summary>A slice: the values from Low on that are below High; an open end where null. Or the rows without a value.</summary>
/// <param name="Low">The first value; null for all from the smallest.</param>
/// <param name="High">What is above the last value; null for all up to the largest.</param>
/// <param name="IsNull">Whether it is the slice of the rows without a value.</param>
internal sealed record TapSlice(double? Low, double? High, bool IsNull = false)
{
    public static TapSlice Nulls { get; } = new(null, null, IsNull: true);

    public IEnumerable<string> Conditions(string column, bool isInteger)
    {
        if (IsNull)
            yield return $"{column} IS NULL";
        if (Low is double low)
            yield return $"{column} >= {Text(low, isInteger)}";
        if (High is double high)
            yield return $"{column} < {Text(high, isInteger)}";
    }

    // Without an exponent, which some services take for a REAL of seven digits.
    private static string Text(double value, bool isInteger) =>
        isInteger ? ValueText.Format((long)value) : value.ToString("0.0###########", System.Globalization.CultureInfo.InvariantCulture);
}
