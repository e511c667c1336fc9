using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.UnitTests.Tap;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>The client of the CDS cross-match service, against a server that behaves as documented.</summary>
public sealed partial class CdsXMatchTests
{
    private readonly (string Name, double Ra, double Dec)[] _sources;
    private readonly List<string> _requests = [];
    private int _limit = int.MaxValue;

    public CdsXMatchTests()
    {
        Random random = new(3);
        _sources = [.. Enumerable.Range(0, 400).Select(i => ($"{i:D8}+0000000", 10 + 0.3 * random.NextDouble(), 60 + 0.2 * random.NextDouble()))];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void It_finds_what_lies_in_each_circle_and_asks_once_for_similar_radii()
    {
        using FaultServer server = new(Serve);
        SearchCircles circles = Circles([5, 7, 20, 22, 24, 100, 6, double.NaN]);
        List<string> log = [];
        NearbyRows near = new CdsXMatchSearch(Service(server)).Find(Catalogs.TwoMass, circles, new NearbyOptions { Log = log.Add }, Token);
        Assert.Equal([7], near.Failures.Keys);
        Assert.Equal(BruteForce(circles), Pairs(near, circles));
        Assert.Equal(3, server.Requests.Count);
        Assert.All(_requests, body => Assert.Contains("vizier:II/246/out", body));
        Assert.Contains(CdsXMatch.Acknowledgement, log);
        Assert.Equal(12.5, near.Catalog.Number("j_m", 0));
    }

    [Fact]
    public void A_result_of_just_the_limit_is_taken_for_cut_and_asked_for_in_halves()
    {
        using FaultServer server = new(Serve);
        SearchCircles circles = Circles([.. Enumerable.Repeat(60.0, 40)]);
        _limit = 40;
        Assert.True(BruteForce(circles).Count > 2 * _limit);
        NearbyRows near = new CdsXMatchSearch(Service(server, _limit)).Find(Catalogs.TwoMass, circles, new NearbyOptions(), Token);
        Assert.Equal(BruteForce(circles), Pairs(near, circles));
        Assert.True(server.Requests.Count > 1);
    }

    [Theory]
    [InlineData(400, "Too many jobs are being processed, try later!")]
    [InlineData(504, "")]
    public void A_busy_service_is_asked_again(int status, string words)
    {
        int request = 0;
        using FaultServer server = new(exchange => ++request == 1
            ? Acts.Send(words.Length > 0 ? Acts.Error(words) : Acts.Page("Gateway Time-out"), status)(exchange)
            : Serve(exchange));
        SearchCircles circles = Circles([10, 12]);
        NearbyRows near = new CdsXMatchSearch(Service(server)).Find(Catalogs.TwoMass, circles, new NearbyOptions(), Token);
        Assert.Equal(BruteForce(circles), Pairs(near, circles));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void A_machine_that_is_shut_out_is_told_so_and_does_not_insist()
    {
        using FaultServer server = new(Acts.Send("Forbidden", 403, "text/plain"));
        AstroException error = Assert.Throws<AstroException>(() => Find(server));
        Assert.Equal("ServiceForbidden", error.ErrorId);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void The_services_words_are_the_error()
    {
        using FaultServer server = new(Acts.Send(Acts.Error("Unknown VizieR table"), 400));
        AstroException error = Assert.Throws<AstroException>(() => Find(server));
        Assert.Equal("ServiceError", error.ErrorId);
        Assert.Contains("Unknown VizieR table", error.Message);
    }

    [Fact]
    public void A_radius_beyond_the_services_limit_is_refused_before_anything_is_sent()
    {
        using FaultServer server = new(Serve);
        CdsXMatchSearch search = new(Service(server));
        Assert.Equal("XMatchRadiusTooLarge", Assert.Throws<AstroException>(() => search.Find(Catalogs.TwoMass, Circles([181]), new NearbyOptions(), Token)).ErrorId);
        Assert.Equal("VizierTableUnknown", Assert.Throws<AstroException>(() => search.Find(Catalogs.Chanmaster, Circles([1]), new NearbyOptions(), Token)).ErrorId);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void A_catalog_with_proper_motions_is_asked_in_wider_circles()
    {
        using FaultServer server = new(Serve);
        new CdsXMatchSearch(Service(server)).Find(Catalogs.TwoMass, Circles([10]), new NearbyOptions(), Token);
        Assert.Equal(10, Radius(_requests[^1]), 0.001);
        // 16 years from J2000 to Gaia's epoch and 4 more, at 0.5 arcsec/yr.
        Assert.Throws<AstroException>(() => new CdsXMatchSearch(Service(server)).Find(Catalogs.GaiaSource, Circles([10]) with { Years = 4 }, new NearbyOptions(), Token));
        Assert.Equal(20, Radius(_requests[^1]), 0.001);
    }

    private void Find(FaultServer server) => new CdsXMatchSearch(Service(server)).Find(Catalogs.TwoMass, Circles([10]), new NearbyOptions(), Token);

    private static CdsXMatch Service(FaultServer server, long rowLimit = 2_000_000) =>
        new(new Uri(server.BaseUri + "/sync"), new TapServiceOptions { TimeProvider = new ImpatientTime() }, rowLimit);

    private static SearchCircles Circles(double[] arcsec)
    {
        Random random = new(7);
        return new SearchCircles(
            Array.ConvertAll(arcsec, radius => double.IsNaN(radius) ? double.NaN : 10 + 0.3 * random.NextDouble()),
            Array.ConvertAll(arcsec, _ => 60 + 0.2 * random.NextDouble()),
            Array.ConvertAll(arcsec, radius => double.IsNaN(radius) ? 1 : radius / 3600));
    }

    private List<(int, string)> BruteForce(SearchCircles circles) =>
    [
        .. from circle in Enumerable.Range(0, circles.Count)
           from source in _sources
           where Separation.Degrees(circles.Ra[circle], circles.Dec[circle], source.Ra, source.Dec) <= circles.Radius[circle]
           orderby circle, source.Name
           select (circle, source.Name),
    ];

    // More rows may be returned than lie in a circle: the caller makes the cut.
    private static List<(int, string)> Pairs(NearbyRows near, SearchCircles circles) =>
    [
        .. near.Circle.Zip(near.Row)
            .Where(pair => Separation.Degrees(circles.Ra[pair.First], circles.Dec[pair.First], near.Catalog.Ra[pair.Second], near.Catalog.Dec[pair.Second]) <= circles.Radius[pair.First])
            .Select(pair => (pair.First, near.Catalog.Text("designation", pair.Second)))
            .Order(),
    ];

    private static double Radius(string body) => double.Parse(DistMax().Match(body).Groups[1].Value, CultureInfo.InvariantCulture);

    private Task Serve(FaultServer.Exchange exchange)
    {
        string body = exchange.Request.Body;
        _requests.Add(body);
        double radius = Radius(body) / 3600;
        StringBuilder rows = new();
        int count = 0;
        foreach (Match line in Line().Matches(body))
        {
            double ra = double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture), dec = double.Parse(line.Groups[3].Value, CultureInfo.InvariantCulture);
            foreach ((string name, double sourceRa, double sourceDec) in _sources)
            {
                double distance = Separation.Degrees(ra, dec, sourceRa, sourceDec);
                if (distance <= radius && count++ < _limit)
                    rows.Append($"<TR><TD>{ValueText.Format(distance * 3600)}</TD><TD>{line.Groups[1].Value}</TD><TD>{line.Groups[2].Value}</TD><TD>{line.Groups[3].Value}</TD><TD>{name}</TD><TD>{ValueText.Format(sourceRa)}</TD><TD>{ValueText.Format(sourceDec)}</TD><TD>12.5</TD></TR>");
            }
        }

        return Acts.Send(
            "<?xml version=\"1.0\"?><VOTABLE version=\"1.3\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE><TABLE><FIELD name=\"angDist\" datatype=\"double\" unit=\"arcsec\"/>"
            + "<FIELD name=\"position_id\" datatype=\"long\"/><FIELD name=\"position_ra\" datatype=\"double\"/><FIELD name=\"position_dec\" datatype=\"double\"/>"
            + "<FIELD name=\"2MASS\" datatype=\"char\" arraysize=\"*\"/><FIELD name=\"RAJ2000\" datatype=\"double\" unit=\"deg\"/><FIELD name=\"DEJ2000\" datatype=\"double\" unit=\"deg\"/>"
            + $"<FIELD name=\"Jmag\" datatype=\"float\" unit=\"mag\"/><DATA><TABLEDATA>{rows}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")(exchange);
    }

    [GeneratedRegex(@"distMaxArcsec[^\d]*([\d.]+)", RegexOptions.Singleline)]
    private static partial Regex DistMax();

    [GeneratedRegex(@"^(\d+),([-\d.eE]+),([-\d.eE]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
