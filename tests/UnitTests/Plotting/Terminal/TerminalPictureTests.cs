using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Plotting.Terminal;
using PSAstroXmatch.Engine.Sky;
using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting.Terminal;

public partial class TerminalPictureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3072)]
    [InlineData(3073)]
    [InlineData(10_000)]
    public void Kitty_gets_the_file_in_pieces_that_it_can_put_together(int size)
    {
        byte[] file = new byte[size];
        new Random(size).NextBytes(file);
        string text = KittyPicture.Encode(file, 80, 24);
        Match[] pieces = [.. KittySequence().Matches(text).Cast<Match>()];
        Assert.Equal(text.Length, pieces.Sum(piece => piece.Length));
        Assert.Equal("a=T,f=100,q=2,c=80,r=24,", pieces[0].Groups["head"].Value);
        Assert.All(pieces.Skip(1), piece => Assert.Equal("", piece.Groups["head"].Value));
        Assert.All(pieces.SkipLast(1), piece => Assert.Equal(("1", 4096), (piece.Groups["more"].Value, piece.Groups["data"].Length)));
        Assert.Equal("0", pieces[^1].Groups["more"].Value);
        Assert.InRange(pieces[^1].Groups["data"].Length, 1, 4096);
        Assert.Equal(file, Convert.FromBase64String(string.Concat(pieces.Select(piece => piece.Groups["data"].Value))));
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(7, 6, 3)]
    [InlineData(40, 13, 200)]
    [InlineData(100, 31, 256)]
    public void Sixels_give_the_picture_back(int width, int height, int colors)
    {
        using SKBitmap picture = Picture(width, height, colors);
        Assert.Equal(0, LargestDifference(picture, colorStep: 2));
    }

    [Fact]
    public void Of_more_colours_than_there_are_registers_the_nearest_are_taken()
    {
        using SKBitmap picture = Picture(100, 100, 5000);
        Assert.InRange(LargestDifference(picture, colorStep: 0), 1, 90);
    }

    [Theory]
    [InlineData(TerminalGraphics.Kitty)]
    [InlineData(TerminalGraphics.Sixel)]
    public void A_sky_map_is_as_large_as_its_cells(TerminalGraphics graphics)
    {
        SkyMapLayer layer = new() { RA = [10, double.NaN], Dec = [20, 0] };
        TerminalSkyMapOptions options = new() { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff), Width = 40, Height = 12 };
        (string sequence, IReadOnlyList<string> remarks) = TerminalPicture.Draw([layer], options, graphics);
        if (graphics == TerminalGraphics.Kitty)
        {
            using SKBitmap picture = SKBitmap.Decode(Convert.FromBase64String(string.Concat(KittySequence().Matches(sequence).Cast<Match>().Select(piece => piece.Groups["data"].Value))));
            Assert.Equal((400, 240), (picture.Width, picture.Height));
        }
        else
        {
            Assert.Equal((400, 240), (Decode(sequence).GetLength(0), Decode(sequence).GetLength(1)));
        }

        Assert.Single(remarks);
    }

    // Some colours, each in runs of some length; their channels are whole percents, which sixels can say exactly.
    private static SKBitmap Picture(int width, int height, int colors)
    {
        Random random = new(colors);
        SKColor[] palette = [.. Enumerable.Range(0, colors).Select(_ => new SKColor(Channel(), Channel(), Channel()))];
        SKBitmap picture = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        SKColor color = palette[0];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (random.Next(4) == 0 || colors > 1000)
                    color = palette[random.Next(colors)];
                picture.SetPixel(x, y, color);
            }
        }

        return picture;

        byte Channel() => (byte)Math.Round(random.Next(101) * 2.55);
    }

    private static int LargestDifference(SKBitmap picture, int colorStep)
    {
        using SKData png = picture.Encode(SKEncodedImageFormat.Png, 100);
        SKColor[,] decoded = Decode(SixelPicture.Encode(png.ToArray()));
        int largest = 0;
        for (int x = 0; x < picture.Width; x++)
        {
            for (int y = 0; y < picture.Height; y++)
            {
                (SKColor a, SKColor b) = (picture.GetPixel(x, y), decoded[x, y]);
                int difference = new[] { a.Red - b.Red, a.Green - b.Green, a.Blue - b.Blue }.Max(Math.Abs);
                largest = Math.Max(largest, difference <= colorStep ? 0 : difference);
            }
        }

        return largest;
    }

    // A decoder of what the manual says, for the parts that are used.
    private static SKColor[,] Decode(string text)
    {
        Match head = SixelHead().Match(text);
        Assert.True(head.Success);
        SKColor[,] picture = new SKColor[Number(head, "width"), Number(head, "height")];
        Dictionary<int, SKColor> registers = [];
        (int x, int y, int color) = (0, 0, 0);
        foreach (Match part in SixelPart().Matches(head.Groups["body"].Value))
        {
            if (part.Groups["red"].Success)
                registers[Number(part, "define")] = new SKColor(Channel(part, "red"), Channel(part, "green"), Channel(part, "blue"));
            else if (part.Groups["use"].Success)
                color = Number(part, "use");
            else if (part.Value == "$")
                x = 0;
            else if (part.Value == "-")
                (x, y) = (0, y + 6);
            else
            {
                int times = part.Groups["times"].Success ? Number(part, "times") : 1;
                for (int end = x + times; x < end; x++)
                {
                    for (int bit = 0; bit < 6; bit++)
                    {
                        if (((part.Groups["sixel"].Value[0] - '?') >> bit & 1) == 1)
                            picture[x, y + bit] = registers[color];
                    }
                }
            }
        }

        return picture;
    }

    private static byte Channel(Match match, string group) => (byte)Math.Round(Number(match, group) * 2.55);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\e_G(?<head>[^;]*?)m=(?<more>[01]);(?<data>[A-Za-z0-9+/=]*)\e\\")]
    private static partial Regex KittySequence();

    [GeneratedRegex(@"^\ePq""1;1;(?<width>\d+);(?<height>\d+)(?<body>[^\e]*)\e\\$")]
    private static partial Regex SixelHead();

    [GeneratedRegex(@"#(?<define>\d+);2;(?<red>\d+);(?<green>\d+);(?<blue>\d+)|#(?<use>\d+)|\$|-|(?:!(?<times>\d+))?(?<sixel>[?-~])")]
    private static partial Regex SixelPart();
}
