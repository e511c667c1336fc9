using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public class SeparationTests
{
    [Fact]
    public void Astropys_vectors_are_met()
    {
        foreach (string[] row in Vectors.Rows("vectors/separation_position_angle_astropy5.2.1.csv"))
        {
            double[] x = Array.ConvertAll(row, Vectors.Number);
            double separation = Separation.Degrees(x[0], x[1], x[2], x[3]);
            Assert.Equal(x[4], separation, 1e-11);
            if (x[4] < 0.1)
                Assert.Equal(x[4] * 3600, separation * 3600, 1e-9);
            // The uncertainty of the angle of a short arc is that of astropy's radians, 1e-14 degrees, divided by its length.
            double angle = Separation.PositionAngle(x[0], x[1], x[2], x[3]);
            double difference = Math.IEEERemainder(angle - x[5], 360);
            Assert.InRange(Math.Abs(difference), 0, 1e-11 + 1e-11 / Math.Sin(x[4] * Math.PI / 180) * 0.2);
        }
    }

    [Fact]
    public void ERFAs_test_values_are_met()
    {
        const double Degree = 180 / Math.PI;
        Assert.Equal(2.346722016996998842 * Degree, Separation.Degrees(1.0 * Degree, 0.1 * Degree, 0.2 * Degree, -3.0 * Degree), 1e-11);
        Assert.Equal(360 - 2.724544922932270424 * Degree, Separation.PositionAngle(Degree, 0.1 * Degree, 0.2 * Degree, -Degree), 1e-11);
    }

    [Theory]
    [InlineData(10, 20, 10, 20, 0)]
    [InlineData(10, 20, 10, 20.1, 0.10000000000000142)]
    [InlineData(0, 0, 0.1, 0, 0.1)]
    [InlineData(359.95, 0, 0.05, 0, 0.10000000000002274)]
    [InlineData(-0.05, 0, 360.05, 0, 0.10000000000002274)]
    [InlineData(0, 90, 123, 90, 0)]
    [InlineData(0, 90, 200, 89, 1)]
    [InlineData(0, 89.5, 180, 89.5, 1)]
    [InlineData(0, 90, 77, -90, 180)]
    [InlineData(30, 40, 210, -40, 180)]
    [InlineData(0, 0, 180, 0, 180)]
    [InlineData(0, 0, 0, 0.25, 0.25)]
    public void Distances_are_right_at_poles_wraps_and_antipodes(double lon1, double lat1, double lon2, double lat2, double expected)
    {
        Assert.Equal(expected, Separation.Degrees(lon1, lat1, lon2, lat2), 1e-13);
        Assert.Equal(expected, Separation.Degrees(lon2, lat2, lon1, lat1), 1e-13);
    }

    [Fact]
    public void Neighbours_along_a_meridian_have_the_difference_of_their_latitudes()
    {
        Assert.Equal(20.1 - 20, Separation.Degrees(10, 20, 10, 20.1));
        Assert.Equal(0.1, Separation.Degrees(10, 0, 10, 0.1));
    }

    [Fact]
    public void The_series_for_neighbours_continues_Vincentys_formula()
    {
        // At the limit the two must agree to the last digits, at every latitude.
        for (double lat = -89.9; lat <= 89.9; lat += 0.37)
        {
            (double, double)[] differences = [(0.5, 0.5), (0.5, 0.0), (-0.5, 0.1), (0.3, -0.5), (0.1, 0.2), (0.001, 0.002)];
            foreach ((double lonDifference, double latDifference) in differences)
            {
                double lat2 = Math.Clamp(lat + latDifference, -90, 90);
                double expected = Haversine(lonDifference, lat, lat2);
                Assert.Equal(expected, Separation.Degrees(0, lat, lonDifference, lat2), 2e-14);
            }
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 1, 0)]
    [InlineData(0, 0, 1, 0, 90)]
    [InlineData(0, 1, 0, 0, 180)]
    [InlineData(1, 0, 0, 0, 270)]
    [InlineData(359.9, 0, 0.1, 0, 90)]
    [InlineData(5, 60, 77, 90, 0)]
    [InlineData(5, -60, 77, -90, 180)]
    [InlineData(0, 90, 30, 80, 150)]
    [InlineData(0, -90, 30, -80, 30)]
    [InlineData(12, 34, 12, 34, 0)]
    public void Position_angles_are_right_also_at_the_poles(double lon1, double lat1, double lon2, double lat2, double expected) =>
        Assert.Equal(expected, Separation.PositionAngle(lon1, lat1, lon2, lat2), 1e-13);

    [Fact]
    public void Position_angles_beside_a_pole_have_all_digits()
    {
        // From 1e-7 degrees off the pole to the same latitude a quarter turn away: a plane right-angled triangle.
        Assert.Equal(45, Separation.PositionAngle(0, 90 - 1e-7, 90, 90 - 1e-7), 1e-6);
        double lat = 89.9999999;
        Assert.Equal(45, Separation.PositionAngle(0, lat, 90, lat), 1e-12);
    }

    [Theory]
    [InlineData(0, 0, 1, 90, 1, 0)]
    [InlineData(10, 20, 5, 0, 10, 25)]
    [InlineData(10, 20, 5, 180, 10, 15)]
    [InlineData(359.5, 0, 1, 90, 0.5, 0)]
    [InlineData(0, 90, 10, 150, 30, 80)]
    [InlineData(30, 80, 20, 0, 210, 80)]
    [InlineData(30, 80, 180, 77, 210, -80)]
    public void Offsets_end_where_they_should(double lon, double lat, double distance, double angle, double endLon, double endLat)
    {
        (double actualLon, double actualLat) = Separation.Offset(lon, lat, distance, angle);
        Assert.Equal(0, Separation.Degrees(actualLon, actualLat, endLon, endLat), 1e-13);
        Assert.InRange(actualLon, 0, 359.99999999999999);
    }

    [Fact]
    public void An_offset_has_its_distance_and_its_angle()
    {
        Random random = new(4711);
        for (int i = 0; i < 2000; i++)
        {
            double lon = random.NextDouble() * 360, lat = Math.Asin(2 * random.NextDouble() - 1) * 57.29577951308232;
            double distance = Math.Pow(10, -6 + 8 * random.NextDouble()), angle = random.NextDouble() * 360;
            (double lon2, double lat2) = Separation.Offset(lon, lat, distance, angle);
            Assert.Equal(distance, Separation.Degrees(lon, lat, lon2, lat2), 1e-12);
            double difference = Math.IEEERemainder(Separation.PositionAngle(lon, lat, lon2, lat2) - angle, 360);
            double rounding = 1e-12 / (Math.Cos(lat / 57.29577951308232) * Math.Sin(distance / 57.29577951308232));
            Assert.InRange(Math.Abs(difference), 0, 1e-11 + 57 * rounding);
        }
    }

    [Fact]
    public void Arrays_give_what_single_pairs_give()
    {
        double[] lon1 = [0, 10, 359.9], lat1 = [0, 20, -45], lon2 = [1, 12, 0.1], lat2 = [1, 20, -45.5];
        double[] separations = new double[3], angles = new double[3];
        Separation.Degrees(lon1, lat1, lon2, lat2, separations);
        Separation.PositionAngle(lon1, lat1, lon2, lat2, angles);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Separation.Degrees(lon1[i], lat1[i], lon2[i], lat2[i]), separations[i]);
            Assert.Equal(Separation.PositionAngle(lon1[i], lat1[i], lon2[i], lat2[i]), angles[i]);
        }
        Assert.Throws<ArgumentException>(() => Separation.Degrees(lon1, lat1, lon2, lat2, new double[2]));
    }

    [Fact]
    public void Processors_of_all_widths_give_the_same_distances()
    {
        Random random = new(1);
        double[] lon1 = new double[400], lat1 = new double[400], lon2 = new double[400], lat2 = new double[400];
        for (int i = 0; i < lon1.Length; i++)
        {
            // From far below an arcsecond to far beyond the neighbours; including pairs across longitude 0 and invalid positions.
            double distance = Math.Pow(10, 2 - 8 * random.NextDouble());
            (lon1[i], lat1[i]) = (i % 5 == 0 ? 0 : 360 * random.NextDouble(), 180 * random.NextDouble() - 90);
            (lon2[i], lat2[i]) = Separation.Offset(lon1[i], lat1[i], distance, 360 * random.NextDouble());
            if (i % 50 == 7)
                lat2[i] = double.NaN;
        }
        double[] two = new double[400], four = new double[400], eight = new double[400];
        Assert.Equal(400, SeparationKernel.Degrees<TwoLanes>(lon1, lat1, lon2, lat2, two));
        Assert.Equal(400, SeparationKernel.Degrees<FourLanes>(lon1, lat1, lon2, lat2, four));
        Assert.Equal(400, SeparationKernel.Degrees<EightLanes>(lon1, lat1, lon2, lat2, eight));
        for (int i = 0; i < lon1.Length; i++)
        {
            double single = Separation.Degrees(lon1[i], lat1[i], lon2[i], lat2[i]);
            Assert.Equal(single, two[i]);
            Assert.Equal(single, four[i]);
            Assert.Equal(single, eight[i]);
        }
    }

    [Fact]
    public void Unknown_coordinates_give_unknown_distances()
    {
        Assert.Equal(double.NaN, Separation.Degrees(double.NaN, 0, 0, 0));
        Assert.Equal(double.NaN, Separation.Degrees(0, 0, 0, double.NaN));
        Assert.Equal(double.NaN, Separation.PositionAngle(0, double.NaN, 0, 0));
    }

    /// <summary>Haversine formula with the sines of the small half-angles, which avoids cancellation; degrees.</summary>
    private static double Haversine(double lonDifference, double lat1, double lat2)
    {
        const double Radian = Math.PI / 180;
        double u = Math.Sin((lat2 - lat1) / 2 * Radian), v = Math.Sin(lonDifference / 2 * Radian);
        double cos1 = Math.Sin((90 - Math.Abs(lat1)) * Radian), cos2 = Math.Sin((90 - Math.Abs(lat2)) * Radian);
        return 2 * Math.Asin(Math.Sqrt(u * u + cos1 * cos2 * v * v)) / Radian;
    }
}
