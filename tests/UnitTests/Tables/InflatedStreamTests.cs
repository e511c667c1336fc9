using System.IO.Compression;
using System.Text;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>Compressed bytes are unpacked whole, or it is told that they are not.</summary>
public class InflatedStreamTests
{
    private static readonly byte[] Plain = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i * 7919 % 10007} ")));

    public static TheoryData<string> Ways => ["whole", "byte by byte", "async"];

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_was_packed_comes_back(string way)
    {
        Assert.Equal(Plain, Unpack(Gzip(Plain), way));
        Assert.Equal(Plain, Unpack(Zlib(Plain), way, isGzip: false));
        Assert.Equal([.. Plain, .. "ab"u8], Unpack([.. Gzip(Plain), .. Gzip([]), .. Gzip("a"u8), .. Gzip("b"u8)], way));
        Assert.Equal(Plain, Unpack([.. Gzip(Plain), .. new byte[700]], way));
        Assert.Equal([.. Plain, .. Plain], Unpack([.. Gzip(Plain), 0, 0, .. Gzip(Plain), .. "\r\n"u8], way));
        Assert.Empty(Unpack([], way));
        Assert.Empty(Unpack(Gzip([]), way));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_header_may_have_all_its_parts(string way)
    {
        byte[] packed = Gzip(Plain);
        byte[] name = [.. "name"u8, 0], comment = [.. new byte[40_000].Select(_ => (byte)'c'), 0], extra = [3, 0, 1, 2, 3], checksum = [7, 7];
        for (int parts = 0; parts < 16; parts++)
        {
            byte[] header = [.. packed[..3], (byte)(parts << 1), .. packed[4..10]];
            byte[] more = [.. (parts & 2) != 0 ? extra : [], .. (parts & 4) != 0 ? name : [], .. (parts & 8) != 0 ? comment : [], .. (parts & 1) != 0 ? checksum : []];
            Assert.Equal(Plain, Unpack([.. header, .. more, .. packed[10..]], way));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_cut_is_told_at_every_byte(string way)
    {
        byte[] first = Gzip(Plain[..300]), both = [.. first, .. Gzip(Plain[300..600])], zlib = Zlib(Plain[..300]);
        for (int length = 1; length < both.Length; length++)
        {
            // Behind a whole member nothing tells that there were more.
            if (length != first.Length)
                AssertDamaged(both[..length], way);
        }

        for (int length = 1; length < zlib.Length; length++)
            Assert.Throws<EndOfStreamException>(() => Unpack(zlib[..length], way, isGzip: false));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_flipped_bit_of_data_checksum_or_length_is_told(string way)
    {
        byte[] packed = [.. Gzip(Plain[..300]), .. Gzip(Plain[300..600])];
        for (int at = 10; at < packed.Length; at++)
        {
            byte[] damaged = [.. packed];
            damaged[at] ^= 4;
            byte[]? unpacked = null;
            try
            {
                unpacked = Unpack(damaged, way);
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
            {
                continue;
            }

            // Time, system and such in the second header mean nothing for the data.
            Assert.Equal(Plain[..600], unpacked);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_is_no_gzip_is_told(string way)
    {
        AssertDamaged("no gzip"u8.ToArray(), way);
        AssertDamaged([.. Gzip(Plain), .. "rubbish"u8], way);
        AssertDamaged([.. Gzip(Plain), 0x1E, .. Gzip(Plain)[1..]], way);
    }

    private static void AssertDamaged(byte[] packed, string way)
    {
        Exception error = Assert.ThrowsAny<Exception>(() => Unpack(packed, way));
        Assert.True(error is InvalidDataException or EndOfStreamException, $"{packed.Length} bytes: {error}");
    }

    private static byte[] Unpack(byte[] packed, string way, bool isGzip = true)
    {
        Stream source = way == "whole" ? new MemoryStream(packed) : new SlowStream(packed);
        using InflatedStream stream = isGzip ? InflatedStream.OfGzip(source) : InflatedStream.OfZlib(source);
        using MemoryStream plain = new();
        if (way == "async")
            stream.CopyToAsync(plain).GetAwaiter().GetResult();
        else
            stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Gzip(ReadOnlySpan<byte> plain)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(plain);
        // .NET packs nothing into nothing.
        return plain.Length > 0 ? packed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Zlib(ReadOnlySpan<byte> plain)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(plain);
        return packed.ToArray();
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1)], cancellationToken);
    }
}
