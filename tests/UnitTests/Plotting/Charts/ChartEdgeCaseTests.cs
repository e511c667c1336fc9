using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;
using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting.Charts;

/// <summary>Data that leave little to draw make a figure all the same.</summary>
public class ChartEdgeCaseTests
{
    public static TheoryData<double[]> Values =>
    [
        new double[] { 5 },
        new double[] { 5, 5, 5 },
        new double[] { 0, 0 },
        new double[] { double.NaN, double.NaN },
        new double[] { double.NaN, 3, double.PositiveInfinity, double.NegativeInfinity },
        new double[] { -3, -2, -1 },
        new double[] { 0, -1, 1e-300, 1e300 },
        new double[] { 1e-15, 1.0000001e-15 },
        new double[] { double.Epsilon, double.MaxValue },
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_histogram_is_drawn(double[] values)
    {
        foreach (bool isLog in new[] { false, true })
        {
            HistogramChart chart = new() { Values = values, Axis = new ChartAxis("x") { IsLog = isLog }, IsLogY = isLog };
            IsDrawn(chart.Draw(ReferencePicture.Options));
            IsDrawn((chart with { Groups = CategoryList.Of("g", [.. values.Select(_ => "a")]), Bins = 3 }).Draw(ReferencePicture.Options));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_scatter_plot_is_drawn(double[] values)
    {
        foreach (bool isLog in new[] { false, true })
        {
            ScatterValues own = new(new ChartAxis("x") { IsLog = isLog }, values, values);
            ScatterChart chart = new()
            {
                X = [own],
                Y = [own],
                ColorBy = new MarkerValues("c", values) { IsLog = isLog },
                SizeBy = new MarkerValues("s", values),
            };
            IsDrawn(chart.Draw(ReferencePicture.Options));
            IsDrawn((chart with { X = [own, own, own] }).Draw(ReferencePicture.Options));
            IsDrawn((chart with { Y = [own, own] }).Draw(ReferencePicture.Options with { Width = 64, Height = 64, Dpi = 40 }));
            IsDrawn((chart with { X = [new(new("L") { IsLongitude = true }, values)] }).Draw(ReferencePicture.Options));
            IsDrawn((chart with { X = [], Categories = CategoryList.Of("g", [.. values.Select(_ => "")]) }).Draw(ReferencePicture.Options));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Bars_are_drawn(double[] values)
    {
        foreach (bool isLog in new[] { false, true })
        {
            CategoryList categories = CategoryList.Of("c", [.. values.Select((_, i) => $"{i % 2}")]);
            BarChart chart = new() { Categories = categories, Values = values, IsLog = isLog, Groups = categories };
            IsDrawn(chart.Draw(ReferencePicture.Options));
            IsDrawn((chart with { IsStacked = true }).Draw(ReferencePicture.Options));
            IsDrawn((chart with { IsHorizontal = true }).Draw(ReferencePicture.Options with { Width = 64, Height = 64, Dpi = 40 }));
            PositionBarChart bars = new() { Positions = values, Axis = new ChartAxis("x") { IsLog = isLog }, Values = values, Widths = values, ValueLabel = "y", IsLogY = isLog };
            IsDrawn(bars.Draw(ReferencePicture.Options));
            IsDrawn((bars with { Axis = new ChartAxis("x") { IsLongitude = true } }).Draw(ReferencePicture.Options));
        }
    }

    [Fact]
    public void Error_bars_that_cannot_be_are_counted()
    {
        double[] values = [1, 2, 3, 4, 5];
        ScatterValues own = new(new ChartAxis("x"), values, [double.PositiveInfinity, -1, double.NaN, 0, 1]);
        Figure figure = new ScatterChart { X = [own], Y = [new(new("y"), values)] }.Draw(ReferencePicture.Options);
        Assert.Equal("2 of 5 error bars not drawn (x): the error is infinite or negative.", Assert.Single(figure.Remarks));
        IsDrawn(figure);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    [InlineData(1e30)]
    [InlineData(201)]
    [InlineData(0)]
    public void A_marker_that_has_no_end_is_refused(double size)
    {
        double[] values = [.. Enumerable.Range(0, PointLayer.MostShapes + 1).Select(i => (double)i)];
        ScatterChart chart = new() { X = [new(new("x"), values)], Y = [new(new("y"), values)], PointSize = size };
        Assert.Equal("SizeInvalid", Assert.Throws<AstroException>(() => chart.Draw(ReferencePicture.Options)).ErrorId);
    }

    [Fact]
    public void A_constant_colour_has_a_scale()
    {
        ScatterChart chart = new()
        {
            X = [new(new("x"), [1, 2, 3])],
            Y = [new(new("y"), [1, 2, 3])],
            ColorBy = new MarkerValues("c", [7, 7, 7]),
        };
        Figure figure = chart.Draw(ReferencePicture.Options);
        Assert.Empty(figure.Remarks);
        Assert.Contains(SvgText.Of(figure.ToSvg()), text => text.Text == "7");
    }

    [Fact]
    public void A_hundred_groups_have_a_legend_that_says_what_it_leaves_out()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"group number {i}")];
        ScatterChart chart = new() { X = [new(new("x"), new double[300])], Y = [new(new("y"), new double[300])], Groups = CategoryList.Of("g", names) };
        Assert.Contains(SvgText.Of(chart.Draw(ReferencePicture.Options).ToSvg()), text => text.Text.EndsWith("more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(7, 5)]
    [InlineData(0, 5)]
    [InlineData(double.NaN, 5)]
    public void A_range_that_cannot_be_is_refused(double min, double max)
    {
        ChartAxis axis = new("x") { IsLog = true, Range = (min, max) };
        ScatterChart scatter = new() { X = [new(axis, [1])], Y = [new(new("y"), [1])] };
        Assert.Equal("RangeInvalid", Assert.Throws<AstroException>(() => scatter.Draw(ReferencePicture.Options)).ErrorId);
        HistogramChart histogram = new() { Values = [1], Axis = new ChartAxis("x") { IsLog = true }, Minimum = min, Maximum = max };
        Assert.Equal("RangeInvalid", Assert.Throws<AstroException>(() => histogram.Draw(ReferencePicture.Options)).ErrorId);
    }

    [Theory]
    [InlineData(-1e308, 1e308)]
    [InlineData(-8.5e307, 8.5e307)]
    public void Values_too_large_for_a_linear_scale_are_refused_and_drawn_on_a_logarithmic_one(double first, double second)
    {
        double[] values = [first, second];
        HistogramChart histogram = new() { Values = values, Axis = new ChartAxis("x") };
        AstroException error = Assert.Throws<AstroException>(() => histogram.Draw(ReferencePicture.Options));
        Assert.Equal("RangeInvalid", error.ErrorId);
        ScatterChart scatter = new() { X = [new(new("x"), values)], Y = [new(new("y"), [1, 2])] };
        Assert.Equal("RangeInvalid", Assert.Throws<AstroException>(() => scatter.Draw(ReferencePicture.Options)).ErrorId);
        Assert.Equal("RangeInvalid", Assert.Throws<AstroException>(
            () => (scatter with { X = [new(new("x"), [1, 2])], ColorBy = new MarkerValues("c", values) }).Draw(ReferencePicture.Options)).ErrorId);
        IsDrawn((histogram with { Axis = new ChartAxis("x") { IsLog = true } }).Draw(ReferencePicture.Options));
        IsDrawn((scatter with { X = [new(new("x") { IsLog = true }, values)] }).Draw(ReferencePicture.Options));
    }

    [Theory]
    [InlineData(-7e307, 7e307)]
    [InlineData(0, 1.7e308)]
    public void The_largest_values_of_a_linear_scale_are_drawn(double first, double second)
    {
        HistogramChart histogram = new() { Values = [first, second], Axis = new ChartAxis("x"), Bins = 400 };
        Assert.All(histogram.Bin().Edges, edge => Assert.True(double.IsFinite(edge)));
        IsDrawn(histogram.Draw(ReferencePicture.Options));
        IsDrawn(new ScatterChart { X = [new(new("x"), [first, second])], Y = [new(new("y"), [1, 2])] }.Draw(ReferencePicture.Options));
    }

    private static void IsDrawn(Figure figure)
    {
        using SKBitmap bitmap = ReferencePicture.Decode(figure);
        // A frame and labels at least.
        Assert.True(bitmap.Pixels.Distinct().Take(3).Count() >= 3);
        Assert.NotEmpty(figure.ToSvg());
    }
}
