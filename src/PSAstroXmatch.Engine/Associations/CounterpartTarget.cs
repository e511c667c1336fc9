using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Something whose counterparts are wanted: one or more centres of a search, and the object that is made of what lies around them.</summary>
public abstract class CounterpartTarget
{
    private protected const double ArcsecondsPerDegree = 3600;

    private protected CounterpartTarget(SearchCentres centres) => Centres = centres;

    /// <summary>What is searched around.</summary>
    public SearchCentres Centres { get; }

    /// <summary>The centres of all targets, in order.</summary>
    public static SearchCentres CentresOf(IReadOnlyList<CounterpartTarget> targets) => SearchCentres.Concat([.. targets.Select(target => target.Centres)]);

    /// <summary>Makes one object per target of the result of a search around <see cref="CentresOf"/>.</summary>
    /// <param name="targets">The targets whose centres were searched.</param>
    /// <param name="result">The result of the search.</param>
    /// <returns>
    /// A <see cref="FermiCounterpart"/> for a group, otherwise a <see cref="Counterpart"/>, in the order of the targets; with probabilities in the
    /// search or the group, <see cref="FermiCandidateCounterpart"/> and <see cref="CandidateCounterpart"/>.
    /// </returns>
    public static IReadOnlyList<object> ToObjects(IReadOnlyList<CounterpartTarget> targets, CounterpartResult result)
    {
        Findings[] findings = [.. targets.Select(_ => new Findings(result.HasProbabilities))];
        int[] targetOf = [.. targets.SelectMany((target, index) => Enumerable.Repeat(index, target.Centres.Count))];
        foreach (CatalogNeighbours near in result.Catalogs)
            Add(near, targets, targetOf, findings);
        // The objects of one run share their provenance.
        Dictionary<MatchProvenance, MatchProvenance> made = new(ReferenceEqualityComparer.Instance);
        return [.. targets.Select((target, index) => target.ToObject(findings[index], before =>
            made.TryGetValue(before, out MatchProvenance? known) ? known : made[before] = before.With(result.Provenance)))];
    }

    /// <summary>Where a pair of a centre and a source lies relative to the sources of the target.</summary>
    /// <param name="near">The sources of a catalog.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="centre">Which of the target's centres is its centre.</param>
    private protected abstract CounterpartPlace Measure(CatalogNeighbours near, int pair, int centre);

    private protected abstract object ToObject(Findings findings, Func<MatchProvenance, MatchProvenance> provenance);

    private static void Add(CatalogNeighbours near, IReadOnlyList<CounterpartTarget> targets, int[] targetOf, Findings[] findings)
    {
        Func<int, CounterpartPlace, CatalogCounterpart> make = CounterpartCatalogs.Maker(near.Sources);
        Dictionary<(int Target, int Row), int> listed = Listed(near, targetOf);
        int[] firstCentre = new int[targets.Count];
        for (int target = 1; target < targets.Count; target++)
            firstCentre[target] = firstCentre[target - 1] + targets[target - 1].Centres.Count;
        for (int pair = 0; pair < near.Row.Length; pair++)
        {
            int target = targetOf[near.Centre[pair]];
            if (listed[(target, near.Row[pair])] == pair)
                findings[target].Sources.Add(make(near.Row[pair], targets[target].Measure(near, pair, near.Centre[pair] - firstCentre[target])));
        }

        HashSet<int> failed = [];
        foreach ((int centre, AstroException problem) in near.Failures.OrderBy(failure => failure.Key))
        {
            failed.Add(targetOf[centre]);
            findings[targetOf[centre]].Error ??= problem.Message;
        }

        for (int target = 0; target < findings.Length; target++)
        {
            if (!failed.Contains(target))
                findings[target].Searched.Add(near.Catalog.Description.Name);
        }
    }

    // A source near two centres of a group is listed once: with the first, or the one of which it is most probably the counterpart.
    private static Dictionary<(int Target, int Row), int> Listed(CatalogNeighbours near, int[] targetOf)
    {
        Dictionary<(int Target, int Row), int> listed = [];
        for (int pair = 0; pair < near.Row.Length; pair++)
        {
            (int, int) key = (targetOf[near.Centre[pair]], near.Row[pair]);
            if (!listed.TryAdd(key, pair) && near.ProbabilityOf(pair).Reliability > near.ProbabilityOf(listed[key]).Reliability)
                listed[key] = pair;
        }

        return listed;
    }

    /// <summary>What was found around the centres of a target.</summary>
    private protected sealed class Findings(bool hasProbabilities)
    {
        public bool HasProbabilities { get; } = hasProbabilities;

        public List<CatalogCounterpart> Sources { get; } = [];

