using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The probabilities of a source near a centre; NaN where they were not asked for, or the error of the centre is unknown.</summary>
/// <param name="ChanceDensity">Density of sources of its catalog at least as bright, per square degree.</param>
/// <param name="MatchProbability">p_i.</param>
/// <param name="AnyProbability">p_any, of all candidates in the catalog.</param>
/// <param name="Reliability">p_any · p_i.</param>
internal readonly record struct NeighbourProbability(double ChanceDensity, double MatchProbability, double AnyProbability, double Reliability)
{
    internal static NeighbourProbability None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>What the probabilities of the sources of a catalog were computed with.</summary>
/// <param name="Prior">Completeness and brightness of counterparts.</param>
/// <param name="CountRadius">Radius, degrees, of the circles in which sources were counted.</param>
/// <param name="CentreCount">Number of different centres with a known error.</param>
public sealed record NeighbourModel(CounterpartPrior Prior, double CountRadius, int CentreCount)
{
    /// <summary>These numbers as entries of a provenance.</summary>
    internal IEnumerable<ProvenanceEntry> ToProvenance() => Prior.ToProvenance($"{ValueText.Count(CentreCount)} positions with errors")
        .Append(new("count_radius", ValueText.Format(CountRadius), "deg", "within which sources are counted"));

    /// <summary>These numbers in one line.</summary>
    public string Describe() =>
        $"prior {(Prior.IsFitted ? "fitted to" : "fixed, for")} {ValueText.Count(CentreCount)} sources: "
        + FormattableString.Invariant($"completeness {Prior.Completeness:0.###}, ")
        + FormattableString.Invariant($"log share of brighter sources {Prior.BrightnessMean:0.###} ± {Prior.BrightnessSigma:0.###}; ")
        + FormattableString.Invariant($"sources counted within {CountRadius * 3600:0.#} arcsec of each.");
}

/// <summary>
/// Chooses the most probable counterparts among the rows near some centres: position errors of both sides, and the density of sources at
/// least as bright in the surroundings, with a prior that is fitted to all centres of the search (docs/association.md).
/// </summary>
internal sealed class NeighbourProbabilities
{
    private const double Arcsecond = 1 / 3600.0;
    private const int MaxWideCircles = 1000;

    // Chandra has observed since 1999. Without an epoch, these are the root mean squares of the years from there to Gaia's epoch, and to 2MASS
    // and other catalogs without proper motions, which are mostly older.
    private const double UnknownYearsToMoving = 8, UnknownYearsToFixed = 12;

    private static readonly double[] CountRadii = [5 * Arcsecond, 10 * Arcsecond, 20 * Arcsecond, 30 * Arcsecond];

    private static readonly CandidateOptions Candidates = new();

    private static readonly PriorOptions PriorOptions = new()
    {
        StartMean = -1,
        StartSigma = 1,
        Unfitted = new CounterpartPrior { Completeness = 0.5, BrightnessMean = -1, BrightnessSigma = 1, IsRelative = true },
    };

    private readonly SearchCentres _centres;
    private readonly CounterpartOptions _options;
    private readonly CatalogTable _catalog;
    private readonly CatalogEpoch _sources;

    // The rows in or near the circles, and the different centres with a known error; the others refer to the index in these.
    private readonly int[] _rows;
    private readonly int[] _unique;
    private readonly int[] _uniqueOf;

    private NeighbourProbabilities(NearbyRows near, SearchCentres centres, CounterpartOptions options)
    {
        (_centres, _options, _catalog) = (centres, options, near.Catalog);
        _sources = CatalogEpoch.Of(near.Catalog, options.Epoch);
        _rows = [.. near.Row.Distinct().Order()];
        _uniqueOf = new int[centres.Count];
        List<int> unique = [];
        // A Chandra source in two groups is one object.
        Dictionary<(double, double, double, double, double), int> known = [];
        for (int centre = 0; centre < centres.Count; centre++)
        {
            _uniqueOf[centre] = -1;
            SkyEllipses errors = centres.Errors;
            if (near.Failures.ContainsKey(centre) || !errors.IsUsable(centre) || !(errors.SemiMajor[centre] > 0 && errors.SemiMinor[centre] > 0))
                continue;
            (double, double, double, double, double) key = (
                centres.Positions.Ra[centre], centres.Positions.Dec[centre], errors.SemiMajor[centre], errors.SemiMinor[centre], errors.PositionAngle[centre]);
            if (known.TryAdd(key, unique.Count))
                unique.Add(centre);
            _uniqueOf[centre] = known[key];
        }

        _unique = [.. unique];
    }

    /// <summary>How far around each centre sources are fetched to be counted, degrees: less around many, so that the answer stays small.</summary>
    internal static double SearchRadius(int centres, double? completeRadius) => Math.Min(
        completeRadius ?? double.PositiveInfinity,
        Math.Clamp(CountRadii[^1] * Math.Sqrt((double)MaxWideCircles / Math.Max(1, centres)), CountRadii[1], CountRadii[^1]));

    /// <summary>Chooses the counterparts.</summary>
    /// <param name="near">At least the rows in the circles, which are wide enough to count sources.</param>
    /// <param name="centres">The centres. Without an error, a centre has the neighbours that it has without probabilities.</param>
    /// <param name="options">The epoch, the radius within which sources are listed, and how many per centre.</param>
    /// <param name="countRadius">Radius, degrees, within which the archive is complete around the centres.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal static CatalogNeighbours Choose(
        NearbyRows near, SearchCentres centres, CounterpartOptions options, double countRadius, CancellationToken cancellationToken) =>
        new NeighbourProbabilities(near, centres, options).Choose(near, countRadius, cancellationToken);

    private CatalogNeighbours Choose(NearbyRows near, double countRadius, CancellationToken cancellationToken)
    {
        SkyPositions objects = new(Gather(_centres.Positions.Ra, _unique), Gather(_centres.Positions.Dec, _unique));
        SkyEllipses errors = Gather(_centres.Errors, _unique);
        (double[]? brightness, BrightnessMarks? marks) = Brightness();
        CounterpartCatalog catalog = new(
            new SkyPositions(Gather(_sources.Positions.Ra, _rows), Gather(_sources.Positions.Dec, _rows)),
            Gather(_sources.ErrorsAfter(UnknownYears), _rows),
            brightness,
            Footprint.None);
        CandidateSet set = CandidateSet.Find(objects, errors, catalog, Candidates, cancellationToken);
        double radius = EvenRadius(objects, catalog, set, countRadius, cancellationToken);
        double[] covered = new double[objects.Count];
        Array.Fill(covered, 1);
        CircleSurroundings surroundings = new(objects, errors, radius, catalog, set, Candidates.MaxNormalizedSep, cancellationToken);
        MeasuredObjects measured = new(objects, errors, set, surroundings, covered);
        CounterpartModel model = CounterpartModel.Fit(measured, catalog, PriorOptions, cancellationToken);
        CandidateProbabilities found = model.Assess(measured);
        CatalogNeighbours withoutProbabilities = CatalogNeighbours.Choose(near, _centres.WithRadius(_options.Radius), _options);
        List<(int Centre, int Row, NeighbourProbability Probability)> chosen = [];
        int next = 0;
        for (int centre = 0; centre < _centres.Count; centre++)
        {
            for (; next < withoutProbabilities.Centre.Length && withoutProbabilities.Centre[next] <= centre; next++)
            {
                if (_uniqueOf[centre] < 0)
                    chosen.Add((centre, withoutProbabilities.Row[next], NeighbourProbability.None));
            }

            if (_uniqueOf[centre] >= 0)
                chosen.AddRange(MostProbable(centre, set, found, catalog));
        }

        return Create(chosen, near) with
        {
            Model = new NeighbourModel(model.Prior, radius, objects.Count),
            BrightnessMarks = marks,
        };
    }

    private (double[]? Values, BrightnessMarks? Marks) Brightness()
    {
        if (_catalog.Description.Magnitude is not string magnitude)
            return (null, null);
        (double[] values, BrightnessMarks? marks) = BrightnessMarks.Remove(
            Gather(_catalog.Doubles(magnitude), _rows), isMagnitude: true, unit: 1, $"'{magnitude}' of {_catalog.Description.Title}");
        return (Array.ConvertAll(values, value => -value), marks);
    }

    private IEnumerable<(int Centre, int Row, NeighbourProbability Probability)> MostProbable(
        int centre, CandidateSet set, CandidateProbabilities found, CounterpartCatalog catalog)
    {
        int unique = _uniqueOf[centre];
        return Enumerable.Range(set.Starts[unique], set.Starts[unique + 1] - set.Starts[unique])
            .Select(candidate => (Candidate: candidate, Row: _rows[set.Source[candidate]]))
            .Where(pair => _options.Radius is not double radius || Separation(centre, pair.Row) <= radius)
            .OrderByDescending(pair => found.Reliability[pair.Candidate])
            .ThenBy(pair => Separation(centre, pair.Row))
            .ThenBy(pair => CatalogNeighbours.Identity(_catalog, pair.Row), StringComparer.Ordinal)
            .Take(_options.Top)
            .Select(pair => (centre, pair.Row, new NeighbourProbability(
                catalog.IsKnown(set.Source[pair.Candidate]) ? found.Brighter[pair.Candidate] : found.All[pair.Candidate],
                found.MatchProbability[pair.Candidate], found.AnyProbability[unique], found.Reliability[pair.Candidate])));
    }

    private CatalogNeighbours Create(List<(int Centre, int Row, NeighbourProbability Probability)> chosen, NearbyRows near)
    {
        int[] centre = [.. chosen.Select(pair => pair.Centre)], row = [.. chosen.Select(pair => pair.Row)];
        double[] separation = [.. chosen.Select(pair => Separation(pair.Centre, pair.Row))];
        double[] normalized = JointEllipses.NormalizedSeparations(
            new MatchPairs(centre, row, separation, null), _centres.Positions, _centres.Errors, _sources.Positions, _sources.Errors);
        return new CatalogNeighbours(_sources, centre, row, separation, normalized, near.Failures)
        {
            Probabilities = [.. chosen.Select(pair => pair.Probability)],
            Origin = near.Origin,
        };
    }

    /// <summary>
    /// The largest radius up to which the catalog is evenly filled. A folder may hold only what was saved within some arcseconds, and farther
    /// out the sources would be too few.
    /// </summary>
    private static double EvenRadius(
        SkyPositions objects, CounterpartCatalog catalog, CandidateSet set, double largest, CancellationToken cancellationToken)
    {
        const double LeastShare = 0.7, Sigmas = 2;
        HashSet<(int, int)> candidates = [.. set.Object.Zip(set.Source)];
        MatchPairs pairs = SkyMatcher.Match(objects, catalog.Positions, new FixedRadius(largest), cancellationToken: cancellationToken);
        // Counterparts crowd around the centres, and so are left out.
        double[] unrelated = [.. Enumerable.Range(0, pairs.Count).Where(i => !candidates.Contains((pairs.Left[i], pairs.Right[i]))).Select(i => pairs.Separation[i])];
        double inner = Math.Min(CountRadii[0], largest);
        foreach (double step in CountRadii.Skip(1))
        {
            double outer = Math.Min(step, largest);
            int within = unrelated.Count(separation => separation <= inner), ring = unrelated.Count(separation => separation > inner && separation <= outer);
            double expected = within * (outer * outer / (inner * inner) - 1);
            if (ring + Sigmas * Math.Sqrt(ring + 1) < LeastShare * expected)
                break;
            inner = outer;
        }

        return inner;
    }

    private double UnknownYears =>
        _catalog.Description.ProperMotion is null ? UnknownYearsToFixed : _options.Epoch is null ? UnknownYearsToMoving : 0;

    private double Separation(int centre, int row) =>
        Sky.Separation.Degrees(_centres.Positions.Ra[centre], _centres.Positions.Dec[centre], _sources.Positions.Ra[row], _sources.Positions.Dec[row]);

    private static SkyEllipses Gather(SkyEllipses ellipses, int[] rows) =>
        new(Gather(ellipses.SemiMajor, rows), Gather(ellipses.SemiMinor, rows), Gather(ellipses.PositionAngle, rows));

    private static double[] Gather(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
