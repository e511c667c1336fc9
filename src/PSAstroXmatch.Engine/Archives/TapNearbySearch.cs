using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>
/// Searches a catalog of a TAP service around many positions: in one query for thousands of them, which go up as a table that the
/// service joins; or, at a service that takes no tables, in a query each, some at a time.
/// </summary>
/// <remarks>
/// Each part that is finished is kept on disk until all are, so that a search that was interrupted goes on where it was. A part that
/// fails does not take the others away.
/// </remarks>
/// <param name="service">The service.</param>
/// <param name="catalog">The catalog.</param>
/// <param name="query">How the service spells it.</param>
/// <param name="finished">Where finished parts are kept.</param>
internal sealed class TapNearbySearch(TapService service, CatalogDescription catalog, CatalogQuery query, AnswerCache finished)
{
    // So many positions are answered within minutes, and are not much to lose.
    private const int CirclesInPart = 2000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    // Whoever is told this is told it for every part: no further one is asked for.
    private static readonly string[] Refusals = ["ServiceForbidden", "ServiceNotFound", "ServiceRedirectInvalid"];

    // The first part being told this, it is most likely the query that is wrong, and all parts would be told it.
    private static readonly string[] ErrorsOfAll = [.. Refusals, "ServiceError", "NotInCache"];

    /// <summary>Runs the search.</summary>
    /// <exception cref="AstroException">An error that all parts would have; those of some parts are in the result.</exception>
    public NearbyRows Find(SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken)
    {
        CircleUploads uploads = new(service.Dialect, catalog, query, circles);
        Remove(finished.List().Where(answer => DateTimeOffset.UtcNow - answer.Created > KeptFor).Select(answer => answer.Id), options);
        if (service.Dialect.TakesUploads
            && service.GetCapabilities(new TapQueryOptions { Log = options.Log }, cancellationToken).TakesInlineUploads != false)
        {
            try
            {
                return Find(uploads, byUpload: true, options, cancellationToken);
            }
            catch (AstroException error) when (IsAboutUploads(error))
            {
                // Not every service that takes no tables says so beforehand.
                options.Log($"{service.Dialect.Name} refuses the table of positions, and is asked for each by itself: {error.Message}");
            }
        }

        return Find(uploads, byUpload: false, options, cancellationToken);
    }

    private NearbyRows Find(CircleUploads uploads, bool byUpload, NearbyOptions options, CancellationToken cancellationToken)
    {
        int[][] parts = [.. uploads.Distinct.Chunk(byUpload ? CirclesInPart : 1)];
        AstroTable?[] tables = new AstroTable?[parts.Length];
        string[] ids = [.. parts.Select(part => Id(uploads, part, byUpload, cancellationToken))];
        Dictionary<int, AstroException> failures = new(uploads.Unusable);
        int found = 0, done = 0;
        AstroException? refusal = null;
        Workers.Run(byUpload ? 1 : options.ThrottleLimit, parts.Length, cancellationToken, (_, i) =>
        {
            try
            {
                AstroTable? kept = Kept(ids[i], parts[i], options, cancellationToken);
                if (kept is null && Volatile.Read(ref refusal) is AstroException told)
                    throw told;
                tables[i] = kept ?? Ask(uploads, parts[i], ids[i], byUpload, options, cancellationToken);
                Interlocked.Increment(ref found);
            }
            catch (AstroException error) when (!ErrorsOfAll.Contains(error.ErrorId) || Volatile.Read(ref found) > 0)
            {
                if (Refusals.Contains(error.ErrorId))
                    Volatile.Write(ref refusal, error);
                options.Log($"{service.Dialect.Name}: {parts[i].Length} positions could not be searched: {error.Message}");
                lock (failures)
                {
                    foreach (int circle in parts[i].SelectMany(uploads.SameAs))
                        failures.Add(circle, error);
                }
            }

            options.Progress(Math.Min(Interlocked.Add(ref done, parts[i].Length), uploads.Distinct.Length), uploads.Distinct.Length);
        });
        return NearbyAnswers.Join(catalog, uploads, parts, tables, service.Dialect.Name, failures) with
        {
            Forget = failures.Count == uploads.Unusable.Count ? () => Remove(ids, options) : null,
        };
    }

    // The words of the service come before the query, which speaks of an upload in any case. A wrong guess costs one request: what
    // else is wrong with the query, the first cone is told as well.
    private static bool IsAboutUploads(AstroException error) =>
        error.ErrorId == "ServiceError" && error.Message.Split(" Query: ")[0].Contains("upload", StringComparison.OrdinalIgnoreCase);

    private AstroTable? Kept(string id, int[] part, NearbyOptions options, CancellationToken cancellationToken)
    {
        if (!options.Resume || finished.Find(id, options.Log, cancellationToken) is not var (kept, _))
            return null;
        options.Log($"{service.Dialect.Name}: {part.Length} positions were searched before.");
        return kept;
    }

    private AstroTable Ask(CircleUploads uploads, int[] part, string id, bool byUpload, NearbyOptions options, CancellationToken cancellationToken)
    {
        TapQueryOptions asked = new() { Log = options.Log };
        AstroTable table = byUpload
            ? service.RunSplit(uploads.JoinQuery, uploads.Upload(part), asked, cancellationToken)
            : service.Run(uploads.ConeQuery(part[0]), asked, cancellationToken);
        try
        {
            finished.Store(id, service.BaseUri, byUpload ? uploads.JoinQuery : uploads.ConeQuery(part[0]), table, cancellationToken);
        }
        catch (AstroException problem)
        {
            // The rows are as good where they can't be kept.
            options.Log($"These rows could not be saved for a later search: {problem.Message}");
        }

        return table;
    }

    private string Id(CircleUploads uploads, int[] part, bool byUpload, CancellationToken cancellationToken) => byUpload
        ? AnswerKey.Of(service.BaseUri, service.User, "near", uploads.JoinQuery, new TapQueryOptions { Uploads = [uploads.Upload(part)] }, cancellationToken)
        : AnswerKey.Of(service.BaseUri, service.User, "near", uploads.ConeQuery(part[0]), TapQueryOptions.Default, cancellationToken);

    // A search is as good where what it does not need any more can't be removed.
    private void Remove(IEnumerable<string> ids, NearbyOptions options)
    {
        try
        {
            foreach (string id in ids)
                finished.Remove(id);
        }
        catch (AstroException problem)
        {
            options.Log($"Rows saved for a later search could not be removed: {problem.Message}");
        }
    }
}
