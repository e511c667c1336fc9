namespace PSAstroXmatch.Engine.Sky;

/// <summary>Precession and obliquity of the IAU 2006 model, and the frame bias between ICRS and FK5.</summary>
/// <remarks>
/// The Fukushima-Williams angles and the obliquity are those of Hilton et al. (2006, Celest. Mech. Dyn. Astron. 94, 351), the orientation of
/// FK5 that of Mignard &amp; Frœschlé (2000, A&amp;A 354, 732); astropy uses the same.
/// </remarks>
internal static class Precession
{
    private const double RadiansPerArcsecond = Math.PI / 648_000;

    /// <summary>ICRS to FK5 at J2000.</summary>
    public static double[,] IcrsToFk5 { get; } = RotationMatrix.Product(
        RotationMatrix.X(0.0199 * RadiansPerArcsecond), RotationMatrix.Y(0.0091 * RadiansPerArcsecond), RotationMatrix.Z(-0.0229 * RadiansPerArcsecond));

    /// <summary>Mean equator and equinox of J2000 to those of another time.</summary>
    /// <param name="year">Julian year.</param>
    public static double[,] FromJ2000(double year) => RotationMatrix.Product(BiasAndPrecession(year), RotationMatrix.Transpose(BiasAndPrecession(2000)));

    /// <summary>ICRS to the mean ecliptic and equinox of a time.</summary>
    /// <param name="year">Julian year.</param>
    public static double[,] IcrsToEcliptic(double year) => RotationMatrix.Product(RotationMatrix.X(Obliquity((year - 2000) / 100)), BiasAndPrecession(year));

    private static double[,] BiasAndPrecession(double year)
    {
        double t = (year - 2000) / 100;
        double gamma = Polynomial(t, -0.052928, 10.556378, 0.4932044, -0.00031238, -0.000002788, 0.0000000260);
        double phi = Polynomial(t, 84381.412819, -46.811016, 0.0511268, 0.00053289, -0.000000440, -0.0000000176);
        double psi = Polynomial(t, -0.041775, 5038.481484, 1.5584175, -0.00018522, -0.000026452, -0.0000000148);
        return RotationMatrix.Product(RotationMatrix.X(-Obliquity(t)), RotationMatrix.Z(-psi), RotationMatrix.X(phi), RotationMatrix.Z(gamma));
    }

    private static double Obliquity(double t) => Polynomial(t, 84381.406, -46.836769, -0.0001831, 0.00200340, -0.000000576, -0.0000000434);

    // Arcseconds in, radians out; t in Julian centuries from J2000.
    private static double Polynomial(double t, params ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * t + coefficients[i];
        return sum * RadiansPerArcsecond;
    }
}
