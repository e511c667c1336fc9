namespace PSAstroXmatch.Engine.Sky;

/// <summary>The Fourth Fundamental Catalogue: E-terms of aberration, precession after Newcomb, and the rotation to FK5.</summary>
/// <remarks>
/// The E-terms and Newcomb's precession are those of the Explanatory Supplement to the Astronomical Almanac (1992), and the rotation to FK5 is
/// that of Murray (1989, A&amp;A 218, 325, equations 28 and 29). astropy uses the same.
/// </remarks>
internal static class Fk4
{
    private const double RadiansPerArcsecond = Math.PI / 648_000;
    private const double RadiansPerDegree = Math.PI / 180;

    /// <summary>The E-terms of aberration, a vector in units of the speed of light.</summary>
    /// <param name="equinox">Julian year.</param>
    public static (double X, double Y, double Z) ETerms(double equinox)
    {
        double t = (equinox - JulianYear.OfBesselian(1950)) / 100;
        double eccentricity = 0.01673011 + t * (-0.00004193 + t * -0.000000126);
        double perigee = (1015489.951 + t * (6190.67 + t * (1.65 + t * 0.012))) * RadiansPerArcsecond;
        double s = (equinox - 2000) / 100;
        double obliquity = (84381.448 + s * (-46.8150 + s * (-0.00059 + s * 0.001813))) * RadiansPerArcsecond;
        double size = eccentricity * 0.0056932 * RadiansPerDegree;
        return (size * Math.Sin(perigee), -size * Math.Cos(perigee) * Math.Cos(obliquity), -size * Math.Cos(perigee) * Math.Sin(obliquity));
    }

    /// <summary>FK4 without E-terms at some equinox to FK5 at J2000.</summary>
    /// <param name="equinox">Julian year.</param>
    /// <param name="observed">Julian year of the observation: FK4 rotates with respect to FK5.</param>
    public static double[,] ToFk5(double equinox, double observed)
    {
        double centuries = (observed - 1950) / 100;
        double[,] rotation =
        {
            { 0.9999256794956877 - 0.0026455262e-6 * centuries, -0.0111814832204662 - 1.1539918689e-6 * centuries, -0.0048590038153592 + 2.1111346190e-6 * centuries },
            { 0.0111814832391717 + 1.1540628161e-6 * centuries, 0.9999374848933135 - 0.0129042997e-6 * centuries, -0.0000271625947142 + 0.0236021478e-6 * centuries },
            { 0.0048590037723143 - 2.1112979048e-6 * centuries, -0.0000271702937440 - 0.0056024448e-6 * centuries, 0.9999881946023742 + 0.0102587734e-6 * centuries },
        };
        return RotationMatrix.Product(rotation, ToB1950(JulianYear.ToBesselian(equinox)));
    }

    // Newcomb's precession from a Besselian year to B1950, with times in millennia from B1850.
    private static double[,] ToB1950(double besselianYear)
    {
        double t = (besselianYear - 1850) / 1000, dt = 0.1 - t;
        double common = 23035.545 + t * (139.720 + t * 0.060);
        double zeta = dt * (common + dt * (30.240 - 0.27 * t + dt * 17.995)) * RadiansPerArcsecond;
        double z = dt * (common + dt * (109.480 + 0.39 * t + dt * 18.325)) * RadiansPerArcsecond;
        double theta = dt * (20051.12 - t * (85.29 + t * 0.37) + dt * (-42.65 - 0.37 * t + dt * -41.8)) * RadiansPerArcsecond;
        return RotationMatrix.Product(RotationMatrix.Z(-z), RotationMatrix.Y(theta), RotationMatrix.Z(-zeta));
    }
}
