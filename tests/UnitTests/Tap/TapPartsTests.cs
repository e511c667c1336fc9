using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Queries in parts, against a service with its own rows and a limit: no row is lost or duplicated.</summary>
public partial class TapPartsTests
{
    [Theory]
    [InlineData(ErrorIds.ServiceUnavailable, 504, true)]
    [InlineData(ErrorIds.ServiceUnavailable, 500, false)]
    [InlineData(ErrorIds.ServiceError, 413, true)]
    [InlineData(ErrorIds.ServiceError, null, false)]
    [InlineData(ErrorIds.ServiceTimeout, null, true)]
    public void A_smaller_part_is_tried_for_a_status_not_for_words_about_one(string id, int? status, bool isTooMuch)
    {
        AstroException error = new(id, "The gateway said: HTTP status 504, HTTP status 413.", "Try again.") { HttpStatus = status };
        Assert.Equal(isTooMuch, TapSlicer.IsTooMuch(error));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 100, 1)]
    [InlineData(99, 100, 1)]
    [InlineData(1000, 100, 11)]
    [InlineData(5000, 37, 100)]
    public void All_rows_come_once_however_small_the_limit_is(int rows, int limit, int atLeast)
    {
        double[] decs = Decs(rows);
        using Table service = new(decs, limit);
        AstroTable result = service.Connect(limit).RunSliced(service.Query, cancellationToken: Token);
        Assert.Equal(Enumerable.Range(0, rows), result["id"].ToDoubles().Select(id => (int)id).Order());
        Assert.True(service.Selects >= atLeast, $"{service.Selects} queries");
        Assert.True(service.Selects < atLeast * 12, $"{service.Selects} queries");
    }

    [Fact]
    public void Rows_without_a_value_and_outside_the_range_are_not_forgotten()
    {
        double[] decs = [.. Decs(500), double.NaN, double.NaN, 95, -91, 90, -90, 0, 0];
        using Table service = new(decs, 60);
        AstroTable result = service.Connect(60).RunSliced(service.Query, cancellationToken: Token);
        Assert.Equal(Enumerable.Range(0, decs.Length), result["id"].ToDoubles().Select(id => (int)id).Order());
    }

    [Fact]
    public void A_limit_that_nobody_knows_of_shows_in_the_count()
    {
        using Table service = new(Decs(900), 100) { TellsOverflow = false };
        List<string> log = [];
        AstroTable result = service.Connect(100_000).RunSliced(service.Query, new TapQueryOptions { Log = log.Add }, Token);
        Assert.Equal(900, result["id"].ToDoubles().Distinct().Count());
        Assert.Contains(log, line => line.Contains("COUNT(*) is 900; querying in slices"));
    }

    [Fact]
    public void A_limit_that_is_smaller_than_the_service_says_shows_in_the_count_too()
    {
        using Table service = new(Decs(900), 100) { TellsOverflow = false };
        AstroTable result = service.Connect(500).RunSliced(service.Query, cancellationToken: Token);
        Assert.Equal(900, result["id"].ToDoubles().Distinct().Count());
    }

    [Fact]
    public void A_service_that_will_not_count_is_asked_in_halves()
    {
        using Table service = new(Decs(900), 100) { Counts = false };
        Assert.Equal(900, service.Connect(null).RunSliced(service.Query, cancellationToken: Token).RowCount);
        TapDialect slow = new("Slow") { CountsFast = false };
        Assert.Equal(900, new TapService(service.Server.BaseUri, new TapServiceOptions { Dialect = slow }).RunSliced(service.Query, cancellationToken: Token).RowCount);
    }

    [Fact]
    public void A_slice_that_takes_too_long_is_halved()
    {
        using Table service = new(Decs(300), 1000) { SlowAbove = 80 };
        TapServiceOptions options = new() { TimeProvider = service.Time };
        Assert.Equal(300, new TapService(service.Server.BaseUri, options).RunSliced(service.Query, cancellationToken: Token).RowCount);
    }

    [Fact]
    public void Whole_numbers_are_sliced_too_and_their_range_is_asked_for()
    {
        using Table service = new([.. Enumerable.Range(0, 700).Select(i => i * 1_000_003d)], 90);
        TapSlicedQuery query = service.Query with { IsDeclination = false, IsInteger = true, Range = null };
        AstroTable result = service.Connect(90).RunSliced(query, cancellationToken: Token);
        Assert.Equal(700, result["id"].ToDoubles().Distinct().Count());
        Assert.Contains(service.Queries, text => text.StartsWith("SELECT MIN(t.dec)", StringComparison.Ordinal));
        Assert.All(service.Queries, text => Assert.DoesNotContain(".0", text));
    }

    [Fact]
    public void More_rows_than_a_computer_holds_are_not_asked_for()
    {
        using FaultServer server = new(Acts.Send("not here", 404, "text/plain"), Acts.Send(Ids([470_992_970], false)));
        AstroException error = Assert.Throws<AstroException>(
            () => new TapService(server.BaseUri).RunSliced(TapSlicedQuery.ByDeclination("ra", "fp_psc", "dec"), cancellationToken: Token));
        Assert.Equal("ResultTooLarge", error.ErrorId);
        Assert.Contains("470,992,970 rows", error.Message);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void Too_many_rows_of_one_value_are_an_error()
    {
        using Table service = new([.. Enumerable.Repeat(12.5, 300)], 100);
        AstroException error = Assert.Throws<AstroException>(() => service.Connect(100).RunSliced(service.Query, cancellationToken: Token));
        Assert.Equal("ResultTruncated", error.ErrorId);
        Assert.Contains("cannot be split further", error.Message);
    }

    [Fact]
    public void Rows_that_a_slice_lost_are_an_error()
    {
        using Table service = new(Decs(500), 100) { TellsOverflow = true, LosesARow = true };
        AstroException error = Assert.Throws<AstroException>(() => service.Connect(100).RunSliced(service.Query, cancellationToken: Token));
        Assert.Equal("RowCountMismatch", error.ErrorId);
        Assert.Contains("but counts 500", error.Message);
    }

    [Fact]
    public void Gaias_ids_are_slices_of_the_sky()
    {
        TapSlicedQuery query = TapSlicedQuery.ByGaiaHealpix("source_id, ra", "gaiadr3.gaia_source", "source_id") with { Conditions = ["parallax > 1 OR b > 3", "c = 2"] };
        Assert.Equal(6_917_529_027_641_081_856d, query.Range!.Value.High);
        Assert.Equal(
            "SELECT source_id, ra FROM gaiadr3.gaia_source WHERE (parallax > 1 OR b > 3) AND (c = 2) AND source_id >= 10 AND source_id < 20",
            query.Part(new TapSlice(10, 20)));
        Assert.Equal("SELECT COUNT(*) AS row_count FROM gaiadr3.gaia_source WHERE (parallax > 1 OR b > 3) AND (c = 2)", query.Count);
    }

    [Theory]
    [InlineData(10, 4, 1000, 3)]
    [InlineData(10, 10, 1000, 1)]
    [InlineData(64, 64, 20, 4)]
    [InlineData(0, 10, 1000, 1)]
    public void An_uploaded_table_is_sent_in_parts(int rows, int most, int limit, int queries)
    {
        using Echo echo = new(limit);
        TapService service = new(echo.Server.BaseUri, new TapServiceOptions { Dialect = new TapDialect("Test") { UploadRowLimit = most } });
        AstroTable result = service.RunSplit("SELECT t.id FROM TAP_UPLOAD.t AS t", new TapUpload("t", TapUploadTests.Numbers(rows)), cancellationToken: Token);
        Assert.Equal(Enumerable.Range(0, rows).Select(i => (double)i), result["id"].ToDoubles());
        Assert.True(echo.Answers >= queries, $"{echo.Answers} answers");
    }

    [Fact]
    public void A_row_whose_result_alone_is_too_large_is_named()
    {
        using Echo echo = new(0);
        AstroException error = Assert.Throws<AstroException>(() => new TapService(echo.Server.BaseUri)
            .RunSplit("SELECT t.id FROM TAP_UPLOAD.t AS t", new TapUpload("t", TapUploadTests.Numbers(4)), cancellationToken: Token));
        Assert.Equal("ResultTruncated", error.ErrorId);
        Assert.Contains("row 1 of the uploaded table 't'", error.Message);
    }

    [Fact]
    public void A_query_about_all_rows_is_not_split()
    {
        TapService service = new(new Uri("http://127.0.0.1:1/tap"));
        AstroException error = Assert.Throws<AstroException>(
            () => service.RunSplit("SELECT TOP 3 t.id FROM TAP_UPLOAD.t AS t", new TapUpload("t", TapUploadTests.Numbers(4)), cancellationToken: Token));
        Assert.Equal("QueryNotSplittable", error.ErrorId);
        Assert.Equal("TapOptionInvalid", Assert.Throws<AstroException>(
            () => service.RunSliced(TapSlicedQuery.ByDeclination("*", "t", "dec"), new TapQueryOptions { MaxRow = 3 }, Token)).ErrorId);
    }

    // Spread over the sky with a crowd, and in no order; every tenth value a round one, where slices like to begin.
    private static double[] Decs(int rows) =>
        [.. Enumerable.Range(0, rows).Select(i => i % 10 == 0 ? ((i * 7) % 181) - 90 : i % 3 == 0 ? 20 + (i / 1e5) : ((i * 37.123) % 180) - 90)];

    private static string Ids(IEnumerable<int> ids, bool overflow) =>
        "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE><FIELD name=\"id\" datatype=\"int\"/><DATA><TABLEDATA>"
        + string.Concat(ids.Select(id => $"<TR><TD>{id}</TD></TR>"))
        + "</TABLEDATA></DATA></TABLE>" + (overflow ? Acts.Status("OVERFLOW") : "") + "</RESOURCE></VOTABLE>";

    /// <summary>A service with a table of declinations, which sends a limited number of rows.</summary>
    private sealed partial class Table : IDisposable
    {
        private readonly double[] _decs;
        private readonly int _limit;
        private readonly List<string> _queries = [];

        public Table(double[] decs, int limit)
        {
            (_decs, _limit) = (decs, limit);
            Server = new FaultServer(exchange => Answer(exchange.Request)(exchange));
        }

        public FaultServer Server { get; }

        public bool TellsOverflow { get; init; } = true;

        public bool Counts { get; init; } = true;

        public bool LosesARow { get; init; }

        /// <summary>Where more rows are asked for, the time for an answer passes before one comes.</summary>
        public int SlowAbove { get; init; } = int.MaxValue;

        public ImpatientTime Time { get; } = new();

        public TapSlicedQuery Query { get; } = TapSlicedQuery.ByDeclination("t.id", "csc AS t", "t.dec");

        public IReadOnlyList<string> Queries
        {
            get
            {
                lock (_queries)
                    return [.. _queries];
            }
        }

        public int Selects => Queries.Count(query => query.StartsWith("SELECT t.id", StringComparison.Ordinal));

        public TapService Connect(int? knownLimit) =>
            new(Server.BaseUri, new TapServiceOptions { Dialect = new TapDialect("Test") { HardRowLimit = knownLimit }, MaxRetryAttempts = 0 });

        public void Dispose() => Server.Dispose();

        private FaultServer.Act Answer(ReceivedRequest request)
        {
            if (request.Method == "GET")
                return Acts.Send("not here", 404, "text/plain");
            string query = request.Form["QUERY"];
            lock (_queries)
                _queries.Add(query);
            int[] rows = [.. Enumerable.Range(0, _decs.Length).Where(row => Meets(query, _decs[row]))];
            if (query.Contains("COUNT(*)", StringComparison.Ordinal))
                return Counts ? Acts.Send(Ids([rows.Length], false)) : Acts.Send("too slow", 504, "text/plain");
            if (query.Contains("MIN(", StringComparison.Ordinal))
                return Acts.Send(Bounds(rows.Min(row => _decs[row]), rows.Max(row => _decs[row])));
            if (rows.Length > SlowAbove)
                return Stall;
            IEnumerable<int> sent = rows.Take(_limit).Where(row => !LosesARow || row != 7);
            return Acts.Send(Ids(sent, TellsOverflow && rows.Length > _limit));
        }

        private Task Stall(FaultServer.Exchange exchange)
        {
            Time.Expire(new TapServiceOptions().ResponseTimeout);
            return exchange.StallAsync();
        }

        private static string Bounds(double low, double high) =>
            "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE><FIELD name=\"low\" datatype=\"double\"/><FIELD name=\"high\" datatype=\"double\"/>"
            + $"<DATA><TABLEDATA><TR><TD>{ValueText.Format(low)}</TD><TD>{ValueText.Format(high)}</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";

        private static bool Meets(string query, double dec)
        {
            if (query.Contains("IS NULL", StringComparison.Ordinal))
                return double.IsNaN(dec);
            Match low = Low().Match(query), high = High().Match(query);
            if (double.IsNaN(dec))
                return !low.Success && !high.Success;
            return (!low.Success || dec >= Number(low)) && (!high.Success || dec < Number(high));
        }

        private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

        [GeneratedRegex(@"t\.dec >= (-?[0-9.]+)")]
        private static partial Regex Low();

        [GeneratedRegex(@"t\.dec < (-?[0-9.]+)")]
        private static partial Regex High();
    }

    /// <summary>A service that returns the ids of an uploaded table, up to a limited number.</summary>
    private sealed class Echo : IDisposable
    {
        private int _answers;

        public Echo(int limit) => Server = new FaultServer(exchange =>
        {
            if (exchange.Request.Method == "GET")
                return Acts.Send("not here", 404, "text/plain")(exchange);
            string document = TapUploadTests.Parts(exchange.Request)["t"][0];
            int[] ids = [.. Regex.Matches(document, "<TR><TD>([0-9]+)</TD>").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
            if (ids.Length <= limit)
                Interlocked.Increment(ref _answers);
            return Acts.Send(Ids(ids.Take(limit), ids.Length > limit))(exchange);
        });

        public FaultServer Server { get; }

        public int Answers => _answers;

        public void Dispose() => Server.Dispose();
    }
}
