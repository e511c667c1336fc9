using PSAstroXmatch.Engine.Plotting;

namespace PSAstroXmatch.UnitTests.Plotting.Charts;

/// <summary>Charts look as they did, and nothing in them is cut or lies over something else, at any size.</summary>
public class ChartPictureTests
{
    public static TheoryData<string> Names => [.. ChartExamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_chart_looks_as_it_did(string name) =>
        ReferencePicture.Matches(ChartExamples.All[name](ReferencePicture.Options), "chart-" + name);

    [Fact]
    public void A_chart_on_dark_looks_as_it_did() => ReferencePicture.Matches(
        ChartExamples.All["scatter"](ReferencePicture.Options with { Theme = FigureThemeKind.Dark, Title = "On dark" }), "chart-dark");

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_is_cut_or_lies_over_other_text_at_any_size(string name)
    {
        foreach ((int width, int height, double dpi) in new[] { (300, 200, 150), (320, 640, 150), (640, 320, 150), (480, 300, 96), (800, 500, 96), (1600, 900, 150), (4000, 2000, 150), (2000, 1200, 300.0) })
        {
            FigureOptions options = new() { Width = width, Height = height, Dpi = dpi, Title = "A title of some length above the figure" };
            IReadOnlyList<SvgText> texts = SvgText.Of(ChartExamples.All[name](options).ToSvg());
            Assert.True(texts.Count >= 4, $"{width} × {height}: {texts.Count} texts");
            Assert.All(texts, text => Assert.True(text.IsWithin(width, height), $"'{text.Text}' is cut at {width} × {height}: {string.Join(' ', text.Corners)}"));
            for (int i = 0; i < texts.Count; i++)
            {
                for (int k = i + 1; k < texts.Count; k++)
                    Assert.False(texts[i].Overlaps(texts[k]), $"'{texts[i].Text}' and '{texts[k].Text}' overlap at {width} × {height}.");
            }
        }
    }

    [Fact]
    public void Lines_of_text_that_overlap_are_found()
    {
        SvgText flat = new("a", [(0, 0), (10, 0), (10, 5), (0, 5)]), beside = new("b", [(10, 0), (20, 0), (20, 5), (10, 5)]);
        SvgText turned = new("c", [(8, 0), (12, 4), (8, 8), (4, 4)]), corner = new("d", [(13, 3), (16, 6), (13, 9), (10, 6)]);
        Assert.False(flat.Overlaps(beside));
        Assert.True(flat.Overlaps(turned));
        Assert.False(flat.Overlaps(corner));
        Assert.True(beside.Overlaps(corner));
        Assert.True(turned.IsWithin(12, 8));
        Assert.False(turned.IsWithin(10, 8));
    }

    [Fact]
    public void In_an_SVG_file_text_is_text_and_many_points_are_one_picture()
    {
        string svg = System.Text.Encoding.UTF8.GetString(Cloud(5000).ToSvg());
        Assert.Contains(SvgText.Of(System.Text.Encoding.UTF8.GetBytes(svg)), text => text.Text == "Horizontal");
        Assert.Contains("<image", svg);
        Assert.DoesNotContain("<circle", svg);
        string few = System.Text.Encoding.UTF8.GetString(Cloud(500).ToSvg());
        Assert.DoesNotContain("<image", few);
        Assert.Equal(500, few.Split("<circle").Length - 1 + (few.Split("<ellipse").Length - 1));
    }

    [Fact]
    public void Four_hundred_thousand_points_are_drawn() => Assert.True(Cloud(400_000).ToPng().Length > 50_000);

    private static Figure Cloud(int count) => new Engine.Plotting.Charts.ScatterChart
    {
        X = [new(new("Horizontal"), ChartExamples.Spread(0, 1, 0.618034, count))],
        Y = [new(new("Vertical") { IsLog = true }, ChartExamples.Fluxes(count))],
    }.Draw(new FigureOptions());
}
