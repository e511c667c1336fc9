using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Sky;

public sealed class SkyProjectionTests
{
    private const double DegreesPerRadian = 180 / Math.PI;

    // A reference table of matplotlib 3.6.3 and wcslib at 325 positions, including poles and edges. matplotlib gives half of Aitoff's x and
    // stretches its axis by two; the table has the x of FITS, with longitude increasing to the left.
    [Theory]
    [InlineData(ProjectionKind.Aitoff, "mpl_aitoff_x", "mpl_aitoff_y", 2, 1)]
    [InlineData(ProjectionKind.Hammer, "wcs_AIT_x_deg_negated_lon", "wcs_AIT_y_deg", -1 / DegreesPerRadian, 1 / DegreesPerRadian)]
    [InlineData(ProjectionKind.Mollweide, "wcs_MOL_x_deg_negated_lon", "wcs_MOL_y_deg", -1 / DegreesPerRadian, 1 / DegreesPerRadian)]
    public void Positions_are_where_matplotlib_and_wcslib_put_them(ProjectionKind kind, string columnX, string columnY, double scaleX, double scaleY)
    {
        AstroTable table = Reference();
        for (int row = 0; row < table.RowCount; row++)
        {
            (double x, double y) = SkyProjection.Project(kind, table["lon_deg"].GetDouble(row), table["lat_deg"].GetDouble(row));
            Assert.Equal(table[columnX].GetDouble(row) * scaleX, x, 1e-9);
            Assert.Equal(table[columnY].GetDouble(row) * scaleY, y, 1e-9);
        }
    }

    // Pixels of 0.2 degrees, longitude to the left, the centre at pixel 899, 49.
    [Theory]
    [InlineData(ProjectionKind.PlateCarree, "CAR_px0", "CAR_py0")]
    [InlineData(ProjectionKind.Gnomonic, "seed_TAN_px0", "seed_TAN_py0")]
    public void Pixels_are_those_of_wcslib(ProjectionKind kind, string columnX, string columnY)
    {
        AstroTable table = Reference();
        int seen = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            (double x, double y) = SkyProjection.Project(kind, table["lon_deg"].GetDouble(row), table["lat_deg"].GetDouble(row));
            double expectedX = table[columnX].GetDouble(row), expectedY = table[columnY].GetDouble(row);
            Assert.Equal(double.IsNaN(expectedX), double.IsNaN(x));
            if (double.IsNaN(x))
                continue;
            seen++;
            Assert.Equal(expectedX, Centre(kind).X - x * DegreesPerRadian / Pixel(kind), 1e-9 * Math.Max(1, Math.Abs(expectedX)));
            Assert.Equal(expectedY, Centre(kind).Y + y * DegreesPerRadian / Pixel(kind), 1e-9 * Math.Max(1, Math.Abs(expectedY)));
        }

        Assert.True(seen > 100);
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(123, -90)]
    [InlineData(180, 0)]
    [InlineData(-180, 0)]
    [InlineData(540, 45)]
    public void Poles_and_edges_are_on_the_map(double lon, double lat)
    {
        foreach (ProjectionKind kind in Enum.GetValues<ProjectionKind>().Where(kind => kind != ProjectionKind.Gnomonic))
        {
            (double x, double y) = SkyProjection.Project(kind, lon, lat);
            Assert.True(double.IsFinite(x) && double.IsFinite(y));
        }
    }

    [Fact]
    public void What_is_no_position_is_nowhere()
    {
        foreach (ProjectionKind kind in Enum.GetValues<ProjectionKind>())
        {
            Assert.True(double.IsNaN(SkyProjection.Project(kind, double.NaN, 0).X));
            Assert.True(double.IsNaN(SkyProjection.Project(kind, 0, 90.001).X));
            Assert.True(double.IsNaN(SkyProjection.Project(kind, double.PositiveInfinity, 0).X));
        }
    }

    // Mollweide and Hammer are equal-area: the area of small cells is the same everywhere.
    [Theory]
    [InlineData(ProjectionKind.Mollweide)]
    [InlineData(ProjectionKind.Hammer)]
    public void Equal_areas_stay_equal(ProjectionKind kind)
    {
        const double Side = 1e-3;
        foreach ((double lon, double lat) in new[] { (0.0, 0.0), (100, 20), (-170, -60), (30, 85), (150, -88) })
        {
            double height = Side / Math.Cos(lat / DegreesPerRadian);
            (double X, double Y) centre = SkyProjection.Project(kind, lon, lat), east = SkyProjection.Project(kind, lon + height, lat), north = SkyProjection.Project(kind, lon, lat + Side);
            double area = Math.Abs((east.X - centre.X) * (north.Y - centre.Y) - (east.Y - centre.Y) * (north.X - centre.X));
            Assert.Equal(1, area * DegreesPerRadian * DegreesPerRadian / (Side * Side), 1e-3);
        }
    }

    private static (double X, double Y) Centre(ProjectionKind kind) => kind == ProjectionKind.PlateCarree ? (899, 49) : (Tangent.X, Tangent.Y);

    private static double Pixel(ProjectionKind kind) => kind == ProjectionKind.PlateCarree ? 0.2 : Tangent.Pixel;

    // Centre and pixel size of the reference map are determined from the table itself, at two positions near its centre.
    private static (double X, double Y, double Pixel) Tangent { get; } = ReadTangent();

    private static (double X, double Y, double Pixel) ReadTangent()
    {
        AstroTable table = Reference();
        int Row(double lon, double lat) => Enumerable.Range(0, table.RowCount).First(row => table["lon_deg"].GetDouble(row) == lon && table["lat_deg"].GetDouble(row) == lat);
        double x = table["seed_TAN_px0"].GetDouble(Row(0, 0)), y = table["seed_TAN_py0"].GetDouble(Row(0, 0));
        double step = table["seed_TAN_py0"].GetDouble(Row(0, 15)) - y;
        return (x, y, Math.Tan(15 / DegreesPerRadian) * DegreesPerRadian / step);
    }

    private static AstroTable Reference() => TableFile.Read(SharedData.Path("vectors/projections_matplotlib_wcslib.csv"));
}
