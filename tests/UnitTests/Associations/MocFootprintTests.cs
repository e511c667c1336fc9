using System.Text;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.UnitTests.Tables;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>Footprints of coverage maps; the centres of pixels are healpy's.</summary>
public class MocFootprintTests
{
    private const string Text = "3/100-101 5/3000-3002\n6/45000";

    private static readonly (int Order, long First, long Last)[] Ranges = [(3, 100, 101), (5, 3000, 3002), (6, 45000, 45000)];

    [Fact]
    public void A_text_covers_its_pixels() => AssertCovers(MocFootprint.Parse(Text, "a text"));

    [Fact]
    public void A_text_file_may_have_blanks_commas_and_orders_without_pixels() => WithFile(
        Encoding.ASCII.GetBytes("3/100, 101\r\n4/ 5/3000 - 3001,3002 6/45000 29/\r\n"), path => AssertCovers(MocFootprint.Read(path)));

    [Fact]
    public void A_FITS_file_of_NUNIQ_numbers_covers_its_pixels() => WithFile(
        Fits("NUNIQ", [.. Ranges.SelectMany(range => Pixels(range).Select(pixel => pixel + (4L << (2 * range.Order))))]), path => AssertCovers(MocFootprint.Read(path)));

    [Fact]
    public void A_FITS_file_of_ranges_covers_its_pixels() => WithFile(
        Fits("RANGE", [.. Ranges.SelectMany(range => new[] { range.First << (2 * (29 - range.Order)), (range.Last + 1) << (2 * (29 - range.Order)) })]),
        path => AssertCovers(MocFootprint.Read(path)));

    [Fact]
    public void Pixels_finer_than_order_11_are_rounded_to_the_nearest()
    {
        // Two of the four quarters of pixel 0 of order 11, and one of pixel 1.
        Footprint footprint = MocFootprint.Parse("12/0-1 12/4", "m");
        Assert.Equal((11, 1L), (footprint.Order, footprint.Count));
        Assert.Contains("from order 12 to 11", footprint.Origin, StringComparison.Ordinal);
        Assert.Equal(2, MocFootprint.Parse("11/0 13/16-31", "m").Count);
    }

    [Theory]
    [InlineData("", "neither a FITS file nor a text")]
    [InlineData("name,ra,dec\na,1,2\n", "neither a FITS file nor a text")]
    [InlineData("5/", "it covers nothing")]
    [InlineData("5/12288", "5/12288-12288 are not pixels")]
    [InlineData("30/1", "30/1-1 are not pixels")]
    [InlineData("5/7-3", "5/7-3 are not pixels")]
    [InlineData("5/3-", "'-' stands alone")]
    [InlineData("5/99999999999999999999", "is not the number of a pixel")]
    [InlineData("29/0", "it covers no half of any pixel")]
    public void Other_texts_are_one_clear_error(string text, string problem) => WithFile(Encoding.ASCII.GetBytes(text), path =>
    {
        AstroException error = Assert.Throws<AstroException>(() => MocFootprint.Read(path, TestContext.Current.CancellationToken));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal("FootprintInvalid", error.ErrorId);
    });

    [Theory]
    [InlineData("NUNIQ", "COORDSYS= 'G'", "its frame is 'G'")]
    [InlineData("NUNIQ", "MOCDIM  = 'TIME.SPACE'", "a MOC of TIME.SPACE")]
    [InlineData("OTHER", "", "ORDERING")]
    [InlineData("RANGE", "", "has no end")]
    public void Other_FITS_files_are_one_clear_error(string ordering, string card, string problem) => WithFile(Fits(ordering, [5000], card), path =>
    {
        AstroException error = Assert.Throws<AstroException>(() => MocFootprint.Read(path, TestContext.Current.CancellationToken));
        Assert.Equal("FootprintInvalid", error.ErrorId);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("5/1-3 6/100", true)]
    [InlineData(" 12/ 3 ,4", true)]
    [InlineData("moc.fits", false)]
    [InlineData("/data/5/moc.txt", false)]
    [InlineData("Source", false)]
    public void A_text_is_told_from_a_path(string text, bool expected) => Assert.Equal(expected, MocFootprint.IsText(text));

    private static void AssertCovers(Footprint footprint)
    {
        Assert.Equal(6, footprint.Order);
        Assert.Equal(118.34040397477452, footprint.Area, 1e-9);
        (double Ra, double Dec)[] covered = [(123.75, 35.685335), (129.375, 41.810315), (183.75, 72.387561), (223.59375, -7.782714)];
        (double Ra, double Dec)[] outside = [(184.090909, 73.865496), (200.454545, 73.865496), (224.296875, -7.180756), (112.5, 35.685335)];
        Assert.All(covered, at => Assert.True(footprint.Contains(at.Ra, at.Dec), $"{at}"));
        Assert.All(outside, at => Assert.False(footprint.Contains(at.Ra, at.Dec), $"{at}"));
    }

    private static IEnumerable<long> Pixels((int Order, long First, long Last) range)
    {
        for (long pixel = range.First; pixel <= range.Last; pixel++)
            yield return pixel;
    }

    // A table of one column of 64-bit integers, as the IVOA standard has it.
    private static byte[] Fits(string ordering, long[] values, string card = "COORDSYS= 'C'") => new FitsBytes().AddTable(
        [("UNIQ", "1K")], [.. values.Select(FitsBytes.Big)], [FitsBytes.Text("ORDERING", ordering), .. card.Length > 0 ? [card] : Array.Empty<string>()]).ToArray();

    private static void WithFile(byte[] content, Action<string> test)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, content);
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
