using PSAstroXmatch.Engine.RandomNumbers;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>The rows of gaia_source: indices into the list of stars, and their source_id.</summary>
/// <param name="Stars">Index of each row's star.</param>
/// <param name="SourceIds">Identifiers in ascending order.</param>
internal sealed record GaiaRows(int[] Stars, long[] SourceIds);

/// <summary>Makes the table gaia_source with the column names of Gaia DR3.</summary>
internal static class GaiaTable
{
    // Zero point of G in the Vega system, Gaia EDR3 (Riello et al. 2021).
    private const double ZeroPoint = 25.6873668671;

    /// <summary>
    /// Assigns source_ids to the stars that Gaia sees. A source_id holds the HEALPix cell of order 12 (nested) in bits 35 and up, then three bits for
    /// the processing centre (0 here), 25 for a running number in the cell and 7 for a component (Gaia DR3 documentation, 20.1.1).
    /// </summary>
    public static GaiaRows Number(int seed, StarDraw[] stars, CancellationToken cancellationToken)
    {
        int[] seen = [.. Enumerable.Range(0, stars.Length).Where(i => stars[i].IsInGaia)];
        ulong[] cells = new ulong[seen.Length];
        for (int i = 0; i < seen.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            cells[i] = (ulong)Healpix.Nested(12, stars[seen[i]].Ra, stars[seen[i]].Dec);
        }

        int[] order = StableOrder.Of(cells);
        long[] ids = new long[seen.Length];
        RandomStream random = new(seed, 0x534F55524345);
        int running = 0;
        for (int row = 0; row < ids.Length; row++)
        {
            if (row == 0 || cells[row] != cells[row - 1])
                running = 0;
            running += 1 + random.Index(400);
            ids[row] = ((long)cells[row] << 35) | ((long)running << 7);
        }

        return new GaiaRows(Array.ConvertAll(order, i => seen[i]), ids);
    }

