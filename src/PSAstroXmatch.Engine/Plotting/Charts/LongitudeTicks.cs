using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Ticks of an axis whose positions are negated longitudes, so that longitudes increase to the left: 180°, 120° … −180°.</summary>
internal sealed class LongitudeTicks : ITickGenerator
{
    private static readonly double[] Steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 90, 180];

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 1000;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        double min = Math.Min(range.Min, range.Max), max = Math.Max(range.Min, range.Max);
        float room = edge.IsVertical()
            ? labelStyle.FontSize * FigureText.LineHeight * 1.3f
            : FigureText.Width("−180.00°"[..(max - min > 5 ? 5 : 8)], labelStyle.FontSize) * 1.3f;
        // At most 13 labels: a map has a line every 30°.
        double least = Math.Max((max - min) * room / Math.Max(1, size.Length), (max - min) / 12.5);
        double step = Steps.FirstOrDefault(step => step >= least, Steps[^1]);
        List<Tick> ticks = [];
        for (double i = Math.Ceiling(min / step - 1e-9); i * step <= max + 1e-9; i++)
            ticks.Add(Tick.Major(i * step, NumberLabel.Of(Math.Round(-i * step, 6)) + "°"));
        Ticks = [.. ticks];
    }
}
