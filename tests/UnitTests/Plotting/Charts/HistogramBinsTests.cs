using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.UnitTests.Plotting.Charts;

/// <summary>Bins against numpy.histogram_bin_edges(bins='fd') and numpy.histogram of numpy 1.24.2.</summary>
public class HistogramBinsTests
{
    [Theory]
    [InlineData(10, 448.4045, 896.809, new[] { 6, 4 })]
    [InlineData(100, 202.005, 1010.025, new[] { 44, 18, 14, 12, 12 })]
    [InlineData(1000, 92.36945454545454, 1016.064, new[] { 301, 124, 96, 81, 71, 65, 59, 55, 52, 49, 47 })]
    public void The_rule_and_the_counts_are_those_of_numpy(int count, double second, double last, int[] expected)
    {
        double[] values = Values(count);
        double[] edges = HistogramBins.ByRule(values, values.Min(), values.Max());
        Assert.Equal(second, edges[1], 1e-9);
        Assert.Equal(last, edges[^1], 1e-9);
        Assert.Equal(expected, HistogramBins.Count(values, edges));
    }

    [Fact]
    public void Of_logarithms_the_rule_is_that_of_numpy_too()
    {
        double[] values = [.. Values(1000).Skip(1).Select(Math.Log10)];
        double[] edges = HistogramBins.ByRule(values, values.Min(), values.Max());
        Assert.Equal(-2.812283716743156, edges[1], 1e-12);
        Assert.Equal(
            [1, 0, 0, 1, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 9, 12, 14, 18, 23, 28, 33, 43, 53, 66, 81, 102, 126, 157, 195],
            HistogramBins.Count(values, edges));
    }

    [Fact]
    public void In_a_range_the_values_outside_take_no_part()
    {
        HistogramChart chart = new() { Values = Values(1000), Axis = new ChartAxis("x"), Minimum = 100, Maximum = 700 };
        (_, double[] edges, IReadOnlyList<string> remarks) = chart.Bin();
        Assert.Equal(9, edges.Length - 1);
        Assert.Equal(166.66666666666669, edges[1], 1e-9);
        Assert.Contains("outside the range", Assert.Single(remarks));
    }

    [Fact]
    public void Where_the_quartiles_are_alike_Sturges_rule_takes_over_as_in_numpys_auto()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 90), .. Enumerable.Range(2, 10).Select(number => (double)number)];
        double[] edges = HistogramBins.ByRule(values, 1, 11);
        Assert.Equal([1, 2.25, 3.5, 4.75, 6, 7.25, 8.5, 9.75, 11], edges);
        Assert.Equal([91, 1, 1, 1, 2, 1, 1, 2], HistogramBins.Count(values, edges));
    }

    [Fact]
    public void One_value_has_one_bin_of_width_1_about_it()
    {
        HistogramChart chart = new() { Values = [5, 5, 5], Axis = new ChartAxis("x") };
        Assert.Equal([4.5, 5.5], chart.Bin().Edges);
    }

    [Fact]
    public void The_rule_makes_no_more_bins_than_are_seen()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i / 1000.0), 1e6];
        Assert.Equal(HistogramBins.MostByRule, HistogramBins.ByRule(values, 0, 1e6).Length - 1);
    }

    [Fact]
    public void Bins_of_a_width_begin_at_a_multiple_of_it()
    {
        double[] edges = HistogramBins.OfWidth(0.35, 1.05, 0.2, startsAtMin: false);
        Assert.Equal(5, edges.Length - 1);
        Assert.Equal(0.2, edges[0], 1e-12);
        Assert.Equal(1.2, edges[^1], 1e-12);
        Assert.Equal(0.35, HistogramBins.OfWidth(0.35, 1.05, 0.2, startsAtMin: true)[0]);
    }

    [Fact]
    public void Every_value_in_the_range_is_counted_once()
    {
        double[] values = [.. Enumerable.Range(0, 1001).Select(i => i / 1000.0)];
        foreach (int bins in new[] { 1, 7, 10, 333, 1000 })
        {
            double[] edges = HistogramBins.Even(0, 1, bins);
            int[] counts = HistogramBins.Count(values, edges);
            Assert.Equal(values.Length, counts.Sum());
            for (int bin = 0; bin < bins; bin++)
                Assert.Equal(values.Count(value => value >= edges[bin] && (value < edges[bin + 1] || (bin == bins - 1 && value <= edges[^1]))), counts[bin]);
        }
    }

    [Theory]
    [InlineData(0, null, "BinsInvalid")]
    [InlineData(-3, null, "BinsInvalid")]
    [InlineData(30_000, null, "BinsInvalid")]
    [InlineData(null, 0.0, "BinsInvalid")]
    [InlineData(null, double.NaN, "BinsInvalid")]
    [InlineData(null, 1e-9, "BinsInvalid")]
    [InlineData(5, 1.0, "BinsInvalid")]
    public void Bins_that_cannot_be_are_refused(int? bins, double? width, string id)
    {
        HistogramChart chart = new() { Values = Values(100), Axis = new ChartAxis("x"), Bins = bins, BinWidth = width };
        Assert.Equal(id, Assert.Throws<AstroException>(() => chart.Bin()).ErrorId);
    }

    private static double[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 7919 % 1009) * (i * 7919 % 1009) / 1000.0)];
}
