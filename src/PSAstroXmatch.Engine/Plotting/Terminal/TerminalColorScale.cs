namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>A colour scale for a terminal: the part of a colour map that contrasts with its background.</summary>
internal sealed class TerminalColorScale
{
    // Maps like viridis begin near black and end near white; a diverging map is dark at both ends.
    private const double HiddenShare = 0.22;

    private readonly ColorScale _scale;
    private readonly double _from, _to;

    /// <summary>Creates a scale for values.</summary>
    /// <param name="values">The values; those that can't be on the scale are ignored.</param>
    /// <param name="map">The colour map.</param>
    /// <param name="isLog">Whether the scale is logarithmic.</param>
    /// <param name="isLight">Whether the terminal's background is light.</param>
    /// <param name="range">Lower and upper limit; null for the range of the values.</param>
    public TerminalColorScale(double[] values, ColorMap map, bool isLog, bool isLight, (double Min, double Max)? range = null)
    {
        _scale = new ColorScale(values, map, isLog, default, range);
        bool isDarkAtBothEnds = map == ColorMap.Diverging;
        _from = isDarkAtBothEnds || !isLight ? HiddenShare : 0;
        _to = isDarkAtBothEnds || isLight ? 1 - HiddenShare : 1;
    }

    /// <summary>The value of the first colour.</summary>
    public double Min => _scale.Min;

    /// <summary>The value of the last colour.</summary>
    public double Max => _scale.Max;

    /// <summary>Whether it is logarithmic.</summary>
    public bool IsLog => _scale.IsLog;

    /// <summary>Whether a value can be shown on the scale.</summary>
    public bool Has(double value) => _scale.Has(value);

    /// <summary>The colour of a value that can be shown on the scale.</summary>
    public TerminalColor ColorOf(double value)
    {
        double start = ScaleRange.Position(Min, IsLog);
        return ColorAt((ScaleRange.Position(value, IsLog) - start) / (ScaleRange.Position(Max, IsLog) - start));
    }

    /// <summary>The colour at a fraction of the scale, 0 to 1.</summary>
    public TerminalColor ColorAt(double place)
    {
        ScottPlot.Color color = _scale.Colormap.GetColor(_from + ((_to - _from) * Math.Clamp(place, 0, 1)));
        return new TerminalColor(color.R, color.G, color.B);
    }
}
