using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the names of the catalogs in which counterparts can be searched.</summary>
public sealed class CounterpartCatalogCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        CounterpartCatalogs.Names.Select(name => Result(name, null, CounterpartCatalogs.Find(name).Title));
}
