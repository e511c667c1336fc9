namespace PSAstroXmatch.Engine.Tap;

/// <content>A service's availability, examples and jobs.</content>
public sealed partial class TapService
{
    /// <summary>Whether the service currently accepts queries (/availability).</summary>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceNotFound if the service has no such document, or see the remarks on this class.</exception>
    public TapAvailability GetAvailability(TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        (query, token) => GetDocumentAsync("availability", AvailabilityDocument.Read, Options, query.Log, token), options, cancellationToken);

    /// <summary>The service's own example queries (/examples).</summary>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceNotFound if the service has no such page, or see the remarks on this class.</exception>
    public IReadOnlyList<TapExample> GetExamples(TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        (query, token) => GetDocumentAsync("examples", ExamplesDocument.Read, Options, query.Log, token, isPage: true), options, cancellationToken);

    /// <summary>The jobs that the service shows to this user (/async): all of them, or those in one phase.</summary>
    /// <param name="phase">The phase; null for all except archived jobs.</param>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceForbidden if the service does not share its list, or see the remarks on this class.</exception>
    public IReadOnlyList<UwsJobReference> GetJobs(UwsPhase? phase = null, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        Uri jobs = TapAddress.Endpoint(_baseUri, "async");
        string filter = phase is UwsPhase one ? "PHASE=" + one.ToString().ToUpperInvariant() : "";
        IReadOnlyList<UwsJobReference> found = TapBlocking.Run(
            (query, token) => GetDocumentAsync("async", stream => UwsJobListDocument.Read(stream, jobs), Options, query.Log, token, filter),
            options,
            cancellationToken);
        // A UWS 1.0 service has no filter.
        return phase is null ? found : [.. found.Where(job => job.Phase == phase)];
    }
}
