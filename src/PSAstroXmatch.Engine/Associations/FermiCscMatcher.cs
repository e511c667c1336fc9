using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Finds the Chandra sources in the error region of each Fermi source (step 7 of the reference notebook).</summary>
public static class FermiCscMatcher
{
    /// <summary>Matches two catalogs.</summary>
    /// <param name="fermi">4FGL, all or a part of it.</param>
    /// <param name="csc">The Chandra Source Catalog, all or a part of it.</param>
    /// <param name="options">What counts as a match.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AstroException">ColumnNotFound: the flux or the error region is in none of the columns.</exception>
    public static FermiCscResult Match(CatalogTable fermi, CatalogTable csc, FermiCscOptions options, CancellationToken cancellationToken)
    {
        int[] fermiRows = InOrder(fermi, options);
        int[] cscRows = WithFlux(csc, options.MinFlux);
        MatchCriterion criterion = Criterion(fermi, fermiRows, options, out List<string> withoutRegion);
        MatchPairs pairs = SkyMatcher.Match(
            Positions(fermi, fermiRows), Positions(csc, cscRows), criterion, cancellationToken: cancellationToken);
        SortByName(pairs, csc, cscRows);
        int[] left = Array.ConvertAll(pairs.Left, row => fermiRows[row]), right = Array.ConvertAll(pairs.Right, row => cscRows[row]);
        return new FermiCscResult(FermiCscMatches.Create(fermi, left, csc, right), withoutRegion, [.. fermi.Problems, .. csc.Problems]);
    }

    private static int[] InOrder(CatalogTable fermi, FermiCscOptions options)
    {
        double[] l = fermi.L, b = fermi.B;
        double maxLatitude = options.MaxLatitude ?? 90;
        return
        [
            .. Enumerable.Range(0, fermi.RowCount)
                .Where(row => Math.Abs(b[row]) <= maxLatitude)
                .OrderBy(row => l[row])
                .ThenBy(row => b[row])
                .ThenBy(row => fermi.Text("name", row), StringComparer.Ordinal),
        ];
    }

    private static int[] WithFlux(CatalogTable csc, double minFlux)
    {
        RequireValues(csc, "b_flux_ap", "X-ray fluxes, which decide what is a source");
        double[] flux = csc.Doubles("b_flux_ap");
        List<int> rows = new(flux.Length);
        for (int row = 0; row < flux.Length; row++)
        {
            if (flux[row] > minFlux)
                rows.Add(row);
        }

        return [.. rows];
    }

    private static MatchCriterion Criterion(CatalogTable fermi, int[] rows, FermiCscOptions options, out List<string> withoutRegion)
    {
        RequireValues(fermi, "semi_major_axis_95", "the 95 % error radius");
        bool isEllipse = options.ErrorShape == ErrorShape.Ellipse;
        if (isEllipse)
        {
            RequireValues(fermi, "semi_minor_axis_95", "the semi-minor axis of the 95 % error ellipse");
            RequireValues(fermi, "position_angle_95", "the position angle of the 95 % error ellipse");
        }

        double[] semiMajor = Gather(fermi.Doubles("semi_major_axis_95"), rows);
        double[] semiMinor = isEllipse ? Gather(fermi.Doubles("semi_minor_axis_95"), rows) : semiMajor;
        double[] angle = isEllipse ? Gather(fermi.Doubles("position_angle_95"), rows) : semiMajor;
        withoutRegion = [];
        for (int i = 0; i < rows.Length; i++)
        {
            // The official files write 0 or NaN for the axes of extended sources.
            if (semiMajor[i] > 0 && semiMinor[i] > 0 && !double.IsNaN(angle[i]))
                continue;
            withoutRegion.Add(fermi.Text("name", rows[i]));
            semiMajor[i] = semiMinor[i] = options.ExtendedRadius ?? double.NaN;
        }

        return isEllipse ? new EllipseContainsPoint(new SkyEllipses(semiMajor, semiMinor, angle)) : new LeftRadius(semiMajor);
    }

    // A column that is missing or empty would make every source unmatched, without a word.
    private static void RequireValues(CatalogTable catalog, string column, string what)
    {
        if (catalog.RowCount > 0 && Array.TrueForAll(catalog.Doubles(column), double.IsNaN))
        {
            CatalogColumn wanted = catalog.Description.Columns.First(candidate => candidate.Name == column);
            throw new AstroException(
                "ColumnNotFound",
                AstroErrorKind.NotFound,
                $"{catalog.Source} has no values of {what}: there is no column '{column}', or it is empty.",
                $"Add a column named one of: {string.Join(", ", wanted.Names)}.",
                catalog.Source);
        }
    }

    // The matcher orders pairs by row; readers expect the sources of an error region in order of name.
    private static void SortByName(MatchPairs pairs, CatalogTable csc, int[] cscRows)
    {
        for (int start = 0; start < pairs.Count;)
        {
            int end = start + 1;
            while (end < pairs.Count && pairs.Left[end] == pairs.Left[start])
                end++;
            int[] sorted =
            [
                .. pairs.Right[start..end]
                    .OrderBy(row => csc.Text("name", cscRows[row]), StringComparer.Ordinal)
                    .ThenBy(row => row),
            ];
            sorted.CopyTo(pairs.Right, start);
            start = end;
        }
    }

    private static SkyPositions Positions(CatalogTable catalog, int[] rows) => new(Gather(catalog.Ra, rows), Gather(catalog.Dec, rows));

    private static double[] Gather(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
