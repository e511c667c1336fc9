using CsCheck;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public sealed class SkyViewTests
{
    private static readonly ProjectionKind[] Kinds = Enum.GetValues<ProjectionKind>();

    [Fact]
    public void What_is_projected_comes_back() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Double[-179.999, 179.999], Gen.Double[-89.99, 89.99]).Sample((k, lon, lat) =>
        {
            (double x, double y) = SkyProjection.Project(Kinds[k], lon, lat);
            if (double.IsNaN(x))
                return;
            (double backLon, double backLat) = SkyProjection.Unproject(Kinds[k], x, y);
            // Mollweide's parallels crowd together at the poles, where its latitude has half the digits of y.
            Assert.InRange(Separation.Degrees(lon, lat, backLon, backLat), 0, 1e-6);
        });

    [Theory]
    [InlineData(ProjectionKind.Aitoff, 3.2, 0)]
    [InlineData(ProjectionKind.Aitoff, 2.5, 1.2)]
    [InlineData(ProjectionKind.Hammer, 2.9, 0)]
    [InlineData(ProjectionKind.Hammer, 2.1, 1.1)]
    [InlineData(ProjectionKind.Mollweide, 2.9, 0)]
    [InlineData(ProjectionKind.Mollweide, 0, 1.5)]
    [InlineData(ProjectionKind.PlateCarree, 0, 1.6)]
    [InlineData(ProjectionKind.PlateCarree, double.NaN, 0)]
    public void Outside_the_map_there_is_no_sky(ProjectionKind kind, double x, double y)
    {
        (double lon, double lat) = SkyProjection.Unproject(kind, x, y);
        Assert.True(double.IsNaN(lon) && double.IsNaN(lat));
    }

    // From astropy 5.2.1: SkyCoord(ra, dec).transform_to('barycentricmeanecliptic').
    [Theory]
    [InlineData(0, 0, 1.8848594922608164e-06, -5.8482058407152255e-06)]
    [InlineData(266.4051, -28.936175, 266.8396179092303, -5.536322853895112)]
    [InlineData(83.633, 22.0145, 84.09742870273949, -1.2944191663054423)]
    [InlineData(200, 89.9, 90.23654901792577, 66.59474270348217)]
    [InlineData(123.4, -67.8, 200.76876674012945, -77.14707795756341)]
    public void Ecliptic_positions_are_astropys(double ra, double dec, double lon, double lat)
    {
        (double actualLon, double actualLat) = SkyFrames.FromIcrs(SkyFrame.Ecliptic, ra, dec);
        Assert.InRange(Separation.Degrees(lon, lat, actualLon, actualLat), 0, 1e-11);
        (double backRa, double backDec) = SkyFrames.ToIcrs(SkyFrame.Ecliptic, lon, lat);
        Assert.InRange(Separation.Degrees(ra, dec, backRa, backDec), 0, 1e-11);
    }

    [Fact]
    public void Longitude_grows_to_the_left()
    {
        foreach (ProjectionKind kind in Kinds)
        {
            SkyView view = new(SkyFrame.Galactic, kind);
            Assert.True(view.Project(30, 0).X < 0);
            Assert.True(view.Project(330, 0).X > 0);
            Assert.True(view.Project(0, 20).Y > 0);
        }
    }

    [Fact]
    public void The_centre_is_in_the_middle_and_distances_about_it_are_true() =>
        Gen.Select(Gen.Int[0, Kinds.Length - 1], Gen.Double[0, 360], Gen.Double[-90, 90], Gen.Double[0, 360]).Sample((k, lon, lat, angle) =>
        {
            SkyView view = new(SkyFrame.Icrs, Kinds[k], lon, lat);
            (double x, double y) = view.Project(lon, lat);
            Assert.InRange(Math.Sqrt(x * x + y * y), 0, 1e-9);
            const double Small = 0.01;
            (double nearLon, double nearLat) = Separation.Offset(lon, lat, Small, angle);
            (double nearX, double nearY) = view.Project(nearLon, nearLat);
            double distance = Math.Sqrt(nearX * nearX + nearY * nearY) * 180 / Math.PI;
            // Mollweide's and the plate carrée's scale in x differ from 1 even at the centre: by 2√2/π.
            Assert.InRange(distance, 0.89 * Small, 1.12 * Small);
        });

    [Fact]
    public void A_turned_view_finds_its_way_back() =>
        Gen.Select(Gen.Double[0, 360], Gen.Double[-90, 90], Gen.Double[0, 360], Gen.Double[-89, 89]).Sample((centerLon, centerLat, lon, lat) =>
        {
            SkyView view = new(SkyFrame.Galactic, ProjectionKind.Hammer, centerLon, centerLat);
            (double x, double y) = view.Project(lon, lat);
            (double backLon, double backLat) = view.Unproject(x, y);
            Assert.InRange(Separation.Degrees(lon, lat, backLon, backLat), 0, 1e-5);
        });

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, 91)]
    [InlineData(0, double.NaN)]
    public void What_is_no_position_is_not_in_the_map(double lon, double lat)
    {
        (double x, double y) = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff, 10, 20).Project(lon, lat);
        Assert.True(double.IsNaN(x) && double.IsNaN(y));
    }
}
