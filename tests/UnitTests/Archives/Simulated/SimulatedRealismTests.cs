using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives.Simulated;

/// <summary>What the model promises: fractions, distributions, clustering, and counterparts consistent with the errors.</summary>
public class SimulatedRealismTests
{
    private static readonly SimulatedSky Full = SimulatedSkies.Full;

    [Fact]
    public void A_sixth_of_the_Chandra_sources_have_no_flux_in_the_broad_band()
    {
        AstroColumn flux = Full.Csc["b_flux_ap"];
        int nulls = 0, zeros = 0;
        for (int row = 0; row < flux.Count; row++)
        {
            if (flux.IsNull(row))
            {
                Assert.Equal(double.NaN, flux.GetValue(row));
                nulls++;
                continue;
            }

            double value = flux.GetDouble(row);
            zeros += value == 0 ? 1 : 0;
            Assert.True(value is 0 or (> 1e-18 and < 1e-9), $"row {row + 1}: {value}");
            double low = Full.Csc["b_flux_ap_lo"].GetDouble(row), high = Full.Csc["b_flux_ap_hi"].GetDouble(row);
            Assert.True(low <= value && value < high, $"row {row + 1}: {low} to {high} around {value}");
        }

        Assert.InRange((nulls + zeros) / (double)flux.Count, 0.155, 0.165);
        Assert.InRange(nulls / (double)flux.Count, 0.08, 0.09);
    }

    [Fact]
    public void Fluxes_lie_where_the_published_ones_do()
    {
        double[] flux = [.. Full.Csc["b_flux_ap"].ToDoubles().Where(f => f > 0).Order()];
        // Published for 5,462 sources near the plane: median 4.2e-15, 99 % 2.1e-13 erg/cm²/s.
        Assert.InRange(flux[flux.Length / 2], 2e-15, 6e-15);
        Assert.InRange(flux[(int)(flux.Length * 0.99)], 1e-13, 5e-13);
    }

    [Fact]
    public void Extended_gamma_ray_sources_have_no_ellipse_and_the_others_have_one()
    {
        AstroTable fermi = Full.Fermilpsc;
        int extended = 0;
        for (int row = 0; row < fermi.RowCount; row++)
        {
            bool isExtended = fermi["name"].GetText(row).EndsWith('e');
            extended += isExtended ? 1 : 0;
            foreach (string column in new[] { "semi_major_axis_95", "semi_minor_axis_95", "position_angle_95" })
                Assert.Equal(isExtended, fermi[column].IsNull(row));
            if (!isExtended)
                Assert.True(fermi["semi_minor_axis_95"].GetDouble(row) <= fermi["semi_major_axis_95"].GetDouble(row), $"row {row + 1}");
        }

        Assert.Equal(82, extended);
        double[] r95 = [.. fermi["semi_major_axis_95"].ToDoubles().Where(r => !double.IsNaN(r)).Order()];
        Assert.InRange(r95[r95.Length / 2], 0.055, 0.075);
    }

    [Fact]
    public void Classes_depend_on_latitude_and_come_in_both_spellings()
    {
        AstroTable fermi = Full.Fermilpsc;
        string[] classes = [.. Enumerable.Range(0, fermi.RowCount).Select(fermi["source_type"].GetText)];
        bool[] isLow = [.. fermi["bii"].ToDoubles().Select(b => Math.Abs(b) <= 10)];
        Assert.InRange(classes.Count(c => c.Length == 0) / (double)classes.Length, 0.27, 0.35);
        int Count(string name, bool low) => classes.Where((c, i) => c == name && isLow[i] == low).Count();
        Assert.True(Count("bll", false) > 5 * Count("bll", true));
        Assert.True(Count("PSR", true) > 3 * Count("PSR", false));
        foreach (string name in new[] { "PSR", "psr", "FSRQ", "fsrq", "SNR", "snr", "PWN", "pwn" })
            Assert.Contains(name, classes);
    }

    [Fact]
    public void Associations_are_null_where_the_class_is_empty()
    {
        AstroTable fermi = Full.Fermilpsc;
        for (int row = 0; row < fermi.RowCount; row++)
        {
            bool isAssociated = fermi["source_type"].GetText(row).Length > 0;
            Assert.Equal(isAssociated, fermi["assoc_name"].GetText(row).Length > 0);
            Assert.Equal(isAssociated, !fermi["assoc_ra"].IsNull(row));
            double probability = fermi["assoc_prob_bay"].GetDouble(row);
            Assert.True(double.IsNaN(probability) || (isAssociated && probability is >= 0.8 and <= 1), $"row {row + 1}");
        }
    }

