using System.Globalization;
using PSAstroXmatch.Tables;

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

/// <summary>
/// Runs a query in slices if its result would exceed the service's limit, or takes too long as a whole. A slice for which that is
/// still true is halved, and so on; the total number of rows is compared with the service's own count.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="options">How each of its parts is run.</param>
/// <param name="run">Runs a query.</param>
/// <param name="request">The whole query, for errors.</param>
internal sealed class TapSlicer(
    TapSlicedQuery query,
    TapQueryOptions options,
    Func<string, TapQueryOptions, CancellationToken, Task<AstroTable>> run,
    TapRequestInfo request)
{
    private const int MaxSlices = 4096;

    // A few columns with this many rows fill the memory of a typical computer.
    private const long MaxRows = 100_000_000;

    // Slices of equal width are not equally full: smaller slices from the start are cheaper than many that have to be halved.
    private const double Fill = 0.6;

    private readonly List<AstroTable> _parts = [];
    private TapSlice[] _ends = [];
    private long? _suspect;

    /// <summary>Runs the query.</summary>
    /// <param name="limit">Maximum number of rows that the service returns at a time; null if unknown.</param>
    /// <param name="counts">Whether to query the number of rows first.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<AstroTable> RunAsync(long? limit, bool counts, CancellationToken cancellationToken)
    {
        long? counted = counts ? await CountAsync(cancellationToken).ConfigureAwait(false) : null;
        if (counted > MaxRows)
            throw TapErrors.ResultTooLarge(request, counted.Value, MaxRows);
        if (counted is null || limit is null || counted <= limit)
        {
            AstroTable? whole = await TryAsync(query.Whole, cancellationToken).ConfigureAwait(false);
            if (whole is not null && (counted is null || whole.RowCount == counted))
                return whole;
            if (whole?.RowCount < counted)
                limit = Suspect(whole.RowCount, counted.Value);
        }

        AstroTable result = await RunSlicesAsync(counted, limit, cancellationToken).ConfigureAwait(false);
        if (result.RowCount < counted && _suspect is null)
        {
            limit = Suspect(_parts.Max(part => part.RowCount), counted.Value);
            result = await RunSlicesAsync(counted, limit, cancellationToken).ConfigureAwait(false);
        }

        if (counted is not null && counted != result.RowCount)
            throw TapErrors.RowCountMismatch(request, result.RowCount, counted.Value);
        string compared = counted is null ? "" : ", in agreement with COUNT(*)";
        options.Log?.Invoke(Text($"{request.Service}: {result.RowCount:N0} rows in {_parts.Count} slices{compared}."));
        return result;
    }

    // Rows are missing although no truncation was reported, so the service has an undeclared limit. The largest part reveals it, and from
    // now on a part of that size is treated as truncated.
    private long Suspect(long rows, long counted)
    {
        options.Log?.Invoke(Text($"{request.Service}: received {rows:N0} rows, but COUNT(*) is {counted:N0}; querying in slices."));
        _suspect = Math.Max(rows, 1);
        return _suspect.Value;
    }

    private async Task<AstroTable> RunSlicesAsync(long? counted, long? limit, CancellationToken cancellationToken)
    {
        _parts.Clear();
        foreach (TapSlice slice in await PlanAsync(counted, limit, cancellationToken).ConfigureAwait(false))
            await RunSliceAsync(slice, cancellationToken).ConfigureAwait(false);
        return AstroTable.Concat(_parts, why => TapErrors.AnswerDamaged(request, why, null));
    }

    // Null if the service cannot count: completeness then rests on what the service reports.
    private async Task<long?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            AstroTable count = await run(query.Count, options with { MaxRec = null, MaxRow = null }, cancellationToken).ConfigureAwait(false);
            return count.RowCount == 1 && count.Columns.Count > 0
                && long.TryParse(count.Columns[0].GetText(0), NumberStyles.None, CultureInfo.InvariantCulture, out long rows)
                ? rows
                : null;
        }
        catch (AstroException error) when (IsTooMuch(error))
        {
            options.Log?.Invoke($"{request.Service} could not count the rows: {error.Message}");
            return null;
        }
    }

    // Null if the result is too large for the service.
    private async Task<AstroTable?> TryAsync(string adql, CancellationToken cancellationToken)
    {
        try
        {
            return await run(adql, options, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (IsTooMuch(error))
        {
            options.Log?.Invoke($"{request.Service}: too much at once ({error.ErrorId}); querying in slices.");
            return null;
        }
    }

    private async Task<IEnumerable<TapSlice>> PlanAsync(long? counted, long? limit, CancellationToken cancellationToken)
    {
        (double low, double high) = query.Range ?? await BoundsAsync(cancellationToken).ConfigureAwait(false);
        int number = counted is long rows && limit is long most ? (int)Math.Clamp(Math.Ceiling(rows / (Fill * most)), 2, MaxSlices) : 2;
        List<double> inner = [];
        for (int i = 1; i < number; i++)
        {
            double boundary = Between(low, high, (double)i / number);
            if (boundary > (inner.Count > 0 ? inner[^1] : low) && boundary < high)
                inner.Add(boundary);
        }

        // Open at both ends: values outside the range belong to the first or last slice.
        double?[] edges = [null, .. inner.Select(value => (double?)value), null];
        _ends = [new TapSlice(low, null), new TapSlice(null, high)];
        return [.. Enumerable.Range(0, edges.Length - 1).Select(i => new TapSlice(edges[i], edges[i + 1])), TapSlice.Nulls];
    }

    private async Task<(double Low, double High)> BoundsAsync(CancellationToken cancellationToken)
    {
        AstroTable bounds = await run(query.Bounds, options with { MaxRec = null, MaxRow = null }, cancellationToken).ConfigureAwait(false);
        double low = bounds.RowCount == 1 ? bounds.Columns[0].GetDouble(0) : double.NaN;
        double high = bounds.RowCount == 1 ? bounds.Columns[1].GetDouble(0) : double.NaN;
        return double.IsFinite(low) && double.IsFinite(high)
            ? (low, high)
            : throw TapErrors.AnswerDamaged(request, $"it has no smallest and largest value of {query.SliceColumn}", null);
    }

    private async Task RunSliceAsync(TapSlice slice, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            AstroTable part = await run(query.Part(slice), options, cancellationToken).ConfigureAwait(false);
            if (part.RowCount >= _suspect)
                throw TapErrors.ResultTruncated(request, part.RowCount, "that is the number at which it silently truncated an earlier result", false);
            _parts.Add(part);
        }
        catch (AstroException error) when (IsTooMuch(error))
        {
            double low = slice.Low ?? _ends[0].Low!.Value;
            double high = slice.High ?? _ends[1].High!.Value;
            double middle = Between(low, high, 0.5);
            if (slice.IsNull || _parts.Count > MaxSlices || !(middle > low && middle < high) || (!query.IsInteger && high - low < 1e-9))
                throw TapErrors.PartTooLarge(request, string.Join(" AND ", slice.Conditions(query.SliceColumn, query.IsInteger)), error);
            options.Log?.Invoke($"{request.Service}: a slice is too large ({error.ErrorId}) and is halved.");
            await RunSliceAsync(slice with { High = middle }, cancellationToken).ConfigureAwait(false);
            await RunSliceAsync(slice with { Low = middle }, cancellationToken).ConfigureAwait(false);
        }
    }

    // A value at a given fraction of the way from one value to another, in sky area for declinations. Rounded, so that its text in ADQL is exact.
    private double Between(double low, double high, double part)
    {
        double value = low + ((high - low) * part);
        if (query.IsDeclination && low >= -90 && high <= 90)
        {
            double sine = Math.Sin(low * Math.PI / 180) + ((Math.Sin(high * Math.PI / 180) - Math.Sin(low * Math.PI / 180)) * part);
            value = Math.Asin(Math.Clamp(sine, -1, 1)) * 180 / Math.PI;
        }

        return query.IsInteger ? Math.Floor(value) : Math.Round(value, 10);
    }

    /// <summary>Whether a smaller part of the query may succeed.</summary>
    internal static bool IsTooMuch(AstroException error) => error switch
    {
        { ErrorId: ErrorIds.ResultTruncated or ErrorIds.ServiceTimeout or ErrorIds.UploadTooLarge or ErrorIds.JobAborted } => true,
        { ErrorId: ErrorIds.ServiceUnavailable, HttpStatus: 504 } => true,
        { ErrorId: ErrorIds.ServiceError, HttpStatus: 413 } => true,
        _ => false,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
