using System.Diagnostics;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.UnitTests.Tap;

namespace PSAstroXmatch.UnitTests.Archives;

/// <content>Refused tables, refused users, killed processes, and several catalogs.</content>
public sealed partial class TapNearbySearchTests
{
    private const string ChildVariable = "PSASTROXMATCH_TEST_SERVICE";

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public void A_service_that_refuses_the_table_without_having_said_so_is_asked_for_each_circle(int status)
    {
        using FaultServer server = Server(takesUploads: null, instead: body => body.Contains("TAP_UPLOAD")
            ? Acts.Send(Acts.Error("Parameter UPLOAD is not supported"), status)
            : null);
        SearchCircles circles = Circles(30);
        NearbyRows near = Find(server, circles);
        Assert.Empty(near.Failures);
        Assert.Equal(BruteForce(circles), Pairs(near));
        // Column list, capabilities, the refused table, and the circles.
        Assert.Equal(33, server.Requests.Count);
    }

    // ESA's Gaia archive refuses anonymous uploads at times, large ones more often than small ones.
    [Theory]
    [InlineData("DB quota exceeded for user anonymous (Currently 10 GB, maximum allowed is 10 GB)", 500)]
    [InlineData("", 500)]
    [InlineData("<html><title>Error</title><body>null</body></html>", 500)]
    [InlineData("DB quota exceeded for user anonymous", 400)]
    public void An_upload_that_is_refused_is_sent_in_small_parts_or_as_single_circles(string words, int status)
    {
        foreach ((int largest, int count) in new[] { (500, 1100), (0, 60) })
        {
            _asked.Clear();
            using FaultServer server = Server(instead: body => UploadedRow().Count(body) > largest ? Acts.Send(words, status, "text/plain") : null);
            SearchCircles circles = Circles(count);
            NearbyRows near = Find(server, circles);
            Assert.Empty(near.Failures);
            Assert.Equal(BruteForce(circles), Pairs(near));
            // Column list, capabilities and the refused table; then three parts or, if the service does not say why, each circle.
            Assert.Equal(3 + (largest == 0 ? 60 : status == 500 ? 3 : 1100), server.Requests.Count);
            Archive.Forget(near.KeptAnswers, _ => { });
            Assert.Empty(Parts());
        }
    }

    [Fact]
    public void An_upload_that_is_refused_half_way_takes_nothing_away()
    {
        int uploads = 0;
        using FaultServer server = Server(instead: body => UploadedRow().Count(body) > 0 && ++uploads > 1 ? Acts.Send("", 500, "text/plain") : null);
        SearchCircles circles = Circles(2030);
        NearbyRows near = Find(server, circles);
        Assert.Empty(near.Failures);
        Assert.Equal(BruteForce(circles), Pairs(near));
    }

    [Fact]
    public void A_service_that_is_down_is_not_asked_for_each_circle()
    {
        using FaultServer server = Server(instead: body => body.Contains("circles") || body.Contains("CIRCLE") ? Acts.Send("", 500, "text/plain") : null);
        NearbyRows near = Find(server, Circles(3000), new NearbyOptions { ThrottleLimit = 2 });
        Assert.Equal(3000, near.Failures.Count);
        Assert.All(near.Failures.Values, error => Assert.Equal("ServiceUnavailable", error.ErrorId));
        Assert.InRange(server.Requests.Count, 5, 7);
    }

    [Fact]
    public void What_can_not_be_removed_takes_no_rows_away()
    {
        // An old part whose rows file is a folder, which nobody can remove as a file, whatever the permissions.
        UserFolder.Ensure(UserFolder.Parts);
        CachedAnswer old = new("old") { RowsFile = "old-rows.vot.gz", Created = DateTimeOffset.UtcNow.AddDays(-8) };
        File.WriteAllText(Path.Combine(UserFolder.Parts, "old.json"), System.Text.Json.JsonSerializer.Serialize(old));
        Directory.CreateDirectory(Path.Combine(UserFolder.Parts, old.RowsFile));

        using FaultServer server = Server();
        SearchCircles circles = Circles(10);
        Assert.Equal(BruteForce(circles), Pairs(Find(server, circles)));
        Assert.False(File.Exists(Path.Combine(UserFolder.Parts, "old.json")));
    }

    [Fact]
    public void A_dialect_without_uploads_sends_none()
    {
        using FaultServer server = Server();
        SearchCircles circles = Circles(10);
        NearbyRows near = Find(server, circles, options: new TapServiceOptions { Dialect = TapDialects.Generic with { TakesUploads = false } });
        Assert.Equal(BruteForce(circles), Pairs(near));
        Assert.DoesNotContain(server.Requests, request => request.Body.Contains("TAP_UPLOAD"));
    }

    [Fact]
    public void A_service_that_shuts_the_user_out_half_way_is_not_asked_again_and_what_it_gave_stays()
    {
        using FaultServer server = Server(instead: _ => _asked.Count >= 2000 ? Acts.Send("too many queries", 403, "text/plain") : null);
        SearchCircles circles = Circles(9000);
        NearbyRows near = Find(server, circles);
        Assert.Equal(7000, near.Failures.Count);
        Assert.All(near.Failures.Values, error => Assert.Equal("ServiceForbidden", error.ErrorId));
        Assert.Equal(BruteForce(circles).Where(pair => pair.Circle < 2000), Pairs(near));
        // Column list, capabilities, the first part, and the one that was refused.
        Assert.Equal(4, server.Requests.Count);
        Assert.Single(Parts());
    }