    /// <summary>Makes the table.</summary>
    public static AstroTable Make(int seed, StarDraw[] stars, GaiaRows rows, string source, CancellationToken cancellationToken)
    {
        int count = rows.SourceIds.Length;
        Measurement[] drawn = new Measurement[count];
        RandomStream random = new(seed, 0);
        for (int row = 0; row < count; row++)
        {
            if ((row & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            StarDraw star = stars[rows.Stars[row]];
            random.Restart(seed, star.Key ^ 0x47414941);
            drawn[row] = Measure(random, star);
        }

        return new TableAssembly(count, cancellationToken)
            .Add("source_id", null, "meta.id;meta.main", "Unique source identifier", rows.SourceIds, null)
            .Add("ra", "deg", "pos.eq.ra;meta.main", "Right ascension, ICRS at epoch ref_epoch", i => drawn[i].Ra)
            .Add("dec", "deg", "pos.eq.dec;meta.main", "Declination, ICRS at epoch ref_epoch", i => drawn[i].Dec)
            .Add("ra_error", "mas", "stat.error;pos.eq.ra", "Standard error of right ascension times cos(dec)", i => drawn[i].Error)
            .Add("dec_error", "mas", "stat.error;pos.eq.dec", "Standard error of declination", i => drawn[i].DecError)
            .Add("l", "deg", "pos.galactic.lon", "Galactic longitude", i => drawn[i].L)
            .Add("b", "deg", "pos.galactic.lat", "Galactic latitude", i => drawn[i].B)
            .Add("parallax", "mas", "pos.parallax.trig", "Parallax; null for a two-parameter solution", i => drawn[i].Parallax)
            .Add("pmra", "mas/yr", "pos.pm;pos.eq.ra", "Proper motion in right ascension times cos(dec)", i => drawn[i].EastMotion)
            .Add("pmdec", "mas/yr", "pos.pm;pos.eq.dec", "Proper motion in declination", i => drawn[i].NorthMotion)
            .Add("ref_epoch", "yr", "meta.ref;time.epoch", "Reference epoch, Julian year", _ => StarModel.GaiaEpoch)
            .Add(
                "phot_g_mean_flux",
                "electron/s",
                "phot.flux;em.opt",
                "Mean flux in the G band",
                i => DecimalAngle.Round(Math.Pow(10, -0.4 * (stars[rows.Stars[i]].G - ZeroPoint)), 3))
            .AddSingle(
                "phot_g_mean_mag", "mag", "phot.mag;em.opt",
                "Mean magnitude in the G band",
                i => DecimalAngle.Round(stars[rows.Stars[i]].G, 6))
            .AddSingle("phot_bp_mean_mag", "mag", "phot.mag;em.opt.B", "Mean magnitude in the BP band", i => drawn[i].Blue)
            .AddSingle("phot_rp_mean_mag", "mag", "phot.mag;em.opt.R", "Mean magnitude in the RP band", i => drawn[i].Red)
            .AddText(
                "phot_variable_flag", "meta.code;src.var",
                "VARIABLE, or NOT_AVAILABLE",
                i => drawn[i].IsVariable ? "VARIABLE" : "NOT_AVAILABLE")
            .AddSingle("classprob_dsc_combmod_quasar", null, "stat.probability", "Probability of being a quasar", i => drawn[i].Quasar)
            .AddSingle("classprob_dsc_combmod_galaxy", null, "stat.probability", "Probability of being a galaxy", i => drawn[i].Galaxy)
            .AddSingle("classprob_dsc_combmod_star", null, "stat.probability", "Probability of being a single star", i => drawn[i].Star)
            .ToTable(
                "gaia_source",
                "Gaia sources: all within 5 arcsec of a Chandra source or within 0.03 deg of a Fermi source whose error circle overlaps a "
                + "Chandra pointing; none elsewhere.",
                source);
    }

    private static Measurement Measure(RandomStream random, in StarDraw star)
    {
        // Astrometric errors: 0.02 mas for bright stars, 1.5 mas at G = 21.
        double error = DecimalAngle.Round(0.02 * Math.Pow(10, 0.27 * Math.Max(0, star.G - 14)) * random.Uniform(0.8, 1.3), 4);
        bool isFaint = star.G > 20.5;
        bool hasMotion = !random.Chance(isFaint ? 0.5 : 0.03);
        Measurement drawn = new()
        {
            Ra = DecimalAngle.RoundLongitude(star.Ra, 7),
            Dec = DecimalAngle.Round(star.Dec, 7),
            Error = error,
            DecError = DecimalAngle.Round(error * random.Uniform(0.8, 1.1), 4),
            Parallax = Measured(random, star.Parallax, error, hasMotion),
            EastMotion = Measured(random, star.EastMotion, error, hasMotion),
            NorthMotion = Measured(random, star.NorthMotion, error, hasMotion),
            IsVariable = random.Chance(star.IsQuasar ? 0.25 : star.Chandra >= 0 ? 0.15 : 0.015),
        };
        (double l, double b) = Galactic.FromIcrs(drawn.Ra, drawn.Dec);
        drawn.L = DecimalAngle.RoundLongitude(l, 7);
        drawn.B = DecimalAngle.Round(b, 7);
        double colour = 0.7 * (star.G - star.J);
        bool hasColour = !random.Chance(isFaint ? 0.3 : 0.01);
        drawn.Blue = hasColour ? DecimalAngle.Round(star.G + (0.45 * colour), 6) : double.NaN;
        drawn.Red = hasColour ? DecimalAngle.Round(star.G - (0.55 * colour), 6) : double.NaN;
        bool hasClass = !random.Chance(isFaint ? 0.6 : 0.05);
        double other = DecimalAngle.RoundSignificant(Math.Pow(10, -random.Uniform(0.5, 12)), 5);
        double galaxy = DecimalAngle.RoundSignificant(Math.Pow(10, -random.Uniform(1, 12)), 5);
        double own = 1 - other - galaxy;
        drawn.Star = !hasClass ? double.NaN : star.IsQuasar ? other : own;
        drawn.Quasar = !hasClass ? double.NaN : star.IsQuasar ? own : other;
        drawn.Galaxy = hasClass ? galaxy : double.NaN;
        return drawn;
    }

    private static double Measured(RandomStream random, double value, double error, bool isKnown) =>
        isKnown ? DecimalAngle.Round(value + random.Normal(0, error), 4) : double.NaN;

    private struct Measurement
    {
        public double Ra, Dec, L, B, Error, DecError, Parallax, EastMotion, NorthMotion, Blue, Red, Quasar, Galaxy, Star;
        public bool IsVariable;
    }
}
