using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>Queries that are run in parts if the service cannot return the whole.</content>
public sealed partial class TapService
{
    // Size of uploads to a service without a known limit; users of HEASARC and IRSA found it to work well.
    private const int UsualUploadRows = 50_000;

    /// <summary>
    /// Runs a query for rows of one table, in slices if the result would exceed the service's limit or takes too long, and compares the
    /// number of rows with the service's own COUNT(*) if that is fast. No row is lost or duplicated.
    /// </summary>
    /// <param name="query">The query and the column by which it may be sliced.</param>
    /// <param name="options">As for <see cref="Run"/>; without MaxRow and MaxRec, since all rows are fetched.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">As for <see cref="Run"/>. RowCountMismatch: the parts do not have as many rows as the service counts.</exception>
    public AstroTable RunSliced(TapSlicedQuery query, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run(
            (allowed, token) => CachedAsync("sliced", query.Whole, allowed, () => RunSlicedAsync(query, allowed, token), token), options, cancellationToken);

    /// <summary>
    /// Runs a query that joins with an uploaded table, in parts of that table: as many rows at a time as the service accepts, and half as
    /// many if the result exceeds a limit or takes too long. The results are in the order of the parts.
    /// </summary>
    /// <param name="adql">
    /// The query. Each row must depend on only one uploaded row: no TOP, ORDER BY, DISTINCT, GROUP BY, OFFSET or set operators.
    /// </param>
    /// <param name="upload">The table to send in parts; other tables in the options are sent with each part.</param>
    /// <param name="options">As for <see cref="Run"/>; without MaxRow and MaxRec.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">QueryNotSplittable, or as for <see cref="Run"/>.</exception>
    public AstroTable RunSplit(string adql, TapUpload upload, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (AdqlText.FindWholeResultClause(adql) is string clause)
            throw TapErrors.QueryNotSplittable(adql, $"it has {clause}");
        return TapBlocking.Run(
            (query, token) => CachedAsync(
                "split", adql, query with { Uploads = [upload, .. query.Uploads] }, () => RunSplitAsync(adql, upload, query, token), token),
            options,
            cancellationToken);
    }

    private async Task<AstroTable> RunSlicedAsync(TapSlicedQuery query, TapQueryOptions options, CancellationToken cancellationToken)
    {
        RequireAllRows(options);
        TapCall call = await PlanAsync(query.Whole, options with { Log = null }, cancellationToken).ConfigureAwait(false);
        long? limit = call.MaxRec ?? Dialect.TopToSend ?? Dialect.HardRowLimit ?? (call.IsJob ? null : Dialect.DefaultRowLimit);
        TapSlicer slicer = new(query, options with { AllowTruncated = false }, AskAsync, call.Request);
        return await slicer.RunAsync(limit, Dialect.CountsFast, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AstroTable> RunSplitAsync(string adql, TapUpload upload, TapQueryOptions options, CancellationToken cancellationToken)
    {
        RequireAllRows(options);
        TapUpload.Validate([upload, .. options.Uploads], Dialect);
        TapCapabilities capabilities = await FindCapabilitiesAsync(options.Log, cancellationToken).ConfigureAwait(false);
        int most = (int)Math.Min(UploadRowLimit(capabilities) ?? UsualUploadRows, int.MaxValue);
        TapRequestInfo request = new(Dialect.Name, TapAddress.Show(BaseUri), adql);
        Stack<(int Start, int Count)> waiting = [];
        int rows = upload.Table.RowCount;
        for (int start = rows == 0 ? 0 : (rows - 1) / most * most; start >= 0; start -= most)
            waiting.Push((start, Math.Min(most, rows - start)));

        List<AstroTable> parts = [];
        while (waiting.TryPop(out (int Start, int Count) part))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AstroTable some = part.Count == rows ? upload.Table : upload.Table.Take([.. Enumerable.Range(part.Start, part.Count)]);
            TapQueryOptions query = options with { Uploads = [upload with { Table = some }, .. options.Uploads], AllowTruncated = false };
            try
            {
                parts.Add(await AskAsync(adql, query, cancellationToken).ConfigureAwait(false));
            }
            catch (AstroException error) when (TapSlicer.IsTooMuch(error))
            {
                if (part.Count <= 1)
                    throw TapErrors.PartTooLarge(request, $"the result for row {part.Start + 1} of the uploaded table '{upload.Name}'", error);
                options.Log?.Invoke($"{Dialect.Name}: {ValueText.Count(part.Count)} rows of '{upload.Name}' are too many ({error.ErrorId}); trying halves.");
                int half = part.Count / 2;
                waiting.Push((part.Start + half, part.Count - half));
                waiting.Push((part.Start, half));
            }
        }

        return AstroTable.Concat(parts, why => TapErrors.AnswerDamaged(request, why, null));
    }

    private static void RequireAllRows(TapQueryOptions options)
    {
        if (options.MaxRow is not null || options.MaxRec is not null)
            throw TapErrors.OptionInvalid("MaxRow", ValueText.Format(options.MaxRow ?? options.MaxRec), "omitted, since a query in parts fetches all rows");
    }
}
