using PSAstroXmatch.Engine.RandomNumbers;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>A Chandra pointing: all observations of one target, whose images are combined for source detection.</summary>
internal sealed class ChandraField
{
    public required double Ra { get; init; }

    public required double Dec { get; init; }

    public required double L { get; init; }

    public required double B { get; init; }

    public required string Target { get; init; }

    /// <summary>Detector that most observations use.</summary>
    public required string Detector { get; init; }

    /// <summary>Weight in the distribution of repeated observations.</summary>
    public required double Repeats { get; init; }

    /// <summary>Number of sources relative to an ordinary pointing of the same depth.</summary>
    public required double Crowding { get; init; }

    /// <summary>Fraction of the sources concentrated at the centre, as in a star cluster.</summary>
    public required double ClusterShare { get; init; }

    /// <summary>Total exposure of all observations, seconds.</summary>
    public double Depth { get; set; }

    /// <summary>Exposure-weighted mean epoch of the observations, Julian year.</summary>
    public double Epoch { get; set; }

    /// <summary>Number of sources detected in the model.</summary>
    public int SourceCount { get; set; }
}

/// <summary>One observation.</summary>
/// <param name="ObsId">Identifier.</param>
/// <param name="Target">Name of the target.</param>
/// <param name="Ra">Right ascension in degrees; NaN for a moving target.</param>
/// <param name="Dec">Declination in degrees; NaN for a moving target.</param>
/// <param name="Exposure">Exposure in seconds; 0 if the observation is approved but not yet made.</param>
/// <param name="Detector">Detector.</param>
/// <param name="Time">Start as modified Julian date; 0 if the observation is not yet made.</param>
internal readonly record struct ObservationDraw(
    int ObsId, string Target, double Ra, double Dec, double Exposure, string Detector, double Time);

/// <summary>
/// Draws the pointings of Chandra, which are clustered: known fields with many repeats, mosaics of star-forming regions in the
/// galactic plane, targets in the plane, gamma-ray sources, and targets all over the sky.
/// </summary>
internal static class ChandraFields
{
    /// <summary>Pointings at full scale.</summary>
    public const int FullFieldCount = 12_000;

    /// <summary>Observations at full scale.</summary>
    public const int FullObservationCount = 27_000;

    private const int FullAimedLow = 140, FullAimedHigh = 800, FullComplexes = 50;

    private static readonly WeightedChoice<string> Detectors = new(("ACIS-S", 52), ("ACIS-I", 38), ("HRC-S", 5), ("HRC-I", 5));

    /// <summary>Draws the pointings; their depth, epoch and number of sources are set later.</summary>
    public static ChandraField[] Draw(int seed, double scale, FermiDraw[] fermi, CancellationToken cancellationToken)
    {
        RandomStream random = new(seed, 0x4649454C44);
        int count = Math.Max(1, (int)Math.Round(FullFieldCount * scale));
        List<ChandraField> fields = new(count);
        AddKnown(fields, random, scale, count / 4);
        AddAimed(fields, random, fermi, isLow: true, Math.Min((int)Math.Round(FullAimedLow * scale), count - fields.Count));
        AddAimed(fields, random, fermi, isLow: false, Math.Min((int)Math.Round(FullAimedHigh * scale), count - fields.Count));
        cancellationToken.ThrowIfCancellationRequested();
        AddComplexes(fields, random, scale, count);
        int plane = (count - fields.Count) / 5;
        for (int i = 0; i < plane; i++)
            fields.Add(DrawPlaneField(random, i));
        while (fields.Count < count)
            fields.Add(DrawDistantField(random));
        return [.. fields];
    }

    private static void AddKnown(List<ChandraField> fields, RandomStream random, double scale, int limit)
    {
        foreach (KnownField known in KnownField.All)
        {
            TangentFrame frame = new(known.Ra, known.Dec);
            int pointings = Math.Max(1, (int)Math.Round(known.Pointings * scale));
            for (int i = 0; i < pointings && fields.Count < limit; i++)
            {
                double distance = pointings == 1 ? 0 : known.Radius * Math.Sqrt(random.Uniform());
                (double ra, double dec) = frame.At(distance, 2 * Math.PI * random.Uniform());
                string target = pointings == 1 ? known.Target : known.Target + " " + ValueText.Format(i + 1);
                double clusterShare = known.Crowding > 2 ? 0.4 : 0;
                fields.Add(MakeField(ra, dec, target, known.Detector, known.Repeats, known.Crowding, clusterShare));
            }
        }
    }

