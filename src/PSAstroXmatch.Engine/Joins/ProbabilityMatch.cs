using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>
/// Finds, for each object of one table, all candidates in another with the probability that they are its counterpart, fitted to both tables
/// (see <see cref="CounterpartModel"/>), and keeps the most probable ones.
/// </summary>
internal sealed class ProbabilityMatch
{
    // What a candidate takes in all the columns of its probabilities and as an object.
    private const int BytesPerCandidate = 600;

    private readonly MeasuredObjects _measured;
    private readonly CounterpartModel _model;
    private readonly CandidateProbabilities _probabilities;
    private readonly bool _isReversed;
    private readonly bool _isCompletenessGiven;

    // The candidate of each pair that was found, which are kept, and the flag of each candidate.
    private readonly int[] _candidateOf;
    private readonly int[] _kept;
    private readonly int[] _flags;

    /// <summary>Matches two tables.</summary>
    /// <param name="leftInput">The left side.</param>
    /// <param name="rightInput">The right side.</param>
    /// <param name="left">Its rows.</param>
    /// <param name="right">Its rows.</param>
    /// <param name="options">The options of the join, with those of the probabilities.</param>
    /// <param name="log">Receives messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">PositionErrorInvalid: a row has no error. And as <see cref="BrightnessColumn.Read"/>.</exception>
    public ProbabilityMatch(
        JoinInput leftInput, JoinInput rightInput, RowGeometry left, RowGeometry right, JoinOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        ProbabilityOptions probability = options.Probability!;
        SkyEllipses leftErrors = PositionErrors.Read(leftInput, left, probability.DefaultError);
        SkyEllipses rightErrors = PositionErrors.Read(rightInput, right, probability.DefaultError);
        _isReversed = options.Mode == MatchMode.BestForRight;
        _isCompletenessGiven = probability.Completeness is not null;
        (RowGeometry objects, SkyEllipses objectErrors) = _isReversed ? (right, rightErrors) : (left, leftErrors);
        (JoinInput others, RowGeometry sources, SkyEllipses sourceErrors) = _isReversed ? (leftInput, left, leftErrors) : (rightInput, right, rightErrors);
        double[]? brightness = null;
        if (others.Brightness is not null && sources.Table.Columns.Count > 0)
            (brightness, BrightnessMarks) = BrightnessColumn.Read(sources.Table, others.Brightness, others.Source, log);
        RepeatedShare = RepeatedShareOf(sources.Positions);
        HasBrightness = brightness is null || Array.Exists(brightness, double.IsFinite);

        (CandidateSet candidates, MatchPairs found) = Find(left, leftErrors, right, rightErrors, options, cancellationToken);
        _candidateOf = [.. Enumerable.Range(0, found.Count)];
        if (_isReversed)
        {
            candidates = candidates.Reverse(right.Positions.Count, out int[] order);
            for (int i = 0; i < order.Length; i++)
                _candidateOf[order[i]] = i;
        }

        CounterpartCatalog catalog = new(
            sources.Positions, sourceErrors, brightness, Footprint.OfCatalog(sources.Positions, "pixels with at least one source"), Unplaced(sources.Positions));
        _measured = MeasuredObjects.WithCells(objects.Positions, objectErrors, catalog, candidates, cancellationToken);
        PriorOptions prior = new() { Completeness = probability.Completeness, IsStartFromData = true, CountsCounterparts = true };
        RepeatedRows repeated = RepeatedRows.Of(objects, objectErrors, cancellationToken);
        RepeatedObjects = repeated.Warning((_isReversed ? rightInput : leftInput).Source);
        _model = CounterpartModel.Fit(OnceEach(catalog, repeated, cancellationToken), catalog, prior, cancellationToken);
        _probabilities = _model.Assess(_measured);
        _flags = Flags(candidates);
        log(Describe(brightness is not null));

        double[] rank = Array.ConvertAll(_candidateOf, candidate => -_probabilities.Reliability[candidate]);
        MatchPairs ranked = new(found.Left, found.Right, found.Separation, found.NormalizedSeparation) { Rank = rank };
        Pairs = SkyMatcher.Choose(ranked, left.Positions, right.Positions, options.ToMatchOptions(options.Mode));
        _kept = Subsequence(found, Pairs);
    }

    /// <summary>The pairs that are kept, in order of the left rows; the best are those with the highest reliability.</summary>
    public MatchPairs Pairs { get; }

    /// <summary>Whether any brightness is known, if a column was given for it.</summary>
    public bool HasBrightness { get; }

