using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives.Simulated;

/// <summary>The two populations of X-ray counterparts, beside the single one, and the true names on the gamma-ray sources.</summary>
public class CounterpartFluxTests
{
    private static readonly SimulatedSky Full = SimulatedSkies.Full;
    private static readonly SimulatedSky Single = new(1, 1, CounterpartFlux.Single);

    private static readonly HashSet<string> PulsarLike = ["psr", "msp", "pwn", "snr", "spp", "glc", "sfr"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Two_populations_are_the_default() => Assert.Equal(CounterpartFlux.TwoPopulations, new SimulatedSky().CounterpartFlux);

    [Fact]
    public void Sources_and_archives_tell_the_two_skies_apart()
    {
        Assert.Equal("simulated sky, seed 3, scale 0.5, counterparts of a single population", new SimulatedSky(3, 0.5, CounterpartFlux.Single).Source);
        Assert.Equal("simulated sky, seed 3, scale 0.5", new SimulatedSky(3, 0.5).Source);
        Assert.Contains("single population", new SimulatedArchive(3, 0.5, CounterpartFlux.Single).Location, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_fluxes_of_true_counterparts_differ()
    {
        SimulatedSky small = new(1, 0.1, CounterpartFlux.Single);
        foreach (string same in new[] { "chanmaster", "fermilpsc", "gaia_source", "fp_psc", "fermi_truth", "csc_truth" })
            Assert.Equal(TableChecksum.Of(small.GetTable(same, Token)), TableChecksum.Of(SimulatedSkies.Tenth.GetTable(same, Token)));

        HashSet<string> counterparts = [.. Texts(Full.FermiTruth, "csc_name")];
        int changed = 0;
        foreach (AstroColumn column in Full.Csc.Columns)
        {
            AstroColumn other = Single.Csc[column.Name];
            for (int row = 0; row < column.Count; row++)
            {
                if (column.GetText(row) == other.GetText(row))
                    continue;
                Assert.StartsWith("b_flux_ap", column.Name, StringComparison.Ordinal);
                Assert.Contains(Full.Csc["name"].GetText(row), counterparts);
                Assert.False(column.IsNull(row) || other.IsNull(row));
                changed++;
            }

            Assert.Equal(Enumerable.Range(0, other.Count).Count(other.IsNull), Enumerable.Range(0, column.Count).Count(column.IsNull));
        }

        Assert.Equal(ZeroFluxes(Single), ZeroFluxes(Full));
        Assert.InRange(changed, counterparts.Count, 3 * counterparts.Count);
    }

    /// <summary>
    /// 59 pulsar-like and 481 other counterparts have a flux: the difference of their means has a standard error of 0.11 dex. What would be
    /// too faint for its pointing is at the limit, which makes the pulsars up to 0.1 dex brighter than drawn.
    /// </summary>
    [Fact]
    public void Pulsars_are_fainter_than_active_galaxies_and_all_together_as_bright_as_one_population()
    {
        (double Pulsars, double Others, double All) two = Means(Full), one = Means(Single);
        Assert.InRange(two.Others - two.Pulsars, 0.4, 0.9);
        Assert.InRange(one.Others - one.Pulsars, -0.3, 0.3);
        Assert.InRange(two.All - one.All, -0.05, 0.05);
    }

    [Theory]
    [InlineData("PSR", false, true)]
    [InlineData("msp", false, true)]
    [InlineData("spp", true, true)]
    [InlineData("GLC", false, true)]
    [InlineData("bll", false, false)]
    [InlineData("HMB", true, false)]
    [InlineData("", true, true)]
    [InlineData("", false, false)]
    [InlineData("unk", true, true)]
    public void The_class_decides_and_without_one_the_origin(string className, bool isGalactic, bool isPulsarLike)
    {
        FermiDraw drawn = FermiModel.Draw(1, 0.001, Token)[0] with { Class = className, IsGalactic = isGalactic };
        Assert.Equal(isPulsarLike, CounterpartFluxes.IsPulsarLike(drawn));
    }

    [Fact]
    public void A_counterpart_is_not_fainter_than_its_pointing_detects()
    {
        FermiDraw pulsar = FermiModel.Draw(1, 0.001, Token)[0] with { Class = "psr" };
        Assert.Equal(-14, Math.Log10(CounterpartFluxes.OfTwo(pulsar, deviate: -5, logLimit: -14)), 1e-12);
        Assert.Equal(-13.5, Math.Log10(CounterpartFluxes.OfTwo(pulsar, deviate: 0, logLimit: -14)), 1e-12);
        Assert.Equal(-10, Math.Log10(CounterpartFluxes.OfTwo(pulsar, deviate: 9, logLimit: -14)), 1e-12);
    }

    [Fact]
    public void The_archive_gives_Fermi_sources_the_names_of_their_true_counterparts()
    {
        CatalogTable table = new SimulatedArchive(1, 0.1).GetCatalog(Catalogs.Fermilpsc, CatalogFilter.None, _ => { }, Token);
        AstroTable truth = SimulatedSkies.Tenth.FermiTruth;
        string[] expected = [.. Texts(truth, "fermi_name").Zip(Texts(truth, "csc_name"), (fermi, csc) => $"{fermi} {csc}").Order(StringComparer.Ordinal)];
        IEnumerable<string> actual = Enumerable.Range(0, table.RowCount)
            .Where(row => table.Text("true_csc_name", row).Length > 0)
            .Select(row => $"{table.Text("name", row)} {table.Text("true_csc_name", row)}");
        Assert.NotEmpty(expected);
        Assert.Equal(expected, actual.Order(StringComparer.Ordinal));
        // The table itself stays that of HEASARC.
        Assert.False(SimulatedSkies.Tenth.Fermilpsc.TryGetColumn("true_csc_name", out _));
    }

    private static (double Pulsars, double Others, double All) Means(SimulatedSky sky)
    {
        Dictionary<string, string> classes = Texts(sky.Fermilpsc, "name").Zip(Texts(sky.Fermilpsc, "source_type")).ToDictionary(pair => pair.First, pair => pair.Second);
        Dictionary<string, double> fluxes = Texts(sky.Csc, "name").Zip(sky.Csc["b_flux_ap"].ToDoubles()).ToDictionary(pair => pair.First, pair => pair.Second);
        (string Class, double LogFlux)[] known = [.. Texts(sky.FermiTruth, "fermi_name").Zip(Texts(sky.FermiTruth, "csc_name"))
            .Where(pair => fluxes[pair.Second] > 0)
            .Select(pair => (classes[pair.First].ToLowerInvariant(), Math.Log10(fluxes[pair.Second])))];
        return (
            known.Where(item => PulsarLike.Contains(item.Class)).Average(item => item.LogFlux),
            known.Where(item => item.Class.Length > 0 && !PulsarLike.Contains(item.Class)).Average(item => item.LogFlux),
            known.Average(item => item.LogFlux));
    }

    private static int ZeroFluxes(SimulatedSky sky) => sky.Csc["b_flux_ap"].ToDoubles().Count(flux => flux == 0);

    private static IEnumerable<string> Texts(AstroTable table, string column) => Enumerable.Range(0, table.RowCount).Select(table[column].GetText);
}
