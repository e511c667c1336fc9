using PSAstroXmatch.Engine.RandomNumbers;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>A gamma-ray source as catalogued, and its true position.</summary>
internal sealed record FermiDraw
{
    public required string Name { get; init; }

    public required int RaMicro { get; init; }

    public required int DecMicro { get; init; }

    public required double L { get; init; }

    public required double B { get; init; }

    /// <summary>Semi-major axis of the 95 % error ellipse, degrees; NaN for an extended source.</summary>
    public required double SemiMajor95 { get; init; }

    public required double SemiMinor95 { get; init; }

    public required double PositionAngle95 { get; init; }

    public required double EnergyFlux { get; init; }

    /// <summary>Class; "" if the source is not associated.</summary>
    public required string Class { get; init; }

    /// <summary>True position in micro-degrees; for an extended source, its centre.</summary>
    public required int TrueRaMicro { get; init; }

    public required int TrueDecMicro { get; init; }

    public required string AssociationName { get; init; }

    /// <summary>Bayesian probability of the association; NaN if there is none.</summary>
    public required double AssociationProbability { get; init; }

    /// <summary>Whether the model drew it as a source of the Galaxy, in which it is at home in the plane; the others are isotropic.</summary>
    public required bool IsGalactic { get; init; }

    public bool IsExtended => double.IsNaN(SemiMajor95);

    public double Ra => DecimalAngle.ToDegrees(RaMicro);

    public double Dec => DecimalAngle.ToDegrees(DecMicro);
}

/// <summary>
/// Draws the gamma-ray sky. The class fractions, the distributions of flux and of the size and shape of the error ellipses by
/// latitude, and the concentration to the galactic plane were fitted by eye to the 5,788 sources of 4FGL-DR2 (gll_psc_v27.fit).
/// </summary>
internal static class FermiModel
{
    /// <summary>Sources of 4FGL-DR4.</summary>
    public const int FullCount = 7194;

    /// <summary>Extended sources of 4FGL-DR4, which have no error ellipse.</summary>
    public const int FullExtendedCount = 82;

    // About half of the 1,664 sources of 4FGL-DR2 at |b| < 10 belong to the Galaxy: an isotropic sky would have 866 there.
    private const double GalacticShare = 0.155;

    private static readonly WeightedChoice<string> ExtendedClasses = new(
        ("SNR", 28), ("PWN", 16), ("spp", 14), ("", 11), ("snr", 5), ("pwn", 3), ("SFR", 3), ("GAL", 2));

    private static readonly WeightedChoice<string> GalacticClasses = new(
        ("", 430), ("PSR", 112), ("MSP", 30), ("psr", 12), ("msp", 5), ("spp", 78), ("unk", 50), ("snr", 13), ("pwn", 5), ("glc", 14),
        ("HMB", 6), ("hmb", 2), ("lmb", 1), ("LMB", 1), ("BIN", 1), ("bin", 4), ("SFR", 2), ("sfr", 1), ("NOV", 2));

    private static readonly WeightedChoice<string> LowLatitudeClasses = new(
        ("", 380), ("bcu", 263), ("bll", 72), ("fsrq", 33), ("FSRQ", 4), ("BCU", 1), ("rdg", 4), ("agn", 1), ("sey", 1), ("unk", 65));

    private static readonly WeightedChoice<string> HighLatitudeClasses = new(
        ("", 970), ("bll", 1214), ("bcu", 1119), ("fsrq", 668), ("FSRQ", 39), ("BLL", 22), ("rdg", 34), ("RDG", 6), ("MSP", 88),
        ("msp", 14), ("PSR", 20), ("psr", 3), ("glc", 16), ("agn", 9), ("sbg", 8), ("css", 5), ("nlsy1", 5), ("NLSY1", 4), ("bin", 4),
        ("gal", 3), ("GAL", 2), ("ssrq", 2), ("LMB", 2), ("lmb", 1), ("sey", 1), ("spp", 3), ("unk", 9));

    /// <summary>Draws the sources in order of right ascension.</summary>
    public static FermiDraw[] Draw(int seed, double scale, CancellationToken cancellationToken)
    {
        RandomStream random = new(seed, 0x4645524D49);
        int count = Math.Max(1, (int)Math.Round(FullCount * scale));
        int extended = (int)Math.Round(FullExtendedCount * scale);
        FermiDraw[] sources = new FermiDraw[count];
        HashSet<string> taken = new(count);
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Two sources with the same name would be closer than the telescope can resolve, so another position is drawn.
            do
                sources[i] = DrawSource(random, i < extended);
            while (!taken.Add(sources[i].Name[..17]));
        }

