using PSAstroXmatch.Engine.RandomNumbers;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>An X-ray source as catalogued.</summary>
internal struct ChandraDraw
{
    public int RaMicro;
    public int DecMicro;

    /// <summary>Pointing in which it was detected.</summary>
    public int Field;

    /// <summary>Gamma-ray source whose true counterpart it is; −1 for none.</summary>
    public int Fermi;

    /// <summary>Flux in erg/cm²/s, 0.5–7 keV, with its confidence limits; NaN where the catalog has none.</summary>
    public double Flux, FluxLow, FluxHigh;

    /// <summary>Axes of the 95 % error ellipse in arcsec, and its position angle in degrees.</summary>
    public double SemiMajor95, SemiMinor95, PositionAngle95;
}

/// <summary>
/// Draws the X-ray sources of the pointings. Source density falls with off-axis angle, as the sensitivity does, and error ellipses grow.
/// The distribution of fluxes was fitted by eye to 5,462 published sources near the galactic plane (median 4.2e-15 erg/cm²/s).
/// </summary>
internal static class ChandraModel
{
    /// <summary>Radius within which sources are detected in a pointing: 8 arcmin, in degrees.</summary>
    public const double FieldRadius = 8.0 / 60;

    // A source of 1e-15 erg/cm²/s gives about 9e-5 counts per second in ACIS.
    private const double CountsPerFluence = 9e10;

    // Fractions of the whole table with a flux only in other bands, and with a flux of zero (an upper limit): 16 % together.
    private const double NullShare = 0.085, ZeroShare = 0.075;

    /// <summary>Draws the sources in order of right ascension and declination.</summary>
    public static ChandraDraw[] Draw(
        int seed, FermiDraw[] fermi, ChandraPlan plan, CounterpartFlux counterpartFlux, CancellationToken cancellationToken)
    {
        int[] counterpartField = FindFields(fermi, plan.Fields, cancellationToken);
        ILookup<int, int> fermiOfField = Enumerable.Range(0, fermi.Length)
            .Where(i => counterpartField[i] >= 0)
            .ToLookup(i => counterpartField[i]);
        RandomStream random = new(seed, 0x435343);
        ChandraDraw[] sources = new ChandraDraw[plan.Fields.Sum(f => f.SourceCount)];
        int next = 0;
        for (int f = 0; f < plan.Fields.Length; f++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ChandraField field = plan.Fields[f];
            TangentFrame frame = new(field.Ra, field.Dec);
            int end = next + field.SourceCount;
            foreach (int i in fermiOfField[f])
            {
                if (next < end && random.Chance(fermi[i].Class.Length > 0 ? 0.85 : 0.6))
                    sources[next++] = DrawCounterpart(random, field, f, fermi[i], i, counterpartFlux);
            }

            while (next < end)
                sources[next++] = DrawFieldSource(random, field, f, frame);
        }

        return Sort(sources);
    }

    // The nearest pointing that covers a gamma-ray source's true position; −1 if Chandra never observed it.
    private static int[] FindFields(FermiDraw[] fermi, ChandraField[] fields, CancellationToken cancellationToken)
    {
        FieldIndex index = new(fields);
        int[] found = new int[fermi.Length];
        for (int i = 0; i < fermi.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found[i] = fermi[i].IsExtended
                ? -1
                : index.Nearest(DecimalAngle.ToDegrees(fermi[i].TrueRaMicro), DecimalAngle.ToDegrees(fermi[i].TrueDecMicro), FieldRadius);
        }

        return found;
    }

    private static ChandraDraw DrawFieldSource(RandomStream random, ChandraField field, int index, TangentFrame frame)
    {
        double distance;
        if (random.Chance(field.ClusterShare))
        {
            distance = Math.Min(0.025 * Math.Sqrt(-2 * Math.Log(1 - random.Uniform())), FieldRadius);
        }
        else
        {
            // Uniform over the disc, thinned to 30 % towards the edge.
            double relativeSquare;
            do
                relativeSquare = random.Uniform();
            while (!random.Chance(1 - (0.7 * relativeSquare)));
            distance = FieldRadius * Math.Sqrt(relativeSquare);
        }

        (double ra, double dec) = frame.At(distance, 2 * Math.PI * random.Uniform());
        double offAxis = distance / FieldRadius;
        // Above the limit N(>S) ∝ S^−0.8, steeper beyond 2e-14 (log N–log S).
        double logFlux = LogLimit(field, offAxis) - (Math.Log10(1 - random.Uniform()) / 0.8);
        const double Break = -13.7;
        if (logFlux > Break)
            logFlux = Break + ((logFlux - Break) * 0.7);
        return Measure(random, field, index, ra, dec, offAxis, Math.Pow(10, Math.Min(logFlux, -10)));
    }

    // log₁₀ of the faintest flux detectable in the exposure of a pointing, erg/cm²/s.
    private static double LogLimit(ChandraField field, double offAxis) =>
        -14.9 - (0.6 * (Math.Log10(Math.Max(field.Depth, 1000)) - 4.5)) + (0.5 * offAxis * offAxis);

