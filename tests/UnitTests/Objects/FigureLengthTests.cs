using System.ComponentModel;

namespace PSAstroXmatch.UnitTests.Objects;

public class FigureLengthTests
{
    [Theory]
    [InlineData("1600", 1600)]
    [InlineData(" 500 px ", 500)]
    [InlineData("7in", 700)]
    [InlineData("25.4mm", 100)]
    [InlineData("2.54CM", 100)]
    [InlineData(320, 320)]
    public void It_is_read_with_and_without_a_unit(object value, int pixelsAt100Dpi) =>
        Assert.Equal(pixelsAt100Dpi, ((FigureLength)TypeDescriptor.GetConverter(typeof(FigureLength)).ConvertFrom(value)!).At(100));

    [Theory]
    [InlineData("")]
    [InlineData("0cm")]
    [InlineData("-3in")]
    [InlineData("1,5in")]
    [InlineData("3 furlongs")]
    [InlineData("NaN")]
    public void Anything_else_is_not_a_length(string text) => Assert.False(FigureLength.TryParse(text, out _));

    [Fact]
    public void Its_text_reads_back()
    {
        FigureLength length = FigureLength.Inches(6.5);
        Assert.Equal("6.5in", length.ToString());
        Assert.True(FigureLength.TryParse(length.ToString(), out FigureLength again));
        Assert.Equal(length, again);
    }
}
