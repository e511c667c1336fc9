using System.Numerics;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>A catalog in which the counterpart of an object may be listed.</summary>
/// <param name="Density">Density of its sources around the object, per square degree.</param>
/// <param name="Completeness">c: probability that it lists the counterpart.</param>
public sealed record CounterpartSurvey(double Density, double Completeness);

/// <summary>A source near an object.</summary>
/// <param name="Survey">Index of its catalog.</param>
/// <param name="East">Offset from the object to the east, degrees.</param>
/// <param name="North">Offset to the north, degrees.</param>
/// <param name="Error">Its position error.</param>
/// <param name="Evidence">
/// Likelihood of its other properties, such as its magnitude, for the counterpart over that for an unrelated source: q/n of Sutherland and
/// Saunders 1992, NWAY's bias factors. 1 if nothing else is known.
/// </param>
public readonly record struct SurveySource(int Survey, double East, double North, PositionError Error, double Evidence = 1);

/// <summary>Unrelated objects that several catalogs list, and no other.</summary>
/// <param name="Surveys">Indices of these catalogs, at least two, each once.</param>
/// <param name="Density">Density of such objects, per square degree.</param>
public sealed record SharedFieldObjects(IReadOnlyList<int> Surveys, double Density);

/// <summary>A hypothesis: which sources, at most one of each catalog, are the object.</summary>
/// <param name="Sources">Index of the source in each catalog; −1 where the catalog does not list the object.</param>
/// <param name="Reliability">Its probability.</param>
/// <param name="MatchProbability">p_i: its probability, if any source is the object; NaN if that is impossible.</param>
public sealed record CounterpartHypothesis(IReadOnlyList<int> Sources, double Reliability, double MatchProbability);

/// <summary>Which sources of several catalogs are the counterparts of one object, with exact probabilities.</summary>
/// <remarks>
/// <para>
/// The hypotheses are those of NWAY (Salvato et al. 2018, MNRAS 473, 4937): any subset of the catalogs lists the object, each with any of its
/// sources. The weight of one, relative to sources that are all unrelated, is
/// <c>w = Π c (listed) · Π (1 − c) (not listed) · B · Π Evidence / Π N</c> with the Bayes factor of the object and its sources, and
/// N = 4π times the density of each source's catalog, per steradian. Catalogs list the object independently of each other.
/// </para>
/// <para>
/// Sources that are not the object may be one and the same unrelated object in several catalogs: each way in which they may be counts, with
/// the weight <c>N(shared) · B / Π N</c> of every such object (see <see cref="SharedFieldObjects"/>; N then is of sources of one catalog only).
/// Without that, two catalogs of the same stars seem to confirm each other wherever any star lies near the object.
/// </para>
/// </remarks>
public sealed class MultipleCatalogPosterior
{
    private const int MaxSources = 64;

    private static readonly double LnSquareDegreesOfSky = Math.Log(129600 / Math.PI);

    private readonly PositionError _object;
    private readonly IReadOnlyList<CounterpartSurvey> _surveys;
    private readonly IReadOnlyList<SurveySource> _sources;

    // ln N of the sources that one catalog alone lists.
    private readonly double[] _lnAlone;

