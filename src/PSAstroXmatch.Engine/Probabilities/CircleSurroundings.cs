using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>
/// Counts in small circles around the objects, for catalogs of which only these circles are known. The candidates of an object are left out,
/// with the area in which they lie: in circles so small, counterparts are as numerous as unrelated sources. A circle holds few sources, so
/// those of neighbouring objects count together: all in the same HEALPix pixel of 27 arcmin.
/// </summary>
/// <remarks>
/// Where these are few, too, the density of all sources is drawn towards that in pixels of 3.7 and 15 degrees and of the whole search, each
/// by the weight of one source; that of sources at least as bright, towards the whole search scaled to the local density of all. The relative
/// error is then about 1/√(n + 1), with n such sources in the circles of the pixel. A source in the circles of two objects counts twice, and
/// so does the area.
/// </remarks>
public sealed class CircleSurroundings : Surroundings
{
    // Where the candidates fill the circle.
    private const double MinAreaShare = 0.1;

    // HEALPix orders of the pixels, from 15 degrees to 27 arcmin.
    private static readonly int[] RegionOrders = [2, 4, 7];

    private readonly CandidateSet _set;
    private readonly CounterpartCatalog _catalog;
    private readonly RankedSources _whole;
    // One array per order, with the region of each object.
    private readonly RankedSources[][] _regionsOf;
    private double[] _weights = [];

    /// <summary>Finds the sources around each object.</summary>
    /// <param name="objects">Positions of the objects.</param>
    /// <param name="errors">Their 1σ error ellipses, degrees.</param>
    /// <param name="radius">Radius of the circles, degrees, within which the catalog is complete.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="set">The candidates of the objects.</param>
    /// <param name="maxNormalizedSep">How far candidates lie, σ.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public CircleSurroundings(
        SkyPositions objects, SkyEllipses errors, double radius, CounterpartCatalog catalog, CandidateSet set, double maxNormalizedSep,
        CancellationToken cancellationToken)
    {
        (_set, _catalog) = (set, catalog);
        MatchPairs pairs = SkyMatcher.Match(objects, catalog.Positions, new FixedRadius(radius), cancellationToken: cancellationToken);
        HashSet<(int, int)> candidates = [.. set.Object.Zip(set.Source)];
        pairs = pairs.Take([.. Enumerable.Range(0, pairs.Count).Where(i => !candidates.Contains((pairs.Left[i], pairs.Right[i])))]);
        double circle = Math.PI * radius * radius, ellipse = Math.PI * maxNormalizedSep * maxNormalizedSep;
        double[] areas =
            [.. Enumerable.Range(0, objects.Count).Select(row => Math.Max(MinAreaShare * circle, circle - ellipse * errors.SemiMajor[row] * errors.SemiMinor[row]))];
        _regionsOf = Array.ConvertAll(RegionOrders, order => Regions(order, objects, pairs, catalog, areas));
        _whole = new RankedSources(pairs.Right, catalog, areas.Sum());
        CoveredAreas = Array.ConvertAll(_regionsOf[^1], region => region.Area);
    }

    /// <inheritdoc/>
    public override double[] CoveredAreas { get; }

    internal override void SetWeights(double[] weights)
    {
        _weights = weights;
        foreach (RankedSources region in _regionsOf.SelectMany(regions => regions.Distinct()).Append(_whole))
            region.SetWeights(weights);
    }

    internal override (double Brighter, double All) Count(int candidate) => Count(_regionsOf[^1][_set.Object[candidate]], candidate);

    internal override void Measure(CandidateSet set, CounterpartCatalog catalog, double[] weights, double[] brighter, double[] all)
    {
        SetWeights(weights);
        for (int i = 0; i < set.Count; i++)
        {
            (double brighterAnywhere, double anywhere) = Count(_whole, i);
            double meanDensity = (anywhere + 0.5) / _whole.Area;
            all[i] = meanDensity;
            foreach (RankedSources[] regions in _regionsOf)
            {
                RankedSources region = regions[set.Object[i]];
                all[i] = Density(Count(region, i).All, region.Area, all[i]);
            }

            double expected = (brighterAnywhere + 0.5) / _whole.Area * all[i] / meanDensity;
            brighter[i] = Density(Count(i).Brighter, CoveredAreas[set.Object[i]], expected);
        }
    }

    private static RankedSources[] Regions(int order, SkyPositions objects, MatchPairs pairs, CounterpartCatalog catalog, double[] areas)
    {
        long[] pixels = [.. Enumerable.Range(0, objects.Count).Select(row => Healpix.Nested(order, objects.Ra[row], objects.Dec[row]))];
        ILookup<long, int> members = Enumerable.Range(0, pairs.Count).ToLookup(pair => pixels[pairs.Left[pair]], pair => pairs.Right[pair]);
        Dictionary<long, RankedSources> regions = Enumerable.Range(0, pixels.Length).GroupBy(row => pixels[row]).ToDictionary(
            region => region.Key, region => new RankedSources([.. members[region.Key]], catalog, region.Sum(row => areas[row])));
        return Array.ConvertAll(pixels, pixel => regions[pixel]);
    }

    private (double Brighter, double All) Count(RankedSources region, int candidate)
    {
        int source = _set.Source[candidate];
        double own = region.CountOf(source) * _weights[source];
        return (Math.Max(0, region.WeightAtLeast(_catalog.Brightness[source]) - own), Math.Max(0, region.TotalWeight - own));
    }

    /// <summary>The sources of some circles, the brightest first; a source that lies in several is there as often.</summary>
    private sealed class RankedSources
    {
        private readonly int[] _sources;
        private readonly double[] _faintness;
        private readonly Dictionary<int, int> _counts = [];
        private readonly double[] _sums;

        internal RankedSources(int[] sources, CounterpartCatalog catalog, double area)
        {
            // Equal sources in the order of their rows, so that the sums do not depend on the order of the pairs.
            _sources = [.. sources.OrderByDescending(source => catalog.Brightness[source]).ThenBy(source => source)];
            _faintness = Array.ConvertAll(_sources, source => -catalog.Brightness[source]);
            _sums = new double[_sources.Length + 1];
            Area = area;
            foreach (int source in sources)
                _counts[source] = _counts.GetValueOrDefault(source) + 1;
        }

        internal double Area { get; }

        internal double TotalWeight => _sums[^1];

        internal int CountOf(int source) => _counts.GetValueOrDefault(source);

        internal void SetWeights(double[] weights)
        {
            for (int i = 0; i < _sources.Length; i++)
                _sums[i + 1] = _sums[i] + weights[_sources[i]];
        }

        internal double WeightAtLeast(double brightness) => _sums[CounterpartCatalog.CountAtLeast(_faintness, brightness)];
    }
}
