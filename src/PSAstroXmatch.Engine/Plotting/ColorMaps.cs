using ScottPlot;
using ScottPlot.Colormaps;

namespace PSAstroXmatch.Engine.Plotting;

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
