using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>The catalogs that can be searched for counterparts in this session: the built-in ones and those that were registered.</summary>
internal static class SessionCatalogs
{
    private static readonly ConditionalWeakTable<Runspace, ConcurrentDictionary<string, CatalogDescription>> Registered = [];

    /// <summary>All catalogs by name.</summary>
    public static IEnumerable<KeyValuePair<string, CatalogDescription>> All =>
        CounterpartCatalogs.BuiltIn.Concat(Own().OrderBy(catalog => catalog.Key, StringComparer.OrdinalIgnoreCase));

    /// <summary>The catalogs that were registered.</summary>
    public static IEnumerable<CatalogDescription> OfUser => Own().OrderBy(catalog => catalog.Key, StringComparer.OrdinalIgnoreCase).Select(catalog => catalog.Value);

    /// <summary>Adds a catalog, or replaces one that was registered under the same name.</summary>
    /// <exception cref="AstroException">CatalogNameTaken: a built-in catalog has this name.</exception>
    public static void Add(string name, CatalogDescription catalog)
    {
        if (CounterpartCatalogs.BuiltIn.ContainsKey(name) || Catalogs.All.Any(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            throw new AstroException(ErrorIds.CatalogNameTaken, $"'{name}' is the name of a built-in catalog.", "Choose another name.", name);
        Own()[name] = catalog;
    }

    /// <summary>Finds a catalog by its name or by the name of its table.</summary>
    /// <exception cref="AstroException">CatalogUnknown.</exception>
    public static CatalogDescription Find(string name) =>
        All.FirstOrDefault(catalog => catalog.Key.Equals(name, StringComparison.OrdinalIgnoreCase)
            || catalog.Value.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        // The name of the survey, which begins with a digit.
        ?? (name.Equals("2MASS", StringComparison.OrdinalIgnoreCase) ? CounterpartCatalogs.BuiltIn["TwoMass"] : null)
        ?? throw new AstroException(
            ErrorIds.CatalogUnknown,
            $"There is no catalog '{name}' in this session.",
            $"Use one of {string.Join(", ", All.Select(catalog => catalog.Key))}, or add yours with Register-AstroCatalog.",
            name);

    private static ConcurrentDictionary<string, CatalogDescription> Own() =>
        Registered.GetValue(Runspace.DefaultRunspace, _ => new(StringComparer.OrdinalIgnoreCase));
}

/// <summary>Completes the names of the catalogs that can be searched for counterparts.</summary>
public sealed class CounterpartCatalogCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        SessionCatalogs.All.Where(catalog => CompletionText.IsOffered(catalog.Key)).Select(catalog => Result(catalog.Key, null, catalog.Value.Title));
}
