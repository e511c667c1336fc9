using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the ids of the stored answers, and tells the query of each.</summary>
public sealed class CacheIdCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        AnswerCache.OfUser.List().Where(answer => CompletionText.IsOffered(answer.Id)).Select(answer => Result(answer.Id, null, $"{answer.Service}: {answer.Query}"));
}

/// <summary>Completes the addresses of the services whose answers are stored.</summary>
public sealed class CacheServiceCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        AnswerCache.OfUser.List().Select(answer => answer.Service).Distinct().Where(CompletionText.IsOffered).Select(service => Result(service, null, null));
}
