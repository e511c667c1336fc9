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

    // What a service may take that has no room for a whole part.
    private const int CirclesInSmallPart = 500;

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
        bool takesUploads = service.Dialect is { TakesUploads: true, HasGeometry: true }
            && (await service.GetCapabilitiesAsync(options.Log, cancellationToken).ConfigureAwait(false)).TakesInlineUploads != false;
        Search search = new(uploads);
        int size = takesUploads ? CirclesInPart : 1;
        AstroException? refused = await AskAllAsync(search, uploads.Distinct, size, false, options, cancellationToken).ConfigureAwait(false);
        while (refused is not null)
        {
            int[] waiting = search.TakeRefused();
            // A service that takes no tables says so; one that has no room for this table may have for a smaller one.
            size = refused.ErrorId == ErrorIds.ServiceUnavailable && Math.Min(waiting.Length, size) > CirclesInSmallPart ? CirclesInSmallPart : 1;
            options.Log($"{service.Dialect.Name} rejected the upload of positions; {ValueText.Count(waiting.Length)} are searched "
                + (size > 1 ? $"{size} at a time" : "one by one") + $": {refused.Message}");
            refused = await AskAllAsync(search, waiting, size, true, options, cancellationToken).ConfigureAwait(false);
        }

        return search.ToRows(catalog) with { KeptAnswers = [.. search.Ids], Origin = CatalogOrigin.OfSearch(catalog, service.BaseUri, [.. Sent(uploads, size)]) };
    }

    // The last way of searching, if several were tried.
    private IEnumerable<ProvenanceEntry> Sent(CircleUploads uploads, int size)
    {
        int count = uploads.Distinct.Length;
        if (size > 1)
            yield return CatalogOrigin.QueryOf(catalog, uploads.JoinQuery, $"{catalog.Title}, with the positions as an uploaded table");
        else if (count > 0)
        {
            yield return CatalogOrigin.QueryOf(
                catalog, uploads.ConeQuery(uploads.Distinct[0]), $"{catalog.Title}, the first of {ValueText.Format(count)} queries, one per position");
        }
    }

    // The error of an upload that was refused, whose circles are to be searched in another way; null if none was.
    private async Task<AstroException?> AskAllAsync(
        Search search, int[] circles, int size, bool isAgain, NearbyOptions options, CancellationToken cancellationToken)
    {
        bool byUpload = size > 1;
        AstroException? refused = null, refusal = null;
        int answered = 0;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = byUpload ? 1 : Math.Max(1, options.ThrottleLimit), CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(circles.Chunk(size), parallel, async (part, token) =>
        {
            string id = Id(search.Uploads, part, byUpload, token);
            try
            {
                AstroTable? kept = Kept(id, part, options, token);
                if (kept is null && (refused ?? Volatile.Read(ref refusal)) is AstroException told)
                    throw told;
                search.Add(part, id, kept ?? await AskAsync(search.Uploads, part, id, byUpload, options, token).ConfigureAwait(false));
                Interlocked.Increment(ref answered);
            }
            catch (AstroException error) when (byUpload && IsAboutUploads(error))
            {
                refused = error;
                search.Refuse(part);
                return;
            }
            catch (AstroException error) when (!ErrorsOfAll.Contains(error.ErrorId) || search.HasFound)
            {
                // A service that answers neither uploads nor the first cones is down.
                bool isDown = isAgain && Volatile.Read(ref answered) == 0 && error.ErrorId == ErrorIds.ServiceUnavailable;
                if (Refusals.Contains(error.ErrorId) || isDown)
                    Volatile.Write(ref refusal, error);
                options.Log($"{service.Dialect.Name}: {ValueText.Count(part.Length)} positions could not be searched: {error.Message}");
                search.Fail(part, error);
            }

            options.Progress(search.CountDone(part.Length), search.Uploads.Distinct.Length);
        }).ConfigureAwait(false);
        return refused;
    }

    // A wrong guess costs a request or two: if the query is wrong for another reason, the first cone fails as well. ESA's archive
    // answers uploads with HTTP 500 and "DB quota exceeded for user anonymous", or without a word
    // (https://github.com/nasa-fornax/fornax-demo-notebooks/issues/700), while queries without an upload work.
    private static bool IsAboutUploads(AstroException error) => error.ErrorId switch
    {
        ErrorIds.ServiceError => error.ServiceWords is string words && Says(words, "upload", "quota"),
        ErrorIds.ServiceUnavailable => error.HttpStatus == 500,
        ErrorIds.UploadTooLarge => true,
        _ => false,
    };

    private static bool Says(string words, params string[] any) => any.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));

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

    /// <summary>What a search has so far; its parts may be added from any thread.</summary>
    private sealed class Search(CircleUploads uploads)
    {
        private readonly object _gate = new();
        private readonly List<(int[] Part, string Id, AstroTable Table)> _answers = [];
        private readonly List<int> _refused = [];
        private int _done;

        public CircleUploads Uploads => uploads;

        /// <summary>The circles that could not be searched.</summary>
        public Dictionary<int, AstroException> Failures { get; } = new(uploads.Unusable);

        /// <summary>The ids under which the answers are kept.</summary>
        public IEnumerable<string> Ids => _answers.Select(answer => answer.Id);

        public bool HasFound
        {
            get
            {
                lock (_gate)
                    return _answers.Count > 0;
            }
        }

        public void Add(int[] part, string id, AstroTable table)
        {
            lock (_gate)
                _answers.Add((part, id, table));
        }

        public void Fail(int[] part, AstroException error)
        {
            lock (_gate)
            {
                foreach (int circle in part.SelectMany(uploads.SameAs))
                    Failures.Add(circle, error);
            }
        }

        public void Refuse(int[] part) => _refused.AddRange(part);

        /// <summary>The circles whose upload was refused, which are to be searched in another way.</summary>
        public int[] TakeRefused()
        {
            int[] refused = [.. _refused];
            _refused.Clear();
            return refused;
        }

        public int CountDone(int count) => Math.Min(Interlocked.Add(ref _done, count), uploads.Distinct.Length);

        /// <summary>The answers as one table, in the order of the circles.</summary>
        public NearbyRows ToRows(CatalogDescription catalog)
        {
            var answers = _answers.OrderBy(answer => answer.Part[0]).ToArray();
            return NearbyAnswers.Join(catalog, uploads, [.. answers.Select(answer => answer.Part)], [.. answers.Select(answer => answer.Table)], Failures);
        }
    }
}
