namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>A foreground colour.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct TerminalColor(byte Red, byte Green, byte Blue)
{
    /// <summary>The sequence that resets the colours.</summary>
    internal const string Reset = "\e[0m";

    // xterm's palette: 16 colours that the user may have changed, a cube with six levels per channel, and 24 greys from 8 in steps of 10.
    private const int CubeStart = 16;
    private const int GreyStart = 232;
    private static readonly int[] CubeLevels = [0, 95, 135, 175, 215, 255];

    /// <summary>The sequence that sets the colour; empty if there are no colours.</summary>
    public string Sequence(TerminalColorDepth depth) => depth switch
    {
        TerminalColorDepth.None => "",
        TerminalColorDepth.Palette256 => FormattableString.Invariant($"\e[38;5;{PaletteIndex()}m"),
        TerminalColorDepth.TrueColor => FormattableString.Invariant($"\e[38;2;{Red};{Green};{Blue}m"),
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, null),
    };

    /// <summary>The nearest of xterm's 240 fixed colours, 16 to 255.</summary>
    public int PaletteIndex()
    {
        (int red, int green, int blue) = (Level(Red), Level(Green), Level(Blue));
        int cube = Distance(CubeLevels[red], CubeLevels[green], CubeLevels[blue]);
        int grey = Math.Clamp(((Red + Green + Blue) / 3 - 3) / 10, 0, 23);
        int greyLevel = 8 + (10 * grey);
        return Distance(greyLevel, greyLevel, greyLevel) < cube ? GreyStart + grey : CubeStart + (36 * red) + (6 * green) + blue;
    }

    private static int Level(int value)
    {
        int best = 0;
        for (int i = 1; i < CubeLevels.Length; i++)
        {
            if (Math.Abs(CubeLevels[i] - value) < Math.Abs(CubeLevels[best] - value))
                best = i;
        }

        return best;
    }

    private int Distance(int red, int green, int blue) =>
        ((Red - red) * (Red - red)) + ((Green - green) * (Green - green)) + ((Blue - blue) * (Blue - blue));
}

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
