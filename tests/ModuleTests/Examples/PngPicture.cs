using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>Size and pixels of a PNG as figures have it: 8 bits a channel, red, green, blue and opacity or without it, not interlaced (ISO/IEC 15948).</summary>
internal sealed class PngPicture
{
    private readonly byte[] _pixels;
    private readonly int _channels;

    private PngPicture(int width, int height, int channels, byte[] pixels) =>
        (Width, Height, _channels, _pixels) = (width, height, channels, pixels);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Number of pixels that are neither white, black nor grey: the data, since axes, grid and text are grey.</summary>
    public int ColoredPixels
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _pixels.Length; i += _channels)
            {
                (byte red, byte green, byte blue) = (_pixels[i], _pixels[i + 1], _pixels[i + 2]);
                if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > 40)
                    count++;
            }

            return count;
        }
    }

    /// <summary>Reads a file.</summary>
    public static PngPicture Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        (int width, int height, int channels) = (0, 0, 0);
        using MemoryStream packed = new();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            string type = Encoding.ASCII.GetString(file, at + 4, 4);
            ReadOnlySpan<byte> data = file.AsSpan(at + 8, length);
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                Assert.Equal((8, 0), (data[8], data[12]));
                channels = data[9] switch { 2 => 3, 6 => 4, byte type9 => throw new InvalidDataException($"{path} has colours of type {type9}.") };
            }
            else if (type == "IDAT")
            {
                packed.Write(data);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using ZLibStream unpacking = new(packed, CompressionMode.Decompress);
        byte[] filtered = new byte[height * (width * channels + 1)];
        unpacking.ReadExactly(filtered);
        return new PngPicture(width, height, channels, Unfilter(filtered, width * channels, height, channels));
    }

    // Each row was written as differences from its neighbours; the first byte of a row says which.
    private static byte[] Unfilter(byte[] filtered, int stride, int height, int channels)
    {
        byte[] pixels = new byte[stride * height];
        for (int y = 0; y < height; y++)
        {
            int filter = filtered[y * (stride + 1)];
            for (int x = 0; x < stride; x++)
            {
                int at = y * stride + x;
                int left = x < channels ? 0 : pixels[at - channels];
                int above = y == 0 ? 0 : pixels[at - stride];
                int corner = x < channels || y == 0 ? 0 : pixels[at - stride - channels];
                int predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Paeth(left, above, corner),
                    _ => throw new InvalidDataException($"There is no filter {filter}."),
                };
                pixels[at] = (byte)(filtered[y * (stride + 1) + 1 + x] + predicted);
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
