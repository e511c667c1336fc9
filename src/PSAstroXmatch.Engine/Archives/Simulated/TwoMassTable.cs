using PSAstroXmatch.Engine.RandomNumbers;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>A row of fp_psc.</summary>
internal struct TwoMassDraw
{
    /// <summary>Index in the list of stars.</summary>
    public int Star;

    public int RaMicro, DecMicro;

    /// <summary>Axes of the one-sigma error ellipse in arcsec and its position angle in degrees.</summary>
    public double SemiMajor, SemiMinor, Angle;

    /// <summary>Julian date of the observation.</summary>
    public double JulianDate;

    public double J, H, K;
}

/// <summary>The rows of fp_psc with their names.</summary>
/// <param name="Draws">The rows in order of right ascension.</param>
/// <param name="Designations">Their designations.</param>
internal sealed record TwoMassRows(TwoMassDraw[] Draws, string[] Designations);

/// <summary>Makes the table fp_psc (2MASS point sources) with IRSA's column names.</summary>
internal static class TwoMassTable
{
    // Magnitudes at which the signal-to-noise ratio is 5.
    private const double LimitJ = 16.3, LimitH = 15.6, LimitK = 15.0;

    /// <summary>Measures the stars that 2MASS sees, at its epoch.</summary>
    public static TwoMassRows Observe(int seed, StarDraw[] stars, CancellationToken cancellationToken)
    {
        int[] seen = [.. Enumerable.Range(0, stars.Length).Where(i => stars[i].IsInTwoMass)];
        TwoMassDraw[] draws = new TwoMassDraw[seen.Length];
        RandomStream random = new(seed, 0);
        for (int i = 0; i < seen.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            random.Restart(seed, stars[seen[i]].Key ^ 0x324D415353);
            draws[i] = Measure(random, stars[seen[i]], seen[i]);
        }

        ulong[] keys = Array.ConvertAll(draws, static d => ((ulong)d.RaMicro << 32) | (uint)(d.DecMicro + 90_000_000));
        TwoMassDraw[] sorted = Array.ConvertAll(StableOrder.Of(keys), i => draws[i]);
        return Resolve(sorted);
    }

    /// <summary>Makes the table.</summary>
    public static AstroTable Make(TwoMassRows rows, string source, CancellationToken cancellationToken)
    {
        TwoMassDraw[] draws = rows.Draws;
        (double L, double B)[] galactic = new (double, double)[draws.Length];
        for (int i = 0; i < draws.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            galactic[i] = Galactic.FromIcrs(DecimalAngle.ToDegrees(draws[i].RaMicro), DecimalAngle.ToDegrees(draws[i].DecMicro));
        }

        return new TableAssembly(draws.Length, cancellationToken)
            .Add("designation", null, "meta.id;meta.main", "Designation derived from the position", rows.Designations, null)
            .Add(
                "ra", "deg", "pos.eq.ra;meta.main",
                "Right ascension, ICRS at the epoch of jdate",
                i => DecimalAngle.ToDegrees(draws[i].RaMicro))
            .Add(
                "dec", "deg", "pos.eq.dec;meta.main",
                "Declination, ICRS at the epoch of jdate",
                i => DecimalAngle.ToDegrees(draws[i].DecMicro))
            .AddSingle(
                "err_maj", "arcsec", "phys.angSize.smajAxis;pos.errorEllipse",
                "Semi-major axis of the one-sigma error ellipse",
                i => draws[i].SemiMajor)
            .AddSingle(
                "err_min", "arcsec", "phys.angSize.sminAxis;pos.errorEllipse",
                "Semi-minor axis of the one-sigma error ellipse",
                i => draws[i].SemiMinor)
            .AddSingle(
                "err_ang", "deg", "pos.posAng;pos.errorEllipse",
                "Position angle of the error ellipse, from north through east",
                i => draws[i].Angle)
            .Add("glon", "deg", "pos.galactic.lon", "Galactic longitude", i => DecimalAngle.RoundLongitude(galactic[i].L, 6))
            .Add("glat", "deg", "pos.galactic.lat", "Galactic latitude", i => DecimalAngle.Round(galactic[i].B, 6))
            .AddSingle("j_m", "mag", "phot.mag;em.IR.J", "Magnitude in J; an upper limit where ph_qual is U", i => draws[i].J)
            .AddSingle(
                "j_cmsig", "mag", "stat.error;phot.mag;em.IR.J",
                "Error of j_m; null for an upper limit",
                i => Error(draws[i].J, LimitJ))
            .AddSingle("h_m", "mag", "phot.mag;em.IR.H", "Magnitude in H; an upper limit where ph_qual is U", i => draws[i].H)
            .AddSingle(
                "h_cmsig", "mag", "stat.error;phot.mag;em.IR.H",
                "Error of h_m; null for an upper limit",
                i => Error(draws[i].H, LimitH))
            .AddSingle("k_m", "mag", "phot.mag;em.IR.K", "Magnitude in Ks; an upper limit where ph_qual is U", i => draws[i].K)
            .AddSingle(
                "k_cmsig", "mag", "stat.error;phot.mag;em.IR.K",
                "Error of k_m; null for an upper limit",
                i => Error(draws[i].K, LimitK))
            .AddText("ph_qual", "meta.code.qual;phot", "Quality of J, H and Ks: A is best, U an upper limit", i => QualityText(draws[i]))
            .Add("jdate", "d", "time.epoch", "Julian date of the observation", i => draws[i].JulianDate)
            .ToTable(
                "fp_psc",
                "2MASS point sources: all within 5 arcsec of a Chandra source or within 0.03 deg of a Fermi source whose error circle "
                + "overlaps a Chandra pointing; none elsewhere.",
                source);
    }

