using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Sky;

/// <summary>Frames, against astropy 5.2.1: AstropyFrames.csv, made by astropy_frames.py.</summary>
public sealed class FrameConversionTests
{
    private static readonly string[][] Rows = ReadRows();

    public static TheoryData<string> Frames => [.. Rows.Select(row => row[0]).Distinct()];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Positions_are_astropys_within_a_microarcsecond(string frame)
    {
        FrameConversion conversion = new(PositionFrame.Parse(frame));
        double[][] rows = [.. Rows.Where(row => row[0] == frame).Select(row => Array.ConvertAll(row[1..], Vectors.Number))];
        Assert.True(rows.Length >= 15);
        Assert.All(rows, row =>
        {
            (double ra, double dec) = conversion.ToIcrs(row[0], row[1]);
            Assert.InRange(Separation.Degrees(ra, dec, row[2], row[3]) * 3600, 0, 1e-6);
        });
    }

    // astropy 5.2.1: FK4(10 deg, 41 deg, equinox='B1950', obstime='J1979.9')
    [Fact]
    public void The_epoch_of_a_position_turns_the_FK4()
    {
        PositionFrame frame = new CoordinateSystem("eq_FK4") { Equinox = "B1950", Epoch = "J1979.9" }.ToFrame()!;
        (double ra, double dec) = new FrameConversion(frame).ToIcrs(10, 41);
        Assert.InRange(Separation.Degrees(ra, dec, 10.684332453640389, 41.27378928063974) * 3600, 0, 1e-6);
    }

    [Theory]
    [InlineData("Galactic")]
    [InlineData("B1950")]
    [InlineData("Ecliptic")]
    [InlineData("FK5 J1975")]
    [InlineData("Supergalactic")]
    public void What_is_no_position_stays_none(string frame)
    {
        FrameConversion conversion = new(PositionFrame.Parse(frame));
        Assert.True(double.IsNaN(conversion.ToIcrs(double.NaN, 0).Ra));
        Assert.True(double.IsNaN(conversion.ToIcrs(0, double.NaN).Dec));
        Assert.True(double.IsNaN(conversion.ToIcrs(0, 90.001).Ra));
    }

    private static string[][] ReadRows()
    {
        using StreamReader reader = new(typeof(FrameConversionTests).Assembly.GetManifestResourceStream("AstropyFrames.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => line.TrimEnd().Split(','))];
    }
}
