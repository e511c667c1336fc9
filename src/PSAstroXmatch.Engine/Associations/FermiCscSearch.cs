using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Finds the Chandra sources in Fermi error regions: lets the archive match, or fetches the catalogs and matches here.</summary>
/// <param name="archive">Where catalogs come from.</param>
public sealed class FermiCscSearch(Archive archive)
{
    /// <summary>Runs the search.</summary>
    /// <param name="options">What counts as a match, and where to match.</param>
    /// <param name="fermiSources">Fermi sources to use in place of the archive's; null for those of the archive.</param>
    /// <param name="chandraSources">Chandra sources to use in place of the archive's; null for those of the archive.</param>
    /// <param name="log">Takes a line for each query and step.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public FermiCscResult Find(
        FermiCscOptions options,
        IReadOnlyList<FermiSource>? fermiSources,
        IReadOnlyList<ChandraSource>? chandraSources,
        Action<string> log,
        CancellationToken cancellationToken)
    {
        bool atArchive = options.Engine != MatchEngine.Local && fermiSources is null && chandraSources is null;
        if (atArchive && options.ErrorShape == ErrorShape.Circle
            && archive.JoinFermiCsc(options.MaxLatitude, options.MinFlux, log, cancellationToken) is AstroTable joined)
            return FromJoin(joined, Fermi(options, log, cancellationToken));
        if (options.Engine == MatchEngine.Archive)
            log("This is matched here: the catalogs are at hand, or the archive can't match in this way.");

        CatalogTable fermi = fermiSources is null ? Fermi(options, log, cancellationToken) : CatalogObjects.ToCatalog(fermiSources);
        CatalogTable csc = chandraSources is null ? Chandra(fermi, options, log, cancellationToken) : CatalogObjects.ToCatalog(chandraSources);
        FermiCscResult result = FermiCscMatcher.Match(fermi, csc, options, cancellationToken);
        return result;
    }

    private CatalogTable Fermi(FermiCscOptions options, Action<string> log, CancellationToken cancellationToken) =>
        archive.GetCatalog(Catalogs.Fermilpsc, new CatalogFilter { MaxLatitude = options.MaxLatitude }, log, cancellationToken);

    // Only a band around the plane can hold a match; a service needs to send no more than that.
    private CatalogTable Chandra(CatalogTable fermi, FermiCscOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        double[] latitude = fermi.B, radius = fermi.Doubles("semi_major_axis_95");
        double reach = 0;
        for (int row = 0; row < latitude.Length; row++)
        {
            if (Math.Abs(latitude[row]) <= (options.MaxLatitude ?? 90) && radius[row] > 0)
                reach = Math.Max(reach, Math.Abs(latitude[row]) + radius[row]);
        }

        CatalogFilter filter = new()
        {
            MaxLatitude = reach + 0.01 < 90 ? reach + 0.01 : null,
            Conditions = [new CatalogCondition("b_flux_ap", Comparison.GreaterThan, options.MinFlux)],
        };
        return archive.GetCatalog(Catalogs.Csc, filter, log, cancellationToken);
    }

    private static FermiCscResult FromJoin(AstroTable pairs, CatalogTable fermi)
    {
        double[] fermiL = pairs["fermi_l"].ToDoubles(), fermiB = pairs["fermi_b"].ToDoubles();
        AstroColumn fermiName = pairs["fermi_name"], cscName = pairs["csc_name"];
        IEnumerable<FermiCscMatch> matches = Enumerable.Range(0, pairs.RowCount)
            .OrderBy(row => fermiL[row])
            .ThenBy(row => fermiB[row])
            .ThenBy(row => fermiName.GetText(row), StringComparer.Ordinal)
            .ThenBy(row => cscName.GetText(row), StringComparer.Ordinal)
            .Select(row => Create(pairs, row));
        double[] radius = fermi.Doubles("semi_major_axis_95");
        string[] withoutRegion = [.. Enumerable.Range(0, fermi.RowCount).Where(row => !(radius[row] > 0)).Select(row => fermi.Text("name", row))];
        return new FermiCscResult(matches, withoutRegion, []);
    }

    private static FermiCscMatch Create(AstroTable pairs, int row)
    {
        double fermiRa = pairs["fermi_ra"].GetDouble(row), fermiDec = pairs["fermi_dec"].GetDouble(row);
        double cscRa = pairs["csc_ra"].GetDouble(row), cscDec = pairs["csc_dec"].GetDouble(row);
        return new FermiCscMatch
        {
            FermiName = pairs["fermi_name"].GetText(row),
            FermiL = pairs["fermi_l"].GetDouble(row),
            FermiB = pairs["fermi_b"].GetDouble(row),
            FermiR95 = pairs["fermi_r95"].GetDouble(row),
            FermiFlux = Known(pairs["fermi_flux"].GetDouble(row)),
            FermiClass = pairs["fermi_class"].GetText(row),
            CscName = pairs["csc_name"].GetText(row),
            CscL = pairs["csc_l"].GetDouble(row),
            CscB = pairs["csc_b"].GetDouble(row),
            CscFlux = Known(pairs["csc_flux"].GetDouble(row)),
            SepDeg = Separation.Degrees(fermiRa, fermiDec, cscRa, cscDec),
            FermiRA = fermiRa,
            FermiDec = fermiDec,
            CscRA = cscRa,
            CscDec = cscDec,
        };
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