    private static TwoMassDraw Measure(RandomStream random, in StarDraw star, int index)
    {
        double julianDate = DecimalAngle.Round(random.Uniform(2_450_600, 2_451_955), 4);
        double years = 2000 + ((julianDate - 2_451_545) / 365.25) - StarModel.GaiaEpoch;
        (double ra, double dec) = StarModel.Move(star.Ra, star.Dec, star, years);
        double major = DecimalAngle.Round(0.06 + (0.08 * Math.Max(0, star.J - 13.5) * random.Uniform(0.6, 1.2)), 2);
        double minor = DecimalAngle.Round(major * random.Uniform(0.8, 1), 2);
        double angle = random.Index(180);
        const double SigmasAt95 = 2.4477468306808166;
        (ra, dec) = new TangentFrame(ra, dec).Scatter(random, major * SigmasAt95 / 3600, minor * SigmasAt95 / 3600, angle);
        double j = DecimalAngle.Round(star.J, 3);
        // Stars that Gaia does not see are reddened by dust.
        double reddening = star.IsInGaia ? 0 : random.Uniform(0.3, 1.2);
        double h = DecimalAngle.Round(star.J - random.Normal(0.45, 0.15) - reddening, 3);
        return new TwoMassDraw
        {
            Star = index,
            RaMicro = DecimalAngle.LongitudeToMicro(ra),
            DecMicro = DecimalAngle.LatitudeToMicro(dec),
            SemiMajor = major,
            SemiMinor = minor,
            Angle = angle,
            JulianDate = julianDate,
            J = j,
            H = h,
            K = DecimalAngle.Round(h - random.Normal(0.15, 0.08) - (0.6 * reddening), 3),
        };
    }

    // Stars with the same designation are closer together than 2MASS can resolve: they become one source, the first in order.
    private static TwoMassRows Resolve(TwoMassDraw[] sorted)
    {
        string[] names = Array.ConvertAll(sorted, static d => Designation.TwoMass(d.RaMicro, d.DecMicro));
        HashSet<string> taken = new(names.Length, StringComparer.Ordinal);
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (taken.Add(names[i]))
                (sorted[count], names[count++]) = (sorted[i], names[i]);
        }

        return new TwoMassRows(sorted[..count], names[..count]);
    }

    private static double Error(double magnitude, double limit) => Quality(magnitude, limit) == 'U'
        ? double.NaN
        : DecimalAngle.Round(0.02 + (0.19 * Math.Pow(10, 0.4 * (magnitude - limit))), 3);

    private static string QualityText(in TwoMassDraw draw) => string.Create(3, draw, static (text, d) =>
    {
        text[0] = Quality(d.J, LimitJ);
        text[1] = Quality(d.H, LimitH);
        text[2] = Quality(d.K, LimitK);
    });

    private static char Quality(double magnitude, double limit) => (limit - magnitude) switch
    {
        > 0.75 => 'A',
        > 0.4 => 'B',
        > 0 => 'C',
        > -0.4 => 'D',
        _ => 'U',
    };
}
