using ScottPlot;
using ScottPlot.Colormaps;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Maps values to colours, on a linear or logarithmic scale.</summary>
internal sealed class ColorScale : IHasColorAxis
{
    private const int Steps = 1024;

    private readonly Color[] _colors;
    private readonly Color _missing;
    private readonly double _start, _perUnit;

    /// <summary>Creates a scale for values.</summary>
    /// <param name="values">The values; NaN and, on a logarithmic scale, values that are not positive are ignored.</param>
    /// <param name="map">The colour map.</param>
    /// <param name="isLog">Whether the scale is logarithmic.</param>
    /// <param name="missing">The colour for missing values.</param>
    /// <param name="range">Lower and upper limit; null for the range of the values.</param>
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

    /// <summary>Whether a value has a colour on the scale; values beyond the limits have the colour of the nearest end.</summary>
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

/// <summary>The colour maps.</summary>
internal static class ColorMaps
{
    // 17 of matplotlib's 256 colours, with linear interpolation between them.
    private static readonly Color[] CividisStops =
    [
        .. new uint[]
        {
            0x00224E, 0x002E6A, 0x1A386F, 0x32436D, 0x434E6C, 0x535A6D, 0x61656F, 0x6F7073, 0x7D7C78,
            0x8C8878, 0x9B9476, 0xABA072, 0xBCAE6C, 0xCDBB63, 0xDEC958, 0xF0D846, 0xFEE838,
        }.Select(rgb => Color.FromARGB(0xFF000000 | rgb)),
    ];

    /// <summary>The colours of a map.</summary>
    public static IColormap Of(ColorMap map) => map switch
    {
        ColorMap.Viridis => new Viridis(),
        ColorMap.Plasma => new Plasma(),
        ColorMap.Cividis => new CustomInterpolated(CividisStops),
        ColorMap.Diverging => new Balance(),
        _ => throw new ArgumentOutOfRangeException(nameof(map), map, null),
    };
}