    /// <summary>95 % of the true positions lie in the 95 % ellipses: 4,700 trials, so five binomial deviations are 1.6 %.</summary>
    [Fact]
    public void The_drawn_ellipses_hold_95_percent_of_the_true_counterparts()
    {
        AstroTable fermi = Full.Fermilpsc;
        int inside = 0, trials = 0;
        for (int row = 0; row < fermi.RowCount; row++)
        {
            if (fermi["assoc_ra"].IsNull(row) || fermi["semi_major_axis_95"].IsNull(row))
                continue;
            trials++;
            double ra = fermi["ra"].GetDouble(row), dec = fermi["dec"].GetDouble(row);
            double trueRa = fermi["assoc_ra"].GetDouble(row), trueDec = fermi["assoc_dec"].GetDouble(row);
            double distance = Separation.Degrees(ra, dec, trueRa, trueDec);
            double angle = (Separation.PositionAngle(ra, dec, trueRa, trueDec) - fermi["position_angle_95"].GetDouble(row)) * Math.PI / 180;
            double x = distance * Math.Cos(angle) / fermi["semi_major_axis_95"].GetDouble(row);
            double y = distance * Math.Sin(angle) / fermi["semi_minor_axis_95"].GetDouble(row);
            inside += (x * x) + (y * y) <= 1 ? 1 : 0;
        }

        double tolerance = 5 * Math.Sqrt(0.95 * 0.05 / trials);
        Assert.True(trials > 4_000);
        Assert.InRange(inside / (double)trials, 0.95 - tolerance, 0.95 + tolerance);
    }

    [Fact]
    public void Pointings_crowd_in_the_galactic_plane()
    {
        double[] ra = Full.Chanmaster["ra"].ToDoubles(), dec = Full.Chanmaster["dec"].ToDoubles();
        int low = 0, placed = 0;
        for (int row = 0; row < ra.Length; row++)
        {
            if (double.IsNaN(ra[row]))
                continue;
            placed++;
            low += Math.Abs(Galactic.FromIcrs(ra[row], dec[row]).B) <= 10 ? 1 : 0;
        }

        // The zone |b| ≤ 10 covers 17 % of the sky.
        Assert.Equal(37, ra.Length - placed);
        Assert.InRange(low / (double)placed, 0.25, 0.5);
        Assert.InRange(Full.Csc["bii"].ToDoubles().Count(b => Math.Abs(b) <= 10) / (double)Full.Csc.RowCount, 0.3, 0.55);
    }

    [Fact]
    public void Chandra_sources_lie_in_the_fields_of_observations_and_observations_look_nowhere_else()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        SkyPositions sources = new(Full.Csc["ra"].ToDoubles(), Full.Csc["dec"].ToDoubles());
        SkyPositions observations = new(Full.Chanmaster["ra"].ToDoubles(), Full.Chanmaster["dec"].ToDoubles());
        MatchPairs inside = SkyMatcher.Match(
            observations, sources, new FixedRadius(ChandraModel.FieldRadius), new MatchOptions { Mode = MatchMode.BestForRight }, token);
        Assert.InRange(inside.Count / (double)sources.Count, 0.998, 1);

        ChandraField[] fields = ChandraObservations.Draw(Full.Seed, Full.Scale, FermiModel.Draw(Full.Seed, Full.Scale, token), token).Fields;
        SkyPositions centres = new([.. fields.Select(field => field.Ra)], [.. fields.Select(field => field.Dec)]);
        Assert.InRange(AreaOfFields(observations) / AreaOfFields(centres), 0.99, 1.01);

