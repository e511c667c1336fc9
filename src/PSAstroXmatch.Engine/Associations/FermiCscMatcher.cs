using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Finds the Chandra sources in the error region of each Fermi source (step 7 of the reference notebook).</summary>
public static class FermiCscMatcher
{
    /// <summary>Matches two catalogs.</summary>
    /// <param name="fermi">4FGL, or a part of it.</param>
    /// <param name="csc">The Chandra Source Catalog, or a part of it.</param>
    /// <param name="options">What counts as a match.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">ColumnNotFound: no column holds the error region, or the flux if there is a limit for it.</exception>
    public static FermiCscResult Match(CatalogTable fermi, CatalogTable csc, FermiCscOptions options, CancellationToken cancellationToken)
    {
        bool isWithoutFluxes = !HasValues(csc, "b_flux_ap");
        if (options.MinFlux is not null)
            RequireValues(csc, "b_flux_ap", "the X-ray flux, by which sources are selected");
        int[] fermiRows = InOrder(fermi, options);
        MatchCriterion criterion = Criterion(fermi, fermiRows, options, out List<string> withoutRegion);
        MatchPairs pairs = SkyMatcher.Match(
            new SkyPositions(Gather(fermi.Ra, fermiRows), Gather(fermi.Dec, fermiRows)),
            new SkyPositions(csc.Ra, csc.Dec),
            criterion,
            cancellationToken: cancellationToken);
        (int[] left, int[] right) = Keep(pairs, fermiRows, isWithoutFluxes ? null : csc.Doubles("b_flux_ap"), options.MinFlux ?? 0);
        SortByName(left, right, csc);
        return new FermiCscResult(FermiCscMatches.Create(fermi, left, csc, right), withoutRegion, [.. fermi.Problems, .. csc.Problems])
        {
            IsWithoutFluxes = isWithoutFluxes,
            Warnings = [.. fermi.Warnings, .. csc.Warnings, .. RepeatedSources.Warning(fermi, fermiRows, isFitted: false) is { } repeated ? [repeated] : Array.Empty<string>()],
        };
    }

    /// <summary>The Chandra sources within one radius of each Fermi source, in order of name.</summary>
    internal static IReadOnlyList<FermiCscMatch> MatchWithin(CatalogTable fermi, CatalogTable csc, double radius, CancellationToken cancellationToken)
    {
        MatchPairs pairs = SkyMatcher.Match(
            new SkyPositions(fermi.Ra, fermi.Dec), new SkyPositions(csc.Ra, csc.Dec), new FixedRadius(radius), cancellationToken: cancellationToken);
        SortByName(pairs.Left, pairs.Right, csc);
        return FermiCscMatches.Create(fermi, pairs.Left, csc, pairs.Right);
    }

    // Few sources lie in an error region, so it is cheaper to cut on flux after the match.
    private static (int[] FermiRows, int[] CscRows) Keep(MatchPairs pairs, int[] fermiRows, double[]? flux, double minFlux)
    {
        List<int> left = new(pairs.Count), right = new(pairs.Count);
        for (int i = 0; i < pairs.Count; i++)
        {
            if (flux is null || flux[pairs.Right[i]] > minFlux)
            {
                left.Add(fermiRows[pairs.Left[i]]);
                right.Add(pairs.Right[i]);
            }
        }

        return ([.. left], [.. right]);
    }

    /// <summary>The rows up to the maximum latitude, in order of (L, B, name).</summary>
    internal static int[] InOrder(CatalogTable fermi, FermiCscOptions options)
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
            // The official files have 0 or NaN for the axes of extended sources.
            if (IsAxis(semiMajor[i]) && IsAxis(semiMinor[i]) && double.IsFinite(angle[i]))
                continue;
            withoutRegion.Add(fermi.Text("name", rows[i]));
            semiMajor[i] = semiMinor[i] = options.ExtendedRadius ?? double.NaN;
        }

        return isEllipse ? new EllipseContainsPoint(new SkyEllipses(semiMajor, semiMinor, angle)) : new LeftRadius(semiMajor);
    }

    private static bool IsAxis(double degrees) => degrees is > 0 and < double.PositiveInfinity;

    // With a missing or empty column every source would silently remain unmatched.
    private static void RequireValues(CatalogTable catalog, string column, string what)
    {
        if (!HasValues(catalog, column))
        {
            CatalogColumn wanted = catalog.Description.Columns.First(candidate => candidate.Name == column);
            throw new AstroException(
                ErrorIds.ColumnNotFound,
                $"{catalog.Source} has no values for {what}: the column '{column}' is missing or empty.",
                $"Add a column with one of these names: {string.Join(", ", wanted.Names)}.",
                catalog.Source);
        }
    }

    private static bool HasValues(CatalogTable catalog, string column) =>
        catalog.RowCount == 0 || !Array.TrueForAll(catalog.Doubles(column), double.IsNaN);

    // The matcher orders pairs by row; users expect the sources in an error region in order of name, and equal names by row.
    private static void SortByName(int[] left, int[] right, CatalogTable csc)
    {
        string[] names = Array.ConvertAll(right, row => csc.Text("name", row));
        for (int start = 0, end; start < left.Length; start = end)
        {
            end = start + 1;
            while (end < left.Length && left[end] == left[start])
                end++;
            Array.Sort(names, right, start, end - start, StringComparer.Ordinal);
            for (int first = start, next; first < end; first = next)
            {
                next = first + 1;
                while (next < end && names[next] == names[first])
                    next++;
                if (next - first > 1)
                    right.AsSpan(first, next - first).Sort();
            }
        }
    }

    private static double[] Gather(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
