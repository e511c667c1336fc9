namespace PSAstroXmatch.Engine.Matching;

/// <summary>Finds all pairs: indexes the circles of one side on a grid and looks up the positions of the other.</summary>
internal static class PairFinder
{
    internal static MatchPairs Find(
        SkyPositions left,
        SkyPositions right,
        MatchCriterion criterion,
        bool withoutIdentity,
        int maxThreads,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Side leftSide = new(left, criterion.LeftReaches), rightSide = new(right, criterion.RightReaches);
        Circles leftCircles = Circles.Of(leftSide, rightSide.Reaches.Largest(), criterion.Combine);
        Circles rightCircles = Circles.Of(rightSide, leftSide.Reaches.Largest(), (own, other) => criterion.Combine(other, own));
        (List<GridChoice.Pass> leftPasses, double leftCost) = GridChoice.Choose(leftCircles.Histogram, right.Count);
        (List<GridChoice.Pass> rightPasses, double rightCost) = GridChoice.Choose(rightCircles.Histogram, left.Count);
        bool indexIsLeft = leftCost <= rightCost;

        int threads = maxThreads == 0 ? Environment.ProcessorCount : maxThreads;
        PairLimit limit = PairLimit.OfMemory();
        PairBuffer[] buffers = new PairBuffer[threads];
        for (int i = 0; i < threads; i++)
            buffers[i] = new PairBuffer(criterion.IsNormalized, limit);
        PairTest test = new(left, right, criterion, indexIsLeft, withoutIdentity);
        foreach (GridChoice.Pass pass in indexIsLeft ? leftPasses : rightPasses)
        {
            GridJoin join = indexIsLeft
                ? new GridJoin(leftCircles, rightSide, pass, test, threads, cancellationToken)
                : new GridJoin(rightCircles, leftSide, pass, test, threads, cancellationToken);
            join.Run(buffers);
        }
        return PairSorter.Sort(buffers, left.Count, criterion.IsNormalized, threads, cancellationToken);
    }
}

/// <summary>The rows of one table and how far they reach.</summary>
internal sealed record Side(SkyPositions Positions, Reaches Reaches);

/// <summary>The circles that rows claim: each reaches as far as a pair with any row of the other side may be apart.</summary>
internal sealed class Circles
{
    private Circles(SkyPositions positions, Reaches radii, RadiusHistogram histogram)
    {
        Positions = positions;
        Radii = radii;
        Histogram = histogram;
    }

    internal SkyPositions Positions { get; }

    /// <summary>Radii in degrees; NaN where the row claims nothing.</summary>
    internal Reaches Radii { get; }

    internal RadiusHistogram Histogram { get; }

    internal static Circles Of(Side side, double largestOther, Func<double, double, double> combine)
    {
        RadiusHistogram histogram = new();
        if (side.Reaches.Rows is not { } reaches)
        {
            double radius = combine(side.Reaches.Common, largestOther);
            histogram.Add(radius, side.Positions.Count);
            return new Circles(side.Positions, new Reaches(null, radius), histogram);
        }
        double[] radii = new double[reaches.Length];
        for (int row = 0; row < radii.Length; row++)
        {
            radii[row] = reaches[row] >= 0 ? combine(reaches[row], largestOther) : double.NaN;
            if (radii[row] >= 0)
                histogram.Add(radii[row]);
        }
        return new Circles(side.Positions, new Reaches(radii, 0), histogram);
    }
}

/// <summary>What a candidate must fulfil, and which side is indexed.</summary>
internal sealed record PairTest(
    SkyPositions Left, SkyPositions Right, MatchCriterion Criterion, bool IndexIsLeft, bool WithoutIdentity);
