using PSAstroXmatch.Engine.RandomNumbers;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>A star or quasar: the properties that Gaia and 2MASS share. The rest is drawn from <see cref="Key"/> when a table is made.</summary>
internal struct StarDraw
{
    /// <summary>Gaia position at epoch 2016.0, degrees.</summary>
    public double Ra, Dec;

    /// <summary>Proper motion in mas/yr, towards east and north.</summary>
    public double EastMotion, NorthMotion;

    /// <summary>Parallax in mas.</summary>
    public double Parallax;

    /// <summary>Magnitudes in G and J.</summary>
    public double G, J;

    /// <summary>Chandra source whose true counterpart it is; −1 for none.</summary>
    public int Chandra;

    /// <summary>Whether it is a quasar.</summary>
    public bool IsQuasar;

    /// <summary>Seed of its own random sequence.</summary>
    public ulong Key;

    /// <summary>Whether Gaia sees it.</summary>
    public readonly bool IsInGaia => G < StarModel.GaiaLimit;

    /// <summary>Whether 2MASS sees it.</summary>
    public readonly bool IsInTwoMass => J < StarModel.TwoMassLimit;
}

/// <summary>
/// Draws the stars of Gaia and 2MASS around the Chandra and Fermi sources, and the true optical counterparts of the Chandra sources.
/// Star counts rise by 0.28 dex per magnitude; their density falls with latitude and towards the anticentre, and dust hides stars
/// in the inner plane from Gaia but not from 2MASS.
/// </summary>
internal static class StarModel
{
    /// <summary>Limiting G magnitude of Gaia.</summary>
    public const double GaiaLimit = 21;

    /// <summary>Limiting J magnitude of 2MASS.</summary>
    public const double TwoMassLimit = 16.4;

    /// <summary>Epoch of Gaia's positions.</summary>
    public const double GaiaEpoch = 2016;

    private const double MilliarcsecondsPerDegree = 3_600_000;

    /// <summary>Draws the counterparts in order of their Chandra sources, then the other stars cell by cell.</summary>
    public static StarDraw[] Draw(
        int seed, FermiDraw[] fermi, ChandraField[] fields, ChandraDraw[] chandra, CancellationToken cancellationToken)
    {
        List<StarDraw> stars = new(chandra.Length * 2);
        RandomStream random = new(seed, 0x434F554E54);
        for (int i = 0; i < chandra.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            DrawCounterpart(stars, random, chandra[i], i, fields[chandra[i].Field], chandra[i].Fermi < 0 ? null : fermi[chandra[i].Fermi]);
        }

        long[] cells = StarRegions.Find(fermi, fields, chandra, cancellationToken);
        for (int i = 0; i < cells.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            random.Restart(seed, (0x53544152UL << 32) ^ ((ulong)cells[i] * 0x9E3779B97F4A7C15UL));
            FillCell(stars, random, cells[i]);
        }

        return [.. stars];
    }

    /// <summary>Number of stars per square degree that Gaia sees, and that only 2MASS sees.</summary>
    public static (double Gaia, double InfraredOnly) Density(double l, double b)
    {
        double height = Math.Abs(b);
        double longitude = l > 180 ? l - 360 : l;
        double centre = Math.Exp(-longitude * longitude / (45.0 * 45.0));
        double dust = 1 - (0.6 * Math.Exp(-height / 0.7));
        double gaia = 2_500 + (90_000 * Math.Exp(-height / 7) * (0.4 + (1.5 * centre)) * dust);
        return (gaia, height > 8 ? 0 : 45_000 * Math.Exp(-height / 1.2) * centre);
    }

    private static void FillCell(List<StarDraw> stars, RandomStream random, long cell)
    {
        (double ra, double raWidth, double dec, double decHeight) = StarRegions.Bounds(cell);
        double middle = dec + (decHeight / 2);
        (double l, double b) = Galactic.FromIcrs(ra + (raWidth / 2), middle);
        (double gaia, double infrared) = Density(l, b);
        double area = raWidth * decHeight * Math.Cos(middle * (Math.PI / 180));
        int visible = random.Poisson(gaia * area);
        int count = visible + (infrared > 0 ? random.Poisson(infrared * area) : 0);
        double dust = Math.Exp(-Math.Abs(b) / 2);
        for (int i = 0; i < count; i++)
        {
            // The faint end of a distribution that rises by 0.28 dex per magnitude.
            double below = Math.Log10(1 - random.Uniform()) / 0.28;
            double colour = random.Normal(1.4, 0.4) + (dust * random.Uniform(0, 2));
            double magnitude = Math.Max(3, GaiaLimit + below);
            StarDraw star = new() { Chandra = -1, Key = random.NextBits() };
            (star.G, star.J) = i < visible
                ? (magnitude, magnitude - colour)
                : (GaiaLimit + 1 + random.Uniform(0, 4), Math.Max(8, TwoMassLimit + (below * 0.7)));
            star.Ra = ra + (raWidth * random.Uniform());
            star.Dec = dec + (decHeight * random.Uniform());
            DrawMotion(ref star, random, Math.Pow(10, random.Normal(-0.35 - (0.06 * (star.G - 17)), 0.3)));
            stars.Add(star);
        }
    }

