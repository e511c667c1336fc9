using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the cached answers of services, newest first.</summary>
[Cmdlet(VerbsCommon.Get, "AstroCache")]
[OutputType(typeof(AstroCacheEntry))]
public sealed class GetAstroCacheCommand : AstroCmdlet
{
    /// <summary>Wildcard pattern for the text of the query: *csc*. Case does not matter.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Query { get; set; }

    /// <summary>Wildcard pattern for the address of the service: *heasarc*.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CacheServiceCompleter))]
    [SupportsWildcards]
    public string? Service { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        TextFilter queries = new(Query), services = new(Service);
        foreach (CachedAnswer answer in AnswerCache.OfUser.List())
        {
            if (queries.IsLike(answer.Query) && services.IsLike(answer.Service))
                WriteObject(ToObject(answer));
        }
    }

    private static AstroCacheEntry ToObject(CachedAnswer answer) => new()
    {
        Id = answer.Id,
        Service = VisibleText.Of(answer.Service),
        Query = VisibleText.Of(answer.Query),
        Rows = answer.Rows,
        SizeBytes = answer.SizeBytes,
        Created = answer.Created.UtcDateTime,
        Age = DateTimeOffset.UtcNow - answer.Created,
        Hits = answer.Hits,
        LastUsed = answer.LastUsed.UtcDateTime,
    };
}

/// <summary>Removes cached answers of services: all of them, those from Get-AstroCache, or those of a certain age.</summary>
[Cmdlet(VerbsCommon.Clear, "AstroCache", SupportsShouldProcess = true)]
public sealed class ClearAstroCacheCommand : AstroCmdlet
{
    /// <summary>Ids of cached answers, as shown by Get-AstroCache. Defaults to all answers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CacheIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Removes only answers that are older than this: 12h, 7d, or a number in seconds.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan OlderThan { get; set; }

    /// <inheritdoc cref="GetAstroCacheCommand.Service"/>
    [Parameter]
    [ArgumentCompleter(typeof(CacheServiceCompleter))]
    [SupportsWildcards]
    public string? Service { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        // An empty pipeline clears nothing; it does not mean "all".
        if (Id is null && MyInvocation.ExpectingInput)
            return;
        if (Id is null && AnswerCache.OfUser.HasAbandoned && ShouldProcess("Files left behind by processes that were killed", "Remove"))
            AnswerCache.OfUser.RemoveAbandoned();
        TextFilter services = new(Service);
        foreach (CachedAnswer answer in AnswerCache.OfUser.List())
        {
            bool meant = (Id is null || Id.Contains(answer.Id, StringComparer.OrdinalIgnoreCase))
                && services.IsLike(answer.Service)
                && DateTimeOffset.UtcNow - answer.Created >= OlderThan;
            if (meant && ShouldProcess($"{answer.Service}: {answer.Query}", "Remove the stored answer"))
                AnswerCache.OfUser.Remove(answer.Id);
        }
    }
}