    /// <summary>Numbers that stand for a missing brightness; null if there are none.</summary>
    public BrightnessMarks? BrightnessMarks { get; }

    /// <summary>The warning of objects that are given more than once; null if none is.</summary>
    public string? RepeatedObjects { get; }

    /// <summary>The fitted prior.</summary>
    public CounterpartPrior Prior => _model.Prior;

    /// <summary>The probabilities of the rows of a join of the pairs.</summary>
    public JoinedProbabilities Of(JoinedRows rows)
    {
        JoinedProbabilities joined = new(rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            int row = _isReversed ? rows.Right[i] : rows.Left[i];
            if (row >= 0 && TablePositions.IsUsable(_measured.Positions, row))
            {
                int candidates = _measured.Candidates.Starts[row + 1] - _measured.Candidates.Starts[row];
                // Where the other side has not looked, nothing is known.
                if (candidates > 0 || _measured.CoveredShares[row] > Coverage.MinShare)
                    joined.AnyProbability[i] = _probabilities.AnyProbability[row];
                joined.CoveredShare[i] = _measured.CoveredShares[row];
                joined.CandidateCount[i] = candidates;
            }

            if (rows.Pair[i] >= 0)
                Fill(joined, i, _candidateOf[_kept[rows.Pair[i]]]);
        }

        return joined;
    }

    private void Fill(JoinedProbabilities joined, int i, int candidate)
    {
        CandidateSet set = _measured.Candidates;
        PositionError sum = PositionError.OfRow(_measured.Errors, set.Object[candidate]) + PositionError.OfRow(_model.Catalog.Errors, set.Source[candidate]);
        // The ellipse of the joint error has the area π √|C|.
        double axis = Math.Sqrt(Math.Sqrt(sum.Determinant));
        joined.BayesFactor[i] = set.LogBayesFactor[candidate];
        joined.ChanceDensity[i] = _probabilities.Brighter[candidate];
        joined.ChanceProbability[i] = ChanceProbability.Of(set.NormalizedSep[candidate], axis, axis, _probabilities.Brighter[candidate]);
        joined.LikelihoodRatio[i] = _probabilities.LikelihoodRatio[candidate];
        joined.MatchProbability[i] = _probabilities.MatchProbability[candidate];
        joined.Reliability[i] = _probabilities.Reliability[candidate];
        joined.MatchFlag[i] = _flags[candidate];
    }

    // The candidates that satisfy all conditions, with their normalised separations, which a condition may ask for.
    private static (CandidateSet Candidates, MatchPairs Pairs) Find(
        RowGeometry left, SkyEllipses leftErrors, RowGeometry right, SkyEllipses rightErrors, JoinOptions options, CancellationToken cancellationToken)
    {
        // The matcher measures along the great circle and a candidate on the tangent plane: close, but not equal.
        const double Margin = 1.002;
        double limit = options.Radius is null ? options.MaxNormalizedSeparation ?? new CandidateOptions().MaxNormalizedSep : double.PositiveInfinity;
        MatchCriterion criterion = options.Radius is double radius ? new FixedRadius(radius) : new JointEllipses(leftErrors, rightErrors, limit * Margin);
        MatchPairs near = SkyMatcher.Match(left.Positions, right.Positions, criterion, new MatchOptions { MaxThreads = options.MaxThreads }, cancellationToken);
        long most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / BytesPerCandidate;
        if (near.Count > most)
            throw MatchErrors.TooManyPairs(most);
        CandidateSet measured = CandidateSet.Of(near, left.Positions, leftErrors, right.Positions, rightErrors);
        MatchPairs pairs = new(near.Left, near.Right, near.Separation, measured.NormalizedSep);
        bool[] stays = Array.ConvertAll(measured.NormalizedSep, separation => separation <= limit);
        (CandidateSet within, pairs) = Keep(measured, pairs, stays);
        return Keep(within, pairs, JoinMatcher.Stay(new PairCandidates(left.Table, right.Table, pairs, left.Positions, right.Positions), options, cancellationToken));
    }

    private static (CandidateSet Candidates, MatchPairs Pairs) Keep(CandidateSet candidates, MatchPairs pairs, bool[] stays) =>
        (candidates.Take([.. Enumerable.Range(0, stays.Length).Where(i => stays[i])]), PairSelection.Keep(pairs, stays));

