using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>Every left row against every right row, with unit vectors: slow, and independent of the code under test.</summary>
internal static class BruteForce
{
    private const double Degree = Math.PI / 180;

    /// <summary>Separation in degrees, by atan2 of cross and dot product of unit vectors.</summary>
    internal static double Separation(SkyPositions a, int i, SkyPositions b, int j)
    {
        (double[] p, double[] q) = (Vector(a, i), Vector(b, j));
        double[] cross = Cross(p, q);
        return Math.Atan2(Math.Sqrt(Dot(cross, cross)), Dot(p, q)) / Degree;
    }

    /// <summary>
    /// Variances of an ellipse along and across the direction to another position, and their covariance: with the local east and north
    /// vectors.
    /// </summary>
    internal static (double Along, double Across, double Both) Covariance(
        SkyPositions from, int i, SkyPositions to, int j, double major, double minor, double positionAngle)
    {
        double[] p = Vector(from, i), q = Vector(to, j);
        double ra = from.Ra[i] * Degree, dec = from.Dec[i] * Degree;
        double[] east = [-Math.Sin(ra), Math.Cos(ra), 0];
        double[] north = [-Math.Sin(dec) * Math.Cos(ra), -Math.Sin(dec) * Math.Sin(ra), Math.Cos(dec)];
        double towards = Math.Atan2(Dot(q, east), Dot(q, north));
        double angle = positionAngle * Degree - towards;
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        return (major * major * cos * cos + minor * minor * sin * sin, major * major * sin * sin + minor * minor * cos * cos,
            (major * major - minor * minor) * sin * cos);
    }

    internal static bool IsPosition(SkyPositions positions, int i) =>
        double.IsFinite(positions.Ra[i]) && double.IsFinite(positions.Dec[i]) && Math.Abs(positions.Dec[i]) <= 90;

    private static double[] Vector(SkyPositions positions, int i)
    {
        double ra = positions.Ra[i] * Degree, dec = positions.Dec[i] * Degree;
        return [Math.Cos(dec) * Math.Cos(ra), Math.Cos(dec) * Math.Sin(ra), Math.Sin(dec)];
    }

    private static double Dot(double[] a, double[] b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

    private static double[] Cross(double[] a, double[] b) =>
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
