using PSAstroXmatch.Engine.Plotting.Terminal;

namespace PSAstroXmatch.UnitTests.Plotting.Terminal;

public class TerminalColorTests
{
    [Theory]
    [InlineData(0, 0, 0, 16)]
    [InlineData(255, 255, 255, 231)]
    [InlineData(255, 0, 0, 196)]
    [InlineData(95, 135, 175, 67)]
    [InlineData(8, 8, 8, 232)]
    [InlineData(128, 128, 128, 244)]
    [InlineData(238, 238, 238, 255)]
    [InlineData(253, 231, 37, 220)]
    public void The_nearest_colour_of_the_palette_is_taken(byte red, byte green, byte blue, int index) =>
        Assert.Equal(index, new TerminalColor(red, green, blue).PaletteIndex());

    [Fact]
    public void No_other_colour_of_the_palette_is_nearer()
    {
        // The palette as xterm's 256colres.pl computes it.
        List<(int R, int G, int B)> palette = [];
        for (int i = 0; i < 216; i++)
            palette.Add((Level(i / 36), Level(i / 6 % 6), Level(i % 6)));
        for (int i = 0; i < 24; i++)
            palette.Add((8 + (10 * i), 8 + (10 * i), 8 + (10 * i)));
        Random random = new(1);
        for (int n = 0; n < 2000; n++)
        {
            (byte r, byte g, byte b) = ((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            int Distance((int R, int G, int B) other) => ((r - other.R) * (r - other.R)) + ((g - other.G) * (g - other.G)) + ((b - other.B) * (b - other.B));
            Assert.Equal(palette.Min(Distance), Distance(palette[new TerminalColor(r, g, b).PaletteIndex() - 16]));
        }

        static int Level(int i) => i == 0 ? 0 : 55 + (40 * i);
    }

    [Theory]
    [InlineData("TERM=xterm-256color", true, TerminalColorDepth.Palette256)]
    [InlineData("TERM=xterm-256color;COLORTERM=truecolor", true, TerminalColorDepth.TrueColor)]
    [InlineData("TERM=xterm-256color;COLORTERM=24bit", true, TerminalColorDepth.TrueColor)]
    [InlineData("TERM=xterm-direct", true, TerminalColorDepth.TrueColor)]
    [InlineData("", true, TerminalColorDepth.TrueColor)]
    [InlineData("WT_SESSION=1;TERM=xterm", true, TerminalColorDepth.TrueColor)]
    [InlineData("TERM=dumb;COLORTERM=truecolor", true, TerminalColorDepth.None)]
    [InlineData("TERM=xterm;COLORTERM=truecolor;NO_COLOR=1", true, TerminalColorDepth.None)]
    [InlineData("TERM=xterm;COLORTERM=truecolor;NO_COLOR=", true, TerminalColorDepth.TrueColor)]
    [InlineData("TERM=xterm;COLORTERM=truecolor", false, TerminalColorDepth.None)]
    public void The_environment_says_how_many_colours_there_are(string environment, bool isTerminal, TerminalColorDepth depth) =>
        Assert.Equal(depth, Of(environment, isTerminal).ColorDepth);

    [Theory]
    [InlineData("COLORFGBG=0,15", true)]
    [InlineData("COLORFGBG=0,default,7", true)]
    [InlineData("COLORFGBG=15,0", false)]
    [InlineData("COLORFGBG=nonsense", false)]
    [InlineData("", false)]
    public void A_light_background_is_told_by_its_number(string environment, bool isLight) =>
        Assert.Equal(isLight, Of(environment, true).IsLight);

    [Theory]
    [InlineData("TERM=xterm-kitty", true, true)]
    [InlineData("TERM=xterm-256color;KITTY_WINDOW_ID=1", true, true)]
    [InlineData("TERM=xterm;TERM_PROGRAM=ghostty", true, true)]
    [InlineData("TERM=xterm;TERM_PROGRAM=WezTerm", true, true)]
    [InlineData("TERM=xterm;TERM_PROGRAM=Apple_Terminal", true, false)]
    [InlineData("TERM=xterm-kitty", false, false)]
    [InlineData("TERM=dumb;KITTY_WINDOW_ID=1", true, false)]
    [InlineData("TERM=tmux-256color;TMUX=/tmp/tmux;KITTY_WINDOW_ID=1", true, false)]
    [InlineData("TERM=screen-256color;KITTY_WINDOW_ID=1", true, false)]
    public void Kittys_graphics_are_known_by_the_terminals_name(string environment, bool isTerminal, bool has) =>
        Assert.Equal(has, Of(environment, isTerminal).HasKittyGraphics);

    // Variables apart by semicolons; a comma in a value stands for one.
    private static TerminalCapabilities Of(string environment, bool isTerminal)
    {
        Dictionary<string, string> variables = environment.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1].Replace(',', ';'));
        return TerminalCapabilities.Of(name => variables.GetValueOrDefault(name), isTerminal);
    }
}
