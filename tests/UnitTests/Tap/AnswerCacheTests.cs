using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Stored answers: complete or not at all, and never the answer to a different request.</summary>
[Collection("user folder")]
public sealed class AnswerCacheTests : IDisposable
{
    private const string Query = "SELECT name, ra FROM csc";

    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-cache-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AnswerCache Cache => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_answer_is_asked_for_once()
    {
        using FaultServer server = Server();
        List<string> log = [];
        AstroTable first = Connect(server).Run(Query, new TapQueryOptions { Log = log.Add }, Token);
        int asked = server.Requests.Count;
        AstroTable second = Connect(server).Run(Query, new TapQueryOptions { Log = log.Add }, Token);
        Assert.Equal(asked, server.Requests.Count);
        Assert.Equal(first.Columns.Select(column => (column.Name, column.Unit, column.ValueType)), second.Columns.Select(column => (column.Name, column.Unit, column.ValueType)));
        for (int row = 0; row < first.RowCount; row++)
            Assert.Equal(first.Columns.Select(column => column.GetValue(row)), second.Columns.Select(column => column.GetValue(row)));
        Assert.Contains(log, line => line.Contains("stored") && line.Contains("ago"));
        CachedAnswer notes = Assert.Single(Cache.List());
        Assert.Equal((Query, 3, 1), (notes.Query, notes.Rows, notes.Hits));
    }

    [Fact]
    public void Every_type_null_and_digit_comes_back()
    {
        AstroTable table = new(
        [
            new AstroColumn<long>(new ColumnInfo("id", typeof(long)) { Ucd = "meta.id" }, [6917528997577384321, long.MaxValue, 0], Nulls(2)),
            new AstroColumn<double>(new ColumnInfo("flux", typeof(double)) { Unit = "erg/cm2/s", Description = "x < y & z" }, [4.9e-324, double.NaN, 0.1 + 0.2]),
            new AstroColumn<float>(new ColumnInfo("mag", typeof(float)), [20.78351f, float.NaN, -1]),
            new AstroColumn<string>(new ColumnInfo("name", typeof(string)), ["α Ori", "", "a\tb"]),
            new AstroColumn<int>(new ColumnInfo("n", typeof(int)), [int.MinValue, 0, 7], Nulls(1)),
            new AstroColumn<bool>(new ColumnInfo("flag", typeof(bool)), [true, false, true]),
            new AstroColumn<double[]>(new ColumnInfo("list", typeof(double[])) { ArraySize = "*" }, [[1.5, 2.5], [], [3]]),
        ]);
        Cache.Store("id1", new Uri("http://127.0.0.1/tap"), Query, table, Token);
        AstroTable read = Cache.Find("id1", null, Token)!.Value.Table;
        foreach ((AstroColumn wrote, AstroColumn found) in table.Columns.Zip(read.Columns))
        {
            Assert.Equal((wrote.Name, wrote.Unit, wrote.Info.Ucd, wrote.Info.Description, wrote.ValueType), (found.Name, found.Unit, found.Info.Ucd, found.Info.Description, found.ValueType));
            for (int row = 0; row < 3; row++)
                Assert.Equal(wrote.GetValue(row) is "" ? null : wrote.GetValue(row), found.GetValue(row) is "" ? null : found.GetValue(row));
        }
    }

    [Fact]
    public void An_old_answer_is_asked_for_anew_and_Refresh_always_is()
    {
        using FaultServer server = Server();
        Connect(server).Run(Query, null, Token);
        int asked = server.Requests.Count;
        Connect(server, caching => caching with { MaxAge = TimeSpan.Zero }).Run(Query, null, Token);
        Assert.True(server.Requests.Count > asked);
        asked = server.Requests.Count;
        Connect(server, caching => caching with { Refresh = true }).Run(Query, null, Token);
        Assert.True(server.Requests.Count > asked);
    }

