using PSAstroXmatch.Engine.Plotting.Terminal;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Plotting.Terminal;

public class TerminalSkyMapTests
{
    private static readonly ProjectionKind[] WholeSky = [ProjectionKind.Aitoff, ProjectionKind.Hammer, ProjectionKind.Mollweide, ProjectionKind.PlateCarree];

    public static TheoryData<ProjectionKind> Projections => [.. Enum.GetValues<ProjectionKind>()];

    // 80 × 22 characters are a map of 80 × 20 and two lines of text: 160 × 80 dots.
    [Theory]
    [InlineData(0, 0, 10, 40, '⠁')]
    [InlineData(90, 0, 10, 20, '⠁')]
    [InlineData(270, 0, 10, 60, '⠁')]
    [InlineData(-90, 0, 10, 60, '⠁')]
    [InlineData(630, 0, 10, 60, '⠁')]
    [InlineData(180, 0, 10, 0, '⠁')]
    [InlineData(-180, 0, 10, 79, '⠈')]
    [InlineData(0, 90, 0, 40, '⠁')]
    [InlineData(77, 90, 0, 40, '⠁')]
    [InlineData(0, -90, 19, 40, '⡀')]
    [InlineData(0, 45, 5, 40, '⠁')]
    public void A_point_is_where_Aitoff_puts_it_and_longitude_grows_to_the_left(double lon, double lat, int row, int column, char shown)
    {
        TerminalSkyMapResult result = Draw([lon], [lat], Options() with { Width = 80, Height = 22 });
        Assert.Equal(22, result.Lines.Count);
        Assert.Equal(shown, result.Lines[row + 1][column]);
        Assert.Equal("1 of 1 drawn", result.Lines[^1]);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(120, 10)]
    [InlineData(-10, -80)]
    [InlineData(50, 90)]
    public void The_centre_of_the_map_is_where_it_is_asked_for(double lon, double lat)
    {
        SkyView view = new(SkyFrame.Icrs, ProjectionKind.Hammer, lon, lat);
        TerminalSkyMapResult result = Draw([lon], [lat], Options() with { View = view, Width = 80, Height = 22 });
        Assert.Equal('⠁', result.Lines[11][40]);
    }

    [Theory]
    [MemberData(nameof(Projections))]
    public void A_single_point_changes_one_cell_of_the_map_or_is_counted(ProjectionKind kind)
    {
        Random random = new(7);
        TerminalSkyMapOptions[] both = [.. new[] { 0, 35 }.Select(lat => Options() with { View = new SkyView(SkyFrame.Galactic, kind, 20, lat) })];
        TerminalSkyMapResult[] empty = [.. both.Select(options => Draw([], [], options))];
        for (int n = 0; n < 60; n++)
        {
            (double lon, double lat) = (random.NextDouble() * 720 - 360, Math.Asin((random.NextDouble() * 2) - 1) * 180 / Math.PI);
            TerminalSkyMapResult result = Draw([lon], [lat], both[n % 2]);
            Assert.Equal(1, result.Drawn + result.Outside);
            Assert.True(kind == ProjectionKind.Gnomonic || result.Drawn == 1);
            Assert.Equal(result.Drawn, NewDots(result, empty[n % 2]));
        }
    }

