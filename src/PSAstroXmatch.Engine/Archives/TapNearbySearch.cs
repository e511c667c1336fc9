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

    // What one part is told of, all would be.
    private static readonly string[] ErrorsOfAll = ["ServiceError", "ServiceForbidden", "ServiceNotFound", "NotInCache", "ServiceRedirectInvalid"];

    /// <summary>Runs the search.</summary>
    /// <exception cref="AstroException">An error that all parts would have; those of some parts are in the result.</exception>
    public NearbyRows Find(SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken)
    {
        CircleUploads uploads = new(service.Dialect, catalog, query, circles);
        bool byUpload = service.GetCapabilities(new TapQueryOptions { Log = options.Log }, cancellationToken).TakesInlineUploads != false;
        int[][] parts = [.. uploads.Distinct.Chunk(byUpload ? CirclesInPart : 1)];
        AstroTable?[] tables = new AstroTable?[parts.Length];
        string[] ids = [.. parts.Select(part => Id(uploads, part, byUpload, cancellationToken))];
        Dictionary<int, AstroException> failures = new(uploads.Unusable);
        RemoveOld();
        int done = 0;
        Workers.Run(byUpload ? 1 : options.ThrottleLimit, parts.Length, cancellationToken, (_, i) =>
        {
            try
            {
                tables[i] = Ask(uploads, parts[i], ids[i], byUpload, options, cancellationToken);
            }
            catch (AstroException error) when (!ErrorsOfAll.Contains(error.ErrorId) || Volatile.Read(ref done) > 0)
            {
                options.Log($"{service.Dialect.Name}: {parts[i].Length} positions could not be searched: {error.Message}");
                lock (failures)
                {
                    foreach (int circle in parts[i].SelectMany(uploads.SameAs))
                        failures.Add(circle, error);
                }

                return;
            }

            options.Progress(Math.Min(Interlocked.Add(ref done, parts[i].Length), uploads.Distinct.Length), uploads.Distinct.Length);
        });
        if (failures.Count == uploads.Unusable.Count)
            Array.ForEach(ids, finished.Remove);
        return NearbyAnswers.Join(catalog, uploads, parts, tables, service.Dialect.Name, failures);
    }

    private AstroTable Ask(CircleUploads uploads, int[] part, string id, bool byUpload, NearbyOptions options, CancellationToken cancellationToken)
    {
        if (options.Resume && finished.Find(id, options.Log, cancellationToken) is var (kept, _))
        {
            options.Log($"{service.Dialect.Name}: {part.Length} positions were searched before.");
            return kept;
        }

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
            options.Log($"These rows could not be kept for -Resume: {problem.Message}");
        }

        return table;
    }

    private string Id(CircleUploads uploads, int[] part, bool byUpload, CancellationToken cancellationToken) => byUpload
        ? AnswerKey.Of(service.BaseUri, null, "near", uploads.JoinQuery, new TapQueryOptions { Uploads = [uploads.Upload(part)] }, cancellationToken)
        : AnswerKey.Of(service.BaseUri, null, "near", uploads.ConeQuery(part[0]), TapQueryOptions.Default, cancellationToken);

    private void RemoveOld()
    {
        foreach (CachedAnswer answer in finished.List().Where(answer => DateTimeOffset.UtcNow - answer.Created > KeptFor))
            finished.Remove(answer.Id);
    }
}