        public List<string> Searched { get; } = [];

        public string? Error { get; set; }
    }
}

/// <summary>Where a source lies relative to what was searched around: separations in arcsec, NaN where there is none.</summary>
internal readonly record struct CounterpartPlace(string Around, double Separation, double FromFermi, double FromCsc, string CscName, double Normalized,
    NeighbourProbability Probability);

/// <summary>A Fermi source and its Chandra sources, which become a <see cref="FermiCounterpart"/>.</summary>
public sealed class FermiGroupTarget : CounterpartTarget
{
    private readonly FermiMatchGroup _group;
    private readonly SearchCentre _around;
    private readonly SearchCentres _chandra;

    /// <summary>Searches around the Fermi source, or around each Chandra source.</summary>
    public FermiGroupTarget(FermiMatchGroup group, SearchCentre around)
        : this(group, around, Chandra(group.GetMatches()))
    {
    }

    private FermiGroupTarget(FermiMatchGroup group, SearchCentre around, SearchCentres chandra)
        : base(around == SearchCentre.Chandra ? chandra : Fermi(group.GetPosition())) => (_group, _around, _chandra) = (group, around, chandra);

    private protected override CounterpartPlace Measure(CatalogNeighbours near, int pair, int centre)
    {
        (SkyPositions positions, int row) = (near.Sources.Positions, near.Row[pair]);
        (double ra, double dec) = _group.GetPosition();
        double fromFermi = Separation.Degrees(ra, dec, positions.Ra[row], positions.Dec[row]);
        if (_chandra.Count == 0)
            return new CounterpartPlace(_group.FermiName, fromFermi * ArcsecondsPerDegree, fromFermi * ArcsecondsPerDegree, double.NaN, "", double.NaN, near.ProbabilityOf(pair));
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _chandra.Count; i++)
        {
            double separation = Separation.Degrees(_chandra.Positions.Ra[i], _chandra.Positions.Dec[i], positions.Ra[row], positions.Dec[row]);
            // A probability is about the centre.
            if (near.Probabilities is null ? separation < least : i == centre)
                (nearest, least) = (i, separation);
        }

        double normalized = JointEllipses.NormalizedSeparations(
            new MatchPairs([nearest], [row], [least], null), _chandra.Positions, _chandra.Errors, positions, near.Sources.Errors)[0];
        string cscName = _group.GetMatches()[nearest].CscName;
        return new CounterpartPlace(
            _around == SearchCentre.Chandra ? cscName : _group.FermiName,
            (_around == SearchCentre.Chandra ? least : fromFermi) * ArcsecondsPerDegree,
            fromFermi * ArcsecondsPerDegree,
            least * ArcsecondsPerDegree,
            cscName,
            normalized,
            near.ProbabilityOf(pair));
    }

    private protected override object ToObject(Findings findings, Func<MatchProvenance, MatchProvenance> provenance)
    {
        // The search is around the Chandra sources if it has probabilities; around the Fermi source there is nothing to order by.
        CatalogCounterpart[] sources = findings.HasProbabilities
            ? [.. findings.Sources.OrderByDescending(source => OfCsc(source.CscName) * (double.IsNaN(source.Reliability) ? 0 : source.Reliability))]
            : [.. findings.Sources];
        GaiaSource[] gaia = [.. sources.OfType<GaiaSource>()];
        TwoMassSource[] twoMass = [.. sources.OfType<TwoMassSource>()];
        OtherSource[] others = [.. sources.OfType<OtherSource>()];
        ValueList<string> searched = new([.. findings.Searched]);
        FermiCounterpart counterpart = findings.HasProbabilities || _group is FermiCandidateGroup
            ? new FermiCandidateCounterpart(_group, gaia, twoMass, others) { SearchedCatalogs = searched, SearchError = findings.Error }
            : new FermiCounterpart(_group, gaia, twoMass, others) { SearchedCatalogs = searched, SearchError = findings.Error };
        counterpart.Provenance = provenance(_group.GetProvenance());
        return counterpart;
    }

    // The probability that a Chandra source is the counterpart of the Fermi source; 1 for all of a group without probabilities.
    private double OfCsc(string name) => _group is not FermiCandidateGroup { CscReliabilities: var reliabilities } ? 1
        : reliabilities[_group.CscNames.ToList().IndexOf(name)] is var reliability && double.IsNaN(reliability) ? 0 : reliability;

    private static SearchCentres Fermi((double RA, double Dec) position) =>
        SearchCentres.WithRadius(new SkyPositions([position.RA], [position.Dec]), SearchCentres.FermiRadius);

    private static SearchCentres Chandra(IReadOnlyList<FermiCscMatch> matches) => SearchCentres.WithErrors(
        new SkyPositions([.. matches.Select(match => match.CscRA)], [.. matches.Select(match => match.CscDec)]),
        // Chandra's are 95 % ellipses.
        new SkyEllipses(
            [.. matches.Select(match => match.CscErrorSemiMajor / ArcsecondsPerDegree)],
            [.. matches.Select(match => match.CscErrorSemiMinor / ArcsecondsPerDegree)],
            [.. matches.Select(match => match.CscErrorAngle)]).Scale(1 / SkyEllipses.Sigma95));
}

