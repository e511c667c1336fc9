namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Texts as categories: their order, and which object belongs to which.</summary>
public sealed class CategoryList
{
    private CategoryList(string label, string[] names, int[] indices)
    {
        Label = label;
        Names = names;
        Indices = indices;
    }

    /// <summary>What the categories are.</summary>
    public string Label { get; }

    /// <summary>Names in the order in which they are drawn.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each object the index of its name.</summary>
    public IReadOnlyList<int> Indices { get; }

    /// <summary>Sorts texts into categories. Capitals count: PSR and psr are two.</summary>
    /// <param name="label">What the categories are.</param>
    /// <param name="texts">The text of each object; empty where it has none.</param>
    /// <param name="order">Names that come first, in this order; the others follow by the alphabet (numbers by size) under their own names.</param>
    /// <param name="emptyLabel">Name of the category of empty texts. In <paramref name="order"/> it may also stand as an empty text.</param>
    /// <param name="keepUnused">Whether names of the order that no object has are categories too.</param>
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
