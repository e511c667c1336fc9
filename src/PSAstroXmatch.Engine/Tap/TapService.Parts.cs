using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>Queries that are run in parts where the service could not give the whole.</content>
public sealed partial class TapService
{
    // A service without a known limit gets uploads of this size: HEASARC's and IRSA's users found it to work well.
    private const int UsualUploadRows = 50_000;

    /// <summary>
    /// Runs a query for rows of one table, in slices where the result would pass the service's limit or takes too long, and holds the
    /// number of rows against the service's own COUNT(*) where it counts fast. Nothing is lost and nothing comes twice.
    /// </summary>
    /// <param name="query">The query and the column by which it may be sliced.</param>
    /// <param name="options">As for <see cref="Run"/>; without MaxRow and MaxRec, since it is about all rows.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AstroException">As for <see cref="Run"/>. RowCountMismatch: the parts are not as many rows as the service counts.</exception>
    public AstroTable RunSliced(TapSlicedQuery query, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run(
            (allowed, token) => CachedAsync("sliced", query.Whole, allowed, () => RunSlicedAsync(query, allowed, token), token), options, cancellationToken);

    /// <summary>
    /// Runs a query that joins with an uploaded table, in parts of that table: as many rows at a time as the service takes, and half as
    /// many where the result passes a limit or takes too long. The rows of the parts come in the order of the uploaded rows' parts.
    /// </summary>
    /// <param name="adql">
    /// The query. Each of its rows must depend on one uploaded row alone: no TOP, ORDER BY, DISTINCT, GROUP BY, OFFSET, set operator.
    /// </param>
    /// <param name="upload">The table that is sent in parts; further ones in the options go with each part.</param>
    /// <param name="options">As for <see cref="Run"/>; without MaxRow and MaxRec.</param>
    /// <param name="cancellationToken">Ends the call.</param>
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
                options.Log?.Invoke($"{Dialect.Name}: {part.Count} rows of '{upload.Name}' are too much ({error.ErrorId}); their halves are next.");
                int half = part.Count / 2;
                waiting.Push((part.Start + half, part.Count - half));
                waiting.Push((part.Start, half));
            }
        }

        return TableConcatenation.Concatenate(parts, request);
    }

    private static void RequireAllRows(TapQueryOptions options)
    {
        if (options.MaxRow is not null || options.MaxRec is not null)
            throw TapErrors.OptionInvalid("MaxRow", ValueText.Format(options.MaxRow ?? options.MaxRec), "left out: a query in parts is about all rows");
    }
}
