using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>
/// Counts unrelated sources around each object: the density of those at least as bright as a candidate, and of all. Sources are weighted
/// with the probability that they are unrelated to any object.
/// </summary>
public abstract class Surroundings
{
    /// <summary>Area of the surroundings that the catalog has covered, one per object, square degrees.</summary>
    public abstract double[] CoveredAreas { get; }

    /// <summary>Sums of weights around the object of a candidate, without the candidate itself.</summary>
    /// <param name="candidate">Index of the candidate.</param>
    /// <returns>Those at least as bright as it, and all.</returns>
    internal abstract (double Brighter, double All) Count(int candidate);

    /// <summary>Takes other weights, one per catalog source.</summary>
    internal abstract void SetWeights(double[] weights);

    /// <summary>
    /// Densities per square degree, one per candidate: local counts, drawn towards the mean of the catalog by the weight of one source.
    /// </summary>
    /// <param name="set">The candidates.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="weights">Probability that a source is unrelated, one per catalog source.</param>
    /// <param name="brighter">Receives ν, the density of sources at least as bright.</param>
    /// <param name="all">Receives λ, the density of all sources.</param>
    internal virtual void Measure(CandidateSet set, CounterpartCatalog catalog, double[] weights, double[] brighter, double[] all)
    {
        SetWeights(weights);
        double[] sums = catalog.RunningSums(weights);
        double footprint = catalog.Footprint.Area;
        double meanDensity = sums[^1] / footprint;
        for (int i = 0; i < set.Count; i++)
        {
            int source = set.Source[i];
            double brighterAnywhere = sums[catalog.CountAtLeast(catalog.Brightness[source])] - weights[source];
            double area = CoveredAreas[set.Object[i]];
            (double brighterNearby, double allNearby) = Count(i);
            double usual = UsualDensity(i, meanDensity);
            brighter[i] = Density(brighterNearby, area, Math.Max(brighterAnywhere + 0.5, 0.5) / footprint * (usual / meanDensity));
            all[i] = Density(allNearby, area, usual);
        }
    }

    /// <summary>The density of all sources to which the local one is drawn, per square degree: by default that of the whole catalog.</summary>
    /// <param name="candidate">Index of the candidate.</param>
    /// <param name="meanDensity">Density of the whole catalog.</param>
    private protected virtual double UsualDensity(int candidate, double meanDensity) => meanDensity;

    /// <summary>(n + 1) / (A + 1/ν⁰): the local density, shrunk by one source to that of the whole catalog.</summary>
    /// <param name="count">Number of sources in the surroundings.</param>
    /// <param name="area">Covered area of the surroundings, square degrees.</param>
    /// <param name="meanDensity">Density in the whole catalog, per square degree.</param>
    public static double Density(double count, double area, double meanDensity) => (count + 1) / (area + 1 / meanDensity);
}

/// <summary>Counts in a disc around each object: exact, for up to some ten thousand objects.</summary>
public sealed class DiscSurroundings : Surroundings
{
    private readonly CounterpartCatalog _catalog;
    private readonly CandidateSet _set;

    // Members of the disc of each object that has candidates, the brightest first, and where each object's begin.
    private readonly int[] _members;
    private readonly int[] _starts;
    private readonly double[] _sums;
    private readonly int[] _brighter;
    private readonly bool[] _isMember;
    private double[] _weights = [];

