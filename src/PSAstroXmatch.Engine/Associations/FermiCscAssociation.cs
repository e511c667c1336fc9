using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>How the probabilities of candidates are computed.</summary>
public sealed record AssociationOptions
{
    /// <summary>How the prior is found.</summary>
    public PriorOptions Prior { get; init; } = new();

    /// <summary>Whether the X-ray flux counts; otherwise positions decide alone.</summary>
    public bool UsesBrightness { get; init; } = true;

    /// <summary>Factor on the axes of Fermi's error ellipses, greater than 0.</summary>
    public double ErrorScale { get; init; } = 1;

    /// <summary>What tells where Chandra has looked.</summary>
    public FootprintSource Footprint { get; init; }

    /// <summary>Where Chandra has looked, if that is known; then <see cref="Footprint"/> does not count.</summary>
    public Footprint? Region { get; init; }

    /// <summary>Only candidates in this error region are returned, at <see cref="Containment"/>; null for the joint error ellipse.</summary>
    public ErrorShape? ErrorShape { get; init; }

    /// <summary>Only candidates in the error region with this probability are returned; null for 99.9 %, or for 95 % with an error shape.</summary>
    public double? Containment { get; init; }

    /// <summary>The probability of the error region whose candidates are returned.</summary>
    internal double ShownContainment => Containment ?? (ErrorShape is null ? CandidateOptions.Containment : 0.95);
}

/// <summary>
/// Which Chandra source is the counterpart of each Fermi source, and how probably: the method of docs/association.md, fitted to two
/// catalogs.
/// </summary>
public sealed class FermiCscAssociation
{
    private const int SourceOrder = 9, ObservationOrder = 10;
    private const double FieldRadius = 8.0 / 60, ArcsecondsPerDegree = 3600;

    // Observations beyond whose discs more of the sources lie are not those of the catalog.
    private const double MaxOutsideShare = 0.1;

    // A Chandra position without an error is taken to have this one, 95 %; beside Fermi's errors it hardly matters.
    private const double UnknownError95 = 1 / ArcsecondsPerDegree;

    // Entries this close are one source, listed in two releases of the catalog.
    private const double DuplicateRadius = 0.5 / ArcsecondsPerDegree;

    private readonly CatalogTable _csc;
    private readonly AssociationOptions _options;
    private readonly MeasuredObjects _measured;

    /// <summary>Fits the model to two catalogs.</summary>
    /// <param name="fermi">All Fermi sources; one that is listed more than once counts once.</param>
    /// <param name="csc">All Chandra sources.</param>
    /// <param name="observations">Chandra's observations, for the footprint; null to take it from the sources.</param>
    /// <param name="options">How the probabilities are computed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">ValueInvalid: the error ellipses are far too large.</exception>
    public FermiCscAssociation(
        CatalogTable fermi, CatalogTable csc, CatalogTable? observations, AssociationOptions options, CancellationToken cancellationToken)
    {
        FermiErrors.Check(fermi);
        fermi = RepeatedSources.Once(fermi);
        (_csc, _options, Fermi) = (csc, options, fermi);
        SkyPositions positions = new(csc.Ra, csc.Dec);
        HasFluxes = Array.Exists(csc.Doubles(CatalogColumns.Flux), flux => flux > 0);
        Catalog = new CounterpartCatalog(
            positions, ChandraErrors(csc),
            // A flux of zero is an upper limit, and so unknown.
            options.UsesBrightness ? Array.ConvertAll(csc.Doubles(CatalogColumns.Flux), flux => flux > 0 ? flux : double.NaN) : null,
            FootprintOf(positions, observations, cancellationToken), Duplicates(positions, cancellationToken));
        _measured = Measure(fermi, cancellationToken);
        HasEllipses = FermiErrors.HasEllipses(fermi);
        CoveredCount = _measured.CoveredShares.Count(share => share > Coverage.MinShare);
        Model = CounterpartModel.Fit(_measured, Catalog, options.Prior, cancellationToken);
    }

    private FermiCscAssociation(FermiCscAssociation fitted, AssociationOptions options)
    {
        (_csc, _options, _measured, Fermi) = (fitted._csc, options, fitted._measured, fitted.Fermi);
        (Catalog, Model) = (fitted.Catalog, fitted.Model);
        (HasFluxes, HasEllipses, CoveredCount, OutsideShare) = (fitted.HasFluxes, fitted.HasEllipses, fitted.CoveredCount, fitted.OutsideShare);
    }