    private static void DrawCounterpart(
        List<StarDraw> stars, RandomStream random, ChandraDraw source, int index, ChandraField field, FermiDraw? fermi)
    {
        bool isPlane = Math.Abs(field.B) < 10;
        bool isJet = fermi is not null && fermi.Class.ToLowerInvariant() is "bll" or "fsrq" or "bcu" or "rdg" or "agn";
        if (!random.Chance(isJet ? 0.9 : 0.42))
            return;
        StarDraw star = new() { Chandra = index, IsQuasar = isJet || random.Chance(isPlane ? 0.15 : 0.7), Key = random.NextBits() };
        star.G = Math.Max(4, star.IsQuasar ? random.Normal(isJet ? 18.5 : 20.2, 1.1) : random.Normal(17, 2.2));
        star.J = star.G - random.Normal(star.IsQuasar ? 1.3 : 1.9, 0.4);
        // A young embedded star, or one behind much dust, is seen only in X-rays and the infrared.
        if (isPlane && !star.IsQuasar && random.Chance(0.15))
            star.G = Math.Max(GaiaLimit + 0.5, star.J + random.Uniform(5, 9));
        // Stars active in X-rays are nearer than the others.
        DrawMotion(ref star, random, star.IsQuasar ? 0 : Math.Pow(10, random.Normal(0.2, 0.4)));
        if (!star.IsInGaia && !star.IsInTwoMass)
            return;
        TangentFrame seen = fermi is not null
            ? new(DecimalAngle.ToDegrees(fermi.TrueRaMicro), DecimalAngle.ToDegrees(fermi.TrueDecMicro))
            : new(DecimalAngle.ToDegrees(source.RaMicro), DecimalAngle.ToDegrees(source.DecMicro));
        // The true position at the time of Chandra's observation. If the X-ray position was drawn first, the true position scatters
        // around it with the same distribution.
        (double ra, double dec) = fermi is not null
            ? seen.Offset(0, 0)
            : seen.Scatter(random, source.SemiMajor95 / 3600, source.SemiMinor95 / 3600, source.PositionAngle95);
        (star.Ra, star.Dec) = Move(ra, dec, star, GaiaEpoch - field.Epoch);
        stars.Add(star);
    }

    /// <summary>The position after proper motion over the given years.</summary>
    public static (double Ra, double Dec) Move(double ra, double dec, in StarDraw star, double years) =>
        new TangentFrame(ra, dec).Offset(
            star.EastMotion * years / MilliarcsecondsPerDegree, star.NorthMotion * years / MilliarcsecondsPerDegree);

    // A star with a parallax of 1 mas and a transverse velocity of 30 km/s has a proper motion of 6.3 mas/yr.
    private static void DrawMotion(ref StarDraw star, RandomStream random, double parallax)
    {
        star.Parallax = parallax;
        star.EastMotion = random.Normal(0, 6.3 * parallax);
        star.NorthMotion = random.Normal(0, 6.3 * parallax);
    }
}

/// <summary>
/// The part of the sky that the model fills with stars: cells of 10 arcsec in bands of declination. A cell is filled only once, from
/// its own random sequence, however many regions touch it.
/// </summary>
internal static class StarRegions
{
    /// <summary>Stars are complete within this distance of each Chandra source: 5 arcsec, in degrees.</summary>
    public const double ChandraRadius = 5.0 / 3600;

    /// <summary>Stars are complete within this distance of each gamma-ray source whose error circle overlaps a pointing, in degrees.</summary>
    public const double FermiRadius = 0.03;

    private const double CellsPerDegree = 360;

    /// <summary>The cells that the regions touch, each once, in ascending order.</summary>
    public static long[] Find(FermiDraw[] fermi, ChandraField[] fields, ChandraDraw[] chandra, CancellationToken cancellationToken)
    {
        List<long> cells = new(chandra.Length * 4);
        for (int i = 0; i < chandra.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Cover(cells, DecimalAngle.ToDegrees(chandra[i].RaMicro), DecimalAngle.ToDegrees(chandra[i].DecMicro), ChandraRadius);
        }

        FieldIndex index = new(fields);
        foreach (FermiDraw source in fermi)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!source.IsExtended && index.Nearest(source.Ra, source.Dec, source.SemiMajor95 + ChandraModel.FieldRadius) >= 0)
                Cover(cells, source.Ra, source.Dec, FermiRadius);
        }

        long[] sorted = [.. cells];
        Array.Sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                sorted[count++] = sorted[i];
        }

        return sorted[..count];
    }

    /// <summary>The limits of a cell in degrees.</summary>
    public static (double Ra, double RaWidth, double Dec, double DecHeight) Bounds(long cell)
    {
        long band = cell >> 32;
        double width = 360.0 / CellsInBand(band);
        return ((cell & 0xFFFFFFFF) * width, width, (band / CellsPerDegree) - 90, 1 / CellsPerDegree);
    }

    private static long CellsInBand(long band)
    {
        double middle = ((band + 0.5) / CellsPerDegree) - 90;
        return Math.Max(1, (long)(360 * CellsPerDegree * Math.Cos(middle * (Math.PI / 180))));
    }

    private static void Cover(List<long> cells, double ra, double dec, double radius)
    {
        long first = Math.Max(0, (long)((dec - radius + 90) * CellsPerDegree));
        long last = Math.Min((long)(180 * CellsPerDegree) - 1, (long)((dec + radius + 90) * CellsPerDegree));
        // The half-width of a circle in right ascension: sin Δα = sin r / cos δ; all right ascensions if the circle contains a pole.
        double reach = Math.Sin(radius * (Math.PI / 180)) / Math.Cos(dec * (Math.PI / 180));
        double halfWidth = Math.Abs(dec) + radius >= 90 || reach >= 1 ? 180 : Math.Asin(reach) * (180 / Math.PI);
        for (long band = first; band <= last; band++)
        {
            long count = CellsInBand(band);
            long from = (long)Math.Floor((ra - halfWidth) * count / 360);
            long to = Math.Min((long)Math.Floor((ra + halfWidth) * count / 360), from + count - 1);
            for (long k = from; k <= to; k++)
                cells.Add((band << 32) | ((k + count) % count));
        }
    }
}