    /// <summary>Finds the sources around each object.</summary>
    /// <param name="objects">Positions of the objects.</param>
    /// <param name="radii">Radius of the disc around each, degrees.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="set">Their candidates.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public DiscSurroundings(SkyPositions objects, double[] radii, CounterpartCatalog catalog, CandidateSet set, CancellationToken cancellationToken)
    {
        _catalog = catalog;
        _set = set;
        double[] needed = new double[radii.Length];
        for (int row = 0; row < radii.Length; row++)
            needed[row] = set.Starts[row + 1] > set.Starts[row] ? radii[row] : double.NaN;
        MatchPairs pairs = SkyMatcher.Match(objects, catalog.Positions, new LeftRadius(needed), cancellationToken: cancellationToken);
        _members = pairs.Right;
        _starts = CandidateSet.StartsOf(pairs.Left, objects.Count);
        _sums = new double[_members.Length + objects.Count + 1];
        (_brighter, _isMember) = (new int[set.Count], new bool[set.Count]);
        CoveredAreas = new double[objects.Count];
        Parallel.For(0, objects.Count, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            if (double.IsNaN(needed[row]))
                return;
            CoveredAreas[row] = catalog.Footprint.CoveredArea(objects.Ra[row], objects.Dec[row], radii[row]).Area;
            Rank(row);
        });
    }

    /// <inheritdoc/>
    public override double[] CoveredAreas { get; }

    internal override void SetWeights(double[] weights)
    {
        _weights = weights;
        for (int row = 0; row + 1 < _starts.Length; row++)
        {
            // One more sum than members, for the sum of none.
            _sums[_starts[row] + row] = 0;
            for (int i = _starts[row]; i < _starts[row + 1]; i++)
                _sums[i + row + 1] = _sums[i + row] + weights[_members[i]];
        }
    }

    internal override (double Brighter, double All) Count(int candidate)
    {
        int row = _set.Object[candidate], first = _starts[row] + row;
        double own = _isMember[candidate] ? _weights[_set.Source[candidate]] : 0;
        double all = _sums[_starts[row + 1] + row];
        return (Math.Max(0, _sums[first + _brighter[candidate]] - own), Math.Max(0, all - own));
    }

    // Sorts the members of a disc by brightness, and finds how many are at least as bright as each candidate.
    private void Rank(int row)
    {
        int start = _starts[row], count = _starts[row + 1] - start;
        HashSet<int> members = [.. _members.AsSpan(start, count)];
        int[] rows = _members.AsSpan(start, count).ToArray();
        // Equal sources keep the order of their rows, so that the sums do not depend on the sort.
        Array.Sort(rows, (a, b) => _catalog.Brightness[a] != _catalog.Brightness[b] ? _catalog.Brightness[b].CompareTo(_catalog.Brightness[a]) : a.CompareTo(b));
        rows.CopyTo(_members, start);
        for (int candidate = _set.Starts[row]; candidate < _set.Starts[row + 1]; candidate++)
        {
            int source = _set.Source[candidate];
            _isMember[candidate] = members.Contains(source);
            int atLeast = 0;
            while (atLeast < count && _catalog.Brightness[rows[atLeast]] >= _catalog.Brightness[source])
                atLeast++;
            _brighter[candidate] = atLeast;
        }
    }
}

/// <summary>The chance of an unrelated source near an object.</summary>
public static class ChanceProbability
{
    /// <summary>
    /// The probability that at least one unrelated source as bright as a candidate lies in the ellipse through it: 1 − exp(−π d² a b ν).
    /// </summary>
    /// <param name="normalizedSep">d: separation in σ.</param>
    /// <param name="semiMajor">a: 1σ semi-major axis of the object's ellipse, degrees.</param>
    /// <param name="semiMinor">b: 1σ semi-minor axis, degrees.</param>
    /// <param name="density">ν: density of unrelated sources at least as bright, per square degree.</param>
    /// <remarks>Downes et al. 1986 (MNRAS 218, 31).</remarks>
    public static double Of(double normalizedSep, double semiMajor, double semiMinor, double density)
    {
        double expected = Math.PI * normalizedSep * normalizedSep * semiMajor * semiMinor * density;
        // 1 − exp(−x) = 2 exp(−x/2) sinh(x/2), which keeps the digits of a small x.
        return expected < 1 ? 2 * Math.Exp(-expected / 2) * Math.Sinh(expected / 2) : 1 - Math.Exp(-expected);
    }
}
