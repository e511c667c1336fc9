using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public class GalacticTests
{
    private const double Tolerance = 1e-11;

    // ra, dec, l, b by astropy 5.2.1
    public static readonly TheoryData<double, double, double, double> Astropy = new()
    {
        { 0, 0, 96.33728336969006, -60.188551946914465 },
        { 0, 90, 122.93192525541662, 27.128252414968003 },
        { 123.456, 90, 122.93192525541662, 27.12825241496801 },
        { 0, -90, 302.9319252554166, -27.128252414968017 },
        { 359.9999999999, 0, 96.33728336950554, -60.18855194687462 },
        { 180, 89.9999999, 122.93192528042377, 27.128252512459895 },
    };

    [Theory]
    [MemberData(nameof(Astropy))]
    public void ICRS_becomes_galactic_as_in_astropy(double ra, double dec, double l, double b)
    {
        (double actualL, double actualB) = Galactic.FromIcrs(ra, dec);
        Assert.Equal(l, actualL, Tolerance);
        Assert.Equal(b, actualB, Tolerance);
    }

    [Fact]
    public void Astropys_vectors_are_met_in_both_directions()
    {
        foreach (string[] row in Vectors.Rows("vectors/icrs_galactic_astropy5.2.1.csv"))
        {
            (double ra, double dec, double l, double b) =
                (Vectors.Number(row[0]), Vectors.Number(row[1]), Vectors.Number(row[2]), Vectors.Number(row[3]));
            AssertSamePlace(Galactic.FromIcrs(ra, dec), (l, b));
            AssertSamePlace(Galactic.ToIcrs(l, b), (ra, dec));
        }
    }

    [Fact]
    public void Arrays_give_what_single_positions_give_also_in_place()
    {
        double[] ra = [0, 83.63, 266.405, 359.999], dec = [90, 22.01, -28.936, -45];
        double[] l = new double[4], b = new double[4], ra2 = new double[4], dec2 = new double[4];
        Galactic.FromIcrs(ra, dec, l, b);
        Galactic.ToIcrs(l, b, ra2, dec2);
        double[] inPlaceL = [.. ra], inPlaceB = [.. dec];
        Galactic.FromIcrs(inPlaceL, inPlaceB, inPlaceL, inPlaceB);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(Galactic.FromIcrs(ra[i], dec[i]), (l[i], b[i]));
            Assert.Equal((l[i], b[i]), (inPlaceL[i], inPlaceB[i]));
            AssertSamePlace((ra2[i], dec2[i]), (ra[i], dec[i]));
        }
        Assert.Throws<ArgumentException>(() => Galactic.FromIcrs(ra, dec, new double[3], b));
    }

    [Fact]
    public void Unknown_positions_stay_unknown() => Assert.Equal((double.NaN, double.NaN), Galactic.FromIcrs(double.NaN, 10));

    [Fact]
    public void ERFAs_frame_is_another_one_by_two_hundredths_of_an_arcsecond()
    {
        // ERFA's icrs2g test vector: it takes the FK5 pole and origin as ICRS.
        (double l, double b) = Galactic.FromIcrs(Degrees(5.9338074302227188048671087), Degrees(-1.1784870613579944551540570));
        double arcseconds = 3600 * Separation.Degrees(l, b, Degrees(5.5850536063818546461558), Degrees(-0.7853981633974483096157));
        Assert.InRange(arcseconds, 0.01, 0.03);
    }

    [Fact]
    public void ERFAs_own_matrix_gives_ERFAs_frame()
    {
        // The matrix of the Hipparcos catalogue (ESA SP-1200, volume 1, section 1.5.3), which ERFA uses.
        double[][] matrix =
        [
            [-0.0548755604162154, -0.8734370902348850, -0.4838350155487132],
            [0.4941094278755837, -0.4448296299600112, 0.7469822444972189],
            [-0.8676661490190047, -0.1980763734312015, 0.4559837761750669],
        ];
        (double ra, double dec) = (5.9338074302227188048671087, -1.1784870613579944551540570);
        double[] direction = [Math.Cos(dec) * Math.Cos(ra), Math.Cos(dec) * Math.Sin(ra), Math.Sin(dec)];
        double[] turned = [.. matrix.Select(row => row.Zip(direction, (a, b) => a * b).Sum())];
        Assert.Equal(5.5850536063818546461558, Math.Atan2(turned[1], turned[0]) + 2 * Math.PI, 1e-14);
        Assert.Equal(-0.7853981633974483096157, Math.Asin(turned[2]), 1e-14);
    }

    private static double Degrees(double radians) => radians * (180 / Math.PI);

    // Near a pole the longitude is not that accurate, but the distance on the sky is.
    private static void AssertSamePlace((double Lon, double Lat) actual, (double Lon, double Lat) expected)
    {
        Assert.Equal(0, Separation.Degrees(actual.Lon, actual.Lat, expected.Lon, expected.Lat), Tolerance);
        Assert.InRange(actual.Lon, 0, 359.99999999999999);
    }
}
