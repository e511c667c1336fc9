using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Chooses the criterion that radii and ellipses of a join ask for.</summary>
internal static class JoinCriterion
{
    /// <summary>Refuses a join that does not say what a match is, or says it twice.</summary>
    public static void Check(JoinInput left, JoinInput? right, JoinOptions options)
    {
        bool radii = left.Radius is not null || right?.Radius is not null;
        bool ellipses = left.Ellipse is not null || right?.Ellipse is not null;
        int ways = (options.Radius is null ? 0 : 1) + (radii ? 1 : 0) + (ellipses ? 1 : 0);
        if (ways == 0)
        {
            throw Invalid(
                "MatchRadiusMissing",
                "Nothing says how near two rows must be to be a match.",
                "Give a radius such as 1arcsec, radii of the rows, or their error ellipses.");
        }
        if (ways > 1)
        {
            throw Invalid(
                "MatchCriterionAmbiguous",
                "A match is defined in more than one way: a radius, radii of the rows and error ellipses exclude each other.",
                "Give one of them.");
        }
        if (options.MaxNormalizedSeparation is not null && (left.Ellipse is null || (right ?? left).Ellipse is null))
        {
            throw Invalid(
                "MatchCriterionAmbiguous",
                "A largest normalised separation is given, which needs error ellipses on both sides.",
                "Give both ellipses, or leave it out; without it a point must lie in the single ellipse.");
        }
    }

    /// <summary>The criterion for rows that claim such parts of the sky.</summary>
    public static MatchCriterion Create(JoinInput leftInput, JoinInput rightInput, SkyClaims left, SkyClaims right, JoinOptions options) =>
        (left, right) switch
        {
            ({ Ellipses: { } a }, { Ellipses: { } b }) => new JointEllipses(
                a.Scale(1 / leftInput.Ellipse!.Sigmas),
                b.Scale(1 / rightInput.Ellipse!.Sigmas),
                options.MaxNormalizedSeparation ?? SkyEllipses.Sigma95),
            ({ Ellipses: { } a }, _) => new EllipseContainsPoint(a),
            // The joint normalised separation with a point on the left is that of the right ellipse alone.
            (_, { Ellipses: { } b }) => new JointEllipses(Points(left.Positions.Count), b, 1),
            ({ Radius: { } a }, { Radius: { } b }) => new SumOfRadii(a, b),
            ({ Radius: { } a }, _) => new LeftRadius(a),
            (_, { Radius: { } b }) => new RightRadius(b),
            _ => new FixedRadius(options.Radius ?? double.NaN),
        };

    private static SkyEllipses Points(int count)
    {
        double[] zeros = new double[count];
        return new SkyEllipses(zeros, zeros, zeros);
    }

    private static AstroException Invalid(string errorId, string message, string recommendation) =>
        new(errorId, AstroErrorKind.InvalidArgument, message, recommendation);
}
