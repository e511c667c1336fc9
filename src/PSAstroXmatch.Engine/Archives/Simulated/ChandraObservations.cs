using PSAstroXmatch.Engine.RandomNumbers;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>The pointings with their depth, and the observations in order of obsid.</summary>
/// <param name="Fields">The pointings.</param>
/// <param name="Observations">The observations.</param>
internal sealed record ChandraPlan(ChandraField[] Fields, ObservationDraw[] Observations);

/// <summary>Draws the observations, and derives the depth and the number of sources of each pointing.</summary>
internal static class ChandraObservations
{
    /// <summary>Sources of the Chandra Source Catalog 2.1.</summary>
    public const int FullSourceCount = 407_806;

    // Both at full scale: approved observations not yet made, and planets and comets, which have no fixed position.
    private const int FullUnobserved = 160, FullMoving = 37;

    // MJD of first light and of the end of the simulated archive.
    private const double FirstTime = 51_400, LastTime = 60_800;

    // Observations of a target repeat its aim point within some arcseconds, in degrees. The sources are drawn in the field about the target, so
    // that observations farther off would look where the catalog has no sources, and miss some that it has.
    private const double Repeatability = 0.0005;

    private static readonly string[] MovingTargets = ["JUPITER", "MARS", "VENUS", "SATURN", "COMET C/1999 S4", "MOON"];

    private static readonly string[] AllDetectors = ["ACIS-I", "ACIS-S", "HRC-I", "HRC-S"];

    /// <summary>Draws pointings and observations.</summary>
    public static ChandraPlan Draw(int seed, double scale, FermiDraw[] fermi, CancellationToken cancellationToken)
    {
        ChandraField[] fields = ChandraFields.Draw(seed, scale, fermi, cancellationToken);
        RandomStream random = new(seed, 0x4F42534552);
        int count = Math.Max(fields.Length, (int)Math.Round(ChandraFields.FullObservationCount * scale));
        int[] fieldOf = ShareOut(random, fields, count);
        ObservationDraw[] observations = new ObservationDraw[count];
        int obsId = 0;
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Real obsids have gaps, from observations that were withdrawn.
            obsId += random.Chance(0.06) ? 2 + random.Index(3) : 1;
            observations[i] = DrawObservation(random, fields[fieldOf[i]], obsId, (double)i / count);
        }

        MarkSpecialRows(random, observations, scale);
        SumUp(fields, fieldOf, observations);
        CountSources(random, fields, Math.Max(1, (int)Math.Round(FullSourceCount * scale)));
        return new ChandraPlan(fields, observations);
    }

    private static void SumUp(ChandraField[] fields, int[] fieldOf, ObservationDraw[] observations)
    {
        double[] weightedTime = new double[fields.Length];
        for (int i = 0; i < observations.Length; i++)
        {
            fields[fieldOf[i]].Depth += observations[i].Exposure;
            weightedTime[fieldOf[i]] += observations[i].Exposure * observations[i].Time;
        }

        for (int f = 0; f < fields.Length; f++)
        {
            double time = fields[f].Depth > 0 ? weightedTime[f] / fields[f].Depth : LastTime;
            fields[f].Epoch = 2000 + ((time - 51_544.5) / 365.25);
        }
    }

    // Each pointing is observed once; the rest are repeats. The order is shuffled, since obsids are unrelated to position.
    private static int[] ShareOut(RandomStream random, ChandraField[] fields, int count)
    {
        WeightedChoice<int> repeats = new([.. fields.Select((field, i) => (i, field.Repeats))]);
        int[] fieldOf = new int[count];
        for (int i = 0; i < count; i++)
        {
            fieldOf[i] = i < fields.Length ? i : repeats.Draw(random);
            int other = random.Index(i + 1);
            (fieldOf[i], fieldOf[other]) = (fieldOf[other], fieldOf[i]);
        }

        return fieldOf;
    }

    private static ObservationDraw DrawObservation(RandomStream random, ChandraField field, int obsId, double progress)
    {
        (double ra, double dec) = new TangentFrame(field.Ra, field.Dec)
            .At(Repeatability * Math.Abs(random.Normal()), 2 * Math.PI * random.Uniform());
        double exposure = Math.Clamp(Math.Round(Math.Pow(10, random.Normal(4.25, 0.45))), 500, 190_000);
        // Higher obsids were observed later, within a few months.
        double sinceFirst = Math.Abs(((LastTime - FirstTime) * progress) + random.Normal(0, 120));
        double time = LastTime - Math.Abs(LastTime - FirstTime - sinceFirst);
        string detector = random.Chance(0.9) ? field.Detector : AllDetectors[random.Index(AllDetectors.Length)];
        return new ObservationDraw(
            obsId,
            field.Target,
            DecimalAngle.RoundLongitude(ra, 5),
            DecimalAngle.Round(dec, 5),
            exposure,
            detector,
            DecimalAngle.Round(time, 5));
    }

    private static void MarkSpecialRows(RandomStream random, ObservationDraw[] observations, double scale)
    {
        int unobserved = (int)Math.Round(FullUnobserved * scale);
        for (int i = observations.Length - 1, marked = 0; i >= 0 && marked < unobserved; i -= 1 + random.Index(3), marked++)
            observations[i] = observations[i] with { Exposure = 0, Time = 0 };
        int moving = (int)Math.Round(FullMoving * scale);
        for (int marked = 0; marked < moving;)
        {
            int i = random.Index(observations.Length);
            if (double.IsNaN(observations[i].Ra))
                continue;
            observations[i] = observations[i] with
            {
                Ra = double.NaN,
                Dec = double.NaN,
                Target = MovingTargets[random.Index(MovingTargets.Length)],
            };
            marked++;
        }
    }

    // Distributes the sources in whole numbers: each pointing gets the increase of the rounded running sum.
    private static void CountSources(RandomStream random, ChandraField[] fields, int total)
    {
        double[] cumulative = new double[fields.Length];
        double sum = 0;
        for (int f = 0; f < fields.Length; f++)
        {
            double depth = Math.Sqrt(Math.Min(fields[f].Depth, 1_500_000) / 20_000);
            sum += depth * fields[f].Crowding * Math.Exp(random.Normal(0, 0.6));
            cumulative[f] = sum;
        }

        int before = 0;
        for (int f = 0; f < fields.Length; f++)
        {
            int upTo = (int)Math.Round(cumulative[f] / sum * total);
            fields[f].SourceCount = upTo - before;
            before = upTo;
        }
    }
}
