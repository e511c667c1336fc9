using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;
using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>The comparison of pictures notices what a reader would, and nothing else.</summary>
public class PictureDifferenceTests
{
    [Fact]
    public void The_same_figure_has_no_difference()
    {
        using SKBitmap left = ReferencePicture.Decode(Chart("Flux").Draw(ReferencePicture.Options));
        using SKBitmap right = ReferencePicture.Decode(Chart("Flux").Draw(ReferencePicture.Options));
        Assert.Equal(0, PictureDifference.Of(left, right).Mean);
    }

    [Fact]
    public void Smooth_edges_are_not_noticed()
    {
        using SKBitmap left = ReferencePicture.Decode(Chart("Flux").Draw(ReferencePicture.Options));
        using SKBitmap right = left.Copy();
        // As another way to smooth edges would: pixels between light and dark come out by a tenth darker.
        SKColor[] pixels = right.Pixels;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i].Red is > 20 and < 235)
                pixels[i] = new SKColor((byte)(pixels[i].Red * 0.9), (byte)(pixels[i].Green * 0.9), (byte)(pixels[i].Blue * 0.9));
        }

        right.Pixels = pixels;
        PictureDifference difference = PictureDifference.Of(left, right);
        Assert.True(difference.Mean > 0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{difference.Mean} {difference.WorstBlock} {difference.ChangedPart}");
        Assert.False(ReferencePicture.Differs(difference), $"{difference.Mean} {difference.WorstBlock} {difference.ChangedPart}");
    }

    [Theory]
    [InlineData("another label")]
    [InlineData("a moved label")]
    [InlineData("another tick")]
    [InlineData("another colour")]
    [InlineData("a missing bar")]
    public void A_changed_layout_is_noticed(string change)
    {
        Change(change, out HistogramChart before, out HistogramChart after);
        using SKBitmap left = ReferencePicture.Decode(before.Draw(ReferencePicture.Options with { Theme = FigureThemeKind.Light }));
        using SKBitmap right = change == "a moved label" ? Moved(left) : ReferencePicture.Decode(after.Draw(ReferencePicture.Options));
        PictureDifference difference = PictureDifference.Of(right, left);
        Assert.True(ReferencePicture.Differs(difference), $"{difference.Mean} {difference.WorstBlock} {difference.ChangedPart}");
    }

    [Fact]
    public void Pictures_of_different_sizes_are_not_compared()
    {
        using SKBitmap small = new(10, 10), large = new(11, 10);
        Assert.Throws<ArgumentException>(() => PictureDifference.Of(small, large));
    }

    [Fact]
    public void A_missing_reference_fails_and_says_how_to_accept_the_picture()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("PSASTROXMATCH_ACCEPT_PICTURES") == "1", "It would be accepted.");
        Exception problem = Assert.ThrowsAny<Exception>(() => ReferencePicture.Matches(Chart("Flux").Draw(ReferencePicture.Options), "no-such-reference"));
        Assert.Contains("PSASTROXMATCH_ACCEPT_PICTURES=1", problem.Message);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "Pictures", "no-such-reference.png")));
    }

    private static void Change(string change, out HistogramChart before, out HistogramChart after)
    {
        before = Chart("Flux");
        after = change switch
        {
            "another label" => Chart("Fluxes"),
            "another tick" => before with { Maximum = 10.5 },
            "another colour" => before with { Groups = CategoryList.Of("g", Enumerable.Repeat("a", before.Values.Length).ToArray()) },
            "a missing bar" => before with { Values = [.. before.Values.Where(value => value != 9)] },
            _ => before,
        };
    }

    // The label of the horizontal axis, five pixels to the right.
    private static SKBitmap Moved(SKBitmap picture)
    {
        const int Rows = 22, Shift = 5;
        SKBitmap moved = picture.Copy();
        for (int y = picture.Height - Rows; y < picture.Height; y++)
        {
            for (int x = picture.Width - 1; x >= Shift; x--)
                moved.SetPixel(x, y, picture.GetPixel(x - Shift, y));
        }

        return moved;
    }

    private static HistogramChart Chart(string label) => new()
    {
        Values = [0, 1, 1, 2, 2, 2, 3, 3, 5, 5, 5, 5, 6, 7, 9, 10],
        Axis = new ChartAxis(label),
        Bins = 10,
    };
}
