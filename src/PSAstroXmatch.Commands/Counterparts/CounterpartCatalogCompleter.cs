using System.Collections;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the names of the catalogs that can be searched for counterparts.</summary>
public sealed class CounterpartCatalogCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        SessionCatalogs.All.Where(catalog => CompletionText.IsOffered(catalog.Key)).Select(catalog => Result(catalog.Key, null, catalog.Value.Title));
}
