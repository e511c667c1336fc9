using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>The catalog among whose sources the counterparts are sought, sorted by brightness.</summary>
public sealed class CounterpartCatalog
{
    private readonly double[] _sortedBrightness;

    /// <summary>Prepares a catalog.</summary>
    /// <param name="positions">Positions of its sources.</param>
    /// <param name="errors">1σ error ellipses, degrees; every row has one.</param>
    /// <param name="brightness">
    /// A number that grows with brightness: a flux, or a magnitude with its sign changed. NaN where it is unknown; null if no source has one.
    /// </param>
    /// <param name="footprint">Where the catalog has looked.</param>
    /// <param name="duplicates">Rows that are further entries of a source listed before, and so do not count as neighbours; null for none.</param>
    public CounterpartCatalog(SkyPositions positions, SkyEllipses errors, double[]? brightness, Footprint footprint, bool[]? duplicates = null)
    {
        MatchErrors.CheckLength("error ellipses", errors.Count, "sources", positions.Count);
        Positions = positions;
        Errors = errors;
        // An unknown brightness is below all others: such a source is never among those at least as bright as another.
        Brightness = brightness is null ? Filled(positions.Count) : Array.ConvertAll(brightness, value => double.IsNaN(value) ? double.NegativeInfinity : value);
        MatchErrors.CheckLength("brightnesses", Brightness.Length, "sources", positions.Count);
        Footprint = footprint;
        StartWeights = new double[positions.Count];
        int[] order = new int[positions.Count];
        _sortedBrightness = new double[positions.Count];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
            _sortedBrightness[row] = -Brightness[row];
            StartWeights[row] = duplicates is not null && duplicates[row] ? 0 : 1;
        }

        Array.Sort(_sortedBrightness, order);
        Order = order;
        int known = Brightness.Count(value => value > double.NegativeInfinity);
        MissingShare = positions.Count == 0 ? 0 : 1 - (double)known / positions.Count;
    }

    /// <summary>Positions of the sources.</summary>
    public SkyPositions Positions { get; }

    /// <summary>1σ error ellipses, degrees.</summary>
    public SkyEllipses Errors { get; }

    /// <summary>Brightness of the sources; −∞ where unknown.</summary>
    public double[] Brightness { get; }

    /// <summary>Where the catalog has looked.</summary>
    public Footprint Footprint { get; }

    /// <summary>Share of the sources whose brightness is unknown, 0 to 1.</summary>
    public double MissingShare { get; }

    /// <summary>1 for a source, 0 for a further entry of the same source.</summary>
    internal double[] StartWeights { get; }

    /// <summary>The rows, the brightest first.</summary>
    internal int[] Order { get; }

    /// <summary>Whether the brightness of a source is known.</summary>
    public bool IsKnown(int row) => Brightness[row] > double.NegativeInfinity;

    /// <summary>Number of sources that are at least as bright as this one, itself included.</summary>
    internal int CountAtLeast(double brightness) => CountAtLeast(_sortedBrightness, brightness);

    /// <summary>Number of sources that are at least as bright, of some whose brightness is sorted with its sign changed.</summary>
    internal static int CountAtLeast(double[] sortedFaintness, double brightness)
    {
        int low = 0, high = sortedFaintness.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sortedFaintness[middle] <= -brightness)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Running sums of weights, the brightest first: element n is the weight of the n brightest.</summary>
    internal double[] RunningSums(double[] weights)
    {
        double[] sums = new double[Order.Length + 1];
        for (int i = 0; i < Order.Length; i++)
            sums[i + 1] = sums[i] + weights[Order[i]];
        return sums;
    }

    private static double[] Filled(int count)
    {
        double[] values = new double[count];
        Array.Fill(values, double.NegativeInfinity);
        return values;
    }
}