    /// <summary>The Fermi sources of the fit.</summary>
    public CatalogTable Fermi { get; }

    /// <summary>Where the Chandra sources come from.</summary>
    internal IReadOnlyList<ProvenanceEntry> CscOrigin => _csc.Origin;

    /// <summary>The Chandra sources.</summary>
    public CounterpartCatalog Catalog { get; }

    /// <summary>The fitted model.</summary>
    public CounterpartModel Model { get; }

    /// <summary>Whether any Chandra source has a flux.</summary>
    public bool HasFluxes { get; }

    /// <summary>Whether Fermi's error ellipses are known, rather than their semi-major axes only, which are then the radii of circles.</summary>
    public bool HasEllipses { get; }

    /// <summary>Number of Fermi sources that Chandra has looked at.</summary>
    public int CoveredCount { get; }

    /// <summary>
    /// Share of the Chandra sources that lie outside the discs around the observations, or outside the region that was given; 0 without either.
    /// </summary>
    public double OutsideShare { get; private set; }

    /// <summary>The candidates of Fermi sources, which need not be those of the fit.</summary>
    /// <param name="fermi">The Fermi sources.</param>
    /// <param name="rows">Which of them, in the order of the result.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>In the order of the rows; the candidates of each with the most probable first, equal ones by name.</returns>
    public IReadOnlyList<FermiCscCandidate> Assess(CatalogTable fermi, int[] rows, CancellationToken cancellationToken)
    {
        CatalogTable some = fermi.Take(rows);
        MeasuredObjects measured = Measure(some, cancellationToken);
        CandidateProbabilities probabilities = Model.Assess(measured);
        return new FermiCscCandidates(some, _csc, measured, probabilities, Model).Create(Selection(some, measured));
    }

    /// <summary>What the model says of each Fermi source of the fit.</summary>
    public AssessedObject[] AssessAll() => Model.Assess(_measured).ByObject(_measured);

    /// <summary>
    /// How many of the best candidates are false, by their probabilities and by trials at places without a Fermi source, with the model as it
    /// was fitted.
    /// </summary>
    /// <param name="rows">The Fermi sources of the fit whose candidates are accepted or not, and near which the trials are.</param>
    /// <param name="sources">What is said of each of them.</param>
    /// <param name="trials">How the places are chosen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="provenance">How the trials are made, for the rates.</param>
    public FalseMatchEstimate MeasureFalseMatches(
        int[] rows, AssessedObject[] sources, TrialOptions trials, CancellationToken cancellationToken, MatchProvenance? provenance = null)
    {
        CandidateOptions options = new();
        // A source without candidates has no part in the estimate, and is not known if candidates are given.
        int[] withCandidates = [.. rows.Where((_, i) => !double.IsNaN(sources[i].Best))];
        ShiftedTrials places = ShiftedTrials.Draw(_measured, withCandidates, Catalog.Footprint, options.MaxNormalizedSep, trials, cancellationToken);
        MeasuredObjects measured = MeasuredObjects.WithDiscs(places.Positions, places.Errors, Catalog, options, cancellationToken);
        return new FalseMatchEstimate(sources, Model.Assess(measured).ByObject(measured), places.Weight) { Provenance = provenance ?? MatchProvenance.Empty };
    }

    /// <summary>The same fit, of which other candidates are shown.</summary>
    internal FermiCscAssociation With(AssociationOptions options) => new(this, options);

    /// <summary>The fit in one line.</summary>
    internal string Describe()
    {
        CounterpartPrior prior = Model.Prior;
        string numbers = FormattableString.Invariant($"completeness {prior.Completeness:0.###}, ")
            + FormattableString.Invariant($"log density of counterparts {prior.BrightnessMean:0.###} ± {prior.BrightnessSigma:0.###}, ")
            + FormattableString.Invariant($"without flux {prior.MissingShare:0.###} of {prior.CatalogMissingShare:0.###}");
        string outside = OutsideShare > MaxOutsideShare
            ? FormattableString.Invariant($" {OutsideShare:0.#%} of the sources lie outside the {(_options.Region is null ? "observations" : "MOC")}.")
            : "";
        string how = prior.IsFitted ? $"fitted to {ValueText.Count(prior.ObjectCount)} covered sources" : "fixed";
        return FormattableString.Invariant($"Prior {how}: {numbers}; footprint {Catalog.Footprint.Area:0.#} deg² ({Catalog.Footprint.Origin}).") + outside;
    }

