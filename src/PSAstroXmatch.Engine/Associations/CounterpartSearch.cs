using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Which catalogs are searched for counterparts, and how.</summary>
public sealed record CounterpartOptions
{
    /// <summary>The catalogs to search.</summary>
    public IReadOnlyList<CatalogDescription> Catalogs { get; init; } = [Archives.Catalogs.GaiaSource, Archives.Catalogs.TwoMass];

    /// <summary>Radius in degrees, inclusive, around every centre; null for that of each centre (<see cref="SearchCentres.Radius"/>).</summary>
    public double? Radius { get; init; }

    /// <summary>Maximum number of sources of a catalog around each centre; the nearest are kept.</summary>
    public int Top { get; init; } = 3;

    /// <summary>Julian year to which proper motions are applied before separations are measured; null to use positions as they are.</summary>
    public double? Epoch { get; init; }

    /// <summary>
    /// Whether to compute probabilities: then all sources within the joint 99.9 % position error are candidates, and the most probable are kept.
    /// A prior is fitted for each catalog to all centres with a known error.
    /// </summary>
    public bool HasProbabilities { get; init; }

    /// <summary>What does the searching.</summary>
    public CounterpartEngine Engine { get; init; }

    /// <summary>Address of the cross-match service; null for the one at CDS.</summary>
    public Uri? XMatchUri { get; init; }

    /// <summary>How the catalogs are searched.</summary>
    public NearbyOptions Nearby { get; init; } = new();
}

/// <summary>The result of a search for counterparts.</summary>
/// <param name="Catalogs">What was found in each catalog, in the order of the options.</param>
/// <param name="Problems">What could not be searched; the affected catalogs list it among their failures too.</param>
public sealed record CounterpartResult(IReadOnlyList<CatalogNeighbours> Catalogs, IReadOnlyList<AstroException> Problems)
{
    /// <summary>What is probably not as it was meant in the catalogs (<see cref="CatalogTable.Warnings"/>).</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the search was made.</summary>
    public MatchProvenance Provenance { get; init; } = MatchProvenance.Empty;

    /// <summary>Whether probabilities were asked for.</summary>
    public bool HasProbabilities { get; init; }
}

/// <summary>Finds the sources of optical and infrared catalogs near any positions (step 10 of the reference notebook).</summary>
/// <param name="archive">The source of the catalogs.</param>
public sealed class CounterpartSearch(Archive archive)
{
    /// <summary>Runs the search, with one request per catalog for all positions.</summary>
    /// <param name="centres">What to search around.</param>
    /// <param name="options">Which catalogs to search, and how many sources to keep.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The sources near each centre in columns; <see cref="CounterpartTarget.ToObjects"/> makes objects of them.</returns>
    public async Task<CounterpartResult> FindAsync(SearchCentres centres, CounterpartOptions options, CancellationToken cancellationToken = default)
    {
        MatchProvenance start = MatchProvenance.Start("search for counterparts");
        SearchCentres within = centres.WithRadius(options.Radius);
        List<CatalogNeighbours> found = [];
        List<AstroException> problems = [];
        List<string> kept = [], warnings = [];
        bool isComplete = true;
        foreach (CatalogDescription catalog in options.Catalogs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                double countRadius = NeighbourProbabilities.SearchRadius(
                    centres.Count, options.Engine == CounterpartEngine.CdsXMatch ? null : archive.CompleteRadius(catalog));
                SearchCircles circles = options.HasProbabilities
                    ? centres.WideCircles(catalog, options.Epoch, Math.Max(countRadius, options.Radius ?? 0))
                    : within.Circles(catalog, options.Epoch);
                NearbyRows near = await SearchAsync(catalog, circles, options, cancellationToken).ConfigureAwait(false);
                found.Add(options.HasProbabilities
                    ? await Task.Run(() => NeighbourProbabilities.Choose(near, centres, options, countRadius, cancellationToken), cancellationToken).ConfigureAwait(false)
                    : CatalogNeighbours.Choose(near, within, options));
                problems.AddRange(near.Failures.Values.Distinct());
                warnings.AddRange(near.Catalog.Warnings);
                kept.AddRange(near.KeptAnswers);
                isComplete &= near.IsComplete;
            }
            catch (AstroException problem)
            {
                // A catalog that cannot be reached does not affect the others.
                found.Add(CatalogNeighbours.Failed(catalog, centres.Count, problem));
                problems.Add(problem);
                isComplete = false;
            }
        }