/// <summary>Any object with a position, which becomes a <see cref="Counterpart"/>.</summary>
public sealed class SourceTarget : CounterpartTarget
{
    private readonly object _source;
    private readonly string _name;
    private readonly SearchCentre? _kind;

    /// <summary>Searches around an object.</summary>
    /// <param name="source">The object, which is returned unchanged as <see cref="Counterpart.Source"/>.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="centre">Its position, one centre, with its error or a radius.</param>
    public SourceTarget(object source, string name, SearchCentres centre)
        : this(source, name, centre, null)
    {
    }

    private SourceTarget(object source, string name, SearchCentres centre, SearchCentre? kind)
        : base(centre.Count == 1 ? centre : throw new ArgumentException("One object has one position.", nameof(centre))) =>
        (_source, _name, _kind) = (source, name, kind);

    /// <summary>Searches within <see cref="SearchCentres.FermiRadius"/> around a Fermi source.</summary>
    /// <param name="source">The object to return: a <see cref="FermiSource"/>, or one that stands for it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="ra">Right ascension, ICRS, degrees.</param>
    /// <param name="dec">Declination, ICRS, degrees.</param>
    public static SourceTarget Fermi(object source, string name, double ra, double dec) =>
        new(source, name, SearchCentres.WithRadius(new SkyPositions([ra], [dec]), SearchCentres.FermiRadius), SearchCentre.Fermi);

    /// <summary>Searches around a Chandra source.</summary>
    /// <param name="source">The object to return: a <see cref="ChandraSource"/>, or one that stands for it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="centre">Its position and error.</param>
    public static SourceTarget Chandra(object source, string name, SearchCentres centre) => new(source, name, centre, SearchCentre.Chandra);

    /// <summary>Searches around a Chandra source, within its error.</summary>
    public static SourceTarget Of(ChandraSource source) =>
        Chandra(source, source.Name, Centre95(source.RA, source.Dec, source.ErrorSemiMajor, source.ErrorSemiMinor, source.ErrorAngle));

    /// <summary>One position and its 95 % error ellipse.</summary>
    /// <param name="ra">Right ascension, ICRS, degrees.</param>
    /// <param name="dec">Declination, ICRS, degrees.</param>
    /// <param name="semiMajor">Semi-major axis, arcsec; NaN if unknown.</param>
    /// <param name="semiMinor">Semi-minor axis, arcsec.</param>
    /// <param name="angle">Position angle of the major axis, degrees from north through east.</param>
    public static SearchCentres Centre95(double ra, double dec, double semiMajor, double semiMinor, double angle) => SearchCentres.WithErrors(
        new SkyPositions([ra], [dec]),
        new SkyEllipses([semiMajor / ArcsecondsPerDegree], [semiMinor / ArcsecondsPerDegree], [angle]).Scale(1 / SkyEllipses.Sigma95));

    private protected override CounterpartPlace Measure(CatalogNeighbours near, int pair, int centre)
    {
        double separation = near.Separation[pair] * ArcsecondsPerDegree;
        return new CounterpartPlace(
            _name,
            separation,
            _kind == SearchCentre.Fermi ? separation : double.NaN,
            _kind == SearchCentre.Chandra ? separation : double.NaN,
            _kind == SearchCentre.Chandra ? _name : "",
            near.NormalizedSeparation[pair],
            near.ProbabilityOf(pair));
    }

    private protected override object ToObject(Findings findings, Func<MatchProvenance, MatchProvenance> provenance)
    {
        (double ra, double dec) = (Centres.Positions.Ra[0], Centres.Positions.Dec[0]);
        ValueList<string> searched = new([.. findings.Searched]);
        Counterpart counterpart = findings.HasProbabilities
            ? new CandidateCounterpart(_source, _name, ra, dec, findings.Sources) { SearchedCatalogs = searched, SearchError = findings.Error }
            : new Counterpart(_source, _name, ra, dec, findings.Sources) { SearchedCatalogs = searched, SearchError = findings.Error };
        counterpart.Provenance = provenance(MatchProvenance.Empty);
        return counterpart;
    }
}
