using PSAstroXmatch.Engine.Archives;
using static PSAstroXmatch.UnitTests.Archives.CatalogTableTests;

namespace PSAstroXmatch.UnitTests.Archives;

public class CatalogFilterTests
{
    private static readonly CatalogTable Sources = CatalogTable.Create(Catalogs.Csc, Table(
        Column("name", "2CXO J1", "2CXO J2", "CXO j3", "other"),
        Column("ra", 359.999, 0.001, 180.0, 90.0),
        Column("dec", 0.0, 0.0, 89.0, 10.0),
        Column("lii", 1.0, 2.0, 3.0, 4.0),
        Column("bii", -10.0, 10.0, 10.0000001, 0.0),
        Column("b_flux_ap", 1e-14, 0.0, double.NaN, 2e-14)));

    [Fact]
    public void The_latitude_limit_is_inclusive_on_both_sides() =>
        Assert.Equal([0, 1, 3], Select(new CatalogFilter { MaxLatitude = 10 }));

    [Fact]
    public void A_cone_reaches_over_right_ascension_zero() =>
        Assert.Equal([0, 1], Select(new CatalogFilter { Cone = new Cone(0, 0, 0.002) }));

    [Fact]
    public void A_cone_holds_its_pole() =>
        Assert.Equal([2], Select(new CatalogFilter { Cone = new Cone(10, 90, 1.001) }));

    [Fact]
    public void A_flux_of_zero_or_none_is_not_above_zero() =>
        Assert.Equal([0, 3], Select(new CatalogFilter { Conditions = [new("b_flux_ap", Comparison.GreaterThan, 0)] }));

    [Fact]
    public void Patterns_fit_in_any_case_and_one_is_enough() =>
        Assert.Equal([1, 2], Select(new CatalogFilter { Conditions = [new("name", Comparison.Like, Patterns: ["cxo J?", "*J2"])] }));

    [Theory]
    [InlineData("2CXO J[12]", 0, 1)]
    [InlineData("?cxo j[2-3]", 1)]
    [InlineData("[ot]ther", 3)]
    [InlineData("2CXO J[^1]", 0)]
    [InlineData("2CXO J[1", new int[0])]
    public void Patterns_may_have_sets_of_characters(string pattern, params int[] rows) =>
        Assert.Equal(rows, Select(new CatalogFilter { Conditions = [new("name", Comparison.Like, Patterns: [pattern])] }));

    [Fact]
    public void A_set_that_goes_backwards_is_an_error() => Assert.Equal(
        "PatternInvalid",
        Assert.Throws<AstroException>(() => Select(new CatalogFilter { Conditions = [new("name", Comparison.Like, Patterns: ["[z-a]"])] })).ErrorId);

    [Theory]
    [InlineData(Comparison.Like)]
    [InlineData(Comparison.GreaterThan)]
    public void A_condition_on_a_column_that_is_not_there_is_an_error(Comparison comparison)
    {
        AstroException problem = Assert.Throws<AstroException>(() => Select(new CatalogFilter { Conditions = [new("error_ellipse_r0", comparison, 0, ["*"])] }));
        Assert.Equal("ColumnNotFound", problem.ErrorId);
        Assert.Contains("error_ellipse_r0", problem.Message);
    }

    [Theory]
    [InlineData("time", "time", true)]
    [InlineData("time", "\"time\"", false)]
    [InlineData("start_time", "start_time", true)]
    public void A_query_quotes_reserved_words_and_renames_to_the_catalogs_names(string actual, string spelled, bool atHeasarc)
    {
        Engine.Tap.TapDialect dialect = Engine.Tap.TapDialects.Heasarc with { BareWords = atHeasarc ? Engine.Tap.TapDialects.Heasarc.BareWords : [] };
        CatalogQuery query = new(dialect, Catalogs.Chanmaster, new Dictionary<string, string> { ["obsid"] = "obsid", ["time"] = actual });
        string adql = query.Select(new CatalogFilter { Conditions = [new("time", Comparison.AtLeast, 50000), new("detector", Comparison.Like, Patterns: ["x"])] });
        string column = "t." + spelled;
        Assert.Equal($"SELECT TOP 9999999 t.obsid AS obsid, {column} AS time_ FROM chanmaster AS t WHERE {column} >= 50000", adql);
    }

    [Fact]
    public void A_query_carries_region_and_names_but_never_less_than_is_wanted()
    {
        CatalogQuery query = new(Engine.Tap.TapDialects.Generic, Catalogs.Csc, new Dictionary<string, string> { ["name"] = "name", ["ra"] = "ra", ["dec"] = "dec", ["bii"] = "bii" });
        string adql = query.Select(new CatalogFilter
        {
            MaxLatitude = 10,
            Cone = new Cone(83.5, -5, 0.5),
            Conditions = [new("name", Comparison.Like, Patterns: ["2cxo j05*", "O'Neill", "a[bc]d*"])],
        });
        Assert.Equal(
            "SELECT t.name AS name, t.ra AS ra, t.dec AS dec, t.bii AS bii FROM csc AS t WHERE t.bii BETWEEN -10 AND 10 AND "
            + "1 = CONTAINS(POINT('ICRS', t.ra, t.dec), CIRCLE('ICRS', 83.5, -5, 0.5000001)) AND "
            + "(UPPER(t.name) LIKE '2CXO J05%' OR UPPER(t.name) LIKE 'O''NEILL%' OR UPPER(t.name) LIKE 'A_D%')",
            adql);
    }

    private static int[] Select(CatalogFilter filter) => filter.Select(Sources, CancellationToken.None);
}
