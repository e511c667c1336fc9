using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>
/// Searches a catalog of a TAP service around many positions: either with one query for thousands of them, uploaded as a table that
/// the service joins with the catalog; or, if the service accepts no uploads, with one query per position, several at a time.
/// </summary>
/// <remarks>
/// Each finished part is kept on disk until all are done, so that an interrupted search can resume where it stopped. A part that
/// fails does not affect the others.
/// </remarks>
/// <param name="service">The service.</param>
/// <param name="catalog">The catalog.</param>
/// <param name="query">The catalog's queries in the dialect of the service.</param>
/// <param name="finished">The cache that keeps finished parts.</param>
internal sealed class TapNearbySearch(TapService service, CatalogDescription catalog, CatalogQuery query, AnswerCache finished)
{
    // A part of this size is answered within minutes, so little is lost if it fails.
    private const int CirclesInPart = 2000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    // These errors would recur for every part, so no further part is requested.
    private static readonly string[] Refusals = [ErrorIds.ServiceForbidden, ErrorIds.ServiceNotFound, ErrorIds.ServiceRedirectInvalid];

    // If the first part fails with one of these, the query itself is most likely wrong, and all parts would fail.
    private static readonly string[] ErrorsOfAll = [.. Refusals, ErrorIds.ServiceError, ErrorIds.NotInCache];

    /// <summary>Runs the search.</summary>
    /// <exception cref="AstroException">An error that would affect all parts; errors of individual parts are in the result.</exception>
    public async Task<NearbyRows> FindAsync(SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken)
    {
        CircleUploads uploads = new(service.Dialect, catalog, query, circles);
        Remove(finished, finished.List().Where(answer => DateTimeOffset.UtcNow - answer.Created > KeptFor).Select(answer => answer.Id), options.Log);
        if (service.Dialect.TakesUploads
            && (await service.GetCapabilitiesAsync(options.Log, cancellationToken).ConfigureAwait(false)).TakesInlineUploads != false)
        {
            try
            {
                return await FindAsync(uploads, byUpload: true, options, cancellationToken).ConfigureAwait(false);
            }
            catch (AstroException error) when (IsAboutUploads(error))
            {
                // Not every service that rejects uploads declares so in its capabilities.
                options.Log($"{service.Dialect.Name} rejected the upload of positions; they are searched one by one: {error.Message}");
            }
        }

        return await FindAsync(uploads, byUpload: false, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<NearbyRows> FindAsync(CircleUploads uploads, bool byUpload, NearbyOptions options, CancellationToken cancellationToken)
    {
        int[][] parts = [.. uploads.Distinct.Chunk(byUpload ? CirclesInPart : 1)];
        AstroTable?[] tables = new AstroTable?[parts.Length];
        string[] ids = [.. parts.Select(part => Id(uploads, part, byUpload, cancellationToken))];
        Dictionary<int, AstroException> failures = new(uploads.Unusable);
        int found = 0, done = 0;
        AstroException? refusal = null;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = byUpload ? 1 : Math.Max(1, options.ThrottleLimit), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, parts.Length), parallel, async (i, token) =>
        {
            try
            {
                AstroTable? kept = Kept(ids[i], parts[i], options, token);
                if (kept is null && Volatile.Read(ref refusal) is AstroException told)
                    throw told;
                tables[i] = kept ?? await AskAsync(uploads, parts[i], ids[i], byUpload, options, token).ConfigureAwait(false);
                Interlocked.Increment(ref found);
            }
            catch (AstroException error) when (!ErrorsOfAll.Contains(error.ErrorId) || Volatile.Read(ref found) > 0)
            {
                if (Refusals.Contains(error.ErrorId))
                    Volatile.Write(ref refusal, error);
                options.Log($"{service.Dialect.Name}: {ValueText.Count(parts[i].Length)} positions could not be searched: {error.Message}");
                lock (failures)
                {
                    foreach (int circle in parts[i].SelectMany(uploads.SameAs))
                        failures.Add(circle, error);
                }
            }

            options.Progress(Math.Min(Interlocked.Add(ref done, parts[i].Length), uploads.Distinct.Length), uploads.Distinct.Length);
        }).ConfigureAwait(false);
        return NearbyAnswers.Join(catalog, uploads, parts, tables, failures) with { KeptAnswers = ids };
    }

    // A wrong guess costs one request: if the query is wrong for another reason, the first cone fails as well.
    private static bool IsAboutUploads(AstroException error) =>
        error.ErrorId == ErrorIds.ServiceError && error.ServiceWords?.Contains("upload", StringComparison.OrdinalIgnoreCase) == true;

    private AstroTable? Kept(string id, int[] part, NearbyOptions options, CancellationToken cancellationToken)
    {
        if (!options.Resume || finished.Find(id, options.Log, cancellationToken) is not var (kept, _))
            return null;
        options.Log($"{service.Dialect.Name}: {ValueText.Count(part.Length)} positions were already searched.");
        return kept;
    }

    private async Task<AstroTable> AskAsync(
        CircleUploads uploads, int[] part, string id, bool byUpload, NearbyOptions options, CancellationToken cancellationToken)
    {
        TapQueryOptions asked = new() { Log = options.Log };
        AstroTable table = byUpload
            ? await service.QueryAsync(uploads.JoinQuery, uploads.Upload(part), asked, cancellationToken).ConfigureAwait(false)
            : await service.QueryAsync(uploads.ConeQuery(part[0]), asked, cancellationToken).ConfigureAwait(false);
        try
        {
            finished.Store(id, service.BaseUri, byUpload ? uploads.JoinQuery : uploads.ConeQuery(part[0]), table, cancellationToken);
        }
        catch (AstroException problem)
        {
            // The rows are still valid if they cannot be kept.
            options.Log($"These rows could not be saved for a later search: {problem.Message}");
        }

        return table;
    }

    private string Id(CircleUploads uploads, int[] part, bool byUpload, CancellationToken cancellationToken) => byUpload
        ? AnswerKey.Of(service.BaseUri, service.User, "near", uploads.JoinQuery, new TapQueryOptions { Uploads = [uploads.Upload(part)] }, cancellationToken)
        : AnswerKey.Of(service.BaseUri, service.User, "near", uploads.ConeQuery(part[0]), TapQueryOptions.Default, cancellationToken);

    /// <summary>Removes finished parts. If that fails, the search has succeeded all the same.</summary>
    internal static void Remove(AnswerCache finished, IEnumerable<string> ids, Action<string> log)
    {
        try
        {
            foreach (string id in ids)
                finished.Remove(id);
        }
        catch (AstroException problem)
        {
            log($"Rows saved for a later search could not be removed: {problem.Message}");
        }
    }
}
