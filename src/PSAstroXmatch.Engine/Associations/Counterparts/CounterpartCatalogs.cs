using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The built-in catalogs for counterpart searches, by the names that users give them.</summary>
public static class CounterpartCatalogs
{
    /// <summary>The catalogs that are searched by default.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["Gaia", "TwoMass"];

    /// <summary>The catalogs that need not be registered.</summary>
    public static IReadOnlyDictionary<string, CatalogDescription> BuiltIn { get; } = new Dictionary<string, CatalogDescription>(StringComparer.OrdinalIgnoreCase)
    {
        ["Gaia"] = Catalogs.GaiaSource,
        ["TwoMass"] = Catalogs.TwoMass,
        ["GaiaDR4"] = Catalogs.GaiaDr4,
    };
}