    private MultipleCatalogPosterior(
        PositionError error, IReadOnlyList<CounterpartSurvey> surveys, IReadOnlyList<SurveySource> sources, IReadOnlyList<SharedFieldObjects> shared)
    {
        (_object, _surveys, _sources) = (error, surveys, sources);
        _lnAlone = LnAlone(surveys, shared);
        foreach (SurveySource source in sources)
            Check(source.Survey >= 0 && source.Survey < surveys.Count && source.Evidence >= 0, "A source is of none of the catalogs, or has a negative likelihood ratio.");

        FieldSum? field = shared.Count == 0 ? null : new FieldSum(FieldBlocks(shared), sources.Count);
        List<(int[] Sources, double LnWeight)> found = [];
        int[] chosen = new int[surveys.Count];
        Array.Fill(chosen, -1);
        Add(0);
        double largest = found.Max(one => one.LnWeight);
        double[] weights = [.. found.Select(one => Math.Exp(one.LnWeight - largest))];
        double total = weights.Sum(), listed = weights.Skip(1).Sum();

        AnyProbability = listed / total;
        SurveyProbability = new double[surveys.Count];
        SourceProbability = new double[sources.Count];
        Hypotheses = [.. found.Select((one, i) => new CounterpartHypothesis(one.Sources, weights[i] / total, i == 0 || listed == 0 ? double.NaN : weights[i] / listed))
            .Skip(1).OrderByDescending(one => one.Reliability)];
        foreach (CounterpartHypothesis one in Hypotheses)
        {
            foreach (int source in one.Sources.Where(source => source >= 0))
            {
                SourceProbability[source] += one.Reliability;
                SurveyProbability[sources[source].Survey] += one.Reliability;
            }
        }

        // The first hypothesis is that no catalog lists the object.
        void Add(int survey)
        {
            if (survey == surveys.Count)
            {
                found.Add(([.. chosen], LnWeight(chosen) + (field?.LnWithout(chosen) ?? 0)));
                return;
            }

            Add(survey + 1);
            for (int source = 0; source < sources.Count; source++)
            {
                if (sources[source].Survey != survey)
                    continue;
                chosen[survey] = source;
                Add(survey + 1);
            }

            chosen[survey] = -1;
        }
    }

    /// <summary>p_any: probability that any catalog lists the object.</summary>
    public double AnyProbability { get; }

    /// <summary>Probability that each catalog lists it, with one of the sources given.</summary>
    public double[] SurveyProbability { get; }

    /// <summary>Probability of each source that it is the object, whatever the other catalogs list.</summary>
    public double[] SourceProbability { get; }

    /// <summary>The hypotheses in which any source is the object, the most probable first. The remaining probability is that none is.</summary>
    public IReadOnlyList<CounterpartHypothesis> Hypotheses { get; }

    /// <summary>The probabilities of one object.</summary>
    /// <param name="error">The position error of the object, which lies at the offset 0.</param>
    /// <param name="surveys">The catalogs.</param>
    /// <param name="sources">All of their sources that may be the object; every one within about 4 σ.</param>
    /// <param name="shared">Unrelated objects that several catalogs list; none if the catalogs have only the object in common.</param>
    /// <exception cref="AstroException">
    /// <c>ValueInvalid</c>: a density is not positive, a completeness is not from 0 to 1, or catalogs share more objects than they have.
    /// <c>PositionErrorInvalid</c>: an error is zero. <c>InputInvalid</c>: more than 64 sources in catalogs that share objects.
    /// </exception>
    public static MultipleCatalogPosterior Of(
        PositionError error, IReadOnlyList<CounterpartSurvey> surveys, IReadOnlyList<SurveySource> sources, IReadOnlyList<SharedFieldObjects>? shared = null) =>
        new(error, surveys, sources, shared ?? []);

    private double LnWeight(int[] chosen)
    {
        double weight = 0;
        List<(double, double)> offsets = [(0, 0)];
        List<PositionError> errors = [_object];
        for (int survey = 0; survey < chosen.Length; survey++)
        {
            double completeness = Math.Clamp(_surveys[survey].Completeness, 1e-6, 1 - 1e-6);
            if (chosen[survey] < 0)
            {
                weight += Math.Log(1 - completeness);
                continue;
            }

            SurveySource source = _sources[chosen[survey]];
            weight += Math.Log(completeness) + Math.Log(source.Evidence) - _lnAlone[survey];
            offsets.Add((source.East, source.North));
            errors.Add(source.Error);
        }

        return errors.Count == 1 ? weight : weight + LnBayesFactor(offsets, errors);
    }

