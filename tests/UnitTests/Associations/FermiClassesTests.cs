using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Associations;

public class FermiClassesTests
{
    [Theory]
    [InlineData("fermi/gll_psc_v27.fit.gz", "CLASS1", 37)]
    [InlineData("fermi/gll_psc_v27.fit.gz", "CLASS2", 8)]
    [InlineData("galactic-plane/fermilpsc.csv", "source_type", 18)]
    [InlineData("galactic-plane/expected/grouped.csv", "fermi_class", 18)]
    public void Every_class_of_the_real_catalogs_is_known(string file, string column, int count)
    {
        AstroTable table = TableFile.Read(SharedData.Path(file), new TableReadOptions(), TestContext.Current.CancellationToken);
        string[] names = [.. Enumerable.Range(0, (int)table.RowCount).Select(row => $"{table[column].GetValue(row)}".Trim()).Distinct()];
        Assert.Equal(count, names.Length);
        Assert.All(names, name => Assert.NotNull(FermiClasses.Find(name)));
    }

    [Theory]
    [InlineData("pulsar", "PSR", "PWN", "MSP", "SPP")]
    [InlineData("Blazars", "FSRQ", "BLL", "BCU")]
    [InlineData("BL Lac", "BLL")]
    [InlineData("xyz")]
    [InlineData("a")]
    [InlineData("")]
    public void Classes_are_found_by_their_meaning(string words, params string[] classes) =>
        Assert.Equal(classes, FermiClasses.FindByMeaning(words).Select(item => item.Identified));

    [Theory]
    [InlineData("PSR", "PSR", true, "pulsar, identified by pulsations")]
    [InlineData(" psr ", "PSR", false, "pulsar, no pulsations seen by the LAT yet")]
    [InlineData("NLSY1", "NLSY1", true, "narrow-line Seyfert 1 galaxy")]
    [InlineData("nlsy1", "NLSY1", false, "narrow-line Seyfert 1 galaxy")]
    [InlineData("unk", "UNK", false, "low-latitude source of unknown nature")]
    [InlineData("", "", false, "unassociated")]
    [InlineData("   ", "", false, "unassociated")]
    [InlineData(null, "", false, "unassociated")]
    [InlineData("Psr", null, false, null)]
    [InlineData("xyz", null, false, null)]
    [InlineData("XYZ", null, true, null)]
    public void A_name_is_found_by_its_spelling(string? name, string? identified, bool isIdentified, string? meaning)
    {
        Assert.Equal(identified, FermiClasses.Find(name)?.Identified);
        Assert.Equal(isIdentified, FermiClasses.IsIdentified(name));
        Assert.Equal(meaning, FermiClasses.Meaning(name));
    }

    [Fact]
    public void Galactic_comes_before_extragalactic_and_unassociated_after_all_others()
    {
        Assert.Equal(FermiClasses.All.OrderBy(item => item.Origin).Select(item => item.Identified), FermiClasses.All.Select(item => item.Identified));
        Assert.Equal(Enumerable.Range(0, FermiClasses.All.Count), FermiClasses.All.Select(item => item.Order));
        Assert.Equal("", FermiClasses.All[^1].Identified);
        Assert.Equal("UNK", FermiClasses.All[^2].Identified);
    }

    [Fact]
    public void Names_sort_by_class_then_identified_first_and_names_not_in_the_list_come_last()
    {
        string?[] names = ["new", "", "bll", "unk", "psr", "BLL", "ABC", "PSR", "MSP ", "gal"];
        Assert.Equal(["PSR", "psr", "MSP ", "gal", "BLL", "bll", "unk", "", "ABC", "new"], names.Order(FermiClasses.Comparer));
        Assert.Equal(0, FermiClasses.Compare("psr ", "psr"));
        Assert.NotEqual(0, FermiClasses.Compare("PSR", "psr"));
        Assert.Equal(0, FermiClasses.Compare(null, " "));
    }

    [Theory]
    [InlineData("PSR", FermiClassOrigin.Galactic)]
    [InlineData("spp", FermiClassOrigin.Galactic)]
    [InlineData("glc", FermiClassOrigin.Galactic)]
    [InlineData("lmb", FermiClassOrigin.Galactic)]
    [InlineData("GAL", FermiClassOrigin.Extragalactic)]
    [InlineData("bcu", FermiClassOrigin.Extragalactic)]
    [InlineData("unk", FermiClassOrigin.Unknown)]
    [InlineData("", FermiClassOrigin.Unknown)]
    public void A_class_says_where_its_sources_are(string name, FermiClassOrigin origin) =>
        Assert.Equal(origin, FermiClasses.Find(name)!.Origin);
}
