using ScottPlot;
using ScottPlot.TickGenerators;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Sets up a linear or logarithmic axis.</summary>
internal static class AxisScale
{
    /// <summary>Ticks with culture-independent numbers.</summary>
    public static ITickGenerator Ticks(bool isLog) => isLog ? new DecadeTicks() : Numbers();

    /// <summary>Ticks of a linear axis, with more space between them than ScottPlot's own.</summary>
    public static NumericAutomatic Numbers() => new() { LabelFormatter = NumberLabel.Of, TickDensity = 0.55 };

    /// <summary>Sets label, ticks and range of an axis.</summary>
    /// <param name="axis">The axis; the positions of a logarithmic axis are decimal logarithms.</param>
    /// <param name="label">Label with unit.</param>
    /// <param name="isLog">Whether it is logarithmic.</param>
    /// <param name="range">Values at its ends.</param>
    /// <param name="margin">Free margin at each end, as a fraction of the range.</param>
    public static void Set(IAxis axis, string label, bool isLog, (double Min, double Max) range, double margin = 0.03)
    {
        double min = ScaleRange.Position(range.Min, isLog), max = ScaleRange.Position(range.Max, isLog);
        double free = (max - min) * margin;
        axis.Min = min - free;
        axis.Max = max + free;
        axis.Label.Text = label;
        axis.TickGenerator = Ticks(isLog);
    }
}