    [Fact]
    public void Offline_sends_nothing_whatever_is_asked()
    {
        using FaultServer server = Server();
        Connect(server).Run(Query, null, Token);
        int asked = server.Requests.Count;
        TapService offline = Connect(server, caching => caching with { Offline = true, MaxAge = TimeSpan.Zero });
        Assert.Equal(3, offline.Run(Query, null, Token).RowCount);
        Action[] others =
        [
            () => offline.Run("SELECT 1 FROM other", null, Token),
            () => offline.RunSync(Query + " ", null, Token),
            () => offline.Open(Query, null, Token),
            () => offline.GetCapabilities(null, Token),
            () => offline.GetTables(null, Token),
            () => offline.GetColumns("csc", null, Token),
            () => offline.SubmitJob(Query, null, Token),
            () => offline.RunSliced(TapSlicedQuery.ByDeclination("*", "csc", "dec"), null, Token),
        ];
        foreach (Action other in others.Where(other => other != others[3] && other != others[4]))
            Assert.Equal("NotInCache", Assert.Throws<AstroException>(other).ErrorId);
        others[3]();
        Assert.Equal("NotInCache", Assert.Throws<AstroException>(others[4]).ErrorId);
        Assert.Equal(asked, server.Requests.Count);
    }

    [Fact]
    public void An_error_or_a_cut_result_is_never_stored()
    {
        using FaultServer cut = new(Answer(Acts.Table(3, after: Acts.Status("OVERFLOW"))));
        Assert.Equal("ResultTruncated", Assert.Throws<AstroException>(() => Connect(cut).Run(Query, null, Token)).ErrorId);
        Assert.Equal(3, Connect(cut).Run(Query, new TapQueryOptions { AllowTruncated = true }, Token).RowCount);
        using FaultServer failing = new(Answer(Acts.Error("no such table")));
        Assert.Equal("ServiceError", Assert.Throws<AstroException>(() => Connect(failing).Run(Query, null, Token)).ErrorId);
        Assert.Empty(Cache.List());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_was_cut_anywhere_in_its_rows_counts_as_absent_and_is_removed()
    {
        AstroTable table = new([new AstroColumn<double>(new ColumnInfo("x", typeof(double)), [.. Enumerable.Range(0, 50).Select(i => i / 3.0)])]);
        Cache.Store("id1", new Uri("http://127.0.0.1/tap"), Query, table, Token);
        string file = Directory.GetFiles(_folder, "id1-*.vot.gz").Single();
        byte[] rows = File.ReadAllBytes(file), notes = File.ReadAllBytes(Path.Combine(_folder, "id1.json"));
        for (int length = 0; length < rows.Length; length++)
        {
            File.WriteAllBytes(file, rows[..length]);
            File.WriteAllBytes(Path.Combine(_folder, "id1.json"), notes);
            List<string> log = [];
            if (Cache.Find("id1", log.Add, Token) is var (whole, _))
            {
                // Only what closes the compression is missing: the end of its last block, the checksum, the length.
                Assert.True(length >= rows.Length - 16, $"{length} of {rows.Length}");
                Assert.Equal(table["x"].ToDoubles(), whole["x"].ToDoubles());
                continue;
            }

            Assert.Single(log);
            Assert.Empty(Directory.GetFiles(_folder));
        }

        for (int length = 0; length < notes.Length; length++)
        {
            File.WriteAllBytes(file, rows);
            File.WriteAllBytes(Path.Combine(_folder, "id1.json"), notes[..length]);
            Assert.Null(Cache.Find("id1", null, Token));
        }

        File.WriteAllBytes(Path.Combine(_folder, "id1.json"), notes);
        Assert.Equal(50, Cache.Find("id1", null, Token)!.Value.Table.RowCount);
    }

    [Fact]
    public void What_differs_in_service_user_limit_or_upload_is_another_question()
    {
        Uri one = new("http://a.example/tap"), other = new("http://b.example/tap");
        static TapQueryOptions Upload(string name, double value) => new()
        {
            Uploads = [new TapUpload(name, new AstroTable([new AstroColumn<double>(new ColumnInfo("ra", typeof(double)), [value])]))],
        };
        string[] keys =
        [
            AnswerKey.Of(one, null, "query", Query, TapQueryOptions.Default, Token),
            AnswerKey.Of(other, null, "query", Query, TapQueryOptions.Default, Token),
            AnswerKey.Of(one, "Basic YTpi", "query", Query, TapQueryOptions.Default, Token),
            AnswerKey.Of(one, null, "sliced", Query, TapQueryOptions.Default, Token),
            AnswerKey.Of(one, null, "query", Query + " ", TapQueryOptions.Default, Token),
            AnswerKey.Of(one, null, "query", Query, new TapQueryOptions { MaxRow = 3 }, Token),
            AnswerKey.Of(one, null, "query", Query, new TapQueryOptions { MaxRec = 3 }, Token),
            AnswerKey.Of(one, null, "query", Query, Upload("t", 1), Token),
            AnswerKey.Of(one, null, "query", Query, Upload("t", Math.BitIncrement(1)), Token),
            AnswerKey.Of(one, null, "query", Query, Upload("u", 1), Token),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(AnswerKey.Of(one, null, "query", Query, Upload("t", 1), Token), AnswerKey.Of(one, null, "query", Query, Upload("t", 1), Token));
    }

    [Fact]
    public void Many_writers_and_readers_of_one_answer_see_it_whole()
    {
        Uri service = new("http://127.0.0.1/tap");
        AstroTable[] tables = [.. Enumerable.Range(1, 4).Select(n => new AstroTable([new AstroColumn<int>(new ColumnInfo("n", typeof(int)), [.. Enumerable.Repeat(n, 1000 * n)])]))];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, i =>
        {
            if (i % 2 == 0)
                Cache.Store("id1", service, Query, tables[i / 2 % 4], Token);
            else if (Cache.Find("id1", null, Token) is var (table, _))
                Assert.Single(Enumerable.Range(0, table.RowCount).Select(row => table["n"].GetText(row)).Distinct());
        });
        AstroTable last = Cache.Find("id1", null, Token)!.Value.Table;
        Assert.Equal(1000 * (int)last["n"].GetDouble(0), last.RowCount);
    }

    [Fact]
    public void A_kill_between_the_two_files_keeps_the_old_answer_with_its_own_age()
    {
        Uri service = new("http://127.0.0.1/tap");
        AstroTable Numbers(int count) => new([new AstroColumn<int>(new ColumnInfo("n", typeof(int)), new int[count])]);
        Cache.Store("id1", service, Query, Numbers(3), Token);
        CachedAnswer before = Cache.List()[0];
        // What a killed process leaves: rows without notes, and a file that was not renamed.
        string killed = Path.Combine(_folder, "id1-ffffffff.vot.gz"), half = Path.Combine(_folder, ".id1.json.0.tmp");
        File.WriteAllText(killed, "rows");
        File.WriteAllText(half, "{");
        (AstroTable table, CachedAnswer notes) = Cache.Find("id1", null, Token)!.Value;
        Assert.Equal((3, before.Created), (table.RowCount, notes.Created));
        Cache.RemoveAbandoned();
        Assert.True(File.Exists(killed) && File.Exists(half));
        foreach (string path in new[] { killed, half })
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
        Cache.RemoveAbandoned();
        Assert.False(File.Exists(killed) || File.Exists(half));
        Assert.Equal(3, Cache.Find("id1", null, Token)!.Value.Table.RowCount);
        // A hit that comes late does not bring the notes of a replaced answer back.
        Cache.Store("id1", service, Query, Numbers(5), Token);
        Cache.CountHit(before);
        Assert.Equal(5, Cache.Find("id1", null, Token)!.Value.Table.RowCount);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void An_answer_that_another_program_holds_counts_as_absent_and_stays()
    {
        Cache.Store("id1", new Uri("http://127.0.0.1/tap"), Query, new AstroTable([new AstroColumn<int>(new ColumnInfo("n", typeof(int)), [7])]), Token);
        string file = Directory.GetFiles(_folder, "id1-*.vot.gz").Single();
        List<string> log = [];
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Null(Cache.Find("id1", log.Add, Token));
        Assert.Single(log);
        Assert.Equal(7, Cache.Find("id1", null, Token)!.Value.Table["n"].GetDouble(0));
    }

    [Fact]
    public void A_damaged_answer_that_was_replaced_meanwhile_takes_the_new_one_not_away()
    {
        Uri service = new("http://127.0.0.1/tap");
        AstroTable Numbers(int count) => new([new AstroColumn<int>(new ColumnInfo("n", typeof(int)), new int[count])]);
        Cache.Store("id1", service, Query, Numbers(3), Token);
        File.WriteAllText(Directory.GetFiles(_folder, "id1-*.vot.gz").Single(), "no table");
        // The log is told before anything is removed: just then another one stores.
        Assert.Null(Cache.Find("id1", _ => Cache.Store("id1", service, Query, Numbers(5), Token), Token));
        Assert.Equal(5, Cache.Find("id1", null, Token)!.Value.Table.RowCount);
    }

    [Fact]
    public void Options_with_the_cache_of_the_user_are_equal_so_that_a_service_is_made_once()
    {
        static TapServiceOptions Options() => new() { Caching = new TapCaching(AnswerCache.OfUser) };
        Assert.Equal(Options(), Options());
        Assert.NotEqual(Options(), Options() with { Caching = new TapCaching(Cache) });
    }

    [Fact]
    public void Offline_holds_for_all_services_of_an_archive_and_ends_with_it()
    {
        using FaultServer one = Server(), other = Server();
        static void Ask(TapArchive archive, TapServiceName name) => archive[name].RunSync(Query, null, Token);
        TapArchive usual = new(null, other.BaseUri, []);
        TapArchive offline = new(usual, one.BaseUri, [TapServiceName.Heasarc], new TapCaching(Cache) { Offline = true });
        foreach (TapServiceName name in Enum.GetValues<TapServiceName>())
            Assert.Equal("NotInCache", Assert.Throws<AstroException>(() => Ask(offline, name)).ErrorId);
        Assert.Empty(one.Requests.Concat(other.Requests));
        TapArchive online = new(offline, one.BaseUri, [TapServiceName.Heasarc]);
        Ask(online, TapServiceName.Gaia);
        Ask(online, TapServiceName.Heasarc);
        Assert.Equal((1, 1), (one.Requests.Count, other.Requests.Count));
    }

    [Fact]
    public void The_answers_that_were_not_used_for_longest_make_room()
    {
        AstroTable table = new([new AstroColumn<double>(new ColumnInfo("x", typeof(double)), [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(i))])]);
        Uri service = new("http://127.0.0.1/tap");
        Cache.Store("a", service, "a", table, Token);
        long size = Cache.List()[0].SizeBytes;
        Cache.Store("b", service, "b", table, Token);
        Cache.CountHit(Cache.Find("a", null, Token)!.Value.Notes);
        new AnswerCache(_folder, size * 5 / 2).Store("c", service, "c", table, Token);
        Assert.Equal(["a", "c"], Cache.List().Select(answer => answer.Query).Order());
    }

    private static NullMask Nulls(params int[] rows)
    {
        NullMask mask = new(3);
        foreach (int row in rows)
            mask[row] = true;
        return mask;
    }

    private static FaultServer Server() => new(Answer(Acts.Table(3, after: Acts.Status("OK"))));

    private static FaultServer.Act Answer(string document) => exchange =>
        exchange.Request.Path.EndsWith("/sync", StringComparison.Ordinal)
            ? Acts.Send(document)(exchange)
            : Acts.Send("not here", 404, "text/plain")(exchange);

    private TapService Connect(FaultServer server, Func<TapCaching, TapCaching>? change = null)
    {
        TapCaching caching = new(Cache);
        return new TapService(server.BaseUri, new TapServiceOptions { Caching = change is null ? caching : change(caching), MaxRetryAttempts = 0 });
    }
}
