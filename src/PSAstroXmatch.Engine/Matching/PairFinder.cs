using System.Runtime.CompilerServices;

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
        Side leftSide = Side.Of("left", left, criterion.LeftReaches), rightSide = Side.Of("right", right, criterion.RightReaches);
        CircleMaker ofLeft = new(leftSide, rightSide.Reaches.Largest(), criterion.Combine);
        CircleMaker ofRight = new(rightSide, leftSide.Reaches.Largest(), (own, other) => criterion.Combine(other, own));
        (List<GridChoice.Pass> leftPasses, double leftCost) = GridChoice.Choose(ofLeft.Histogram(), right.Count);
        (List<GridChoice.Pass> rightPasses, double rightCost) = GridChoice.Choose(ofRight.Histogram(), left.Count);
        bool indexIsLeft = leftCost <= rightCost;
        Circles circles = indexIsLeft ? ofLeft.Make() : ofRight.Make();

        int threads = maxThreads == 0 ? Environment.ProcessorCount : maxThreads;
        PairLimit limit = PairLimit.OfMemory();
        LeftRanges ranges = new(left.Count);
        PairBuffer[] buffers = new PairBuffer[threads];
        for (int i = 0; i < threads; i++)
            buffers[i] = new PairBuffer(ranges, criterion.IsNormalized, limit);
        PairTest test = new(left, right, criterion, indexIsLeft, withoutIdentity);
        try
        {
            foreach (GridChoice.Pass pass in indexIsLeft ? leftPasses : rightPasses)
            {
                GridJoin join = new(circles, indexIsLeft ? rightSide : leftSide, pass, test, threads, cancellationToken);
                join.Run(buffers);
            }
            return PairSorter.Sort(buffers, ranges, criterion.IsNormalized, threads, cancellationToken);
        }
        finally
        {
            foreach (PairBuffer buffer in buffers)
                buffer.Dispose();
        }
    }
}

/// <summary>The rows of one table and how far they reach.</summary>
internal sealed record Side(SkyPositions Positions, Reaches Reaches)
{
    /// <summary>The rows with their reaches, which the loops then use unchecked.</summary>
    internal static Side Of(string name, SkyPositions positions, Reaches reaches)
    {
        if (reaches.Rows is { } rows)
            MatchErrors.CheckLength($"{name} reaches", rows.Length, $"{name} rows", positions.Count);
        else if (!(reaches.Common >= 0))
            throw MatchErrors.InvalidRadius($"reach of the {name} rows", reaches.Common);
        return new Side(positions, reaches);
    }
}

/// <summary>The circles of the rows of one side: radii in degrees, NaN where a row has none.</summary>
internal sealed record Circles(SkyPositions Positions, Reaches Radii);

/// <summary>Makes the circles of a side: the radius of each is the largest separation that a pair with any row of the other side can have.</summary>
internal sealed class CircleMaker(Side side, double largestOther, Func<double, double, double> combine)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal RadiusHistogram Histogram()
    {
        RadiusHistogram histogram = new();
        if (side.Reaches.Rows is not { } reaches)
        {
            histogram.Add(combine(side.Reaches.Common, largestOther), side.Positions.Count);
        }
        else
        {
            foreach (double reach in reaches)
                histogram.Add(RadiusOf(reach));
        }
        return histogram;
    }

    internal Circles Make() => new(
        side.Positions,
        side.Reaches.Rows is { } reaches
            ? new Reaches(Array.ConvertAll(reaches, RadiusOf), 0)
            : new Reaches(null, combine(side.Reaches.Common, largestOther)));

    private double RadiusOf(double reach) => reach >= 0 ? combine(reach, largestOther) : double.NaN;
}

/// <summary>The test for candidates, and which side is indexed.</summary>
internal sealed record PairTest(
    SkyPositions Left, SkyPositions Right, MatchCriterion Criterion, bool IndexIsLeft, bool WithoutIdentity);
