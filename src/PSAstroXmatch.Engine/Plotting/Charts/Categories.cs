using ScottPlot;

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

/// <summary>
/// Ticks of a category axis. Labels are rotated, shrunk and shortened so that all fit side by side; if they became too small to read, only
/// every second (third …) label is shown.
/// </summary>
internal sealed class CategoryTicks : ITickGenerator
{
    private const float SmallestSize = 4.5f;

    private readonly IReadOnlyList<string> _names;
    private readonly int _sign;

    /// <summary>Creates the ticks.</summary>
    /// <param name="names">Names of the categories, at positions 0, 1, 2 ….</param>
    /// <param name="sign">−1 for positions 0, −1, −2 …, as on a vertical axis, where the first is at the top.</param>
    public CategoryTicks(IReadOnlyList<string> names, int sign = 1)
    {
        _names = names;
        _sign = sign;
    }

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = int.MaxValue;

    /// <summary>Font size if there is room.</summary>
    public float Size { get; set; } = FigureTheme.TickSize;

    /// <summary>Maximum extent of the labels perpendicular to the axis.</summary>
    public float LongestReach { get; set; } = float.PositiveInfinity;

    /// <summary>Extent of the labels perpendicular to the axis.</summary>
    public float Reach { get; private set; }

    /// <summary>Extent of a tick's label to the left of the tick.</summary>
    public Func<Tick, float> LeftOf { get; private set; } = _ => 0;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        float spacing = size.Length / (float)Math.Max(1e-9, Math.Abs(range.Span));
        if (edge.IsVertical())
            Stack(spacing, labelStyle);
        else
            Row(spacing, labelStyle);
    }

    private void Stack(float spacing, LabelStyle style)
    {
        (float size, int step) = Fitting(spacing);
        style.FontSize = size;
        style.Rotation = 0;
        Ticks = Labelled(size, step, LongestReach);
    }

    private void Row(float spacing, LabelStyle style)
    {
        float widest = _names.Count == 0 ? 0 : _names.Max(name => FigureText.Width(name, Size));
        float flat = Math.Min(Size, Size * (spacing - 0.6f * Size) / Math.Max(1, widest));
        if (flat >= Size * 0.85f)
        {
            style.FontSize = flat;
            style.Rotation = 0;
            Ticks = Labelled(flat, 1, float.PositiveInfinity);
            Reach = flat * FigureText.LineHeight;
            LeftOf = tick => FigureText.Width(tick.Label, flat) / 2;
            return;
        }

        (float size, int step) = Fitting(spacing);
        // Slanted labels are easier to read and need √2 times the space of vertical ones.
        bool isSlanted = spacing >= Size * FigureText.LineHeight * 1.42f;
        float angle = isSlanted ? 45 : 90, sine = isSlanted ? 0.7071f : 1, cosine = isSlanted ? 0.7071f : 0;
        float height = size * FigureText.LineHeight;
        style.FontSize = size;
        style.Rotation = -angle;
        style.Alignment = Alignment.MiddleRight;
        Ticks = Labelled(size, step, (LongestReach - height * cosine) / sine);
        Reach = Ticks.Length == 0 ? 0 : Ticks.Max(tick => FigureText.Width(tick.Label, size)) * sine + height * cosine;
        LeftOf = tick => FigureText.Width(tick.Label, size) * cosine + height / 2;
    }

    // Font size that fits lines at a distance, and the number of such lines per label.
    private (float Size, int Step) Fitting(float spacing)
    {
        float size = Math.Clamp(spacing / FigureText.LineHeight, SmallestSize, Math.Max(SmallestSize, Size));
        return (size, Math.Max(1, (int)Math.Ceiling(size * FigureText.LineHeight / Math.Max(0.01f, spacing) - 0.01f)));
    }

    private Tick[] Labelled(float size, int step, float room) =>
    [
        .. _names.Select((name, index) => index % step == 0
            ? Tick.Major(_sign * index, FigureText.Fit(name, size, room))
            : Tick.Minor(_sign * index)),
    ];
}
