using System.Globalization;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives.Simulated;

/// <summary>The tables of Chandra and Fermi: numbers, spelling, nulls and reproducibility.</summary>
public class SimulatedSkyTests
{
    private static readonly SimulatedSky Tenth = SimulatedSkies.Tenth;
    private static readonly SimulatedSky Full = SimulatedSkies.Full;

    [Fact]
    public void The_full_sky_has_as_many_rows_as_the_real_catalogs()
    {
        Assert.Equal(27_000, Full.Chanmaster.RowCount);
        Assert.Equal(407_806, Full.Csc.RowCount);
        Assert.Equal(7_194, Full.Fermilpsc.RowCount);
    }

    [Theory]
    [InlineData(0.1, 2_700, 40_781, 719)]
    [InlineData(0.01, 270, 4_078, 72)]
    [InlineData(1e-9, 1, 1, 1)]
    public void Scale_is_the_share_of_objects(double scale, int observations, int chandra, int fermi)
    {
        SimulatedSky sky = new(seed: 3, scale);
        Assert.Equal(observations, sky.Chanmaster.RowCount);
        Assert.Equal(chandra, sky.Csc.RowCount);
        Assert.Equal(fermi, sky.Fermilpsc.RowCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void A_scale_out_of_range_is_an_error(double scale)
    {
        AstroException error = Assert.Throws<AstroException>(() => new SimulatedSky(1, scale));
        Assert.Equal("SimulationScaleOutOfRange", error.ErrorId);
        Assert.Contains(ValueText.Format(scale), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_say_that_they_are_simulated()
    {
        foreach (string catalog in SimulatedSky.Catalogs.Concat(SimulatedSky.TruthCatalogs))
        {
            AstroTable table = Tenth.GetTable(catalog.ToUpperInvariant(), TestContext.Current.CancellationToken);
            Assert.Equal(catalog, table.Name);
            Assert.Equal("simulated sky, seed 1, scale 0.1", table.Source);
            Assert.Contains("Simulated, not observed", table.Description, StringComparison.Ordinal);
            Assert.All(table.Columns, c => Assert.False(string.IsNullOrEmpty(c.Info.Description)));
        }
    }

    [Fact]
    public void An_unknown_catalog_is_an_error_that_lists_the_known_ones()
    {
        AstroException error = Assert.Throws<AstroException>(
            () => Tenth.GetTable("xmmmaster", TestContext.Current.CancellationToken));
        Assert.Equal("CatalogNotFound", error.ErrorId);
        Assert.Contains("fermilpsc", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_drawing_can_be_repeated()
    {
        SimulatedSky sky = new(seed: 5, scale: 0.01);
        Assert.Throws<OperationCanceledException>(() => sky.GetTable("csc", new CancellationToken(canceled: true)));
        Assert.Equal(4_078, sky.GetTable("csc", TestContext.Current.CancellationToken).RowCount);
    }

    /// <summary>Pins the numbers: fails if the model changes, or on a machine that computes differently.</summary>
    [Theory]
    [InlineData("chanmaster", "EA8463E093B738D4")]
    [InlineData("csc", "7ECD726CC95998FA")]
    [InlineData("fermilpsc", "BAF364BD865EFD36")]
    [InlineData("gaia_source", "26951C227460BFB6")]
    [InlineData("fp_psc", "BBBD8F4980878EE1")]
    [InlineData("fermi_truth", "B404754091B96D21")]
    [InlineData("csc_truth", "28EC31E381DCB05C")]
    public void The_same_seed_gives_the_same_table_everywhere(string catalog, string checksum) =>
        Assert.Equal(checksum, TableChecksum.Of(Tenth.GetTable(catalog, TestContext.Current.CancellationToken)));

    [Fact]
    public void A_single_population_of_counterparts_gives_the_same_fluxes_everywhere() =>
        Assert.Equal("8BE52ACB99607B33", TableChecksum.Of(new SimulatedSky(1, 0.1, CounterpartFlux.Single).Csc));

    [Fact]
    public void The_order_of_asking_and_the_thread_change_nothing()
    {
        SimulatedSky other = new(seed: 1, scale: 0.1);
        string[] backwards = [.. SimulatedSky.Catalogs.Concat(SimulatedSky.TruthCatalogs).Reverse()];
        string[] checksums = new string[backwards.Length];
        Parallel.For(0, backwards.Length, i => checksums[i] = TableChecksum.Of(other.GetTable(backwards[i], CancellationToken.None)));
        for (int i = 0; i < backwards.Length; i++)
            Assert.Equal(TableChecksum.Of(Tenth.GetTable(backwards[i], TestContext.Current.CancellationToken)), checksums[i]);
        Assert.Same(other.Csc, other.Csc);
    }

    [Fact]
    public void Another_seed_gives_another_sky() =>
        Assert.NotEqual(TableChecksum.Of(Tenth.Fermilpsc), TableChecksum.Of(new SimulatedSky(2, 0.1).Fermilpsc));

    [Fact]
    public void Names_are_unique()
    {
        foreach (AstroTable table in new[] { Full.Csc, Full.Fermilpsc })
            Assert.Equal(table.RowCount, ((AstroColumn<string>)table["name"]).Values.Distinct(StringComparer.Ordinal).Count());
        int[] obsIds = ((AstroColumn<int>)Full.Chanmaster["obsid"]).Values;
        Assert.Equal(obsIds.Length, obsIds.Distinct().Count());
    }

    /// <summary>The position parsed from the name is below the true one by less than the last digit, since it was truncated.</summary>
    [Fact]
    public void Chandra_names_are_cut_from_the_positions()
    {
        AstroTable csc = Full.Csc;
        int suffixed = 0;
        for (int row = 0; row < csc.RowCount; row++)
        {
            string name = csc["name"].GetText(row);
            Assert.Matches("^2CXO J[0-9]{6}\\.[0-9][+-][0-9]{6}[A-Z]?$", name);
            decimal ra = (Number(name, 6, 2) * 15) + (Number(name, 8, 2) / 4m) + (Number(name, 10, 4) / 240m);
            decimal dec = Number(name, 15, 2) + (Number(name, 17, 2) / 60m) + (Number(name, 19, 2) / 3600m);
            decimal trueDec = (decimal)csc["dec"].GetDouble(row);
            Assert.InRange((decimal)csc["ra"].GetDouble(row) - ra, -1e-18m, 0.1m / 240);
            Assert.InRange(Math.Abs(trueDec) - dec, -1e-18m, 1 / 3600m);
            Assert.Equal(trueDec < 0 ? '-' : '+', name[14]);
            suffixed += name.Length - 21;
        }

        Assert.InRange(suffixed, 5, 500);
    }

    [Fact]
    public void Fermi_names_are_cut_from_the_positions()
    {
        AstroTable fermi = Full.Fermilpsc;
        for (int row = 0; row < fermi.RowCount; row++)
        {
            string name = fermi["name"].GetText(row);
            Assert.Matches("^4FGL J[0-9]{4}\\.[0-9][+-][0-9]{4}[ce]?$", name);
            decimal ra = (Number(name, 6, 2) * 15) + (Number(name, 8, 4) / 4m);
            decimal dec = Number(name, 13, 2) + (Number(name, 15, 2) / 60m);
            Assert.InRange((decimal)fermi["ra"].GetDouble(row) - ra, -1e-18m, 0.1m / 4);
            Assert.InRange(Math.Abs((decimal)fermi["dec"].GetDouble(row)) - dec, -1e-18m, 1 / 60m);
        }
    }

    [Theory]
    [InlineData("csc", 6)]
    [InlineData("fermilpsc", 6)]
    public void Positions_are_in_range_and_the_galactic_ones_agree(string catalog, int decimals)
    {
        AstroTable table = Tenth.GetTable(catalog, TestContext.Current.CancellationToken);
        for (int row = 0; row < table.RowCount; row++)
        {
            double ra = table["ra"].GetDouble(row), dec = table["dec"].GetDouble(row);
            double l = table["lii"].GetDouble(row), b = table["bii"].GetDouble(row);
            Assert.True(ra is >= 0 and < 360 && l is >= 0 and < 360 && Math.Abs(dec) <= 90, $"row {row + 1}");
            (double trueL, double trueB) = Galactic.FromIcrs(ra, dec);
            Assert.True(Separation.Degrees(l, b, trueL, trueB) < Math.Pow(10, -decimals), $"row {row + 1}");
            Assert.Equal(Math.Round(b, decimals), b);
            Assert.Equal(Math.Round(ra, 6), ra);
        }
    }

    private static decimal Number(string text, int start, int length) =>
        decimal.Parse(text.AsSpan(start, length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
