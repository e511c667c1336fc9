using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;
using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;
using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>Texts beside the markers of charts and maps.</summary>
public sealed class PointLabelTests
{
    private static readonly FigureOptions Size = new() { Width = 600, Height = 340, Dpi = 96 };

    [Fact]
    public void Texts_of_near_points_do_not_lie_over_each_other_and_none_is_cut()
    {
        string[] names = [.. Enumerable.Range(0, 24).Select(i => $"source {i}")];
        // Some in the corners, the others in a heap.
        double[] x = [0, 1, 0, 1, .. Heap(0.618034)], y = [0, 0, 1, 1, .. Heap(0.754878)];
        Figure figure = new ScatterChart { X = [new(new("x"), x)], Y = [new(new("y"), y)], Labels = names }.Draw(Size);
        IReadOnlyList<SvgText> texts = [.. SvgText.Of(figure.ToSvg()).Where(text => text.Text.StartsWith("source", StringComparison.Ordinal))];
        Assert.Equal(names, texts.Select(text => text.Text));
        Assert.All(texts, text => Assert.True(text.IsWithin(Size.Width, Size.Height), text.Text));
        for (int i = 0; i < texts.Count; i++)
        {
            for (int k = i + 1; k < texts.Count; k++)
                Assert.False(texts[i].Overlaps(texts[k]), $"{texts[i].Text} and {texts[k].Text}");
        }

        static double[] Heap(double step) => Charts.ChartExamples.Spread(0.45, 0.55, step, 20);
    }

    [Fact]
    public void A_text_is_on_the_side_where_no_line_is()
    {
        // A line through the point covers both sides of it; the other is above or below.
        double below = Height(5.3), above = Height(4.7);
        Assert.True(below > above + 12, $"{below} and {above}");

        static double Height(double level)
        {
            Figure figure = new ScatterChart
            {
                X = [new(new("x") { Range = (0, 10) }, [5])],
                Y = [new(new("y") { Range = (0, 10) }, [5])],
                Labels = ["name"],
                Lines = [new ChartLine([0, 10], [5, 5]), new ChartLine([0, 10], [level, level])],
            }.Draw(Size);
            return Assert.Single(SvgText.Of(figure.ToSvg()), text => text.Text == "name").Corners.Average(corner => corner.Y);
        }
    }

    [Fact]
    public void Every_text_is_written_even_in_a_crowd_and_without_control_characters()
    {
        string[] names = [.. Enumerable.Range(0, 3000).Select(i => i == 7 ? "odd\u001b[31m\nname" : $"{i}")];
        double[] same = new double[names.Length];
        byte[] svg = new ScatterChart { X = [new(new("x"), same)], Y = [new(new("y"), same)], Labels = names }.Draw(Size).ToSvg();
        IReadOnlyList<SvgText> texts = SvgText.Of(svg);
        Assert.Empty(names.Where((_, i) => i != 7).Except(texts.Select(text => text.Text)));
        Assert.Contains(texts, text => text.Text.StartsWith("odd", StringComparison.Ordinal) && text.Text.EndsWith("name", StringComparison.Ordinal));
        Assert.DoesNotContain((byte)0x1b, svg);
    }

    [Fact]
    public void On_a_map_dots_and_ellipses_have_texts_and_what_is_outside_has_none()
    {
        SkyMapLayer dots = new() { RA = [10, 10.02, 50], Dec = [20, 20, 20], Texts = ["first", "", "far away"] };
        SkyMapLayer ellipse = new()
        {
            Kind = SkyMapLayerKind.Ellipses,
            RA = [10.05],
            Dec = [20.02],
            SemiMajorAxis = [0.02],
            SemiMinorAxis = [0.01],
            PositionAngle = [30],
            Texts = ["ellipse"],
        };
        SkyMapOptions options = new() { View = new SkyView(SkyFrame.Icrs, ProjectionKind.Gnomonic, 10, 20), Field = (0.3, 0.2), Figure = Size };
        string[] texts = [.. SvgText.Of(SkyMap.Create([dots, ellipse], options).ToSvg()).Select(text => text.Text)];
        Assert.Contains("first", texts);
        Assert.Contains("ellipse", texts);
        Assert.DoesNotContain("far away", texts);
    }

    // A circle of 36 straight pieces would leave the round one by more than a pixel.
    [Fact]
    public void A_circle_that_fills_the_map_is_round()
    {
        SkyMapLayer circle = new() { Kind = SkyMapLayerKind.Ellipses, RA = [10], Dec = [0], SemiMajorAxis = [0.09], Color = "#FF0000", Size = 1, Opacity = 1 };
        SkyMapOptions options = new()
        {
            View = new SkyView(SkyFrame.Icrs, ProjectionKind.Gnomonic, 10, 0),
            Field = (0.2, 0.2),
            HasGrid = false,
            Figure = new() { Width = 1000, Height = 1000, Dpi = 96 },
        };
        using SKBitmap picture = ReferencePicture.Decode(SkyMap.Create([circle], options));
        List<(int X, int Y)> red = [];
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (picture.GetPixel(x, y) is { Red: > 200, Green: < 120, Blue: < 120 })
                    red.Add((x, y));
            }
        }

        double centerX = (red.Min(at => at.X) + red.Max(at => at.X)) / 2.0, centerY = (red.Min(at => at.Y) + red.Max(at => at.Y)) / 2.0;
        double[] radii = [.. red.Select(at => Math.Sqrt(Math.Pow(at.X - centerX, 2) + Math.Pow(at.Y - centerY, 2)))];
        Assert.True(radii.Min() > 300 && radii.Max() - radii.Min() < 2, $"{radii.Min():0.00} to {radii.Max():0.00} pixels");
    }
}
