using SkiaSharp;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>
/// How different two pictures look. Both are turned into CIELAB, blurred by a few pixels, and compared on the grid of pixels. Blurring
/// lets the edges of letters and lines, which differ between machines, count for little, and a label that has moved for much.
/// </summary>
public sealed record PictureDifference
{
    /// <summary>Radius of the blur in pixels.</summary>
    private const int Blur = 2;

    /// <summary>From this distance in CIELAB on two blurred pixels differ to the eye.</summary>
    private const float Seen = 6;

    /// <summary>Side of the blocks of <see cref="WorstBlock"/> in pixels: about a word of a label.</summary>
    private const int Block = 16;

    private PictureDifference(double mean, double changedPart, float[] map, int width, int height)
    {
        Mean = mean;
        ChangedPart = changedPart;
        Map = map;
        Width = width;
        Height = height;
    }

    /// <summary>Mean distance of the blurred pixels in CIELAB: 1 is just noticeable, black and white are 100 apart.</summary>
    public double Mean { get; }

    /// <summary>Part of the pixels that differ to the eye, 0 to 1.</summary>
    public double ChangedPart { get; }

    /// <summary>The largest mean distance in a block of 16 × 16 pixels: a change of one small label is seen here, and lost in the mean of all.</summary>
    public double WorstBlock => Enumerable.Range(0, (Height + Block - 1) / Block)
        .SelectMany(row => Enumerable.Range(0, (Width + Block - 1) / Block).Select(column => BlockMean(column * Block, row * Block))).Max();

    /// <summary>Distance of each pixel, row by row.</summary>
    public IReadOnlyList<float> Map { get; }

    /// <summary>Width of the map.</summary>
    public int Width { get; }

    /// <summary>Height of the map.</summary>
    public int Height { get; }

    /// <summary>Compares two pictures of the same size.</summary>
    /// <exception cref="ArgumentException">Their sizes differ.</exception>
    public static PictureDifference Of(SKBitmap actual, SKBitmap expected)
    {
        if (actual.Width != expected.Width || actual.Height != expected.Height)
            throw new ArgumentException($"The pictures have {actual.Width} × {actual.Height} and {expected.Width} × {expected.Height} pixels.");
        int width = actual.Width, height = actual.Height;
        float[][] left = Lab(actual), right = Lab(expected);
        float[] map = new float[width * height];
        for (int channel = 0; channel < 3; channel++)
        {
            // The blur is linear: the difference of two blurred channels is the blurred difference.
            float[] difference = new float[map.Length];
            for (int i = 0; i < map.Length; i++)
                difference[i] = left[channel][i] - right[channel][i];
            difference = Blurred(difference, width, height);
            for (int i = 0; i < map.Length; i++)
                map[i] += difference[i] * difference[i];
        }

        for (int i = 0; i < map.Length; i++)
            map[i] = MathF.Sqrt(map[i]);
        return new PictureDifference(map.Average(), map.Count(distance => distance > Seen) / (double)map.Length, map, width, height);
    }

    /// <summary>A picture of the differences: white where there is none, red where they are large.</summary>
    public byte[] ToPng()
    {
        using SKBitmap bitmap = new(Width, Height);
        for (int i = 0; i < Map.Count; i++)
        {
            byte rest = (byte)(255 - Math.Min(255, Map[i] * 8));
            bitmap.SetPixel(i % Width, i / Width, new SKColor(255, rest, rest));
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private double BlockMean(int left, int top)
    {
        double sum = 0;
        int right = Math.Min(left + Block, Width), bottom = Math.Min(top + Block, Height);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
                sum += Map[y * Width + x];
        }

        return sum / ((right - left) * (bottom - top));
    }

    // Two passes of a running mean in both directions come close to a Gaussian.
    private static float[] Blurred(float[] channel, int width, int height)
    {
        float[] result = channel;
        for (int pass = 0; pass < 2; pass++)
        {
            result = Means(result, height, width, 1, width);
            result = Means(result, width, height, width, 1);
        }

        return result;
    }

    private static float[] Means(float[] values, int lines, int length, int step, int lineStep)
    {
        float[] means = new float[values.Length];
        for (int line = 0; line < lines; line++)
        {
            for (int i = 0; i < length; i++)
            {
                float sum = 0;
                int from = Math.Max(0, i - Blur), to = Math.Min(length - 1, i + Blur);
                for (int k = from; k <= to; k++)
                    sum += values[line * lineStep + k * step];
                means[line * lineStep + i * step] = sum / (to - from + 1);
            }
        }

        return means;
    }

    // CIELAB for sRGB and D65 (IEC 61966-2-1; CIE 15), channel by channel.
    private static float[][] Lab(SKBitmap bitmap)
    {
        SKColor[] pixels = bitmap.Pixels;
        float[][] lab = [new float[pixels.Length], new float[pixels.Length], new float[pixels.Length]];
        for (int i = 0; i < pixels.Length; i++)
        {
            double r = Linear(pixels[i].Red), g = Linear(pixels[i].Green), b = Linear(pixels[i].Blue);
            double x = Root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
            double y = Root(0.2126 * r + 0.7152 * g + 0.0722 * b);
            double z = Root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
            lab[0][i] = (float)(116 * y - 16);
            lab[1][i] = (float)(500 * (x - y));
            lab[2][i] = (float)(200 * (y - z));
        }

        return lab;
    }

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static double Root(double value) => value > 0.008856 ? Math.Cbrt(value) : 7.787 * value + 16.0 / 116;
}