    /// <summary>The fit as entries of a provenance.</summary>
    internal IEnumerable<ProvenanceEntry> ToProvenance()
    {
        CounterpartPrior prior = Model.Prior;
        string? objects = prior.IsFitted ? $"to {ValueText.Count(prior.ObjectCount)} covered Fermi sources" : null;
        foreach (ProvenanceEntry entry in prior.ToProvenance(objects, _options.Prior.Completeness is not null))
            yield return entry;
        yield return Entry("missing_flux_share", Number(prior.MissingShare), null, "of counterparts");
        yield return Entry("catalog_missing_flux_share", Number(prior.CatalogMissingShare), null, "of all Chandra sources");
        yield return Entry("footprint_area", Number(Catalog.Footprint.Area), "deg2", Catalog.Footprint.Origin);
        yield return Entry("brightness", _options.UsesBrightness ? "b_flux_ap" : "none", null, null);
        yield return Entry("error_scale", Number(_options.ErrorScale), null, "factor on the axes of Fermi's error ellipses");
        string limit = $"The completeness is at its limit of {Number(CounterpartPrior.MaxCompleteness)}: any_probability and reliability are too high.";
        if (prior.IsAtLimit)
            yield return Entry("note", limit, null, null);
        if (!HasFluxes)
            yield return Entry("note", "The Chandra sources have no fluxes: positions decide alone.", null, null);

        static ProvenanceEntry Entry(string name, string value, string? unit, string? comment) => new(name, value, unit, comment);
        static string Number(double value) => ValueText.Format(value);
    }

    private MeasuredObjects Measure(CatalogTable fermi, CancellationToken cancellationToken) => MeasuredObjects.WithDiscs(
        new SkyPositions(fermi.Ra, fermi.Dec), FermiErrors.Of(fermi, _options.ErrorScale), Catalog, new CandidateOptions(), cancellationToken);

    // Which candidates are shown; all of them count.
    private bool[] Selection(CatalogTable fermi, MeasuredObjects measured)
    {
        CandidateSet set = measured.Candidates;
        bool[] shown = new bool[set.Count];
        double limit = Math.Sqrt(-2 * Math.Log(1 - _options.ShownContainment));
        double[] radius = fermi.Doubles(CatalogColumns.SemiMajorAxis95);
        EllipseContainsPoint ellipses = new(FermiErrors.Of(fermi, limit));
        for (int i = 0; i < shown.Length; i++)
        {
            int row = set.Object[i], source = set.Source[i];
            double separation = Sky.Separation.Degrees(fermi.Ra[row], fermi.Dec[row], _csc.Ra[source], _csc.Dec[source]);
            shown[i] = _options.ErrorShape switch
            {
                ErrorShape.Circle => separation <= radius[row] * limit / SkyEllipses.Sigma95,
                ErrorShape.Ellipse => ellipses.IsPair(measured.Positions, row, Catalog.Positions, source, separation, out _),
                _ => set.NormalizedSep[i] <= limit || _options.Containment is null,
            };
        }

        return shown;
    }

    private Footprint FootprintOf(SkyPositions sources, CatalogTable? observations, CancellationToken cancellationToken)
    {
        if (_options.Region is { } region)
        {
            OutsideShare = OutsideOf(region, sources);
            return region;
        }

        Footprint? ofObservations = observations is null ? null : FootprintOf(new SkyPositions(observations.Ra, observations.Dec), sources, cancellationToken);
        if (ofObservations is not null)
        {
            OutsideShare = OutsideOf(ofObservations, sources);
            if (_options.Footprint == FootprintSource.Observation || OutsideShare <= MaxOutsideShare)
                return ofObservations;
        }

        return Footprint.OfPositions(SourceOrder, sources, "pixels with at least one Chandra source");
    }

    private static double OutsideOf(Footprint footprint, SkyPositions sources)
    {
        int inside = Enumerable.Range(0, sources.Count).Count(row => footprint.Contains(sources.Ra[row], sources.Dec[row]));
        return sources.Count == 0 ? 0 : 1 - (double)inside / sources.Count;
    }

