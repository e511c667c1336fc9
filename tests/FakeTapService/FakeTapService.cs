using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace PSAstroXmatch.Tests;

/// <summary>A TAP service with one table and jobs that it keeps; what it answers to a query is the test's to say.</summary>
public sealed class FakeTapService : LoopbackServer
{
    private const string VOTable = "application/x-votable+xml";
    private const string Prolog =
        "<?xml version=\"1.0\"?><VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE type=\"results\">";

    private readonly ConcurrentDictionary<string, Job> _jobs = new();
    private int _lastJob;

    /// <summary>Starts the service on a free port.</summary>
    public FakeTapService() => Start();

    /// <summary>The answer to a query: a VOTable, unless a test wants another text.</summary>
    public string Answer { get; set; } = Table(3);

    /// <summary>The answer to a synchronous query in place of a text; null for that.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>The answer to who asks for the tables.</summary>
    public string Tables { get; set; } =
        "<?xml version=\"1.0\"?><vosi:tableset xmlns:vosi=\"http://www.ivoa.net/xml/VOSITables/v1.0\"><schema><name>xray</name>"
        + "<table type=\"table\"><name>xray.csc</name><description>Chandra sources</description>"
        + "<column><name>name</name><dataType>char</dataType></column>"
        + "<column><name>b_flux_ap</name><description>Aperture flux</description><unit>erg/cm2/s</unit><ucd>phot.flux;em.X-ray</ucd>"
        + "<dataType>double</dataType><flag>indexed</flag></column></table></schema></vosi:tableset>";

    /// <summary>The phase that a job has once it was started.</summary>
    public string PhaseOfJobs { get; set; } = "COMPLETED";

    /// <summary>What is said of what is not there, such as the capabilities.</summary>
    public string NotThere { get; set; } = "not here";

    /// <summary>The service at which new jobs are put; null for this one.</summary>
    public FakeTapService? JobsElsewhere { get; set; }

    /// <summary>Answers nothing any more.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The words of a job that failed.</summary>
    public string ErrorOfJobs { get; set; } = "the job's own words";

    /// <summary>Ids of the jobs that the service has.</summary>
    public IReadOnlyCollection<string> Jobs => [.. _jobs.Keys];

    /// <summary>Whether a credential came to this service.</summary>
    public bool GotCredential => Requests.Any(request => request.Headers.ContainsKey("Authorization"));

    /// <summary>A result with a name, a flux and a 64-bit identifier in each row.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="status">QUERY_STATUS after the rows: OK, OVERFLOW or ERROR.</param>
    public static string Table(int rows, string status = "OK") =>
        Prolog + "<TABLE><FIELD name=\"name\" datatype=\"char\" arraysize=\"*\"/><FIELD name=\"flux\" datatype=\"double\" unit=\"erg/cm2/s\"/>"
        + "<FIELD name=\"source_id\" datatype=\"long\"/><DATA><TABLEDATA>"
        + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"<TR><TD>S{row}</TD><TD>{(row + 1) * 1.5e-15}</TD><TD>{6917528997577384320L + row}</TD></TR>")))
        + $"</TABLEDATA></DATA></TABLE><INFO name=\"QUERY_STATUS\" value=\"{status}\"/></RESOURCE></VOTABLE>";

    /// <summary>The document of a query that failed.</summary>
    /// <param name="words">What the service says, as XML.</param>
    public static string Error(string words) => $"{Prolog}<INFO name=\"QUERY_STATUS\" value=\"ERROR\">{words}</INFO></RESOURCE></VOTABLE>";

    /// <inheritdoc/>
    protected override Task AnswerAsync(Exchange exchange, int number)
    {
        if (IsSilent)
            return exchange.StallAsync();
        ReceivedRequest request = exchange.Request;
        string[] parts = request.Path.Split('?')[0]["/tap".Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["sync"] when Bytes is not null => SendAsync(exchange, Bytes, "application/fits"),
            ["sync"] => SendAsync(exchange, Answer),
            ["tables", ..] => SendAsync(exchange, Tables, "text/xml"),
            ["async"] when request.Method == "POST" => RedirectAsync(exchange, (JobsElsewhere ?? this).Create(request.Form)),
            ["async", string id, ..] when _jobs.TryGetValue(id, out Job? job) => ServeAsync(exchange, id, job, string.Join('/', parts[2..])),
            _ => SendAsync(exchange, NotThere, "text/plain", 404),
        };
    }

    private string Create(Dictionary<string, string> form)
    {
        string id = $"j{Interlocked.Increment(ref _lastJob)}";
        _jobs[id] = new Job(form["QUERY"], form.GetValueOrDefault("RUNID", ""));
        return $"{BaseUri}/async/{id}";
    }

    private Task ServeAsync(Exchange exchange, string id, Job job, string endpoint)
    {
        switch (exchange.Request.Method, endpoint)
        {
            case ("DELETE", ""):
                _jobs.TryRemove(id, out _);
                return RedirectAsync(exchange, $"{BaseUri}/async");
            case ("POST", "phase"):
                job.Phase = exchange.Request.Form["PHASE"] == "ABORT" ? "ABORTED" : PhaseOfJobs;
                return RedirectAsync(exchange, $"{BaseUri}/async/{id}");
            case ("GET", "results/result"):
                return SendAsync(exchange, Answer);
            case ("GET", "error"):
                return SendAsync(exchange, Error(ErrorOfJobs));
            case ("GET", ""):
                return SendAsync(exchange, Describe(id, job), "text/xml");
            default:
                return RedirectAsync(exchange, $"{BaseUri}/async/{id}");
        }
    }

    private static string Describe(string id, Job job) =>
        "<?xml version=\"1.0\"?><uws:job xmlns:uws=\"http://www.ivoa.net/xml/UWS/v1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\">"
        + $"<uws:jobId>{id}</uws:jobId><uws:runId>{job.RunId}</uws:runId><uws:phase>{job.Phase}</uws:phase>"
        + "<uws:creationTime>2026-11-27T05:00:00Z</uws:creationTime><uws:destruction>2026-12-04T05:00:00Z</uws:destruction>"
        + $"<uws:parameters><uws:parameter id=\"query\">{job.Query}</uws:parameter></uws:parameters>"
        + $"<uws:results>{(job.Phase == "COMPLETED" ? "<uws:result id=\"result\" xlink:href=\"results/result\"/>" : "")}</uws:results>"
        + (job.Phase == "ERROR" ? "<uws:errorSummary type=\"fatal\" hasDetail=\"true\"><uws:message>it failed</uws:message></uws:errorSummary>" : "")
        + "</uws:job>";

    private static async Task RedirectAsync(Exchange exchange, string address) =>
        await exchange.HeadAsync(303, "text/plain", 0, ("Location", address));

    private static Task SendAsync(Exchange exchange, string text, string type = VOTable, int status = 200) =>
        SendAsync(exchange, Encoding.UTF8.GetBytes(text), type, status);

    private static async Task SendAsync(Exchange exchange, byte[] bytes, string type, int status = 200)
    {
        await exchange.HeadAsync(status, type, bytes.Length);
        await exchange.SendAsync(bytes);
    }

    private sealed class Job(string query, string runId)
    {
        public string Query => query;

        public string RunId => runId;

        public string Phase { get; set; } = "PENDING";
    }
}
