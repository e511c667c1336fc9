using System.Globalization;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The built-in catalogs for counterpart searches, by the names that users give them, and the objects that are made of their rows.</summary>
public static class CounterpartCatalogs
{
    // Any other catalog gives an OtherSource.
    private static readonly Dictionary<CatalogDescription, Func<CatalogEpoch, Func<int, CounterpartPlace, CatalogCounterpart>>> Makers = new()
    {
        [Catalogs.GaiaSource] = sources => (row, place) => Gaia(sources, row, place),
        [Catalogs.TwoMass] = sources => (row, place) => TwoMass(sources, row, place),
    };

    /// <summary>The catalogs that are searched by default.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["Gaia", "TwoMass"];

    /// <summary>The catalogs that need not be registered.</summary>
    public static IReadOnlyDictionary<string, CatalogDescription> BuiltIn { get; } = new Dictionary<string, CatalogDescription>(StringComparer.OrdinalIgnoreCase)
    {
        ["Gaia"] = Catalogs.GaiaSource,
        ["TwoMass"] = Catalogs.TwoMass,
        ["GaiaDR4"] = Catalogs.GaiaDr4,
    };

    /// <summary>Makes the object for a row of a catalog.</summary>
    internal static Func<int, CounterpartPlace, CatalogCounterpart> Maker(CatalogEpoch sources) => Makers.GetValueOrDefault(sources.Catalog.Description, Other)(sources);

    private static GaiaSource Gaia(CatalogEpoch sources, int row, CounterpartPlace place)
    {
        CatalogTable catalog = sources.Catalog;
        return new GaiaSource
        {
            SourceId = long.Parse(catalog.Text("source_id", row), CultureInfo.InvariantCulture),
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
            Around = place.Around,
            SepArcsec = place.Separation,
            SepFromFermi = place.FromFermi,
            SepFromCsc = place.FromCsc,
            CscName = place.CscName,
            NormalizedSep = place.Normalized,
            ChanceDensity = place.Probability.ChanceDensity,
            MatchProbability = place.Probability.MatchProbability,
            AnyProbability = place.Probability.AnyProbability,
            Reliability = place.Probability.Reliability,
            Epoch = sources.EpochOf(row),
            EpochRA = sources.EpochRaOf(row),
            EpochDec = sources.EpochDecOf(row),
        };
    }

    private static TwoMassSource TwoMass(CatalogEpoch sources, int row, CounterpartPlace place)
    {
        CatalogTable catalog = sources.Catalog;
        return new TwoMassSource
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
            Around = place.Around,
            SepArcsec = place.Separation,
            SepFromFermi = place.FromFermi,
            SepFromCsc = place.FromCsc,
            CscName = place.CscName,
            NormalizedSep = place.Normalized,
            ChanceDensity = place.Probability.ChanceDensity,
            MatchProbability = place.Probability.MatchProbability,
            AnyProbability = place.Probability.AnyProbability,
            Reliability = place.Probability.Reliability,
        };
    }

    private static Func<int, CounterpartPlace, CatalogCounterpart> Other(CatalogEpoch sources)
    {
        CatalogTable catalog = sources.Catalog;
        AstroTable? table = null;
        return (row, place) => new OtherSource
        {
            Catalog = catalog.Description.Name,
            Name = catalog.Text(catalog.Description.Key, row),
            Row = new AstroTableRow(table ??= catalog.ToTable(), row),
            RA = catalog.Ra[row],
            Dec = catalog.Dec[row],
            L = catalog.L[row],
            B = catalog.B[row],
            Around = place.Around,
            SepArcsec = place.Separation,
            SepFromFermi = place.FromFermi,
            SepFromCsc = place.FromCsc,
            CscName = place.CscName,
            NormalizedSep = place.Normalized,
            ChanceDensity = place.Probability.ChanceDensity,
            MatchProbability = place.Probability.MatchProbability,
            AnyProbability = place.Probability.AnyProbability,
            Reliability = place.Probability.Reliability,
            Epoch = sources.EpochOf(row),
            EpochRA = sources.EpochRaOf(row),
            EpochDec = sources.EpochDecOf(row),
        };
    }
}
