using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Chooses the match criterion from the radii and ellipses of a join.</summary>
internal static class JoinCriterion
{
    /// <summary>Throws if a join does not define a match, or defines it more than once.</summary>
    public static void Check(JoinInput left, JoinInput? right, JoinOptions options)
    {
        bool radii = left.Radius is not null || right?.Radius is not null;
        bool ellipses = left.Ellipse is not null || right?.Ellipse is not null;
        int ways = (options.Radius is null ? 0 : 1) + (radii ? 1 : 0) + (ellipses ? 1 : 0);
        if (ways == 0)
        {
            throw new AstroException(
                ErrorIds.MatchRadiusMissing,
                "There is no radius or error ellipse to define a match.",
                "Give a radius such as 1arcsec, a radius for each row, or the error ellipses of the rows.");
        }
        if (ways > 1)
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "A match is defined in more than one way: a single radius, a radius for each row, and error ellipses are mutually exclusive.",
                "Give only one of them.");
        }
        if (options.MaxNormalizedSeparation is not null && (left.Ellipse is null || (right ?? left).Ellipse is null))
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "A maximum normalised separation requires error ellipses on both sides.",
                "Give both ellipses, or omit it; with a single ellipse, the positions of the other side must lie inside it.");
        }
    }

    /// <summary>The criterion for rows with the given radii or ellipses.</summary>
    public static MatchCriterion Create(JoinInput leftInput, JoinInput rightInput, RowGeometry left, RowGeometry right, JoinOptions options) =>
        (left, right) switch
        {
            ({ Ellipses: { } a }, { Ellipses: { } b }) => new JointEllipses(
                a.Scale(1 / leftInput.Ellipse!.Sigmas),
                b.Scale(1 / rightInput.Ellipse!.Sigmas),
                options.MaxNormalizedSeparation ?? SkyEllipses.Sigma95),
            ({ Ellipses: { } a }, _) => new EllipseContainsPoint(a),
            // With a point on the left, the joint normalised separation reduces to that of the right ellipse.
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
}
