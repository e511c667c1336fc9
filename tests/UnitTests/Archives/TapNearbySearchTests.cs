using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.UnitTests.Tap;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>Searches around many positions at a simulated service with all kinds of faults.</summary>
[Collection("user folder")]
public sealed partial class TapNearbySearchTests : IDisposable
{
    private const int Sources = 300;

    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-near-").FullName;
    private readonly string? _before = Environment.GetEnvironmentVariable("PSASTROXMATCH_HOME");
    private readonly (string Name, double Ra, double Dec)[] _sources;
    private readonly ConcurrentQueue<int> _asked = new();
    private int _requests;

    public TapNearbySearchTests()
    {
        Environment.SetEnvironmentVariable("PSASTROXMATCH_HOME", _folder);
        Random random = new(5);
        _sources = [.. Enumerable.Range(0, Sources).Select(i => ($"S{i:D4}", 10 + 2 * random.NextDouble(), -1 + 2 * random.NextDouble()))];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PSASTROXMATCH_HOME", _before);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(4500)]
    public void One_query_for_thousands_of_positions_finds_what_lies_in_each_circle(int count)
    {
        using FaultServer server = Server();
        SearchCircles circles = Circles(count);
        NearbyRows near = Find(server, circles);
        Assert.Empty(near.Failures);
        Assert.Equal($"request = {server.BaseUri}", near.Origin[1].ToString());
        Assert.Contains("TAP_UPLOAD.circles", near.Origin[2].Value);
        Assert.Equal(BruteForce(circles), Pairs(near));
        Assert.Equal(near.Catalog.RowCount, near.Row.Distinct().Count());
        // Column list, capabilities, and a query for each 2,000 positions.
        Assert.Equal(2 + (count + 1999) / 2000, server.Requests.Count);
        Assert.Equal(count, _asked.Distinct().Count());
        Assert.Equal(count, _asked.Count);
        Archive.Forget(near.KeptAnswers, _ => { });
        Assert.Empty(Parts());
    }

    [Fact]
    public void Equal_circles_are_asked_for_once_and_unusable_ones_not_at_all()
    {
        using FaultServer server = Server();
        SearchCircles two = Circles(2);
        SearchCircles circles = new(
            [two.Ra[0], two.Ra[1], double.NaN, two.Ra[0]], [two.Dec[0], two.Dec[1], 0, two.Dec[0]], [.2, .2, .2, .2]);
        NearbyRows near = Find(server, circles);
        Assert.Equal(["PositionMissing"], near.Failures.Values.Select(error => error.ErrorId));
        Assert.Equal([2], near.Failures.Keys);
        Assert.Equal(BruteForce(circles), Pairs(near));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public void A_service_that_takes_no_tables_is_asked_for_each_circle()
    {
        using FaultServer server = Server(takesUploads: false);
        SearchCircles circles = Circles(30);
        NearbyRows near = Find(server, circles);
        Assert.Empty(near.Failures);
        Assert.Equal(BruteForce(circles), Pairs(near));
        Assert.Equal(32, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_server_that_fails_every_third_request_gives_the_same_rows(bool takesUploads)
    {
        using FaultServer server = Server(takesUploads, request => request % 3 == 2);
        SearchCircles circles = Circles(takesUploads ? 4500 : 20);
        NearbyRows near = Find(server, circles);
        Assert.Empty(near.Failures);
        Assert.Equal(BruteForce(circles), Pairs(near));
    }

    [Fact]
    public void A_server_that_dies_half_way_loses_only_what_it_was_not_asked_and_Resume_asks_for_that()
    {
        SearchCircles circles = Circles(5000);
        bool isDead = false;
        using FaultServer server = Server(fails: _ => isDead |= _asked.Count >= 2000);
        List<int> progress = [];
        NearbyRows half = Find(
            server, circles, new NearbyOptions { Progress = (done, _) => progress.Add(done) }, new TapServiceOptions { MaxRetryAttempts = 0 });
        Assert.Equal([2000, 4000, 5000], progress);
        Assert.False(half.IsComplete);
        Assert.Equal(3000, half.Failures.Count);
        Assert.Equal(BruteForce(circles).Where(pair => pair.Circle < 2000), Pairs(half));
        Assert.Equal(2000, _asked.Count);

        // At the same address: finished parts belong to a service.
        using FaultServer back = Server(port: server);
        NearbyRows whole = Find(back, circles, new NearbyOptions { Resume = true });
        Assert.Empty(whole.Failures);
        Assert.Equal(BruteForce(circles), Pairs(whole));
        Assert.Equal(5000, _asked.Count);
        Archive.Forget(whole.KeptAnswers, _ => { });
        Assert.Empty(Parts());
    }

    [Fact]
    public void A_search_that_was_cancelled_goes_on_where_it_was()
    {
        SearchCircles circles = Circles(5000);
        using CancellationTokenSource stop = new();
        using FaultServer server = Server(fails: _ =>
        {
            if (_asked.Count >= 4000)
                stop.Cancel();
            return false;
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Find(server, circles, cancellationToken: stop.Token));
        Assert.Equal(2, Parts().Length);
        int asked = _asked.Count;
        NearbyRows whole = Find(server, circles, new NearbyOptions { Resume = true });
        Assert.Equal(BruteForce(circles), Pairs(whole));
        Assert.Equal(4000, _asked.Take(asked).Distinct().Count(circle => circle < 4000));
        Assert.Equal(1000, _asked.Skip(asked).Distinct().Count());
    }

    [Fact]
    public void What_all_parts_would_be_told_ends_the_search()
    {
        using FaultServer server = new(exchange => exchange.Request.Path.EndsWith("/sync", StringComparison.Ordinal)
            ? Acts.Send(exchange.Request.Body.Contains("circle_id") ? Acts.Error("no such table") : Table([]))(exchange)
            : Acts.Send("not here", 404, "text/plain")(exchange));
        Assert.Equal("ServiceError", Assert.Throws<AstroException>(() => Find(server, Circles(5000))).ErrorId);
        Assert.Equal(3, server.Requests.Count);
    }

    private string[] Parts() => Directory.Exists(Path.Combine(_folder, "Parts")) ? Directory.GetFiles(Path.Combine(_folder, "Parts"), "*.json") : [];

    [Fact]
    public void Columns_of_another_frame_cannot_be_searched_at_a_service()
    {
        string columns = Table([]).Replace("name=\"ra\"", "name=\"RAB1950\"", StringComparison.Ordinal).Replace("name=\"dec\"", "name=\"DEB1950\"", StringComparison.Ordinal);
        using FaultServer server = Server(instead: _ => Acts.Send(columns));
        CatalogDescription own = Catalogs.TwoMass with
        {
            Name = "own",
            TableName = "old_table",
            Columns = [new("designation", CatalogQuantity.Text), new("ra", CatalogQuantity.Degrees, "RAB1950"), new("dec", CatalogQuantity.Degrees, "DEB1950")],
        };
        AstroException error = Assert.Throws<AstroException>(() => new TapArchive(null, server.BaseUri, []).FindNear(own, Circles(1), new NearbyOptions(), Token));
        Assert.Equal(ErrorIds.FrameUnknown, error.ErrorId);
        Assert.StartsWith("The columns 'RAB1950' and 'DEB1950' of old_table at ", error.Message, StringComparison.Ordinal);
        Assert.Contains("are in the frame FK4 B1950", error.Message);
        Assert.Single(server.Requests);
    }

    private static NearbyRows Find(
        FaultServer server, SearchCircles circles, NearbyOptions? nearby = null, TapServiceOptions? options = null, CancellationToken? cancellationToken = null) =>
        new TapArchive(null, server.BaseUri, [], options: (options ?? new TapServiceOptions()) with { TimeProvider = new ImpatientTime() })
            .FindNear(Catalogs.TwoMass, circles, nearby ?? new NearbyOptions(), cancellationToken ?? Token);

    private static SearchCircles Circles(int count)
    {
        Random random = new(9);
        (double[] ra, double[] dec, double[] radius) = (new double[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++)
            (ra[i], dec[i], radius[i]) = (10 + 2 * random.NextDouble(), -1 + 2 * random.NextDouble(), 0.05 + 0.05 * random.NextDouble());
        return new SearchCircles(ra, dec, radius);
    }

    private List<(int Circle, string Name)> BruteForce(SearchCircles circles) =>
    [
        .. from circle in Enumerable.Range(0, circles.Count)
           from source in _sources
           where Separation.Degrees(circles.Ra[circle], circles.Dec[circle], source.Ra, source.Dec) <= circles.Radius[circle]
           orderby circle, source.Name
           select (circle, source.Name),
    ];

    private static List<(int Circle, string Name)> Pairs(NearbyRows near) =>
        [.. near.Circle.Zip(near.Row, (circle, row) => (circle, near.Catalog.Text("designation", row))).OrderBy(pair => pair.circle).ThenBy(pair => pair.Item2)];

    // takesUploads: as declared in the capabilities; null if they declare nothing. instead: replaces the true answer to a query.
    private FaultServer Server(
        bool? takesUploads = true, Func<int, bool>? fails = null, FaultServer? port = null, Func<string, FaultServer.Act?>? instead = null)
    {
        int? same = port?.Port;
        port?.Dispose();
        return new FaultServer(same, exchange =>
        {
            string path = exchange.Request.Path.Split('?')[0];
            if (path.EndsWith("/capabilities", StringComparison.Ordinal))
                return Acts.Send(Capabilities(takesUploads), contentType: "text/xml")(exchange);
            if (fails?.Invoke(Interlocked.Increment(ref _requests)) == true)
                return Acts.Send("down", 503, "text/plain")(exchange);
            return (instead?.Invoke(exchange.Request.Body) ?? Acts.Send(Table(Answer(exchange.Request.Body))))(exchange);
        });
    }

    private List<(int? Circle, (string Name, double Ra, double Dec) Source)> Answer(string body)
    {
        if (UploadedRow().Matches(body) is { Count: > 0 } rows)
        {
            (int Id, double Ra, double Dec, double Radius)[] circles =
                [.. rows.Select(row => ((int)Number(row, 1), Number(row, 2), Number(row, 3), Number(row, 4)))];
            Array.ForEach(circles, circle => _asked.Enqueue(circle.Id));
            return [.. circles.SelectMany(circle => Near(circle.Ra, circle.Dec, circle.Radius).Select(source => ((int?)circle.Id, source)))];
        }

        Match cone = Cone().Match(Uri.UnescapeDataString(body.Replace('+', ' ')));
        return cone.Success ? [.. Near(Number(cone, 1), Number(cone, 2), Number(cone, 3)).Select(source => ((int?)null, source))] : [];
    }

    private IEnumerable<(string Name, double Ra, double Dec)> Near(double ra, double dec, double radius) =>
        _sources.Where(source => Separation.Degrees(ra, dec, source.Ra, source.Dec) <= radius).Reverse();

    private static double Number(Match match, int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Table(IEnumerable<(int? Circle, (string Name, double Ra, double Dec) Source)> rows)
    {
        var list = rows.ToList();
        bool withCircle = list.Any(row => row.Circle is not null);
        StringBuilder text = new("<?xml version=\"1.0\"?><VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE type=\"results\">"
            + "<INFO name=\"QUERY_STATUS\" value=\"OK\"/><TABLE>" + (withCircle ? "<FIELD name=\"circle_id\" datatype=\"int\"/>" : "")
            + "<FIELD name=\"designation\" datatype=\"char\" arraysize=\"*\"/><FIELD name=\"ra\" datatype=\"double\"/><FIELD name=\"dec\" datatype=\"double\"/><DATA><TABLEDATA>");
        foreach ((int? circle, (string name, double ra, double dec)) in list)
            text.Append($"<TR>{(withCircle ? $"<TD>{circle}</TD>" : "")}<TD>{name}</TD><TD>{ValueText.Format(ra)}</TD><TD>{ValueText.Format(dec)}</TD></TR>");
        return text.Append("</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>").ToString();
    }

    private static string Capabilities(bool? takesUploads) =>
        "<?xml version=\"1.0\"?><vosi:capabilities xmlns:vosi=\"http://www.ivoa.net/xml/VOSICapabilities/v1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        + "<capability standardID=\"ivo://ivoa.net/std/TAP\" xsi:type=\"tr:TableAccess\" xmlns:tr=\"http://www.ivoa.net/xml/TAPRegExt/v1.0\">"
        + (takesUploads is bool takes ? $"<uploadMethod ivo-id=\"ivo://ivoa.net/std/TAPRegExt#upload-{(takes ? "inline" : "ftp")}\"/>" : "")
        + "</capability></vosi:capabilities>";

    [GeneratedRegex(@"<TR><TD>(\d+)</TD><TD>([^<]+)</TD><TD>([^<]+)</TD><TD>([^<]+)</TD>")]
    private static partial Regex UploadedRow();

    [GeneratedRegex(@"CIRCLE\('ICRS', ([-\d.eE+]+), ([-\d.eE+]+), ([-\d.eE+]+)\)")]
    private static partial Regex Cone();
}
