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
