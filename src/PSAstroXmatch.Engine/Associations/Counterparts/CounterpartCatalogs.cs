using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The catalogs in which counterparts can be searched, by the names that users give them.</summary>
public static class CounterpartCatalogs
{
    private static readonly Dictionary<string, CatalogDescription> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Gaia"] = Catalogs.GaiaSource,
        ["TwoMass"] = Catalogs.TwoMass,
    };

    /// <summary>The names.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>The catalog of a name, or of the name of its table.</summary>
    /// <exception cref="AstroException">CatalogUnknown.</exception>
    public static CatalogDescription Find(string name) =>
        Known.TryGetValue(name, out CatalogDescription? catalog)
            ? catalog
            : Known.Values.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new AstroException(
                "CatalogUnknown", AstroErrorKind.InvalidArgument, $"There is no catalog '{name}'.", $"Name one of {string.Join(", ", Names)}.", name);
}
