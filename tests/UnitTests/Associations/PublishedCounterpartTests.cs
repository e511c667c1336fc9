using System.Globalization;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>The published table of counterparts is reproduced cell by cell.</summary>
public sealed class PublishedCounterpartTests
{
    private const double SearchRadius = 108;

    private static readonly Lazy<(IReadOnlyList<FermiCounterpart> Ours, AstroTable Published)> Tables = new(() =>
    {
        FolderArchive archive = new(SharedData.Path("galactic-plane"));
        FermiCscResult matches = new FermiCscSearch(archive).Find(new FermiCscOptions { MaxLatitude = 10 }, null, null, _ => { }, CancellationToken.None);
        (IReadOnlyList<FermiCounterpart> counterparts, IReadOnlyList<AstroException> problems) = new CounterpartSearch(archive).Find(
            FermiMatchGrouper.Group(matches.Matches), SearchCentre.Fermi, new CounterpartOptions(), CancellationToken.None);
        Assert.Empty(problems);
        AstroTable published = TableFile.Read(SharedData.Path("galactic-plane/expected/grouped_gaia_2mass.csv"));
        return (counterparts, published);
    });

    [Fact]
    public void The_same_Gaia_sources_in_order_of_separation()
    {
        (IReadOnlyList<FermiCounterpart> ours, AstroTable published) = Tables.Value;
        Assert.Equal(169, ours.Count);
        List<string> reordered = [];
        foreach (FermiCounterpart counterpart in ours)
        {
            string[] names = Cells(published, counterpart, "gaia_names");
            string[] found = [.. counterpart.GaiaNames.Select(id => ValueText.Format(id))];
            Assert.Equal(names.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
            if (!names.SequenceEqual(found))
                reordered.Add(counterpart.FermiName);
            Assert.Equal(counterpart.SepFromFermiGaia.Order(), counterpart.SepFromFermiGaia);
        }

        // The published order disagrees with its own separations: 3.858 arcsec precedes 3.843.
        Assert.Equal(["4FGL J1816.2-1654c"], reordered);
    }

    [Fact]
    public void The_same_2MASS_sources_but_for_those_beyond_the_rim()
    {
        (IReadOnlyList<FermiCounterpart> ours, AstroTable published) = Tables.Value;
        List<string> beyond = [];
        foreach (FermiCounterpart counterpart in ours)
        {
            string[] names = Cells(published, counterpart, "twomass_names");
            double[] separation = Numbers(published, counterpart, "sep_from_fermi_2mass");
            string[] missing = [.. names.Except(counterpart.TwoMassNames)];
            foreach (string name in missing)
                Assert.InRange(separation[Array.IndexOf(names, name)], SearchRadius, 108.42);
            Assert.Empty(counterpart.TwoMassNames.Except(names));
            beyond.AddRange(missing);
            Assert.Equal(counterpart.SepFromFermi2Mass.Order(), counterpart.SepFromFermi2Mass);
        }

        // Outside the radius by their published l and b: 108.09, 108.33 and 108.41 arcsec. These are 0.4 to 0.7 arcsec from the positions in
        // the designations, at which the three are 107.6, 108.0 and 107.9 arcsec away. Rounding, to 1e-6 degrees, is a hundredth of that.
        Assert.Equal(["01095565+6135088", "02404689+6114400", "18112687-1844429"], beyond.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gaia_names", "gaia_mean_g_flux", 0)]
    [InlineData("gaia_names", "gaia_mean_g_mag", 0)]
    [InlineData("gaia_names", "gaia_glons", 0)]
    [InlineData("gaia_names", "gaia_glats", 0)]
    [InlineData("gaia_names", "sep_from_fermi_gaia", 1e-6)]
    [InlineData("gaia_names", "sep_from_csc_gaia", 1e-6)]
    [InlineData("twomass_names", "twomass_glons", 0)]
    [InlineData("twomass_names", "twomass_glats", 0)]
    [InlineData("twomass_names", "sep_from_fermi_2mass", 1e-6)]
    [InlineData("twomass_names", "sep_from_csc_2mass", 1e-6)]
    public void The_same_numbers(string names, string column, double tolerance)
    {
        (IReadOnlyList<FermiCounterpart> ours, AstroTable published) = Tables.Value;
        int compared = 0;
        foreach (FermiCounterpart counterpart in ours)
        {
            Dictionary<string, double> expected = Cells(published, counterpart, names).Zip(Numbers(published, counterpart, column)).ToDictionary(cell => cell.First, cell => cell.Second);
            foreach ((string name, double value) in Own(counterpart, column))
            {
                Assert.Equal(double.IsNaN(expected[name]), double.IsNaN(value));
                if (!double.IsNaN(value))
                    Assert.InRange(Math.Abs(value - expected[name]), 0, tolerance);
                compared++;
            }
        }

        Assert.InRange(compared, 503, 507);
    }

    [Fact]
    public void The_same_flags_and_class_probabilities()
    {
        (IReadOnlyList<FermiCounterpart> ours, AstroTable published) = Tables.Value;
        foreach (FermiCounterpart counterpart in ours)
        {
            string[] names = Cells(published, counterpart, "gaia_names"), flags = Cells(published, counterpart, "gaia_variability");
            string[] classes = published["gaia_classes"].GetText(Row(published, counterpart)).Trim('(', ')').Split("), (");
            foreach (GaiaSource source in counterpart.Gaia)
            {
                int place = Array.IndexOf(names, ValueText.Format(source.SourceId));
                Assert.Equal(flags[place], source.Variability);
                double[] probabilities = [source.ClassProbabilities.Quasar, source.ClassProbabilities.Galaxy, source.ClassProbabilities.Star];
                Assert.Equal(classes[place].Split(", ").Select(text => text == "masked" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture)), probabilities);
            }
        }
    }

    private static int Row(AstroTable published, FermiCounterpart counterpart) =>
        Enumerable.Range(0, published.RowCount).Single(row => published["fermi_name"].GetText(row) == counterpart.FermiName);

    private static string[] Cells(AstroTable published, FermiCounterpart counterpart, string column) =>
        published[column].GetText(Row(published, counterpart)).Split(", ");

    private static double[] Numbers(AstroTable published, FermiCounterpart counterpart, string column) =>
        Array.ConvertAll(Cells(published, counterpart, column), text => text == "--" ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture));

    private static IEnumerable<(string Name, double Value)> Own(FermiCounterpart counterpart, string column)
    {
        IEnumerable<string> gaia = counterpart.GaiaNames.Select(id => ValueText.Format(id));
        return column switch
        {
            "gaia_mean_g_flux" => gaia.Zip(counterpart.GaiaMeanGFlux),
            "gaia_mean_g_mag" => gaia.Zip(counterpart.GaiaMeanGMag),
            "gaia_glons" => gaia.Zip(counterpart.GaiaGlons),
            "gaia_glats" => gaia.Zip(counterpart.GaiaGlats),
            "sep_from_fermi_gaia" => gaia.Zip(counterpart.SepFromFermiGaia),
            "sep_from_csc_gaia" => gaia.Zip(counterpart.SepFromCscGaia),
            "twomass_glons" => counterpart.TwoMassNames.Zip(counterpart.TwoMassGlons),
            "twomass_glats" => counterpart.TwoMassNames.Zip(counterpart.TwoMassGlats),
            "sep_from_fermi_2mass" => counterpart.TwoMassNames.Zip(counterpart.SepFromFermi2Mass),
            _ => counterpart.TwoMassNames.Zip(counterpart.SepFromCsc2Mass),
        };
    }
}
