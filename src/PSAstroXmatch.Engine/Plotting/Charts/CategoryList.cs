namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Categories in order, and the category of each object.</summary>
public sealed class CategoryList
{
    private CategoryList(string label, string[] names, int[] indices)
    {
        Label = label;
        Names = names;
        Indices = indices;
    }

    /// <summary>Label of the categories.</summary>
    public string Label { get; }

    /// <summary>Names in drawing order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each object, the index of its category.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>Sorts texts into categories. Case matters: PSR and psr are different.</summary>
    /// <param name="label">Label of the categories.</param>
    /// <param name="texts">The text of each object; empty if it has none.</param>
    /// <param name="order">Names that come first, in this order; any others follow in alphabetical order (numbers by value).</param>
    /// <param name="emptyLabel">Name of the category of empty texts, which may also be given as an empty text in <paramref name="order"/>.</param>
    /// <param name="keepUnused">Whether names in the order that no object has are kept as categories.</param>
    public static CategoryList Of(
        string label, IReadOnlyList<string> texts, IReadOnlyList<string>? order = null, string emptyLabel = "(none)", bool keepUnused = false)
    {
        string[] names = [.. texts.Select(NameOf)];
        HashSet<string> present = [.. names];
        List<string> wanted = [.. (order ?? []).Select(NameOf).Distinct().Where(name => keepUnused || present.Contains(name))];
        HashSet<string> known = [.. wanted];
        string[] all =
        [
            .. wanted,
            .. present.Where(name => !known.Contains(name))
                .OrderBy(name => name == emptyLabel)
                .ThenBy(NumberOf)
                .ThenBy(name => name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(name => name, StringComparer.Ordinal),
        ];
        Dictionary<string, int> places = all.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        return new CategoryList(label, all, Array.ConvertAll(names, name => places[name]));

        string NameOf(string text) => string.IsNullOrWhiteSpace(text) ? emptyLabel : text.Trim();
    }

    private static double NumberOf(string name) =>
        double.TryParse(name, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number)
            ? number
            : double.PositiveInfinity;
}
