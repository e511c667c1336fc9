using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Turns values into colours, linearly or by their logarithm.</summary>
internal sealed class ColorScale : IHasColorAxis
{
    private const int Steps = 1024;

    private readonly Color[] _colors;
    private readonly Color _missing;
    private readonly double _start, _perUnit;

    /// <summary>Makes a scale for values.</summary>
    /// <param name="values">The values; NaN, and under a logarithm what is not positive, takes no part.</param>
    /// <param name="map">Colours.</param>
    /// <param name="isLog">Whether equal ratios are equal distances.</param>
    /// <param name="missing">The colour of what has no value.</param>
    /// <param name="range">From and to; null for the range of the values.</param>
    public ColorScale(ReadOnlySpan<double> values, ColorMap map, bool isLog, Color missing, (double Min, double Max)? range = null)
    {
        IsLog = isLog;
        Colormap = ColorMaps.Of(map);
        _missing = missing;
        _colors = Colormap.GetColors(Steps);
        (Min, Max) = ScaleRange.Of(values, isLog, range, isCentered: map == ColorMap.Diverging && !isLog);
        _start = ScaleRange.Position(Min, isLog);
        double span = ScaleRange.Position(Max, isLog) - _start;
        _perUnit = span > 0 ? (Steps - 1) / span : 0;
    }

    /// <summary>Whether it is logarithmic.</summary>
    public bool IsLog { get; }

    /// <summary>The value of the first colour.</summary>
    public double Min { get; }

    /// <summary>The value of the last colour.</summary>
    public double Max { get; }

    /// <inheritdoc/>
    public IColormap Colormap { get; }

    /// <summary>Whether a value has a place on the scale; larger and smaller ones than its ends have theirs.</summary>
    public bool Has(double value) => double.IsFinite(value) && (!IsLog || value > 0);

    /// <summary>The colour of a value.</summary>
    public Color ColorOf(double value)
    {
        if (!Has(value))
            return _missing;
        double step = (ScaleRange.Position(value, IsLog) - _start) * _perUnit;
        return _colors[(int)Math.Clamp(step + 0.5, 0, Steps - 1)];
    }

    /// <inheritdoc/>
    public ScottPlot.Range GetRange() => new(_start, ScaleRange.Position(Max, IsLog));
}
