using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>The archives' peculiarities, and the few changes made to a query's text.</summary>
public class TapDialectTests
{
    [Theory]
    [InlineData("https://heasarc.gsfc.nasa.gov/xamin/vo/tap", "HEASARC")]
    [InlineData("https://GEA.esac.esa.int/tap-server/tap", "ESA Gaia")]
    [InlineData("https://irsa.ipac.caltech.edu/TAP", "IRSA")]
    [InlineData("https://mast.stsci.edu/vo-tap/api/v0.1/caom", "MAST")]
    [InlineData("http://tapvizier.cds.unistra.fr/TAPVizieR/tap", "VizieR")]
    [InlineData("https://cda.cfa.harvard.edu/csc21tap", "CXC")]
    [InlineData("http://127.0.0.1:8080/tap", "TAP service")]
    public void The_host_chooses_the_dialect(string address, string name) =>
        Assert.Equal(name, new TapService(new Uri(address)).Dialect.Name);

    [Fact]
    public void Every_catalog_has_one_live_archive()
    {
        TapDialect[] live = [TapDialects.Heasarc, TapDialects.EsaGaia, TapDialects.Irsa];
        string[] catalogs = [.. live.SelectMany(dialect => dialect.TableNames.Keys).Order()];
        Assert.Equal(["chanmaster", "csc", "fermilpsc", "fp_psc", "gaia_source"], catalogs);
        Assert.Equal(catalogs, TapDialects.Generic.TableNames.Keys.Order());
        Assert.Equal("gaiadr3.gaia_source", TapDialects.EsaGaia.TableNames["gaia_source"]);
    }

    [Fact]
    public void Every_description_is_complete()
    {
        Assert.All(TapDialects.Known, dialect =>
        {
            Assert.NotEmpty(dialect.Name);
            Assert.NotEmpty(dialect.Provenance);
            Assert.Equal(Uri.UriSchemeHttps, dialect.BaseUri!.Scheme);
            Assert.InRange(dialect.MaxConcurrency, 1, 8);
            Assert.True(dialect.UploadMode != TapQueryMode.Auto, dialect.Name);
            Assert.All(dialect.TableNames.Values, name => Assert.True(AdqlText.IsTableName(name), name));
            Assert.Same(dialect, TapDialects.ForUri(dialect.BaseUri));
        });
        Assert.Equal(TapDialects.Known.Count, TapDialects.Known.Select(dialect => dialect.BaseUri!.Host).Distinct().Count());
        Assert.Equal(1, TapDialects.Vizier.MaxConcurrency);
    }

    // What the reference notebook works around by hand.
    [Fact]
    public void Distances_come_in_degrees_or_not_at_all()
    {
        Assert.Equal("DISTANCE(a, b)", TapDialects.EsaGaia.DistanceInDegrees("a", "b"));
        Assert.Equal("DISTANCE(a, b) / 60.0", TapDialects.Heasarc.DistanceInDegrees("a", "b"));
        Assert.Null(TapDialects.Irsa.DistanceInDegrees("a", "b"));
    }

    [Fact]
    public void A_join_by_geometry_has_the_form_that_the_service_takes()
    {
        string condition = TapDialect.InCircle("POINT('ICRS', p.ra, p.dec)", "CIRCLE('ICRS', t.ra, t.dec, t.r)");
        Assert.Equal(
            $"fp_psc AS p, TAP_UPLOAD.t AS t WHERE {condition} AND p.j_m < 15",
            TapDialects.Irsa.JoinByGeometry("fp_psc AS p", "TAP_UPLOAD.t AS t", condition, "p.j_m < 15"));
        Assert.Equal(
            $"csc AS p, TAP_UPLOAD.t AS t WHERE {condition}",
            TapDialects.Heasarc.JoinByGeometry("csc AS p", "TAP_UPLOAD.t AS t", condition));
        Assert.Equal(
            $"csc AS p JOIN TAP_UPLOAD.t AS t ON {condition}",
            TapDialects.EsaGaia.JoinByGeometry("csc AS p", "TAP_UPLOAD.t AS t", condition));
    }

    [Theory]
    [InlineData("SELECT t.id, g.ra FROM g, TAP_UPLOAD.t AS t WHERE t.name = 'TOP 3 ORDER BY' AND \"count\" > 3", null)]
    [InlineData("SELECT TOP 3 a FROM t", "TOP 3")]
    [InlineData("SELECT a FROM t ORDER\n BY a", "ORDER BY")]
    [InlineData("SELECT count(*) FROM t", "COUNT")]
    [InlineData("SELECT a FROM t GROUP BY a", "GROUP BY")]
    [InlineData("SELECT DISTINCT a FROM t", "DISTINCT")]
    [InlineData("SELECT a FROM t UNION SELECT b FROM u -- x", "UNION")]
    [InlineData("SELECT a FROM t -- ORDER BY", null)]
    [InlineData("SELECT max_flux, topology FROM t", null)]
    public void What_makes_rows_depend_on_each_other_is_found(string query, string? clause) =>
        Assert.Equal(clause, AdqlText.FindWholeResultClause(query));

    [Theory]
    [InlineData("time", "time")]
    [InlineData("TIME", "TIME")]
    [InlineData("year", "\"year\"")]
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
        Assert.Equal("\"time\"", TapDialects.Irsa.QuoteIdentifier("time"));
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
