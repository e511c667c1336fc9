using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Makes the objects for the sources found in a catalog.</summary>
internal sealed class CounterpartObjects(CatalogTable catalog, CatalogEpoch epoch, SearchGroups groups)
{
    private const double ArcsecondsPerDegree = 3600;

    private readonly Lazy<AstroTable> _table = new(catalog.ToTable);

    /// <summary>Adds rows of the catalog to the results of a group.</summary>
    public void Add(int group, int[] rows, CounterpartLists found)
    {
        foreach (int row in rows)
        {
            Place place = Measure(group, row);
            if (catalog.Description == Catalogs.GaiaSource)
                found.Gaia.Add(Gaia(row, place));
            else if (catalog.Description == Catalogs.TwoMass)
                found.TwoMass.Add(TwoMass(row, place));
            else
                found.Others.Add(Other(row, place));
        }
    }

    private Place Measure(int group, int row)
    {
        (double ra, double dec) = (epoch.Positions.Ra[row], epoch.Positions.Dec[row]);
        FermiCscMatch first = groups.Groups[group][0];
        double fromFermi = Separation.Degrees(first.FermiRA, first.FermiDec, ra, dec);
        int nearest = -1;
        double least = double.PositiveInfinity;
        for (int i = groups.First[group]; i < groups.First[group + 1]; i++)
        {
            double separation = Separation.Degrees(groups.Positions.Ra[i], groups.Positions.Dec[i], ra, dec);
            if (separation < least)
                (nearest, least) = (i, separation);
        }

        double normalized = nearest < 0 ? double.NaN : JointEllipses.NormalizedSeparations(
            new MatchPairs([nearest], [row], [least], null), groups.Positions, groups.Errors, epoch.Positions, epoch.Errors)[0];
        return new Place(
            fromFermi * ArcsecondsPerDegree, nearest < 0 ? double.NaN : least * ArcsecondsPerDegree, nearest < 0 ? "" : groups.Matches[nearest].CscName, normalized);
    }

    private GaiaSource Gaia(int row, Place place) => new()
    {
        SourceId = long.Parse(catalog.Text("source_id", row), System.Globalization.CultureInfo.InvariantCulture),
        RA = catalog.Ra[row],
        Dec = catalog.Dec[row],
        L = catalog.L[row],
        B = catalog.B[row],
        RAError = catalog.Number("ra_error", row),
        DecError = catalog.Number("dec_error", row),
        RADecCorrelation = catalog.Number("ra_dec_corr", row),
        Parallax = catalog.Number("parallax", row),
        ParallaxError = catalog.Number("parallax_error", row),
        PmRA = catalog.Number("pmra", row),
        PmRAError = catalog.Number("pmra_error", row),
        PmDec = catalog.Number("pmdec", row),
        PmDecError = catalog.Number("pmdec_error", row),
        RefEpoch = catalog.Number("ref_epoch", row),
        PhotGMeanFlux = catalog.Number("phot_g_mean_flux", row),
        PhotGMeanMag = catalog.Number("phot_g_mean_mag", row),
        PhotBpMeanMag = catalog.Number("phot_bp_mean_mag", row),
        PhotRpMeanMag = catalog.Number("phot_rp_mean_mag", row),
        Variability = catalog.Text("phot_variable_flag", row),
        ClassProbabilities = new GaiaClassProbabilities(
            catalog.Number("classprob_dsc_combmod_quasar", row),
            catalog.Number("classprob_dsc_combmod_galaxy", row),
            catalog.Number("classprob_dsc_combmod_star", row)),
        SepFromFermi = place.FromFermi,
        SepFromCsc = place.FromCsc,
        CscName = place.CscName,
        NormalizedSep = place.Normalized,
        Epoch = epoch.IsRowMoved(row) ? epoch.Epoch ?? double.NaN : double.NaN,
        EpochRA = epoch.IsRowMoved(row) ? epoch.Positions.Ra[row] : double.NaN,
        EpochDec = epoch.IsRowMoved(row) ? epoch.Positions.Dec[row] : double.NaN,
    };

    private TwoMassSource TwoMass(int row, Place place) => new()
    {
        Designation = catalog.Text("designation", row),
        RA = catalog.Ra[row],
        Dec = catalog.Dec[row],
        L = catalog.L[row],
        B = catalog.B[row],
        ErrorSemiMajor = catalog.Number("err_maj", row),
        ErrorSemiMinor = catalog.Number("err_min", row),
        ErrorAngle = catalog.Number("err_ang", row),
        J = catalog.Number("j_m", row),
        JError = catalog.Number("j_cmsig", row),
        H = catalog.Number("h_m", row),
        HError = catalog.Number("h_cmsig", row),
        K = catalog.Number("k_m", row),
        KError = catalog.Number("k_cmsig", row),
        PhotometricQuality = catalog.Text("ph_qual", row),
        JulianDate = catalog.Number("jdate", row),
        SepFromFermi = place.FromFermi,
        SepFromCsc = place.FromCsc,
        CscName = place.CscName,
        NormalizedSep = place.Normalized,
    };

    private OtherSource Other(int row, Place place) => new()
    {
        Catalog = catalog.Description.Name,
        Name = catalog.Text(catalog.Description.Key, row),
        Row = new AstroTableRow(_table.Value, row),
        RA = catalog.Ra[row],
        Dec = catalog.Dec[row],
        L = catalog.L[row],
        B = catalog.B[row],
        SepFromFermi = place.FromFermi,
        SepFromCsc = place.FromCsc,
        CscName = place.CscName,
        NormalizedSep = place.Normalized,
        Epoch = epoch.IsRowMoved(row) ? epoch.Epoch ?? double.NaN : double.NaN,
        EpochRA = epoch.IsRowMoved(row) ? epoch.Positions.Ra[row] : double.NaN,
        EpochDec = epoch.IsRowMoved(row) ? epoch.Positions.Dec[row] : double.NaN,
    };

    /// <summary>The separations of a source from the Fermi and Chandra sources of its group, arcsec; NaN where there is none.</summary>
    private readonly record struct Place(double FromFermi, double FromCsc, string CscName, double Normalized);
}