    // Most observers of a gamma-ray source point at a suspected counterpart; if there is none, at the catalog position.
    private static void AddAimed(List<ChandraField> fields, RandomStream random, FermiDraw[] fermi, bool isLow, int wanted)
    {
        int[] candidates = Enumerable.Range(0, fermi.Length)
            .Where(i => !fermi[i].IsExtended && Math.Abs(fermi[i].B) < 10 == isLow)
            .ToArray();
        for (int i = 0; i < wanted && i < candidates.Length; i++)
        {
            int other = i + random.Index(candidates.Length - i);
            (candidates[i], candidates[other]) = (candidates[other], candidates[i]);
            FermiDraw source = fermi[candidates[i]];
            bool isAssociated = source.Class.Length > 0;
            TangentFrame frame = isAssociated
                ? new(DecimalAngle.ToDegrees(source.TrueRaMicro), DecimalAngle.ToDegrees(source.TrueDecMicro))
                : new(source.Ra, source.Dec);
            (double ra, double dec) = frame.At(0.01 * Math.Abs(random.Normal()), 2 * Math.PI * random.Uniform());
            string target = isAssociated && random.Chance(0.8) ? source.AssociationName : source.Name[..17];
            fields.Add(MakeField(ra, dec, target, random.Chance(0.7) ? "ACIS-S" : "ACIS-I", DrawRepeats(random), 1, 0));
        }
    }

    private static void AddComplexes(List<ChandraField> fields, RandomStream random, double scale, int count)
    {
        int complexes = (int)Math.Round(FullComplexes * scale);
        for (int i = 0; i < complexes; i++)
        {
            (double ra, double dec) = Galactic.ToIcrs(DrawPlaneLongitude(random), random.Laplace(1.2));
            TangentFrame frame = new(ra, dec);
            int pointings = 4 + (int)(-14 * Math.Log(1 - random.Uniform()));
            double radius = 0.08 * Math.Sqrt(pointings);
            for (int k = 0; k < pointings && fields.Count < count; k++)
            {
                (ra, dec) = frame.At(radius * Math.Sqrt(random.Uniform()), 2 * Math.PI * random.Uniform());
                string target = $"SFR complex {ValueText.Format(i + 1)}, field {ValueText.Format(k + 1)}";
                fields.Add(MakeField(ra, dec, target, "ACIS-I", DrawRepeats(random), 2, 0.3));
            }
        }
    }

    private static ChandraField DrawPlaneField(RandomStream random, int number)
    {
        (double ra, double dec) = Galactic.ToIcrs(DrawPlaneLongitude(random), Math.Clamp(random.Laplace(3.5), -60, 60));
        int raMicro = DecimalAngle.LongitudeToMicro(ra), decMicro = DecimalAngle.LatitudeToMicro(dec);
        string target = random.Index(6) switch
        {
            0 => "PSR " + Designation.Short(raMicro, decMicro),
            1 => "IGR " + Designation.Short(raMicro, decMicro),
            2 => "HD " + ValueText.Format(1000 + random.Index(200_000)),
            3 => "NGC " + ValueText.Format(6000 + random.Index(1500)),
            4 => "Galactic plane field " + ValueText.Format(number + 1),
            _ => "SNR " + Designation.Short(raMicro, decMicro),
        };
        return MakeField(ra, dec, target, Detectors.Draw(random), DrawRepeats(random), 1.2, random.Chance(0.1) ? 0.3 : 0);
    }

    private static ChandraField DrawDistantField(RandomStream random)
    {
        (double ra, double dec) = random.Isotropic();
        int raMicro = DecimalAngle.LongitudeToMicro(ra), decMicro = DecimalAngle.LatitudeToMicro(dec);
        string target = random.Index(6) switch
        {
            0 => "Abell " + ValueText.Format(1 + random.Index(4076)),
            1 => "NGC " + ValueText.Format(1 + random.Index(7840)),
            2 => "SDSS " + Designation.Short(raMicro, decMicro),
            3 => "3C " + ValueText.Format(1 + random.Index(470)),
            4 => "XDCP " + Designation.Short(raMicro, decMicro),
            _ => "PKS " + Designation.Short(raMicro, decMicro)[1..],
        };
        return MakeField(ra, dec, target, Detectors.Draw(random), DrawRepeats(random), 1, 0);
    }

    private static double DrawPlaneLongitude(RandomStream random)
    {
        double l = (random.Chance(0.55) ? random.Normal(0, 30) : random.Uniform(-180, 180)) % 360;
        return l < 0 ? l + 360 : l;
    }

    private static double DrawRepeats(RandomStream random) => Math.Exp(random.Normal());

