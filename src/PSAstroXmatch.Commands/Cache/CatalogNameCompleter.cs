using System.Collections;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the names of the catalogs that can be saved whole.</summary>
public sealed class CatalogNameCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        SaveAstroCatalogCommand.Whole.Select(catalog => Result(catalog.Name, null, catalog.Title));
}
