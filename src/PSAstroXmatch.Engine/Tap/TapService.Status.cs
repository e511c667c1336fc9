namespace PSAstroXmatch.Engine.Tap;

/// <content>How a service is, what it suggests, and which jobs it has.</content>
public sealed partial class TapService
{
    /// <summary>Whether the service takes queries at present (/availability).</summary>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AstroException">ServiceNotFound where the service has no such document, or see the remarks on this class.</exception>
    public TapAvailability GetAvailability(TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        (query, token) => GetDocumentAsync("availability", AvailabilityDocument.Read, Options, query.Log, token), options, cancellationToken);

    /// <summary>The service's own examples of queries (/examples).</summary>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AstroException">ServiceNotFound where the service has no such page, or see the remarks on this class.</exception>
    public IReadOnlyList<TapExample> GetExamples(TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        (query, token) => GetDocumentAsync("examples", ExamplesDocument.Read, Options, query.Log, token, isPage: true), options, cancellationToken);

    /// <summary>The jobs that the service shows to this user (/async): all of them, or those of one phase.</summary>
    /// <param name="phase">The phase; null for all that are not archived.</param>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AstroException">ServiceForbidden where the service keeps its list to itself, or see the remarks on this class.</exception>
    public IReadOnlyList<UwsJobReference> GetJobs(UwsPhase? phase = null, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        Uri jobs = TapAddress.Endpoint(_baseUri, "async");
        string filter = phase is UwsPhase one ? "PHASE=" + one.ToString().ToUpperInvariant() : "";
        IReadOnlyList<UwsJobReference> found = TapBlocking.Run(
            (query, token) => GetDocumentAsync("async", stream => UwsJobListDocument.Read(stream, jobs), Options, query.Log, token, filter),
            options,
            cancellationToken);
        // A service of UWS 1.0 knows no filter.
        return phase is null ? found : [.. found.Where(job => job.Phase == phase)];
    }
}
