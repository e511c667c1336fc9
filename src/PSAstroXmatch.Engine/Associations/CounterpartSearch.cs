using PSAstroXmatch.Engine.Archives;
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
        SearchCentres within = centres.WithRadius(options.Radius);
        List<CatalogNeighbours> found = [];
        List<AstroException> problems = [];
        List<string> kept = [];
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
        return new CounterpartResult(found, problems) { HasProbabilities = options.HasProbabilities };
    }

    private Task<NearbyRows> SearchAsync(
        CatalogDescription catalog, SearchCircles circles, CounterpartOptions options, CancellationToken cancellationToken) => options.Engine switch
        {
            CounterpartEngine.CdsXMatch => new CdsXMatchSearch(new CdsXMatch(options.XMatchUri)).FindAsync(catalog, circles, options.Nearby, cancellationToken),
            CounterpartEngine.Local => archive.FindNearHereAsync(catalog, circles, options.Nearby, cancellationToken),
            _ => archive.FindNearAsync(catalog, circles, options.Nearby, cancellationToken),
        };
}