    // Gamma-ray sources are among the brighter X-ray sources.
    private static ChandraDraw DrawCounterpart(
        RandomStream random, ChandraField field, int index, FermiDraw fermi, int fermiIndex, CounterpartFlux counterpartFlux)
    {
        double trueRa = DecimalAngle.ToDegrees(fermi.TrueRaMicro), trueDec = DecimalAngle.ToDegrees(fermi.TrueDecMicro);
        double offAxis = Separation.Degrees(field.Ra, field.Dec, trueRa, trueDec) / FieldRadius;
        double deviate = random.Normal();
        ChandraDraw source = Measure(random, field, index, trueRa, trueDec, offAxis, CounterpartFluxes.Single(deviate));
        // Error ellipse and position stay as in the single population, so that the two skies differ in nothing but the fluxes of counterparts
        // and a comparison of them shows what brightness does. Beside a gamma-ray error ellipse, a few arcseconds do not matter.
        if (counterpartFlux == CounterpartFlux.TwoPopulations)
            GiveFlux(ref source, CounterpartFluxes.OfTwo(fermi, deviate, LogLimit(field, offAxis)), field);
        // Unlike that of a field source, the true position is already fixed here: the measured position scatters around it.
        (double ra, double dec) = new TangentFrame(trueRa, trueDec)
            .Scatter(random, source.SemiMajor95 / 3600, source.SemiMinor95 / 3600, source.PositionAngle95);
        source.RaMicro = DecimalAngle.LongitudeToMicro(ra);
        source.DecMicro = DecimalAngle.LatitudeToMicro(dec);
        source.Fermi = fermiIndex;
        return source;
    }

    private static ChandraDraw Measure(
        RandomStream random, ChandraField field, int index, double ra, double dec, double offAxis, double flux)
    {
        double counts = Counts(flux, field);
        // The point spread function is 0.5 arcsec wide on axis and more than 5 arcsec at the edge of the field.
        double width = 0.5 + (5 * offAxis * offAxis);
        double statistical = 1.7 * width / Math.Sqrt(counts);
        const double Systematic = 0.29;
        double major = DecimalAngle.Round(Math.Sqrt((Systematic * Systematic) + (statistical * statistical)), 3);
        double axisRatio = 1 - (0.5 * offAxis * random.Uniform());
        ChandraDraw source = new()
        {
            RaMicro = DecimalAngle.LongitudeToMicro(ra),
            DecMicro = DecimalAngle.LatitudeToMicro(dec),
            Field = index,
            Fermi = -1,
            SemiMajor95 = major,
            SemiMinor95 = DecimalAngle.Round(major * axisRatio, 3),
            PositionAngle95 = DecimalAngle.Round(random.Uniform(0, 180), 1),
        };
        double fate = random.Uniform();
        source.Flux = fate < NullShare ? double.NaN : fate < NullShare + ZeroShare ? 0 : flux;
        GiveFlux(ref source, flux, field);
        return source;
    }

    // Leaves a flux that is missing or zero as it is.
    private static void GiveFlux(ref ChandraDraw source, double flux, ChandraField field)
    {
        double relativeError = Math.Min(0.95, 0.03 + (1.1 / Math.Sqrt(Counts(flux, field))));
        bool isNull = double.IsNaN(source.Flux), isZero = source.Flux == 0;
        source.Flux = isNull ? double.NaN : isZero ? 0 : DecimalAngle.RoundSignificant(flux, 5);
        source.FluxLow = isNull ? double.NaN : isZero ? 0 : DecimalAngle.RoundSignificant(flux * (1 - relativeError), 5);
        source.FluxHigh = isNull ? double.NaN : DecimalAngle.RoundSignificant(flux * (1 + relativeError), 5);
    }

    private static double Counts(double flux, ChandraField field) => Math.Max(4, flux * CountsPerFluence * Math.Max(field.Depth, 1000));

    private static ChandraDraw[] Sort(ChandraDraw[] sources)
    {
        ulong[] keys = Array.ConvertAll(sources, static s => ((ulong)s.RaMicro << 32) | (uint)(s.DecMicro + 90_000_000));
        return Array.ConvertAll(StableOrder.Of(keys), i => sources[i]);
    }
}

/// <summary>Finds the pointing nearest to a position.</summary>
internal sealed class FieldIndex
{
    private readonly ChandraField[] _fields;
    private readonly double[] _decs;
    private readonly int[] _order;

    /// <summary>Sorts the pointings by declination.</summary>
    public FieldIndex(ChandraField[] fields)
    {
        _fields = fields;
        _decs = Array.ConvertAll(fields, f => f.Dec);
        _order = [.. Enumerable.Range(0, fields.Length)];
        Array.Sort(_decs, _order);
    }

    /// <summary>Index of the pointing with the nearest centre within a radius in degrees; −1 if there is none.</summary>
    public int Nearest(double ra, double dec, double radius)
    {
        int nearest = -1;
        double limit = radius;
        int from = Array.BinarySearch(_decs, dec - radius);
        for (int k = from < 0 ? ~from : from; k < _decs.Length && _decs[k] <= dec + radius; k++)
        {
            double distance = Separation.Degrees(ra, dec, _fields[_order[k]].Ra, _fields[_order[k]].Dec);
            if (distance <= limit)
                (limit, nearest) = (distance, _order[k]);
        }

        return nearest;
    }
}
