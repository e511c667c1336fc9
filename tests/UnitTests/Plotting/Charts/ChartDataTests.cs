using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.UnitTests.Plotting.Charts;

/// <summary>What of the data comes into a chart, where, and what is said of the rest.</summary>
public class ChartDataTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(180, 180)]
    [InlineData(-180, 180)]
    [InlineData(181, -179)]
    [InlineData(359.5, -0.5)]
    [InlineData(540, 180)]
    [InlineData(-725, -5)]
    public void Longitudes_are_wrapped_to_180_degrees(double degrees, double expected) => Assert.Equal(expected, Longitude.Wrap(degrees));

    [Fact]
    public void Longitudes_grow_to_the_left()
    {
        ChartAxis axis = new("L") { IsLongitude = true };
        Assert.Equal(-90, axis.Position(90));
        Assert.Equal(90, axis.Position(270));
        Assert.Equal((-180, 180), axis.Limits([10, 20]));
        Assert.Equal((-40, -10), (axis with { Range = (10, 40) }).Limits([]));
    }

    [Fact]
    public void A_line_goes_from_one_end_of_the_axis_to_the_other_in_even_steps()
    {
        ChartAxis axis = new("x") { Range = (1, 100) };
        Assert.Equal([1, 50.5, 100], Middle(axis));
        Assert.Equal([1, 10, 100], Middle(axis with { IsLog = true }).Select(value => Math.Round(value, 9)));
        Assert.Equal([100, 50.5, 1], Middle(axis with { IsLongitude = true }));
        // The ends of an error bar belong to the axis, and 3 % of free space; a value that is not drawn does not.
        double[] wide = Middle(new ChartAxis("x"), [0, 5, double.NaN, 10], [1, 0, 50, double.PositiveInfinity], [0, 0, 0, 2]);
        Assert.Equal([-1.39, 5.5, 12.39], wide.Select(value => Math.Round(value, 9)));

        static double[] Middle(ChartAxis axis, double[]? values = null, double[]? below = null, double[]? above = null)
        {
            ScatterChart chart = new() { X = [new(axis, values ?? [5], below, above)], Y = [] };
            double[] all = chart.LineValues();
            return [all[0], all[all.Length / 2], all[^1]];
        }
    }

    [Fact]
    public void Lines_are_functions_of_one_X()
    {
        ScatterValues x = new(new("x"), [1, 2]);
        Assert.Equal("PanelAxesInvalid", Assert.Throws<AstroException>(() => new ScatterChart { X = [x, x], Y = [x] }.LineValues()).ErrorId);
    }

    [Fact]
    public void An_upper_error_that_is_none_is_counted_like_a_lower_one()
    {
        ScatterValues y = new(new("y"), [1, 2, 3], [0.1, -1, double.NaN], [0.2, 0.1, double.PositiveInfinity]);
        Figure figure = new ScatterChart { X = [new(new("x"), [1, 2, 3])], Y = [y] }.Draw(ReferencePicture.Options);
        Assert.Equal("2 of 3 error bars not drawn (y): the error is infinite or negative.", Assert.Single(figure.Remarks));
    }

    [Fact]
    public void Categories_come_in_the_given_order_then_by_the_alphabet_and_the_empty_last()
    {
        CategoryList list = CategoryList.Of("Class", ["zzz", "psr", "", "PSR", "abc", " "], ["PSR", "psr", "never"], "unassociated");
        Assert.Equal(["PSR", "psr", "abc", "zzz", "unassociated"], list.Names);
        Assert.Equal([3, 1, 4, 0, 2, 4], list.Indices);
    }

    [Fact]
    public void An_empty_text_in_the_order_is_the_place_of_the_empty_category()
    {
        CategoryList list = CategoryList.Of("Class", ["b", "", "a"], ["b", "", "never"], "unassociated", keepUnused: true);
        Assert.Equal(["b", "unassociated", "never", "a"], list.Names);
    }

    [Fact]
    public void Numbers_as_categories_are_in_order_of_size() =>
        Assert.Equal(["2", "10", "x"], CategoryList.Of("n", ["x", "10", "2"]).Names);

    [Fact]
    public void Bars_count_sum_and_take_means_and_medians()
    {
        CategoryList categories = CategoryList.Of("c", ["a", "b", "a", "a", "b"]);
        double[] values = [1, 10, 2, 6, double.NaN];
        Assert.Equal([3.0, 2], Heights(new BarChart { Categories = categories }));
        Assert.Equal([9.0, 10], Heights(new BarChart { Categories = categories, Values = values }));
        Assert.Equal([3.0, 10], Heights(new BarChart { Categories = categories, Values = values, Statistic = BarStatistic.Mean }));
        Assert.Equal([2.0, 10], Heights(new BarChart { Categories = categories, Values = values, Statistic = BarStatistic.Median }));
    }

    [Fact]
    public void A_bar_without_a_value_is_counted_in_a_remark()
    {
        BarChart chart = new() { Categories = CategoryList.Of("c", ["a", "b"]), Values = [1, double.NaN], ValueLabel = "Flux" };
        Assert.Equal("1 of 2 objects not drawn (Flux): 1 without a value.", Assert.Single(chart.Draw(ReferencePicture.Options).Remarks));
    }

    [Fact]
    public void Under_a_logarithm_bars_stand_on_a_ground_below_the_smallest()
    {
        HeightScale scale = HeightScale.Of([0, 1, 40, 900], isLog: true);
        Assert.Equal(Math.Log10(0.5), scale.Position(0), 1e-12);
        Assert.Equal(Math.Log10(0.5), scale.From, 1e-12);
        Assert.True(scale.To > Math.Log10(900) && scale.To < 3.5);
        Assert.Equal(scale.From, scale.Position(-5));
    }

    [Fact]
    public void Bars_of_neighbouring_categories_never_touch()
    {
        foreach (int groups in new[] { 1, 2, 3, 7 })
        {
            string[] names = [.. Enumerable.Range(0, groups * 2).Select(i => $"{i % groups}")];
            BarChart chart = new() { Categories = CategoryList.Of("c", [.. names.Select((_, i) => i < groups ? "a" : "b")]), Groups = CategoryList.Of("g", names) };
            (double From, double To)[] bars = [.. chart.Bars(chart.Heights(new Omissions())).Select(bar => (bar.From, bar.To)).Order()];
            Assert.Equal(groups * 2, bars.Length);
            for (int i = 1; i < bars.Length; i++)
                Assert.True(bars[i].From >= bars[i - 1].To - 1e-12);
            Assert.True(bars[groups].From - bars[groups - 1].To > 0.19);
        }
    }

    [Fact]
    public void Stacked_bars_stand_on_each_other_upwards_and_downwards()
    {
        BarChart chart = new()
        {
            Categories = CategoryList.Of("c", ["a", "a", "a"]),
            Groups = CategoryList.Of("g", ["1", "2", "3"]),
            Values = [2, -1, 3],
            IsStacked = true,
        };
        Assert.Equal([(0.0, 2.0), (0.0, -1.0), (2.0, 5.0)], chart.Bars(chart.Heights(new Omissions())).Select(bar => (bar.Low, bar.High)));
    }

    [Fact]
    public void Means_are_not_stacked()
    {
        BarChart chart = new() { Categories = CategoryList.Of("c", ["a"]), Values = [1], Statistic = BarStatistic.Mean, IsStacked = true };
        Assert.Equal("StackInvalid", Assert.Throws<AstroException>(() => chart.Draw(ReferencePicture.Options)).ErrorId);
    }

    [Fact]
    public void Jitter_is_the_same_for_the_same_seed_and_stays_in_its_category()
    {
        CategoryList categories = CategoryList.Of("c", [.. Enumerable.Range(0, 2000).Select(i => $"{i % 3}")]);
        ScatterChart chart = new() { Categories = categories, Y = [new(new("y"), new double[2000])] };
        double[] first = chart.Shifted(categories).Values;
        Assert.Equal(first, chart.Shifted(categories).Values);
        Assert.NotEqual(first, (chart with { Seed = 2 }).Shifted(categories).Values);
        double[] shifts = [.. first.Select((place, i) => place - i % 3)];
        Assert.All(shifts, shift => Assert.InRange(shift, -0.4, 0.4));
        Assert.InRange(Math.Sqrt(shifts.Average(shift => shift * shift)), 0.095, 0.105);
        Assert.Equal(categories.Indices.Select(index => (double)index), (chart with { Jitter = 0 }).Shifted(categories).Values);
    }

    [Fact]
    public void What_a_logarithmic_axis_cannot_show_is_counted()
    {
        ScatterChart chart = new()
        {
            X = [new(new("Flux") { IsLog = true }, [1, 0, -1, double.NaN, double.PositiveInfinity, 10, 1000])],
            Y = [new(new("y") { Range = (0, 6) }, [1, 2, 3, 4, 5, 6, 7])],
        };
        Assert.Equal(
            [
                "4 of 7 objects not drawn (Flux): 2 without a value, 2 not positive on a logarithmic axis.",
                "1 of 7 objects not drawn (y): 1 outside the range.",
            ],
            chart.Draw(ReferencePicture.Options).Remarks);
    }

    [Fact]
    public void Points_without_a_colour_are_grey_and_counted()
    {
        ScatterChart chart = new()
        {
            X = [new(new("x"), [1, 2, 3])],
            Y = [new(new("y"), [1, 2, 3])],
            ColorBy = new MarkerValues("Flux", [1, 0, double.NaN]) { IsLog = true },
        };
        Assert.Equal("2 of 3 points drawn in grey: no positive value of Flux.", Assert.Single(chart.Draw(ReferencePicture.Options).Remarks));
    }

    [Fact]
    public void Several_X_and_several_Y_are_refused()
    {
        ScatterValues values = new(new("x"), [1]);
        ScatterChart chart = new() { X = [values, values], Y = [values, values] };
        Assert.Equal("PanelAxesInvalid", Assert.Throws<AstroException>(() => chart.Draw(ReferencePicture.Options)).ErrorId);
    }

    private static IEnumerable<double> Heights(BarChart chart) => chart.Heights(new Omissions()).Cast<double>();
}
