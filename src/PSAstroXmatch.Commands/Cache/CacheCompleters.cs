using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the ids of stored answers, with the query of each as tooltip.</summary>
public sealed class CacheIdCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        AnswerCache.OfUser.List().Where(answer => CompletionText.IsOffered(answer.Id)).Select(answer => Result(answer.Id, null, $"{answer.Service}: {answer.Query}"));
}

/// <summary>Completes the addresses of services that have stored answers.</summary>
public sealed class CacheServiceCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        AnswerCache.OfUser.List().Select(answer => answer.Service).Distinct().Where(CompletionText.IsOffered).Select(service => Result(service, null, null));
}
