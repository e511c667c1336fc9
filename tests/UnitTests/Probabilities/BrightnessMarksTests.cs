using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.UnitTests.Probabilities;

/// <summary>Which numbers of a column of magnitudes or fluxes stand for a missing value.</summary>
public class BrightnessMarksTests
{
    private static readonly double[] Stars = [12.3, 15.5, 18.1, 19.9, 9.99, 20.2];

    [Theory]
    [InlineData(99)]
    [InlineData(99.99)]
    [InlineData(-99.9)]
    [InlineData(-999)]
    [InlineData(9999)]
    [InlineData(1e20)]
    public void No_magnitude_is_beyond_minus_30_to_40(double mark) => Assert.Equal((mark, 1), Removed([mark, .. Stars]));

    [Fact]
    public void Magnitudes_of_the_sun_and_of_the_faintest_galaxies_are_magnitudes() => Assert.Null(Remove([-26.7, 31.5, double.NaN, -30, 40]).Marks);

    [Theory]
    [InlineData(-9.99)]
    [InlineData(-9)]
    [InlineData(-9.999)]
    [InlineData(29.99)]
    public void Nines_repeated_far_from_all_others_are_marks_and_nothing_else_is(double mark)
    {
        double[] thrice = [mark, mark, mark, .. Stars];
        if (mark > 0)
            Assert.Null(Remove(thrice).Marks);
        else
            Assert.Equal((mark, 3), Removed(thrice));
        // Two rows may be two stars.
        Assert.Null(Remove([mark, mark, .. Stars]).Marks);
    }

    [Fact]
    public void Nines_among_the_others_are_magnitudes() => Assert.Null(Remove([9.99, 9.99, 9.99, 9.99, .. Stars]).Marks);

    [Fact]
    public void A_column_of_nines_alone_is_left_as_it_is() => Assert.Null(Remove([9.9, 9.9, 9.9]).Marks);

    [Fact]
    public void Marks_of_single_precision_are_found_and_told_as_they_were_written()
    {
        (double[] values, BrightnessMarks? marks) = Remove([-9.99f, -9.99f, -9.99f, 99.99f, .. Stars]);
        Assert.Equal("-9.99 in 3, 99.99 in 1", marks!.Values);
        Assert.Equal(4, marks.Count);
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN, .. Stars], values);
    }

    [Fact]
    public void Millimagnitudes_have_their_own_limits()
    {
        Assert.Null(BrightnessMarks.Remove([12000, 15000], true, 0.001, "m").Marks);
        Assert.Equal(1, BrightnessMarks.Remove([12000, 99990], true, 0.001, "m").Marks!.Count);
    }

    [Fact]
    public void Fluxes_are_marks_if_they_are_nines_ten_times_brighter_than_all_others_in_three_rows()
    {
        Assert.Equal(3, Flux([9999, 9999, 9999, 3, 120]).Marks!.Count);
        Assert.Null(Flux([9999, 9999, 9999, 3, 1200]).Marks);
        Assert.Null(Flux([9999, 9999, 3, 120]).Marks);
        // Zero or less is a limit, as it is without marks.
        Assert.Null(Flux([-99, -99, -99, 3]).Marks);

        static (double[] Values, BrightnessMarks? Marks) Flux(double[] values) => BrightnessMarks.Remove(values, false, 1, "f");
    }

    [Fact]
    public void One_warning_counts_them_by_column()
    {
        Assert.Null(BrightnessMarks.Warning([]));
        string warning = BrightnessMarks.Warning([Remove([99, 99, -99, .. Stars]).Marks!, BrightnessMarks.Remove([1e4, 12], true, 1, "'k' of b").Marks!])!;
        Assert.StartsWith("Not taken as brightness: 3 values of 'm' of a (99 in 2, -99 in 1); 1 value of 'k' of b (10000 in 1). ", warning, StringComparison.Ordinal);
        Assert.EndsWith("The brightness of these rows counts as unknown.", warning, StringComparison.Ordinal);
    }

    private static (double[] Values, BrightnessMarks? Marks) Remove(double[] values) => BrightnessMarks.Remove(values, true, 1, "'m' of a");

    private static (double, int) Removed(double[] values)
    {
        (double[] left, BrightnessMarks? marks) = Remove(values);
        Assert.Equal(values.Where((_, row) => double.IsNaN(left[row])).Count(), marks!.Count);
        return (values.Where((_, row) => double.IsNaN(left[row])).Distinct().Single(), marks.Count);
    }
}