        double AreaOfFields(SkyPositions pointings) => Footprint.OfDiscs(12, pointings, ChandraModel.FieldRadius, "fields", token).Area;
    }

    [Fact]
    public void Observations_repeat_targets_and_some_are_not_yet_made()
    {
        AstroTable table = Full.Chanmaster;
        double[] exposure = table["exposure"].ToDoubles(), time = table["time"].ToDoubles();
        Assert.Equal(160, exposure.Count(e => e == 0));
        for (int row = 0; row < exposure.Length; row++)
            Assert.Equal(exposure[row] == 0, time[row] == 0);
        string[] detectors = [.. Enumerable.Range(0, table.RowCount).Select(table["detector"].GetText)];
        Assert.Equal(["ACIS-I", "ACIS-S", "HRC-I", "HRC-S"], detectors.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(Enumerable.Range(0, table.RowCount).Count(row => table["name"].GetText(row) == "Sgr A*"), 50, 200);
    }

    /// <summary>Real: 9,162 pairs in 340 sources at |b| ≤ 10 with positive flux, within the semi-major axis.</summary>
    [Fact]
    public void Circles_around_low_gamma_ray_sources_hold_about_as_many_Chandra_sources_as_in_reality()
    {
        (int pairs, int sources) = CountCircleMatches();
        Assert.InRange(pairs, 6_000, 13_000);
        Assert.InRange(sources, 250, 450);
    }

    [Fact]
    public void Error_ellipses_grow_and_sources_thin_out_off_axis()
    {
        // The tables do not say which pointing saw a source; the model's draws tell the pointing.
        SimulatedSkyParts parts = new(seed: 1, scale: 0.1);
        double[] innerErrors = [.. parts.Chandra.Where(s => parts.OffAxis(s) < 2.0 / 60).Select(s => s.SemiMajor95).Order()];
        double[] outerErrors = [.. parts.Chandra.Where(s => parts.OffAxis(s) > 6.0 / 60).Select(s => s.SemiMajor95).Order()];
        Assert.True(outerErrors[outerErrors.Length / 2] > 2 * innerErrors[innerErrors.Length / 2]);
        // Sources per area: the annulus beyond 6 arcmin has seven times the area of the disc within 2 arcmin.
        Assert.True(innerErrors.Length * 7.0 > 1.5 * outerErrors.Length);
        Assert.All(parts.Chandra, s => Assert.True(parts.OffAxis(s) < ChandraModel.FieldRadius + (10.0 / 3600)));
    }

    private static (int Pairs, int Sources) CountCircleMatches()
    {
        AstroTable csc = Full.Csc, fermi = Full.Fermilpsc;
        double[] ra = csc["ra"].ToDoubles(), dec = csc["dec"].ToDoubles(), flux = csc["b_flux_ap"].ToDoubles();
        int[] order = [.. Enumerable.Range(0, dec.Length).Where(i => flux[i] > 0).OrderBy(i => dec[i])];
        double[] sortedDec = [.. order.Select(i => dec[i])];
        int pairs = 0, sources = 0;
        for (int row = 0; row < fermi.RowCount; row++)
        {
            double radius = fermi["semi_major_axis_95"].GetDouble(row);
            if (!(Math.Abs(fermi["bii"].GetDouble(row)) <= 10) || double.IsNaN(radius))
                continue;
            double centerRa = fermi["ra"].GetDouble(row), centerDec = fermi["dec"].GetDouble(row);
            int from = Array.BinarySearch(sortedDec, centerDec - radius), found = 0;
            for (int k = from < 0 ? ~from : from; k < order.Length && sortedDec[k] <= centerDec + radius; k++)
                found += Separation.Degrees(centerRa, centerDec, ra[order[k]], sortedDec[k]) <= radius ? 1 : 0;
            pairs += found;
            sources += found > 0 ? 1 : 0;
        }

        return (pairs, sources);
    }

    /// <summary>The steps of the model, for tests that need more than the tables contain.</summary>
    private sealed class SimulatedSkyParts
    {
        private readonly ChandraField[] _fields;

        public SimulatedSkyParts(int seed, double scale)
        {
            FermiDraw[] fermi = FermiModel.Draw(seed, scale, CancellationToken.None);
            ChandraPlan plan = ChandraObservations.Draw(seed, scale, fermi, CancellationToken.None);
            _fields = plan.Fields;
            Chandra = ChandraModel.Draw(seed, fermi, plan, CounterpartFlux.TwoPopulations, CancellationToken.None);
        }

        public ChandraDraw[] Chandra { get; }

        public double OffAxis(ChandraDraw source) => Separation.Degrees(
            _fields[source.Field].Ra,
            _fields[source.Field].Dec,
            DecimalAngle.ToDegrees(source.RaMicro),
            DecimalAngle.ToDegrees(source.DecMicro));
    }
}
