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