    private static ChandraField MakeField(
        double ra, double dec, string target, string detector, double repeats, double crowding, double clusterShare)
    {
        (double l, double b) = Galactic.FromIcrs(ra, dec);
        return new ChandraField
        {
            Ra = ra,
            Dec = dec,
            L = l,
            B = b,
            Target = target,
            Detector = detector,
            Repeats = repeats,
            Crowding = crowding,
            ClusterShare = clusterShare,
        };
    }
}

/// <summary>A field that Chandra observes often: its position, and how it is observed in the model.</summary>
/// <param name="Target">Name of the target as observers write it.</param>
/// <param name="Ra">Right ascension in degrees.</param>
/// <param name="Dec">Declination in degrees.</param>
/// <param name="Pointings">Number of adjacent pointings at full scale.</param>
/// <param name="Radius">Radius in degrees of the area that the pointings cover.</param>
/// <param name="Repeats">Weight in the distribution of repeated observations; 1 for an ordinary pointing.</param>
/// <param name="Crowding">Number of X-ray sources relative to an ordinary pointing of the same depth.</param>
/// <param name="Detector">Detector that most observations use.</param>
internal sealed record KnownField(
    string Target, double Ra, double Dec, int Pointings, double Radius, double Repeats, double Crowding, string Detector)
{
    /// <summary>Well-known X-ray fields. Positions are good to about an arcminute; all other numbers belong to the model.</summary>
    public static IReadOnlyList<KnownField> All { get; } =
    [
        new("Sgr A*", 266.4168, -29.0078, 1, 0, 160, 9, "ACIS-I"),
        new("Chandra Deep Field-S", 53.12, -27.81, 1, 0, 150, 6, "ACIS-I"),
        new("ArLac", 332.18, 45.76, 1, 0, 220, 0.5, "HRC-I"),
        new("A1795", 207.22, 26.59, 1, 0, 110, 1, "ACIS-S"),
        new("Sgr A complex", 266.50, -28.92, 12, 0.4, 2, 5, "ACIS-I"),
        new("COSMOS Legacy", 150.12, 2.21, 56, 0.65, 2, 1.2, "ACIS-I"),
        new("30 Doradus", 84.68, -69.10, 2, 0.1, 40, 3, "ACIS-I"),
        new("Orion Nebula", 83.82, -5.39, 3, 0.15, 15, 9, "ACIS-I"),
        new("Perseus cluster", 49.95, 41.51, 4, 0.2, 14, 1, "ACIS-S"),
        new("Crab", 83.63, 22.01, 1, 0, 60, 0.5, "ACIS-S"),
        new("M87", 187.71, 12.39, 2, 0.1, 40, 1, "ACIS-S"),
        new("MKN421", 166.11, 38.21, 1, 0, 60, 0.5, "ACIS-S"),
        new("Vega", 279.23, 38.78, 1, 0, 50, 0.3, "HRC-S"),
        new("Cas A", 350.87, 58.81, 1, 0, 70, 0.7, "ACIS-S"),
        new("M31", 10.68, 41.27, 12, 0.7, 10, 2.5, "ACIS-I"),
        new("Cyg OB2", 308.30, 41.25, 36, 0.5, 1, 3, "ACIS-I"),
        new("Carina", 161.20, -59.70, 22, 0.6, 2, 4, "ACIS-I"),
        new("Westerlund 1", 251.77, -45.85, 1, 0, 25, 6, "ACIS-S"),
        new("GC-GB interface", 266.40, -28.90, 50, 1.0, 1, 2.5, "ACIS-I"),
        new("Bootes survey", 218.00, 34.00, 126, 1.7, 1, 0.5, "ACIS-I"),
        new("AEGIS", 214.80, 52.80, 8, 0.5, 8, 2, "ACIS-I"),
        new("UDS", 34.40, -5.20, 18, 0.4, 1.5, 1.5, "ACIS-I"),
        new("Chandra Deep Field-N", 189.20, 62.20, 1, 0, 30, 4, "ACIS-I"),
        new("47 Tuc", 6.02, -72.08, 1, 0, 40, 3, "ACIS-S"),
        new("Coma cluster", 194.95, 27.98, 8, 0.4, 4, 1, "ACIS-I"),
        new("Vela pulsar", 128.84, -45.18, 1, 0, 30, 1, "ACIS-S"),
        new("NGC 6231", 253.54, -41.83, 2, 0.1, 3, 6, "ACIS-I"),
        new("M17", 275.12, -16.18, 3, 0.2, 6, 6, "ACIS-I"),
        new("NGC 3532", 166.41, -58.73, 2, 0.1, 3, 3, "ACIS-I"),
        new("\"Bullet\" Cluster, 1E 0657-56", 104.63, -55.94, 1, 0, 12, 0.8, "ACIS-I"),
    ];
}