    private int[] Flags(CandidateSet set)
    {
        int[] flags = new int[set.Count];
        for (int row = 0; row < set.ObjectCount; row++)
        {
            int best = set.Starts[row];
            for (int i = best; i < set.Starts[row + 1]; i++)
            {
                if (_probabilities.Reliability[i] > _probabilities.Reliability[best])
                    best = i;
            }

            for (int i = set.Starts[row]; i < set.Starts[row + 1]; i++)
                flags[i] = _probabilities.FlagOf(i, best);
        }

        return flags;
    }

    // An object that is given twice is one object for the fit: its other rows have no candidates there, and are not covered.
    private MeasuredObjects OnceEach(CounterpartCatalog catalog, RepeatedRows repeated, CancellationToken cancellationToken)
    {
        if (repeated.Count == 0)
            return _measured;
        CandidateSet once = _measured.Candidates.Take(
            [.. Enumerable.Range(0, _measured.Candidates.Count).Where(i => !repeated.IsRepeated[_measured.Candidates.Object[i]])]);
        double[] shares = [.. _measured.CoveredShares.Select((share, row) => repeated.IsRepeated[row] ? 0 : share)];
        return _measured with
        {
            Candidates = once,
            Surroundings = new CellSurroundings(_measured.Positions, catalog, once, cancellationToken),
            CoveredShares = shares,
        };
    }

    // The kept pairs are some of those found, in the same order.
    private static int[] Subsequence(MatchPairs found, MatchPairs kept)
    {
        int[] indices = new int[kept.Count];
        for (int i = 0, next = 0; i < indices.Length; next++)
        {
            if (found.Left[next] == kept.Left[i] && found.Right[next] == kept.Right[i])
                indices[i++] = next;
        }

        return indices;
    }

    private static bool[] Unplaced(SkyPositions positions)
    {
        bool[] unplaced = new bool[positions.Count];
        for (int row = 0; row < unplaced.Length; row++)
            unplaced[row] = !TablePositions.IsUsable(positions, row);
        return unplaced;
    }

    /// <summary>What the probabilities were computed with, as entries of a provenance.</summary>
    internal IEnumerable<ProvenanceEntry> ToProvenance(string? brightness)
    {
        yield return new("probability", _isReversed ? "of the left row as the counterpart of the right" : "of the right row as the counterpart of the left", null, null);
        yield return new("brightness", brightness ?? "none", null, null);
        string? objects = Prior.IsFitted ? $"to {ValueText.Count(Prior.ObjectCount)} covered objects" : null;
        foreach (ProvenanceEntry entry in Prior.ToProvenance(objects, _isCompletenessGiven, brightness is not null))
            yield return entry;
        if (brightness is not null)
        {
            yield return new("missing_brightness_share", ValueText.Format(Prior.MissingShare), null, "of counterparts");
            yield return new("catalog_missing_brightness_share", ValueText.Format(Prior.CatalogMissingShare), null, "of all rows");
        }

        Footprint footprint = _model.Catalog.Footprint;
        yield return new("footprint_area", ValueText.Format(footprint.Area), "deg2", $"HEALPix order {ValueText.Format(footprint.Order)}, {footprint.Origin}");
    }

    /// <summary>Share of the rows among which counterparts are sought that lie exactly where another of them lies.</summary>
    internal double RepeatedShare { get; private set; }

    private static double RepeatedShareOf(SkyPositions positions)
    {
        int placed = 0;
        HashSet<(double, double)> places = [];
        for (int row = 0; row < positions.Count; row++)
        {
            if (double.IsNaN(positions.Ra[row]) || double.IsNaN(positions.Dec[row]))
                continue;
            placed++;
            places.Add((positions.Ra[row], positions.Dec[row]));
        }

        return placed == 0 ? 0 : 1 - (double)places.Count / placed;
    }

    private string Describe(bool usesBrightness)
    {
        string brightness = usesBrightness
            ? FormattableString.Invariant($", log density of counterparts {Prior.BrightnessMean:0.###} ± {Prior.BrightnessSigma:0.###}")
                + FormattableString.Invariant($", without brightness {Prior.MissingShare:0.###} of {Prior.CatalogMissingShare:0.###}")
            : ", no brightness";
        string how = Prior.IsFitted ? $"fitted to {ValueText.Count(Prior.ObjectCount)} covered objects" : "fixed";
        Footprint footprint = _model.Catalog.Footprint;
        return FormattableString.Invariant($"Prior {how}: completeness {Prior.Completeness:0.###}{brightness}; ")
            + FormattableString.Invariant($"footprint {footprint.Area:0.###} deg² (HEALPix order {footprint.Order}, {footprint.Origin}).");
    }
}
