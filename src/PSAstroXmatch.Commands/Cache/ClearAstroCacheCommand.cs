using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

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
