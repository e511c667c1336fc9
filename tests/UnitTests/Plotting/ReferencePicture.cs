using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Tests;
using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>
/// Compares drawn figures with pictures in the folder References. Where one looks different, the test fails and leaves the picture and
/// its difference beside the tests' output. With PSASTROXMATCH_ACCEPT_PICTURES=1 the drawn figure becomes the new reference: look at it
/// before it is committed.
/// </summary>
public static class ReferencePicture
{
    /// <summary>Size that the pictures should have: small, and large enough for labels.</summary>
    public const int Width = 480;

    /// <inheritdoc cref="Width"/>
    public const int Height = 300;

    /// <summary>The largest mean distance in CIELAB that other smooth edges may make in the whole picture.</summary>
    public const double MostMean = 0.3;

    /// <summary>The largest mean distance in CIELAB that they may make in a block of 16 × 16 pixels.</summary>
    public const double MostInBlock = 1.5;

    /// <summary>The largest part of the pixels that may differ to the eye.</summary>
    public const double MostChanged = 0.001;

    private const string Accept = "PSASTROXMATCH_ACCEPT_PICTURES";

    /// <summary>Options of a small picture whose text is not shrunk.</summary>
    public static FigureOptions Options { get; } = new() { Width = Width, Height = Height, Dpi = 96 };

    /// <summary>Fails where a figure does not look as its reference does.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="name">Name of the reference, without its ending.</param>
    public static void Matches(Figure figure, string name)
    {
        byte[] png = figure.ToPng();
        string reference = Path.Combine(Folder(), name + ".png");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllBytes(reference, png);
            return;
        }

        string output = Path.Combine(AppContext.BaseDirectory, "Pictures");
        string advice = $"The drawn picture is {Path.Combine(output, name)}.png. If it is right, run the test with {Accept}=1, look at what changed, and commit it.";
        if (!File.Exists(reference))
        {
            Save(output, name, png, null);
            Assert.Fail($"There is no reference picture {name}.png. {advice}");
        }

        using SKBitmap actual = Decode(png), expected = Decode(File.ReadAllBytes(reference));
        if (actual.Width != expected.Width || actual.Height != expected.Height)
        {
            Save(output, name, png, null);
            Assert.Fail($"{name} has {actual.Width} × {actual.Height} pixels, its reference {expected.Width} × {expected.Height}. {advice}");
        }

        PictureDifference difference = PictureDifference.Of(actual, expected);
        if (Differs(difference))
        {
            Save(output, name, png, difference);
            Assert.Fail($"{name} looks different: mean distance {difference.Mean:0.000} (at most {MostMean}), in the worst block {difference.WorstBlock:0.00} (at most {MostInBlock}), {difference.ChangedPart:P2} of the pixels changed "
                + $"(at most {MostChanged:P2}). {advice} The difference is {name}.difference.png beside it.");
        }
    }

    /// <summary>Whether a difference is more than smooth edges make.</summary>
    public static bool Differs(PictureDifference difference) => difference.Mean > MostMean || difference.WorstBlock > MostInBlock || difference.ChangedPart > MostChanged;

    /// <summary>A picture of a figure.</summary>
    public static SKBitmap Decode(Figure figure) => Decode(figure.ToPng());

    private static SKBitmap Decode(byte[] png) => SKBitmap.Decode(png) ?? throw new InvalidDataException("The picture can't be read.");

    private static void Save(string folder, string name, byte[] png, PictureDifference? difference)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name + ".png"), png);
        if (difference is not null)
            File.WriteAllBytes(Path.Combine(folder, name + ".difference.png"), difference.ToPng());
    }

    private static string Folder() => Repository.PathOf("tests", "UnitTests", "Plotting", "References");
}
