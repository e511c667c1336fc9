using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Finds the sources of optical and infrared catalogs near Fermi or Chandra sources (step 10 of the reference notebook).</summary>
/// <param name="archive">The source of the catalogs.</param>
public sealed class CounterpartSearch(Archive archive)
{
    /// <summary>Runs the search, with one request per catalog for all positions.</summary>
    /// <param name="groups">
    /// The matches of each Fermi source. A Chandra source without a Fermi source is a group of one match whose Fermi position is NaN. A
    /// Fermi source without Chandra sources is one whose Chandra position is NaN; a search around Chandra sources finds nothing for it.
    /// </param>
    /// <param name="options">Which catalogs to search, where, and how many sources to keep.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>One object per group, in order, and the errors for catalogs or positions that could not be searched.</returns>
    public async Task<CounterpartResult> FindAsync(
        IReadOnlyList<IReadOnlyList<FermiCscMatch>> groups, CounterpartOptions options, CancellationToken cancellationToken = default)
    {
        SearchGroups search = new(groups);
        SearchPlan plan = new(search, options);
        List<AstroException> problems = [];
        List<Action?> forget = [];
        CounterpartLists[] found = [.. groups.Select(_ => new CounterpartLists())];
        foreach (CatalogDescription catalog in options.Catalogs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SearchCircles circles = plan.Circles(catalog);
            try
            {
                NearbyRows near = await SearchAsync(catalog, circles, options, cancellationToken).ConfigureAwait(false);
                Add(catalog, near, plan, found);
                problems.AddRange(near.Failures.Values.Distinct());
                forget.Add(near.Forget);
            }
            catch (AstroException problem)
            {
                // A catalog that cannot be reached does not affect the others.
                problems.Add(problem);
                forget.Add(null);
                foreach (CounterpartLists lists in found)
                    lists.Error ??= problem.Message;
            }
        }

        // Only when every catalog is done, so that resuming after one of them failed does not search the others again.
        if (!forget.Contains(null))
            forget.ForEach(action => action!());
        return new CounterpartResult([.. groups.Select((matches, group) => found[group].ToCounterpart(matches, options.Around))], problems);
    }

    private Task<NearbyRows> SearchAsync(
        CatalogDescription catalog, SearchCircles circles, CounterpartOptions options, CancellationToken cancellationToken) => options.Engine switch
        {
            CounterpartEngine.CdsXMatch => new CdsXMatchSearch(new CdsXMatch(options.XMatchUri)).FindAsync(catalog, circles, options.Nearby, cancellationToken),
            CounterpartEngine.Local => archive.FindNearHereAsync(catalog, circles, options.Nearby, cancellationToken),
            _ => archive.FindNearAsync(catalog, circles, options.Nearby, cancellationToken),
        };

    private static void Add(CatalogDescription catalog, NearbyRows near, SearchPlan plan, CounterpartLists[] found)
    {
        CatalogEpoch epoch = CatalogEpoch.Of(near.Catalog, plan.Options.Epoch);
        CounterpartObjects objects = new(near.Catalog, epoch, plan.Groups);
        HashSet<int> failed = [.. near.Failures.Keys.Select(plan.GroupOf)];
        foreach ((int group, int[] rows) in plan.Choose(near, epoch))
            objects.Add(group, rows, found[group]);
        for (int group = 0; group < found.Length; group++)
        {
            if (failed.Contains(group))
                found[group].Error ??= near.Failures.First(failure => plan.GroupOf(failure.Key) == group).Value.Message;
            else
                found[group].Searched.Add(catalog.Name);
        }
    }
}

/// <summary>The result of a search for counterparts.</summary>
/// <param name="Counterparts">One object per group.</param>
/// <param name="Problems">What could not be searched; the affected groups say so too.</param>
public sealed record CounterpartResult(IReadOnlyList<FermiCounterpart> Counterparts, IReadOnlyList<AstroException> Problems);

/// <summary>The sources found around one Fermi source.</summary>
internal sealed class CounterpartLists
{
    public List<GaiaSource> Gaia { get; } = [];

    public List<TwoMassSource> TwoMass { get; } = [];

    public List<OtherSource> Others { get; } = [];

    public List<string> Searched { get; } = [];

    public string? Error { get; set; }

    public FermiCounterpart ToCounterpart(IReadOnlyList<FermiCscMatch> matches, SearchCentre around) => new(matches, Gaia, TwoMass, Others, around == SearchCentre.Chandra)
    {
        SearchedCatalogs = new ValueList<string>([.. Searched]),
        SearchError = Error,
    };
}
