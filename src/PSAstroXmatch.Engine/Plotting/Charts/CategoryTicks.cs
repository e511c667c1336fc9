using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>
/// Ticks of an axis of categories. Their labels turn, shrink and are shortened so that all stand side by side; where letters would be
/// too small to read, every second (third …) is left out.
/// </summary>
internal sealed class CategoryTicks : ITickGenerator
{
    private const float SmallestSize = 4.5f;

    private readonly IReadOnlyList<string> _names;
    private readonly int _sign;

    /// <summary>Makes ticks.</summary>
    /// <param name="names">Names of the categories, which stand at 0, 1, 2 ….</param>
    /// <param name="sign">−1 where they stand at 0, −1, −2 …: on a vertical axis the first is on top.</param>
    public CategoryTicks(IReadOnlyList<string> names, int sign = 1)
    {
        _names = names;
        _sign = sign;
    }

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = int.MaxValue;

    /// <summary>Size of the letters where there is room.</summary>
    public float Size { get; set; } = FigureTheme.TickSize;

    /// <summary>How far the labels may reach away from the axis.</summary>
    public float LongestReach { get; set; } = float.PositiveInfinity;

    /// <summary>How far the labels reach away from the axis.</summary>
    public float Reach { get; private set; }

    /// <summary>How far the label of a tick reaches to the left of it.</summary>
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
        // Slanted labels are read more easily, and need √2 of the room of upright ones.
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

    // Size of letters that lines of a distance take, and how many lines of them one label takes.
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
