namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// A query for rows of one table that can be run in slices of a column's values: declination, or a number that identifies a row.
/// Every row lies in exactly one slice, including rows without a value.
/// </summary>
/// <param name="Select">The text between SELECT and FROM, without TOP: columns and expressions of a row, no aggregates.</param>
/// <param name="From">The table, with an alias if necessary.</param>
/// <param name="SliceColumn">The column, as written in ADQL.</param>
public sealed record TapSlicedQuery(string Select, string From, string SliceColumn)
{
    /// <summary>One more than the largest source_id of Gaia: 12 × 4¹² HEALPix cells of level 12 in the bits from the 36th.</summary>
    private const long GaiaIds = 12L << (24 + 35);

    /// <summary>Conditions, all of which a row must satisfy.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>
    /// The range of most of the column's values; rows outside it are found too. If null, the service is queried for the smallest and
    /// largest value.
    /// </summary>
    public (double Low, double High)? Range { get; init; }

    /// <summary>Whether the column holds whole numbers.</summary>
    public bool IsInteger { get; init; }

    /// <summary>Whether the column is a declination, so that slices of equal area have equally many rows on average.</summary>
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

/// <summary>A slice: values from Low (inclusive) to High (exclusive), with null for an open end; or the rows without a value.</summary>
/// <param name="Low">The lower limit, inclusive; null for none.</param>
/// <param name="High">The upper limit, exclusive; null for none.</param>
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

    // Without an exponent, which some services interpret as a REAL of seven digits.
    private static string Text(double value, bool isInteger) =>
        isInteger ? ValueText.Format((long)value) : value.ToString("0.0###########", System.Globalization.CultureInfo.InvariantCulture);
}