    [Fact]
    public void Each_of_many_points_is_seen_through_labels_and_lines()
    {
        Random random = new(3);
        double[] lon = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble() * 360)];
        double[] lat = [.. lon.Select(_ => random.NextDouble() * 180 - 90)];
        TerminalSkyMapOptions options = Options() with { View = new SkyView(SkyFrame.Galactic, ProjectionKind.PlateCarree), Width = 77, Height = 21 };
        string[] lines = [.. Draw(lon, lat, options).Lines];
        // Two lines of text and one of labels leave 18 lines, and five columns of labels 72 columns: 5 degrees a column, 10 a line.
        int[] dots = new int[72 * 18];
        for (int i = 0; i < lon.Length; i++)
        {
            double fromLeft = lon[i] <= 180 ? 180 - lon[i] : 540 - lon[i];
            int dot = ((int)(fromLeft / 2.5) % 2 * 4) + ((int)((90 - lat[i]) / 2.5) % 4);
            dots[((int)((90 - lat[i]) / 10) * 72) + (int)(fromLeft / 5)] |= 1 << dot;
        }

        for (int cell = 0; cell < dots.Length; cell++)
        {
            if (dots[cell] != 0)
                Assert.Equal(Pattern(dots[cell]), lines[1 + (cell / 72)][5 + (cell % 72)]);
        }

        static char Pattern(int dots) => (char)(0x2800 + new[] { 0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80 }.Where((_, i) => (dots >> i & 1) == 1).Sum());
    }

    [Theory]
    [MemberData(nameof(Projections))]
    public void No_size_is_exceeded_and_every_point_is_drawn_or_counted(ProjectionKind kind)
    {
        Random random = new(5);
        double[] lon = [.. Enumerable.Range(0, 500).Select(i => i % 50 == 0 ? double.NaN : random.NextDouble() * 360)];
        double[] lat = [.. lon.Select((_, i) => i % 50 == 1 ? 91 : random.NextDouble() * 180 - 90)];
        double[] values = [.. lon.Select((_, i) => i % 10 == 3 ? -1 : random.NextDouble())];
        foreach ((int width, int height) in new[] { (30, 10), (31, 60), (200, 10), (79, 22), (120, 40), (300, 90) })
        {
            foreach (double centre in new[] { 0, 90, -23.4 })
            {
                TerminalSkyMapOptions options = Options() with
                {
                    View = new SkyView(SkyFrame.Ecliptic, kind, 266.4, centre),
                    Width = width,
                    Height = height,
                    IsLog = true,
                    ValueLabel = "Flux (erg cm⁻² s⁻¹)",
                };
                TerminalSkyMapResult result = Draw(lon, lat, values, options);
                Assert.InRange(result.Lines.Count, 5, height);
                Assert.All(result.Lines, line => Assert.InRange(line.Length, 0, width));
                Assert.Equal(20, result.WithoutPosition);
                Assert.Equal(480, result.Drawn + result.Outside);
                Assert.Equal(kind == ProjectionKind.Gnomonic, result.Outside > 0);
                Assert.InRange(result.WithoutValue, kind == ProjectionKind.Gnomonic ? 0 : 50, 50);
            }
        }
    }

    [Fact]
    public void The_last_line_counts_what_is_drawn_and_what_is_not()
    {
        TerminalSkyMapOptions options = Options() with { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Gnomonic), Field = (20, 20), IsLog = true };
        double nan = double.NaN;
        TerminalSkyMapResult result = Draw(
            [0, 1, 1, 1, 180, 0, nan, 5, 1], [0, 1, -1, 2, 0, 45, 0, 100, -2], [1, 0, -1, nan, 1, 1, 1, 1, double.PositiveInfinity], options);
        Assert.Equal(["5 of 9 drawn; 4 in grey: no positive value; 2 outside the map", "2 without a position"], result.Lines.TakeLast(2));
        Assert.Equal((5, 2, 2, 4), (result.Drawn, result.Outside, result.WithoutPosition, result.WithoutValue));
    }

    [Fact]
    public void A_map_without_points_is_a_map()
    {
        TerminalSkyMapResult result = Draw([], [], [], Options() with { ValueLabel = "Flux", ColorDepth = TerminalColorDepth.TrueColor });
        Assert.Equal("0 of 0 drawn", result.Lines[^1]);
        Assert.Equal("Flux: no values", result.Lines[^2]);
        Assert.Contains("120°", string.Join('\n', result.Lines));
        Assert.Equal("Galactic, Aitoff, centre l = 0°, b = 0°, l grows to the left", result.Lines[0]);
    }

    [Fact]
    public void Colours_are_there_only_where_the_terminal_has_them()
    {
        TerminalSkyMapOptions options = Options() with { ValueLabel = "Flux", IsLog = true };
        string plain = string.Join('\n', Draw([0, 90], [0, 0], [1e-14, 1e-11], options).Lines);
        Assert.DoesNotContain('\e', plain);
        Assert.Contains("Flux: 10⁻¹⁴ to 10⁻¹¹ (log), no colours in this terminal", plain);
        string coloured = string.Join('\n', Draw([0, 90], [0, 0], [1e-14, 1e-11], options with { ColorDepth = TerminalColorDepth.TrueColor }).Lines);
        Assert.Contains("Flux 10⁻¹⁴ \e[38;2;", coloured);
        Assert.Contains(" \e[0m10⁻¹¹ (log)", coloured);
        // The yellow end of viridis.
        Assert.Contains("\e[38;2;253;231;3", coloured);
        Assert.Contains("\e[38;5;", string.Join('\n', Draw([0], [0], [1], options with { ColorDepth = TerminalColorDepth.Palette256 }).Lines));
    }

    [Theory]
    [InlineData(new[] { 1.0, 5.0 })]
    [InlineData(new[] { 5.0, 1.0 })]
    [InlineData(new[] { double.NaN, 5 })]
    [InlineData(new[] { 5.0, double.NaN })]
    public void A_cell_has_the_colour_of_its_largest_value(double[] values)
    {
        TerminalSkyMapOptions options = Options() with { ColorDepth = TerminalColorDepth.TrueColor };
        string both = Draw([0, 0, 90], [0, 0, 0], [values[0], values[1], 1], options).Lines[11];
        string one = Draw([0, 90], [0, 0], [5, 1], options).Lines[11];
        Assert.Equal(one, both);
    }

    [Fact]
    public void The_dark_end_of_a_map_of_colours_is_left_out_on_a_dark_background_and_the_light_one_on_a_light()
    {
        TerminalColorScale dark = new([0, 1], ColorMap.Viridis, isLog: false, isLight: false), light = new([0, 1], ColorMap.Viridis, isLog: false, isLight: true);
        Assert.True(Brightness(dark.ColorOf(0)) > Brightness(light.ColorOf(0)) + 20);
        Assert.True(Brightness(light.ColorOf(1)) < Brightness(dark.ColorOf(1)) - 20);

        static int Brightness(TerminalColor color) => (color.Red + color.Green + color.Blue) / 3;
    }

    [Theory]
    [InlineData(29, 22, "FigureSizeInvalid")]
    [InlineData(80, 9, "FigureSizeInvalid")]
    [InlineData(80, 22, "FieldInvalid")]
    public void A_size_or_a_field_that_is_none_is_refused(int width, int height, string errorId) => Assert.Equal(
        errorId, Assert.Throws<AstroException>(() => Draw([], [], Options() with { Width = width, Height = height, Field = (20, 20) })).ErrorId);

    [Fact]
    public void Arrays_of_different_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Draw([1], [], Options()));
        Assert.Throws<ArgumentException>(() => Draw([1], [1], [], Options()));
    }

    [Fact]
    public void Labels_stand_beside_a_crowd_of_points_and_not_in_it()
    {
        Random random = new(9);
        double[] lon = [.. Enumerable.Range(0, 40_000).Select(_ => random.NextDouble() * 360)];
        double[] lat = [.. lon.Select(_ => random.NextDouble() * 180 - 90)];
        foreach (ProjectionKind kind in WholeSky)
        {
            string[] lines = [.. Draw(lon, lat, Options() with { View = new SkyView(SkyFrame.Galactic, kind) }).Lines];
            Assert.Contains(lines, line => line.Contains("+60°", StringComparison.Ordinal));
            Assert.Equal(kind == ProjectionKind.PlateCarree, lines.Any(line => line.Contains("120°", StringComparison.Ordinal)));
        }
    }

    private static TerminalSkyMapOptions Options() => new() { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff), Width = 80, Height = 22 };

    private static TerminalSkyMapResult Draw(double[] lon, double[] lat, TerminalSkyMapOptions options) => Draw(lon, lat, null, options);

    private static TerminalSkyMapResult Draw(double[] lon, double[] lat, double[]? values, TerminalSkyMapOptions options) =>
        TerminalSkyMap.Draw(lon, lat, values, options, TestContext.Current.CancellationToken);

    // Cells of the map that have Braille dots which the empty map has not; labels may have made way.
    private static int NewDots(TerminalSkyMapResult result, TerminalSkyMapResult empty)
    {
        int changed = 0;
        for (int row = 1; row < result.Lines.Count - 1; row++)
        {
            (string line, string before) = (result.Lines[row], empty.Lines[row].PadRight(80));
            changed += line.Where((c, column) => c is > '\u2800' and <= '\u28FF' && c != before[column]).Count();
        }

        return changed;
    }
}