        // Only when every catalog is done, so that resuming after one of them failed does not search the others again.
        if (isComplete)
            Archive.Forget(kept, options.Nearby.Log);
        if (BrightnessMarks.Warning([.. found.Select(near => near.BrightnessMarks).OfType<BrightnessMarks>()]) is { } marks)
            warnings.Add(marks);
        return new CounterpartResult(found, problems)
        {
            Warnings = warnings,
            Provenance = Describe(start, within, options, found),
            HasProbabilities = options.HasProbabilities,
        };
    }

    private MatchProvenance Describe(MatchProvenance start, SearchCentres centres, CounterpartOptions options, List<CatalogNeighbours> found)
    {
        int byErrors = centres.Radius.Count(double.IsNaN);
        double[] radii = [.. centres.Radius.Where(radius => !double.IsNaN(radius)).Distinct().Order()];
        MatchProvenance made = start.With("search_engine", options.Engine.ToString());
        if (options.Engine != CounterpartEngine.CdsXMatch)
            made = made.With(archive.ToProvenance());
        made = made
            .With("positions", centres.Count, comment: "searched around")
            .With(radii.Take(3).Select(radius => new ProvenanceEntry("radius", ValueText.Format(radius), "deg", Angle.FromDegrees(radius).ToString())));
        if (byErrors > 0)
        {
            (double limit, string share) = options.HasProbabilities ? (new CandidateOptions().MaxNormalizedSep, "99.9") : (SkyEllipses.Sigma95, "95");
            made = made.With("max_normalized_sep", limit, comment: $"joint {share} % position error, for {ValueText.Format(byErrors)} of the positions");
        }

        made = made.With("top", options.Top, comment: $"{(options.HasProbabilities ? "most probable" : "nearest")} sources kept per catalog and position");
        made = options.Epoch is double epoch
            ? made.With("epoch", epoch, "yr", "to which proper motions were applied")
            : made.With("epoch", "none", comment: "positions are at the epoch of each catalog");
        foreach (CatalogNeighbours near in found)
        {
            string title = near.Catalog.Description.Title;
            made = (near.Origin.Count == 0 ? made.With("catalog", near.Catalog.Description.Name, comment: title) : made.With(near.Origin))
                .With("pairs", near.Row.Length, comment: $"of a position and a source of {title}");
            if (BrightnessMarks.Warning(near.BrightnessMarks is { } marks ? [marks] : []) is { } missing)
                made = made.With("note", missing);
            if (near.Model is not null)
                made = made.With(near.Model.ToProvenance());
            if (near.Failures.Count > 0)
                made = made.With("note", $"{ValueText.Format(near.Failures.Count)} of {ValueText.Format(centres.Count)} positions could not be searched in {title}.");
        }

        return made;
    }

    private Task<NearbyRows> SearchAsync(
        CatalogDescription catalog, SearchCircles circles, CounterpartOptions options, CancellationToken cancellationToken) => options.Engine switch
        {
            CounterpartEngine.CdsXMatch => new CdsXMatchSearch(new CdsXMatch(options.XMatchUri)).FindAsync(catalog, circles, options.Nearby, cancellationToken),
            CounterpartEngine.Local => archive.FindNearHereAsync(catalog, circles, options.Nearby, cancellationToken),
            _ => archive.FindNearAsync(catalog, circles, options.Nearby, cancellationToken),
        };
}
