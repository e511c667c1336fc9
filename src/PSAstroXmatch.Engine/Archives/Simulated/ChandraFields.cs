using PSAstroXmatch.Engine.Sky;

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
