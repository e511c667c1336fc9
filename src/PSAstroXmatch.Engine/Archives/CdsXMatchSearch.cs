using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Searches VizieR's copy of a catalog around many positions, using the CDS cross-match service.</summary>
/// <param name="service">The service.</param>
public sealed class CdsXMatchSearch(CdsXMatch service)
{
    // Circles whose radii differ by less than a factor of two share a request: few of the rows returned are then outside the circles.
    private const double BucketFactor = 2;

    // The service matches at J2000 if its table has proper motions. Its columns give these positions (RAJ2000) beside those at the catalog's own
    // epoch (RAdeg), which are measured here. The circles are widened to include stars that move by less than 0.5 arcsec/yr; faster ones may be missed.
    private const double EpochOfService = 2000;

    /// <summary>Finds the rows of a catalog near some circles.</summary>
    /// <exception cref="AstroException">VizierTableUnknown: the catalog has no VizieR table; or as for <see cref="CdsXMatch.MatchAsync"/>.</exception>
    public async Task<NearbyRows> FindAsync(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken = default)
    {
        string table = catalog.VizierTable ?? throw new AstroException(
            ErrorIds.VizierTableUnknown,
            $"CDS X-Match searches VizieR tables, and none is known for {catalog.Title}.",
            "Name a VizieR table for the catalog, such as II/328/allwise, or let the archive do the search.",
            catalog.Name);
        double motion = catalog.ProperMotion is null ? 0 : NearbyMotion.UsualPerYear * (Math.Abs((catalog.Epoch ?? EpochOfService) - EpochOfService) + circles.Years);
        Dictionary<int, AstroException> failures = [];
        List<AstroTable> answers = [];
        int done = 0;
        foreach (int[] bucket in Buckets(circles, failures))
        {
            double radius = bucket.Max(i => circles.Radius[i]) + motion + SearchCircles.Margin;
            double[] ra = Array.ConvertAll(bucket, i => circles.Ra[i]), dec = Array.ConvertAll(bucket, i => circles.Dec[i]);
            try
            {
                AstroTable answer = await service.MatchAsync(ra, dec, table, radius, options.Log, cancellationToken).ConfigureAwait(false);
                answers.Add(Renumber(answer, bucket));
            }
            catch (AstroException error) when (answers.Count > 0)
            {
                // Rows received earlier are kept.
                Array.ForEach(bucket, circle => failures.Add(circle, error));
            }

            options.Progress(done += bucket.Length, circles.Count - failures.Count);
        }

        options.Log(CdsXMatch.Acknowledgement);
        return Join(catalog, answers, failures) with
        {
            Origin = CatalogOrigin.OfSearch(
                catalog, service.Address, new ProvenanceEntry("table", table, Comment: "at VizieR"), new ProvenanceEntry("acknowledgement", CdsXMatch.Acknowledgement)),
        };
    }

    private static IEnumerable<int[]> Buckets(SearchCircles circles, Dictionary<int, AstroException> failures)
    {
        List<int> usable = [];
        for (int i = 0; i < circles.Count; i++)
        {
            if (circles.Problem(i) is AstroException problem)
                failures.Add(i, problem);
            else
                usable.Add(i);
        }

        return usable
            .GroupBy(i => Math.Ceiling(Math.Log(Math.Max(circles.Radius[i], 1e-6), BucketFactor)))
            .OrderBy(bucket => bucket.Key)
            .Select(bucket => bucket.ToArray());
    }

    // The service received positions numbered from 0; this restores their indices in the search.
    private static AstroTable Renumber(AstroTable answer, int[] bucket)
    {
        double[] positions = answer["position_id"].ToDoubles();
        AstroColumn<int> ids = new(new ColumnInfo("circle_id", typeof(int)), Array.ConvertAll(positions, position => bucket[(int)position]));
        return answer.With(answer.Columns.Where(column => column.Name is not ("position_id" or "position_ra" or "position_dec" or "angDist")).Append(ids));
    }

    private static NearbyRows Join(CatalogDescription catalog, List<AstroTable> answers, Dictionary<int, AstroException> failures)
    {
        if (answers.Count == 0)
            return new NearbyRows(CatalogTable.Empty(catalog), [], [], failures);
        AstroTable all = AstroTable.Concat(answers);
        CatalogTable rows = CatalogTable.Create(catalog, all);
        if (rows.RowCount != all.RowCount)
            throw rows.Problems[0];
        // A source near several circles is returned several times but is one source. Name and position identify it, since some catalogs give
        // several sources the same name.
        Dictionary<(string, double, double), int> first = [];
        int[] row = new int[rows.RowCount];
        for (int i = 0; i < row.Length; i++)
        {
            (string, double, double) identity = (rows.Text(catalog.Key, i), rows.Ra[i], rows.Dec[i]);
            row[i] = first.TryAdd(identity, i) ? i : first[identity];
        }

        return new NearbyRows(rows, Array.ConvertAll(all["circle_id"].ToDoubles(), id => (int)id), row, failures);
    }
}
