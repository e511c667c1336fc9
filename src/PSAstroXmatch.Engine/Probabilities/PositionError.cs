using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>The covariance matrix of a position on the tangent plane, square degrees.</summary>
/// <param name="EE">Variance to the east.</param>
/// <param name="EN">Covariance.</param>
/// <param name="NN">Variance to the north.</param>
public readonly record struct PositionError(double EE, double EN, double NN)
{
    /// <summary>The determinant, degrees to the fourth.</summary>
    public double Determinant => EE * NN - EN * EN;

    /// <summary>The covariance of an error ellipse.</summary>
    /// <param name="semiMajor">1σ semi-major axis, degrees.</param>
    /// <param name="semiMinor">1σ semi-minor axis, degrees.</param>
    /// <param name="positionAngle">Position angle of the major axis, degrees from north through east; any value for a circle.</param>
    /// <remarks>Pineau et al. 2017 (A&amp;A 597, A89), equations 8 to 10.</remarks>
    public static PositionError OfEllipse(double semiMajor, double semiMinor, double positionAngle)
    {
        double a = semiMajor * semiMajor, b = semiMinor * semiMinor;
        if (a == b)
            return new PositionError(a, 0, a);
        (double sin, double cos) = DegreeTrigonometry.SinCos(positionAngle);
        return new PositionError(a * sin * sin + b * cos * cos, (a - b) * sin * cos, a * cos * cos + b * sin * sin);
    }

    /// <summary>The covariance of the error ellipse of a row.</summary>
    internal static PositionError OfRow(SkyEllipses ellipses, int row) =>
        OfEllipse(ellipses.SemiMajor[row], ellipses.SemiMinor[row], ellipses.PositionAngle[row]);

    /// <summary>The covariance of the difference of two independent positions.</summary>
    public static PositionError operator +(PositionError left, PositionError right) =>
        new(left.EE + right.EE, left.EN + right.EN, left.NN + right.NN);

    /// <summary>The Mahalanobis distance d = √(Δᵀ C⁻¹ Δ) of an offset in degrees, in σ.</summary>
    public double NormalizedSeparation(double east, double north) =>
        Math.Sqrt(Math.Max(0, (NN * east * east - 2 * EN * east * north + EE * north * north) / Determinant));
}

/// <summary>How much likelier positions are if they belong to one object than if they are unrelated.</summary>
/// <remarks>
/// Budavári and Szalay 2008 (ApJ 679, 301), with error ellipses after Pineau et al. 2017 (A&amp;A 597, A89), in the limit of errors that are
/// small on the sky, in which both are exact: B = 4π times the density that the errors give to the offset, per steradian.
/// </remarks>
public static class BayesFactor
{
    private const double Ln10 = 2.302585092994045684;

    private static readonly double LnRadiansPerDegree = Math.Log(Math.PI / 180);

    /// <summary>log₁₀ B of two positions.</summary>
    /// <param name="sum">Sum of both covariances, square degrees.</param>
    /// <param name="normalizedSeparation">Their separation in σ.</param>
    /// <exception cref="AstroException"><c>PositionErrorInvalid</c>: both errors are zero.</exception>
    public static double Log10(PositionError sum, double normalizedSeparation)
    {
        Check(sum);
        return (Math.Log(2) - 0.5 * Math.Log(sum.Determinant) - 2 * LnRadiansPerDegree - 0.5 * normalizedSeparation * normalizedSeparation) / Ln10;
    }

    /// <summary>log₁₀ B of any number of positions: ln B = (n − 1) ln 2 + ½ Σ ln|W| − ½ ln|ΣW| − Q/2, with W = C⁻¹ in radians.</summary>
    /// <param name="offsets">Offsets of the positions from any common point, degrees.</param>
    /// <param name="errors">Their covariances, square degrees.</param>
    /// <exception cref="AstroException"><c>PositionErrorInvalid</c>: an error is zero.</exception>
    public static double Log10(IReadOnlyList<(double East, double North)> offsets, IReadOnlyList<PositionError> errors)
    {
        double logWeights = 0, ee = 0, en = 0, nn = 0, east = 0, north = 0;
        for (int i = 0; i < errors.Count; i++)
        {
            PositionError weight = Inverse(errors[i]);
            logWeights += Math.Log(weight.Determinant);
            ee += weight.EE;
            en += weight.EN;
            nn += weight.NN;
            east += weight.EE * offsets[i].East + weight.EN * offsets[i].North;
            north += weight.EN * offsets[i].East + weight.NN * offsets[i].North;
        }

        PositionError mean = Inverse(new PositionError(ee, en, nn));
        (double meanEast, double meanNorth) = (mean.EE * east + mean.EN * north, mean.EN * east + mean.NN * north);
        double squares = 0;
        for (int i = 0; i < errors.Count; i++)
        {
            double d = errors[i].NormalizedSeparation(offsets[i].East - meanEast, offsets[i].North - meanNorth);
            squares += d * d;
        }

        // Every further position brings two factors of degrees into radians.
        double logDegrees = -2 * (errors.Count - 1) * LnRadiansPerDegree;
        return ((errors.Count - 1) * Math.Log(2) + 0.5 * (logWeights - Math.Log(ee * nn - en * en)) + logDegrees - 0.5 * squares) / Ln10;
    }

    /// <summary>The density that the errors give to an offset, per square degree: exp(−d²/2) / (2π √|C|).</summary>
    /// <param name="sum">Sum of both covariances, square degrees.</param>
    /// <param name="normalizedSeparation">The separation in σ.</param>
    public static double PositionDensity(PositionError sum, double normalizedSeparation) =>
        Math.Exp(-0.5 * normalizedSeparation * normalizedSeparation) / (2 * Math.PI * Math.Sqrt(sum.Determinant));

    private static PositionError Inverse(PositionError error)
    {
        Check(error);
        double determinant = error.Determinant;
        return new PositionError(error.NN / determinant, -error.EN / determinant, error.EE / determinant);
    }

    private static void Check(PositionError error)
    {
        if (!(error.Determinant > 0))
        {
            throw new AstroException(
                ErrorIds.PositionErrorInvalid,
                "Two positions without errors have no Bayes factor: they are either the same or not.",
                "Give at least one of the positions an error.");
        }
    }
}
