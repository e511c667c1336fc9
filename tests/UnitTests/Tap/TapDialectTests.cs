using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>The archives' peculiarities, and the little that is done to a query's text.</summary>
public class TapDialectTests
{
    [Theory]
    [InlineData("https://heasarc.gsfc.nasa.gov/xamin/vo/tap", "HEASARC")]
    [InlineData("https://GEA.esac.esa.int/tap-server/tap", "ESA Gaia")]
    [InlineData("https://irsa.ipac.caltech.edu/TAP", "IRSA")]
    [InlineData("http://127.0.0.1:8080/tap", "TAP service")]
    public void The_host_chooses_the_dialect(string address, string name) =>
        Assert.Equal(name, new TapService(new Uri(address)).Dialect.Name);

    [Fact]
    public void Every_catalog_has_one_live_archive()
    {
        string[] catalogs = [.. TapDialects.Known.SelectMany(dialect => dialect.TableNames.Keys).Order()];
        Assert.Equal(["chanmaster", "csc", "fermilpsc", "fp_psc", "gaia_source"], catalogs);
        Assert.Equal(catalogs, TapDialects.Generic.TableNames.Keys.Order());
        Assert.Equal("gaiadr3.gaia_source", TapDialects.EsaGaia.TableNames["gaia_source"]);
    }

    [Theory]
    [InlineData("time", "\"time\"")]
    [InlineData("Date", "\"Date\"")]
    [InlineData("ra", "ra")]
    [InlineData("dec", "dec")]
    [InlineData("phot_g_mean_mag", "phot_g_mean_mag")]
    [InlineData("2mass", "\"2mass\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("__row", "\"__row\"")]
    public void Names_are_quoted_where_they_must_be(string name, string spelled) =>
        Assert.Equal(spelled, TapDialects.Heasarc.QuoteIdentifier(name));

    [Fact]
    public void A_service_may_reserve_words_of_its_own()
    {
        Assert.Equal("\"UID\"", TapDialects.Irsa.QuoteIdentifier("UID"));
        Assert.Equal("UID", TapDialects.Generic.QuoteIdentifier("UID"));
    }

    [Theory]
    [InlineData("SELECT a FROM t", "SELECT TOP 9 a FROM t")]
    [InlineData("  select\n  a FROM t", "  select TOP 9\n  a FROM t")]
    [InlineData("SELECT DISTINCT a FROM t", "SELECT DISTINCT TOP 9 a FROM t")]
    [InlineData("-- all of them\nSELECT ALL a FROM t", "-- all of them\nSELECT ALL TOP 9 a FROM t")]
    [InlineData("SELECT * FROM t", "SELECT TOP 9 * FROM t")]
    [InlineData("SELECT (SELECT TOP 1 x FROM u) FROM t", "SELECT TOP 9 (SELECT TOP 1 x FROM u) FROM t")]
    [InlineData("SELECT topology FROM t", "SELECT TOP 9 topology FROM t")]
    [InlineData("SELECT TOP 5 a FROM t", "SELECT TOP 5 a FROM t")]
    [InlineData("select distinct top 5 a FROM t", "select distinct top 5 a FROM t")]
    [InlineData("SELECT a FROM t UNION SELECT a FROM u", "SELECT a FROM t UNION SELECT a FROM u")]
    [InlineData("WITH x AS (SELECT a FROM t) SELECT * FROM x", "WITH x AS (SELECT a FROM t) SELECT * FROM x")]
    [InlineData("selection", "selection")]
    public void Top_is_added_where_there_is_none(string query, string result) => Assert.Equal(result, AdqlText.EnsureTop(query, 9));

    [Theory]
    [InlineData("SELECT TOP 5 a FROM t", 5L)]
    [InlineData("select all  top\t100000 a FROM t", 100_000L)]
    [InlineData("SELECT a FROM (SELECT TOP 5 a FROM t)", null)]
    [InlineData("SELECT TOP 99999999999999999999 a FROM t", null)]
    public void Top_is_found(string query, long? top) => Assert.Equal(top, AdqlText.FindTop(query));
}
