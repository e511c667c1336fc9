using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the 4FGL class names in both spellings, with their meaning as tooltip.</summary>
public sealed class FermiClassCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from item in FermiClasses.All
        from name in new[] { item.Identified, item.Associated }.Distinct()
        select name.Length == 0
            ? new CompletionResult("''", "''", CompletionResultType.ParameterValue, FermiClasses.Meaning(name))
            : Result(name, null, $"{FermiClasses.Meaning(name)} ({(FermiClasses.IsIdentified(name) ? "identified" : "associated")}, {Origin(item)})");

    private static string Origin(FermiClass item) => item.Origin switch
    {
        FermiClassOrigin.Galactic => "Galactic",
        FermiClassOrigin.Extragalactic => "extragalactic",
        _ => "origin unknown",
    };
}
