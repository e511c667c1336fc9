using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The catalogs in which counterparts can be searched from the start, by the names that users give them.</summary>
public static class CounterpartCatalogs
{
    /// <summary>The catalogs that are searched where none are named.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["Gaia", "TwoMass"];

    /// <summary>The catalogs that need not be registered.</summary>
    public static IReadOnlyDictionary<string, CatalogDescription> BuiltIn { get; } = new Dictionary<string, CatalogDescription>(StringComparer.OrdinalIgnoreCase)
    {
        ["Gaia"] = Catalogs.GaiaSource,
        ["TwoMass"] = Catalogs.TwoMass,
    };
}
