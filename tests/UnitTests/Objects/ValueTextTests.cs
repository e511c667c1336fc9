using System.Globalization;

namespace PSAstroXmatch.UnitTests.Objects;

public class ValueTextTests
{
    // What repr() of Python 3.11 prints for the same doubles.
    [Theory]
    [InlineData(117.038235, "117.038235")]
    [InlineData(7.1011343451775e-15, "7.1011343451775e-15")]
    [InlineData(0.1, "0.1")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(-8.7104e-12, "-8.7104e-12")]
    [InlineData(double.NaN, "")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void Numbers_are_as_short_as_they_can_be(double value, string text) => Assert.Equal(text, ValueText.Format(value));

    // C# prefers a parameter of type float to one of type object for a long.
    [Fact]
    public void A_whole_number_keeps_its_digits_whatever_its_type()
    {
        Assert.Equal("6917528997577384321", ValueText.Format(6917528997577384321L));
        Assert.Equal("6917528997577384321", ValueText.Format((long?)6917528997577384321L));
        Assert.Equal("2147483647", ValueText.Format(int.MaxValue));
        Assert.Equal("20000001", ValueText.Format((object)20_000_001));
    }

    [Fact]
    public void A_float_keeps_its_own_digits_as_a_double() => Assert.Equal(20.78351, ValueText.ToDouble(20.78351f));

    /// <summary>.NET's own shortest text of a float, read as a double, for floats of all sizes, around powers of two and of ten, and with few digits.</summary>
    [Fact]
    public void All_floats_keep_the_digits_that_dotnet_writes()
    {
        Random random = new(20261201);
        List<float> values = [0, -0f, float.Epsilon, float.MaxValue, float.NegativeInfinity, 16777216, 9.999999e-15f, 0.1f, -1e-16f, 999999.94f];
        for (int exponent = -149; exponent < 128; exponent++)
        {
            float power = (float)Math.Pow(2, exponent);
            values.AddRange([power, MathF.BitIncrement(power), MathF.BitDecrement(power)]);
        }

        for (int exponent = -45; exponent < 39; exponent++)
        {
            float power = float.Parse($"1e{exponent}", CultureInfo.InvariantCulture);
            values.AddRange([power, MathF.BitIncrement(power), -MathF.BitDecrement(power)]);
        }

        for (int i = 0; i < 200_000; i++)
        {
            values.Add(BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)));
            values.Add((float)(random.NextDouble() * Math.Pow(10, random.Next(-20, 8))));
            values.Add((float)(random.Next(100_000) / Math.Pow(10, random.Next(0, 20))));
        }

        foreach (float value in values.Where(float.IsFinite))
            Assert.Equal(double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), ValueText.ToDouble(value));
        Assert.True(double.IsNaN(ValueText.ToDouble(float.NaN)));
        Assert.Equal(double.NegativeInfinity, ValueText.ToDouble(float.NegativeInfinity));
    }

    [Fact]
    public void A_list_prints_its_values_in_any_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("0.5, , 1e-14", new ValueList<double?>([0.5, null, 1e-14]).ToString());
            Assert.Equal("5853498713190525696", new ValueList<long>([5853498713190525696]).ToString());
            Assert.Equal("", ValueList<string>.Empty.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(0.0001, "0.36\"")]
    [InlineData(0.5, "30.00'")]
    [InlineData(1.25, "1.250°")]
    [InlineData(null, "")]
    public void Separations_are_shown_in_the_unit_that_fits(double? degrees, string shown) => Assert.Equal(shown, DisplayText.Separation(degrees));
}