    // All sets of sources that may be one unrelated object, with their weights.
    private List<(ulong Sources, double Weight)> FieldBlocks(IReadOnlyList<SharedFieldObjects> shared)
    {
        if (_sources.Count > MaxSources)
        {
            throw new AstroException(
                ErrorIds.InputInvalid, $"There are {ValueText.Count(_sources.Count)} sources near one object, in catalogs that share objects; at most {MaxSources} can be weighed.",
                "Give only the sources within about 4 σ of the object.");
        }

        List<(ulong, double)> blocks = [];
        foreach (SharedFieldObjects objects in shared.Where(objects => objects.Density > 0))
            Add(objects, []);
        return blocks;

        void Add(SharedFieldObjects objects, List<int> chosen)
        {
            if (chosen.Count < objects.Surveys.Count)
            {
                foreach (int source in Enumerable.Range(0, _sources.Count).Where(source => _sources[source].Survey == objects.Surveys[chosen.Count]))
                    Add(objects, [.. chosen, source]);
                return;
            }

            double ln = Math.Log(objects.Density) + LnSquareDegreesOfSky - objects.Surveys.Sum(survey => _lnAlone[survey]) + LnBayesFactor(
                [.. chosen.Select(source => (_sources[source].East, _sources[source].North))], [.. chosen.Select(source => _sources[source].Error)]);
            if (Math.Exp(ln) is > 0 and double weight)
                blocks.Add((chosen.Aggregate(0UL, (set, source) => set | 1UL << source), weight));
        }
    }

    private static double LnBayesFactor(IReadOnlyList<(double, double)> offsets, IReadOnlyList<PositionError> errors) =>
        BayesFactor.Log10(offsets, errors) * Math.Log(10);

    private static double[] LnAlone(IReadOnlyList<CounterpartSurvey> surveys, IReadOnlyList<SharedFieldObjects> shared)
    {
        double[] alone = new double[surveys.Count];
        for (int survey = 0; survey < alone.Length; survey++)
        {
            Check(surveys[survey].Density is > 0 and < double.PositiveInfinity, "The density of sources of a catalog is not a positive number.");
            Check(surveys[survey].Completeness is >= 0 and <= 1, "The completeness of a catalog is not from 0 to 1.");
            alone[survey] = surveys[survey].Density;
        }

        foreach (SharedFieldObjects objects in shared)
        {
            Check(
                objects.Density >= 0 && objects.Surveys.Count > 1 && objects.Surveys.Distinct().Count() == objects.Surveys.Count
                    && objects.Surveys.All(survey => survey >= 0 && survey < alone.Length),
                "Shared objects need at least two different catalogs of those given, and a density of 0 or more.");
            foreach (int survey in objects.Surveys)
                alone[survey] -= objects.Density;
        }

        Check(Array.TrueForAll(alone, density => density > 0), "The objects that a catalog shares with others are as many as its sources or more.");
        return Array.ConvertAll(alone, density => Math.Log(density) + LnSquareDegreesOfSky);
    }

    private static void Check(bool isRight, string problem)
    {
        if (!isRight)
            throw new AstroException(ErrorIds.ValueInvalid, problem, "Give densities per square degree, and completenesses as shares.");
    }

    /// <summary>The sum over all ways in which sources may be unrelated objects of their own or shared ones.</summary>
    private sealed class FieldSum(List<(ulong Sources, double Weight)> blocks, int count)
    {
        private readonly Dictionary<ulong, double> _known = new() { [0] = 1 };

        // Sources of different groups share no block, so that the sum of their union is a product.
        private readonly List<ulong> _groups = Groups(blocks);

        /// <summary>ln of the sum over the sources that are not chosen.</summary>
        public double LnWithout(int[] chosen)
        {
            ulong left = count == MaxSources ? ulong.MaxValue : (1UL << count) - 1;
            foreach (int source in chosen.Where(source => source >= 0))
                left &= ~(1UL << source);
            return _groups.Sum(group => Math.Log(Sum(group & left)));
        }

        private double Sum(ulong left)
        {
            if (_known.TryGetValue(left, out double known))
                return known;
            ulong first = 1UL << BitOperations.TrailingZeroCount(left);
            // It is an object of its own, or one with others that are left.
            double sum = Sum(left & ~first);
            foreach ((ulong sources, double weight) in blocks)
            {
                if ((sources & first) != 0 && (sources & ~left) == 0)
                    sum += weight * Sum(left & ~sources);
            }

            return _known[left] = sum;
        }

        private static List<ulong> Groups(List<(ulong Sources, double Weight)> blocks)
        {
            List<ulong> groups = [];
            foreach ((ulong sources, _) in blocks)
            {
                ulong all = sources;
                foreach (ulong group in groups.Where(group => (group & sources) != 0))
                    all |= group;
                groups.RemoveAll(group => (group & all) != 0);
                groups.Add(all);
            }

            return groups;
        }
    }
}