    // Fields newer than the catalog, in which it has no source, were not looked at for it.
    private static Footprint FootprintOf(SkyPositions pointings, SkyPositions sources, CancellationToken cancellationToken)
    {
        MatchPairs used = SkyMatcher.Match(
            pointings, sources, new FixedRadius(FieldRadius), new MatchOptions { Mode = MatchMode.BestForLeft }, cancellationToken);
        SkyPositions centres = new(Array.ConvertAll(used.Left, row => pointings.Ra[row]), Array.ConvertAll(used.Left, row => pointings.Dec[row]));
        return Footprint.OfDiscs(ObservationOrder, centres, FieldRadius, "discs of 8 arcmin around Chandra's pointings", cancellationToken);
    }

    private static bool[] Duplicates(SkyPositions positions, CancellationToken cancellationToken)
    {
        MatchPairs pairs = SkyMatcher.MatchSelf(positions, new FixedRadius(DuplicateRadius), cancellationToken: cancellationToken);
        bool[] duplicates = new bool[positions.Count];
        for (int i = 0; i < pairs.Count; i++)
            duplicates[Math.Max(pairs.Left[i], pairs.Right[i])] = true;
        return duplicates;
    }

    private static SkyEllipses ChandraErrors(CatalogTable csc)
    {
        double[] major = [.. csc.Doubles(CatalogColumns.ErrorSemiMajor)], minor = [.. csc.Doubles(CatalogColumns.ErrorSemiMinor)];
        double[] angle = [.. csc.Doubles(CatalogColumns.ErrorAngle)];
        for (int row = 0; row < major.Length; row++)
        {
            major[row] = FermiErrors.IsAxis(major[row]) ? major[row] / ArcsecondsPerDegree : UnknownError95;
            minor[row] = FermiErrors.IsAxis(minor[row]) ? minor[row] / ArcsecondsPerDegree : major[row];
            angle[row] = double.IsFinite(angle[row]) ? angle[row] : 0;
        }

        return new SkyEllipses(major, minor, angle).Scale(1 / SkyEllipses.Sigma95);
    }
}

/// <summary>The error ellipses of Fermi sources.</summary>
internal static class FermiErrors
{
    // The tangent plane serves for errors of a few degrees; 4FGL's median is 0.06 degrees.
    private const double LargestMedian = 5;

    /// <summary>1σ ellipses in degrees; NaN for an extended source. A source without a semi-minor axis has a circle.</summary>
    internal static SkyEllipses Of(CatalogTable fermi, double scale)
    {
        double[] major = Array.ConvertAll(fermi.Doubles(CatalogColumns.SemiMajorAxis95), axis => IsAxis(axis) ? axis : double.NaN);
        double[] minor = [.. fermi.Doubles(CatalogColumns.SemiMinorAxis95)], angle = [.. fermi.Doubles(CatalogColumns.PositionAngle95)];
        for (int row = 0; row < minor.Length; row++)
        {
            if (!IsAxis(minor[row]) || !double.IsFinite(angle[row]))
                (minor[row], angle[row]) = (major[row], 0);
        }

        return new SkyEllipses(major, minor, angle).Scale(scale / SkyEllipses.Sigma95);
    }

    /// <summary>Refuses axes that no gamma-ray source has, as of a column in arcseconds that is read as degrees.</summary>
    /// <exception cref="AstroException">ValueInvalid.</exception>
    internal static void Check(CatalogTable fermi)
    {
        double[] axes = [.. fermi.Doubles(CatalogColumns.SemiMajorAxis95).Where(IsAxis).Order()];
        if (axes.Length == 0 || axes[axes.Length / 2] <= LargestMedian)
            return;
        throw new AstroException(
            ErrorIds.ValueInvalid,
            $"{fermi.Source}: the median semi-major axis of the error ellipses is {ValueText.Format(axes[axes.Length / 2])} degrees, too much for probabilities.",
            "Give the column its unit, such as arcsec or arcmin.",
            fermi.Source);
    }

    /// <summary>Whether any source has an ellipse, rather than a semi-major axis only.</summary>
    internal static bool HasEllipses(CatalogTable fermi) =>
        Array.Exists(fermi.Doubles(CatalogColumns.SemiMinorAxis95), IsAxis) && Array.Exists(fermi.Doubles(CatalogColumns.PositionAngle95), double.IsFinite);

    /// <summary>Whether a number can be the axis of an ellipse: the official files have 0 or NaN for extended sources.</summary>
    internal static bool IsAxis(double value) => value is > 0 and < double.PositiveInfinity;
}