    [Fact]
    public void What_was_kept_for_one_user_is_not_given_to_another()
    {
        using FaultServer server = Server();
        SearchCircles circles = Circles(30);
        TapServiceOptions one = new() { Credential = TapCredential.Basic("one", "secret") }, other = new() { Credential = TapCredential.Basic("other", "secret") };
        NearbyOptions resume = new() { Resume = true };
        Find(server, circles, options: one);
        Assert.Equal(30, _asked.Count);
        Find(server, circles, resume, one);
        Assert.Equal(30, _asked.Count);
        Find(server, circles, resume, other);
        Assert.Equal(60, _asked.Count);
        Find(server, circles, resume);
        Assert.Equal(90, _asked.Count);
        Assert.Equal(3, Parts().Length);
    }

    [Fact]
    public void Sources_of_one_name_at_two_positions_are_two()
    {
        _sources[1].Name = _sources[0].Name;
        using FaultServer server = Server();
        SearchCircles circles = new(
            [_sources[0].Ra, _sources[1].Ra, _sources[0].Ra], [_sources[0].Dec, _sources[1].Dec, _sources[0].Dec], [1e-4, 1e-4, 2e-4]);
        NearbyRows near = Find(server, circles);
        Assert.Equal(2, near.Catalog.RowCount);
        Assert.Equal([_sources[0].Ra, _sources[1].Ra, _sources[0].Ra], near.Circle.Zip(near.Row).OrderBy(pair => pair.First).Select(pair => near.Catalog.Ra[pair.Second]));
    }

    [Fact]
    public void A_catalog_that_was_done_is_not_asked_again_when_the_run_goes_on_after_another_failed()
    {
        bool isDown = true;
        using FaultServer server = Server(instead: body => isDown && body.Contains("TAP_UPLOAD") && Uri.UnescapeDataString(body).Contains("other AS c")
            ? Acts.Send("down", 503, "text/plain")
            : null);
        CatalogDescription other = Catalogs.TwoMass with { Name = "other", TableName = "other" };
        CounterpartOptions options = new() { Catalogs = [Catalogs.TwoMass, other], Top = 100 };
        SearchCircles circles = Circles(50);
        SearchCentres centres = SearchCentres.WithRadius(new SkyPositions(circles.Ra, circles.Dec), 0.1);

        CounterpartResult half = Search(options);
        Assert.Equal(["ServiceUnavailable"], half.Problems.Select(problem => problem.ErrorId));
        Assert.Equal([0, 50], half.Catalogs.Select(catalog => catalog.Failures.Count));
        Assert.Equal(50, _asked.Count);

        isDown = false;
        CounterpartResult whole = Search(options with { Nearby = new NearbyOptions { Resume = true } });
        Assert.Empty(whole.Problems);
        Assert.All(whole.Catalogs, catalog => Assert.Empty(catalog.Failures));
        Assert.Equal(Found(half), Found(whole));
        Assert.NotEmpty(Found(whole));
        Assert.Equal(100, _asked.Count);
        Assert.Empty(Parts());

        CounterpartResult Search(CounterpartOptions how) => new CounterpartSearch(
            new TapArchive(null, server.BaseUri, [], options: new TapServiceOptions { TimeProvider = new ImpatientTime() })).Find(centres, how, Token);

        static (int, string)[] Found(CounterpartResult result)
        {
            CatalogNeighbours twoMass = result.Catalogs[0];
            return [.. twoMass.Centre.Zip(twoMass.Row, (centre, row) => (centre, twoMass.Catalog.Text("designation", row)))];
        }
    }

    [Fact]
    public async Task A_killed_process_loses_only_the_part_that_it_was_waiting_for()
    {
        TaskCompletionSource atThirdPart = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool stalls = true;
        using FaultServer server = Server(instead: body =>
        {
            if (!stalls || _asked.Count < 4000)
                return null;
            atThirdPart.TrySetResult();
            return Acts.Stall();
        });
        using (Process child = StartChild(server.BaseUri))
        {
            await Task.WhenAny(atThirdPart.Task, child.WaitForExitAsync(Token)).WaitAsync(TimeSpan.FromMinutes(1), Token);
            Assert.True(atThirdPart.Task.IsCompleted, "The child process ended before it had asked for the third part.");
            child.Kill();
            await child.WaitForExitAsync(Token);
        }

        stalls = false;
        Assert.Equal(2, Parts().Length);
        Assert.Equal(4000, _asked.Count);
        SearchCircles circles = Circles(5000);
        NearbyRows whole = Find(server, circles, new NearbyOptions { Resume = true });
        Assert.Empty(whole.Failures);
        Assert.Equal(BruteForce(circles), Pairs(whole));
        Assert.Equal(Enumerable.Range(0, 5000), _asked.Order());
    }

    /// <summary>What the child process runs until it is killed.</summary>
    [Fact(Explicit = true)]
    public void Search_until_killed()
    {
        if (Environment.GetEnvironmentVariable(ChildVariable) is not string service)
        {
            Assert.Skip("This is a part of another test, which runs it in a process of its own.");
            return;
        }

        // The parent's folder, instead of this instance's own.
        Environment.SetEnvironmentVariable("PSASTROXMATCH_HOME", _before);
        new TapArchive(null, new Uri(service), []).FindNear(Catalogs.TwoMass, Circles(5000), new NearbyOptions(), Token);
        Assert.Fail("The process was to be killed before the search was done.");
    }

    private static Process StartChild(Uri service)
    {
        // The tests are a program: the same one is the child.
        ProcessStartInfo start = new(
            "dotnet",
            [
                Path.ChangeExtension(typeof(TapNearbySearchTests).Assembly.Location, "dll"),
                "-explicit", "only",
                "-method", $"{typeof(TapNearbySearchTests).FullName}.{nameof(Search_until_killed)}",
            ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[ChildVariable] = service.AbsoluteUri;
        return Process.Start(start)!;
    }
}