        Array.Sort(sources, static (a, b) => (a.RaMicro, a.DecMicro).CompareTo((b.RaMicro, b.DecMicro)));
        return sources;
    }

    private static FermiDraw DrawSource(RandomStream random, bool isExtended)
    {
        bool isGalactic = isExtended || random.Chance(GalacticShare);
        (double ra, double dec) = isGalactic ? DrawGalacticPosition(random, isExtended) : random.Isotropic();
        // 4FGL gives four decimals.
        int raMicro = DecimalAngle.LongitudeToMicro(DecimalAngle.RoundLongitude(ra, 4));
        int decMicro = DecimalAngle.LatitudeToMicro(DecimalAngle.Round(dec, 4));
        (double l, double b) = Galactic.FromIcrs(DecimalAngle.ToDegrees(raMicro), DecimalAngle.ToDegrees(decMicro));
        bool isLow = Math.Abs(b) < 10;
        string className = (isExtended ? ExtendedClasses : isGalactic ? GalacticClasses : isLow ? LowLatitudeClasses : HighLatitudeClasses)
            .Draw(random);
        double logFlux = DrawLogFlux(random, isLow || isGalactic);
        (double major, double minor, double angle) = isExtended
            ? (double.NaN, double.NaN, double.NaN)
            : DrawEllipse(random, logFlux, isLow);
        (int trueRa, int trueDec) = isExtended ? (raMicro, decMicro) : DrawTruePosition(random, raMicro, decMicro, major, minor, angle);
        double confused = Math.Abs(b) < 1 ? 0.17 : isLow ? 0.05 : 0.01;
        string suffix = isExtended ? "e" : random.Chance(confused) ? "c" : "";
        return new FermiDraw
        {
            Name = Designation.Fermi(raMicro, decMicro, suffix),
            RaMicro = raMicro,
            DecMicro = decMicro,
            L = DecimalAngle.RoundLongitude(l, 6),
            B = DecimalAngle.Round(b, 6),
            SemiMajor95 = major,
            SemiMinor95 = minor,
            PositionAngle95 = angle,
            EnergyFlux = DecimalAngle.RoundSignificant(Math.Pow(10, logFlux), 5),
            Class = className,
            TrueRaMicro = trueRa,
            TrueDecMicro = trueDec,
            IsGalactic = isGalactic,
            AssociationName = className.Length == 0 ? "" : NameAssociation(random, className, trueRa, trueDec),
            AssociationProbability = DrawProbability(random, className),
        };
    }

    private static (double Ra, double Dec) DrawGalacticPosition(RandomStream random, bool isThin)
    {
        double l = random.Chance(0.85) ? random.Normal(0, 45) : random.Uniform(-180, 180);
        double b = random.Laplace(isThin || random.Chance(0.45) ? 0.35 : 4);
        l %= 360;
        return Galactic.ToIcrs(l < 0 ? l + 360 : l, Math.Clamp(b, -60, 60));
    }

    // Two half-normal distributions with a common median; the bright side is wider.
    private static double DrawLogFlux(RandomStream random, bool isLow)
    {
        double deviate = random.Normal();
        return isLow
            ? -11.13 + (deviate * (deviate < 0 ? 0.31 : 0.55))
            : -11.52 + (deviate * (deviate < 0 ? 0.28 : 0.53));
    }

    private static (double Major, double Minor, double Angle) DrawEllipse(RandomStream random, double logFlux, bool isLow)
    {
        double logMajor = isLow
            ? random.Normal((-0.339 * logFlux) - 4.857, 0.30)
            : random.Normal((-0.471 * logFlux) - 6.603, 0.246);
        double major = DecimalAngle.Round(Math.Clamp(Math.Pow(10, logMajor), 0.005, 0.8), 4);
        double axisRatio = Math.Max(0.3, 1 - ((isLow ? 0.24 : 0.175) * Math.Abs(random.Normal())));
        return (major, DecimalAngle.Round(major * axisRatio, 4), DecimalAngle.Round(random.Uniform(-90, 90), 2));
    }

    private static (int Ra, int Dec) DrawTruePosition(
        RandomStream random, int raMicro, int decMicro, double major, double minor, double angle)
    {
        TangentFrame frame = new(DecimalAngle.ToDegrees(raMicro), DecimalAngle.ToDegrees(decMicro));
        (double ra, double dec) = frame.Scatter(random, major, minor, angle);
        return (DecimalAngle.LongitudeToMicro(ra), DecimalAngle.LatitudeToMicro(dec));
    }

    // The catalog accepts Bayesian associations from a probability of 0.8; some were made by another method and have none.
    private static double DrawProbability(RandomStream random, string className) =>
        className.Length == 0 || random.Chance(0.08) ? double.NaN : DecimalAngle.Round(1 - (0.2 * Math.Pow(random.Uniform(), 5)), 4);

    private static string NameAssociation(RandomStream random, string className, int raMicro, int decMicro)
    {
        string prefix = className.ToLowerInvariant() switch
        {
            "psr" or "msp" => "PSR ",
            "snr" or "spp" => "SNR ",
            "pwn" => "PWN ",
            "glc" => "GC ",
            "hmb" or "lmb" or "bin" or "nov" => "Binary ",
            "sfr" => "SFR ",
            "gal" or "sbg" => "Galaxy ",
            _ => random.Index(3) switch { 0 => "NVSS ", 1 => decMicro < 0 ? "PMN " : "TXS ", _ => "WISEA " },
        };
        return prefix + Designation.Short(raMicro, decMicro);
    }
}
