using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the ids and names of the stored jobs.</summary>
public sealed class TapJobCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) => TapJobStore.OfUser.List([])
        .SelectMany(job => new[] { job.Id, job.Name }.Where(CompletionText.IsOffered).Select(text => Result(text, null, $"{job.Service}: {job.Query}")));
}
