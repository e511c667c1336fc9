using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the names of the catalogs that the module knows.</summary>
public sealed class CatalogNameCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        Catalogs.All.Select(catalog => Result(catalog.Name, null, catalog.Title));
}
