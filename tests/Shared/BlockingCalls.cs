using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// The engine's calls for tests that have nothing to do meanwhile: each waits until the call is done, as a cmdlet does. In the namespace
/// above those of the tests, so that all of them see it.
/// </summary>
internal static class BlockingCalls
{
    public static AstroTable Run(this TapService service, string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.QueryAsync(adql, options, cancellationToken));

    public static AstroTable RunSync(this TapService service, string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.RunSyncAsync(adql, options, cancellationToken));

    public static Task<AstroTable> RunSyncAsync(
        this TapService service, string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        service.QueryAsync(adql, Sync(options), cancellationToken);

    public static AstroTable RunSliced(
        this TapService service, TapSlicedQuery query, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.QueryAsync(query, options, cancellationToken));

    public static AstroTable RunSplit(
        this TapService service, string adql, TapUpload upload, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.QueryAsync(adql, upload, options, cancellationToken));

    public static TableReader Open(this TapService service, string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.OpenAsync(adql, options, cancellationToken));

    public static TableReader OpenSync(this TapService service, string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.OpenAsync(adql, Sync(options), cancellationToken));

    public static TapDownload Download(
        this TapService service, string adql, Stream target, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.CopyAsync(adql, target, options, cancellationToken));

    public static TapJob SubmitJob(this TapService service, string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.SubmitAsync(adql, options, cancellationToken));

    public static TapCapabilities GetCapabilities(this TapService service, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.GetCapabilitiesAsync(options?.Log, cancellationToken));

    public static IReadOnlyList<TapTableInfo> GetTables(
        this TapService service, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.GetTablesAsync(options?.Log, cancellationToken));

    public static TapTableInfo GetTable(
        this TapService service, string name, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.GetTableAsync(name, options?.Log, cancellationToken));

    public static IReadOnlyList<ColumnInfo> GetColumns(
        this TapService service, string table, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(service.GetColumnsAsync(table, options?.Log, cancellationToken));

    public static TapAvailability GetAvailability(this TapService service, CancellationToken cancellationToken = default) =>
        Done(service.GetAvailabilityAsync(null, cancellationToken));

    public static IReadOnlyList<TapExample> GetExamples(this TapService service, CancellationToken cancellationToken = default) =>
        Done(service.GetExamplesAsync(null, cancellationToken));

    public static IReadOnlyList<UwsJobReference> GetJobs(this TapService service, UwsPhase? phase = null, CancellationToken cancellationToken = default) =>
        Done(service.GetJobsAsync(phase, null, cancellationToken));

    public static void Run(this TapJob job, CancellationToken cancellationToken = default) => job.RunAsync(cancellationToken).GetAwaiter().GetResult();

    public static UwsPhase Refresh(this TapJob job, CancellationToken cancellationToken = default) => Done(job.RefreshAsync(cancellationToken));

    public static UwsPhase Wait(this TapJob job, TimeSpan? budget = null, CancellationToken cancellationToken = default) =>
        Done(job.WaitAsync(budget, cancellationToken));

    public static void Abort(this TapJob job, CancellationToken cancellationToken = default) => job.AbortAsync(cancellationToken).GetAwaiter().GetResult();

    public static void Delete(this TapJob job, CancellationToken cancellationToken = default) => job.DeleteAsync(cancellationToken).GetAwaiter().GetResult();

    public static void SetDestruction(this TapJob job, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        job.SetDestructionAsync(time, cancellationToken).GetAwaiter().GetResult();

    public static void SetExecutionDuration(this TapJob job, TimeSpan duration, CancellationToken cancellationToken = default) =>
        job.SetExecutionDurationAsync(duration, cancellationToken).GetAwaiter().GetResult();

    public static AstroTable ReadResult(this TapJob job, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(job.ReadResultAsync(options, cancellationToken));

    public static TableReader OpenResult(this TapJob job, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        Done(job.OpenResultAsync(options, cancellationToken));

    public static CatalogTable GetCatalog(
        this Archive archive, CatalogDescription catalog, CatalogFilter filter, Action<string>? log, CancellationToken cancellationToken) =>
        Done(archive.GetCatalogAsync(catalog, filter, log, cancellationToken));

    public static NearbyRows FindNear(
        this Archive archive, CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken) =>
        Done(archive.FindNearAsync(catalog, circles, options, cancellationToken));

    public static NearbyRows Find(
        this CdsXMatchSearch search, CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken) =>
        Done(search.FindAsync(catalog, circles, options, cancellationToken));

    public static CounterpartResult Find(
        this CounterpartSearch search, SearchCentres centres, CounterpartOptions options, CancellationToken cancellationToken) =>
        Done(search.FindAsync(centres, options, cancellationToken));

    public static (IReadOnlyList<FermiCounterpart> Counterparts, IReadOnlyList<AstroException> Problems) Find(
        this CounterpartSearch search, IReadOnlyList<FermiMatchGroup> groups, SearchCentre around, CounterpartOptions options, CancellationToken cancellationToken)
    {
        CounterpartTarget[] targets = [.. groups.Select(group => new FermiGroupTarget(group, around))];
        CounterpartResult result = search.Find(CounterpartTarget.CentresOf(targets), options, cancellationToken);
        return ([.. CounterpartTarget.ToObjects(targets, result).Cast<FermiCounterpart>()], result.Problems);
    }

    public static IReadOnlyList<Counterpart> Find(
        this CounterpartSearch search, IReadOnlyList<ChandraSource> sources, CounterpartOptions options, CancellationToken cancellationToken)
    {
        CounterpartTarget[] targets = [.. sources.Select(SourceTarget.Of)];
        CounterpartResult result = search.Find(CounterpartTarget.CentresOf(targets), options, cancellationToken);
        return [.. CounterpartTarget.ToObjects(targets, result).Cast<Counterpart>()];
    }

    public static FermiCscResult Find(
        this FermiCscSearch search,
        FermiCscOptions options,
        IReadOnlyList<FermiSource>? fermiSources,
        IReadOnlyList<ChandraSource>? chandraSources,
        Action<string>? log,
        CancellationToken cancellationToken) => Done(search.FindAsync(options, fermiSources, chandraSources, log, cancellationToken));

    private static TapQueryOptions Sync(TapQueryOptions? options) => (options ?? new TapQueryOptions()) with { Mode = TapQueryMode.Sync };

    private static T Done<T>(Task<T> call) => call.GetAwaiter().GetResult();
}
