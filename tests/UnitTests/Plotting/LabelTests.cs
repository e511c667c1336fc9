using PSAstroXmatch.Engine.Plotting;
using ScottPlot;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>Numbers, units and ranges as a figure shows them.</summary>
public sealed class LabelTests
{
    [Theory]
    [InlineData("erg/s/cm2", "erg cm⁻² s⁻¹")]
    [InlineData("erg/cm2/s", "erg cm⁻² s⁻¹")]
    [InlineData("erg cm-2 s-1", "erg cm⁻² s⁻¹")]
    [InlineData("erg.cm**-2.s**-1", "erg cm⁻² s⁻¹")]
    [InlineData("ph/cm^2/s", "ph cm⁻² s⁻¹")]
    [InlineData("deg", "deg")]
    [InlineData("mas.yr-1", "mas yr⁻¹")]
    [InlineData("km/s", "km s⁻¹")]
    [InlineData("log(cm.s**-2)", "log(cm.s**-2)")]
    [InlineData("10+3J", "10+3J")]
    [InlineData("%", "%")]
    public void Units_are_set_as_astronomers_write_them(string unit, string expected) => Assert.Equal(expected, UnitLabel.Of(unit));

    [Fact]
    public void A_name_without_a_unit_stands_alone()
    {
        Assert.Equal("FermiFlux (erg cm⁻² s⁻¹)", UnitLabel.Of("FermiFlux", "erg/cm2/s"));
        Assert.Equal("NumCscMatches", UnitLabel.Of("NumCscMatches", null));
        Assert.Equal("Class", UnitLabel.Of("Class", " "));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.25, "0.25")]
    [InlineData(-3, "−3")]
    [InlineData(1500, "1500")]
    [InlineData(2.5e-14, "2.5×10⁻¹⁴")]
    [InlineData(1e-14, "10⁻¹⁴")]
    [InlineData(-1e7, "−1×10⁷")]
    [InlineData(9.9999e-5, "10⁻⁴")]
    [InlineData(0.30000000000000004, "0.3")]
    public void Numbers_are_short(double value, string expected) => Assert.Equal(expected, NumberLabel.Of(value));

    [Fact]
    public void Decades_have_a_label_each_where_there_is_room()
    {
        Assert.Equal(["10⁻¹⁵", "10⁻¹⁴", "10⁻¹³"], MajorLabels(-15.2, -12.9, 400));
        // In 100 units stand five labels at the most: every third of fifteen decades.
        Assert.Equal(["10⁻¹⁵", "10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "1"], MajorLabels(-15, 0, 130));
    }

    [Fact]
    public void Within_a_decade_labels_are_numbers() => Assert.Equal(["20", "30", "40", "50"], MajorLabels(Math.Log10(15), Math.Log10(55), 400));

    [Theory]
    [InlineData(new double[] { 1, 5, double.NaN }, false, 1, 5)]
    [InlineData(new double[] { 0, -3, 10, 1000 }, true, 10, 1000)]
    [InlineData(new double[] { 7, 7 }, true, 3.5, 14)]
    [InlineData(new double[] { 0, 0 }, false, -1, 1)]
    [InlineData(new double[] { double.NaN }, true, 1, 10)]
    [InlineData(new double[] { double.PositiveInfinity }, false, 0, 1)]
    [InlineData(new double[0], false, 0, 1)]
    public void A_scale_always_has_a_length(double[] values, bool isLog, double min, double max) =>
        Assert.Equal((min, max), ScaleRange.Of(values, isLog));

    [Theory]
    [InlineData(2, 1, false)]
    [InlineData(1, 1, false)]
    [InlineData(0, 1, true)]
    [InlineData(double.NaN, 1, false)]
    public void A_range_that_is_none_is_refused(double min, double max, bool isLog) =>
        Assert.Equal("RangeInvalid", Assert.Throws<AstroException>(() => ScaleRange.Of([1, 2], isLog, (min, max))).ErrorId);

    [Fact]
    public void Colours_run_from_the_smallest_to_the_largest_and_what_has_none_is_grey()
    {
        Color grey = Color.FromHex("#B0B0B0");
        ColorScale scale = new([1e-16, 1e-12, 0, double.NaN], ColorMap.Viridis, isLog: true, grey);
        Assert.Equal("#440154", scale.ColorOf(1e-16).ToHex()[..7]);
        Assert.Equal("#FDE724", scale.ColorOf(1e-12).ToHex()[..7]);
        Assert.Equal(scale.ColorOf(1e-16), scale.ColorOf(1e-20));
        Assert.Equal(grey, scale.ColorOf(0));
        Assert.Equal(grey, scale.ColorOf(double.NaN));
        Assert.NotEqual(scale.ColorOf(1e-16), scale.ColorOf(1e-14));
    }

    // matplotlib's cividis at 0, 1/2 and 1.
    [Theory]
    [InlineData(0, "#00224E")]
    [InlineData(0.5, "#7D7C78")]
    [InlineData(1, "#FEE838")]
    public void Cividis_is_matplotlibs(double position, string expected) =>
        Assert.Equal(expected, new ColorScale([0, 1], ColorMap.Cividis, isLog: false, Colors.Gray).ColorOf(position).ToHex()[..7]);

    [Fact]
    public void The_middle_of_a_diverging_scale_is_zero()
    {
        ColorScale scale = new([-1, 4], ColorMap.Diverging, isLog: false, Colors.Gray);
        Assert.Equal((-4, 4), (scale.Min, scale.Max));
    }

    private static string[] MajorLabels(double min, double max, float length)
    {
        DecadeTicks ticks = new();
        using Paint paint = Paint.NewDisposablePaint();
        ticks.Regenerate(new CoordinateRange(min, max), Edge.Left, new PixelLength(length), paint, new LabelStyle { FontSize = 12 });
        return [.. ticks.Ticks.Where(tick => tick.IsMajor).Select(tick => tick.Label)];
    }
}
