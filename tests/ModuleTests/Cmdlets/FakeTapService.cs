using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>A TAP service on the loopback interface, with one table and jobs that it keeps; what it answers to a query is the test's to say.</summary>
internal sealed class FakeTapService : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> _jobs = new();
    private readonly List<string> _requests = [];
    private int _lastJob;

    public FakeTapService()
    {
        (_listener, Uri) = Listen();
        _ = Task.Run(ServeAsync);
    }

    public Uri Uri { get; }

    /// <summary>The answer to a query: a VOTable.</summary>
    public Func<string, string> Answer { get; set; } = _ => Table(3);

    /// <summary>The answer to a synchronous query in place of a VOTable; null for that.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>The answer to who asks for the tables.</summary>
    public string Tables { get; set; } = UsualTables;

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
    public ICollection<string> Jobs => _jobs.Keys;

    /// <summary>Method and path of all requests.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>Bodies and headers of all requests, for what must not be in them.</summary>
    public ConcurrentQueue<string> Bodies { get; } = new();

    public static string Table(int rows, string status = "OK") =>
        "<?xml version=\"1.0\"?><VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE type=\"results\"><TABLE>"
        + "<FIELD name=\"name\" datatype=\"char\" arraysize=\"*\"/><FIELD name=\"flux\" datatype=\"double\" unit=\"erg/cm2/s\"/>"
        + "<FIELD name=\"source_id\" datatype=\"long\"/><DATA><TABLEDATA>"
        + string.Concat(Enumerable.Range(0, rows).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"<TR><TD>S{row}</TD><TD>{(row + 1) * 1.5e-15}</TD><TD>{6917528997577384320L + row}</TD></TR>")))
        + $"</TABLEDATA></DATA></TABLE><INFO name=\"QUERY_STATUS\" value=\"{status}\"/></RESOURCE></VOTABLE>";

    public static string Error(string words) =>
        "<?xml version=\"1.0\"?><VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE type=\"results\">"
        + $"<INFO name=\"QUERY_STATUS\" value=\"ERROR\">{words}</INFO></RESOURCE></VOTABLE>";

    public void Dispose() => _listener.Close();

    // A port that is free now may be taken a moment later: then the next is tried, with a listener that has not failed.
    private static (HttpListener Listener, Uri Uri) Listen()
    {
        for (int attempt = 0; ; attempt++)
        {
            Uri uri = new($"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/tap");
            HttpListener listener = new();
            listener.Prefixes.Add(uri + "/");
            try
            {
                listener.Start();
                return (listener, uri);
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => Serve(context));
        }
    }

    private void Serve(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath["/tap".Length..];
        string body = new StreamReader(context.Request.InputStream).ReadToEnd();
        lock (_requests)
            _requests.Add($"{context.Request.HttpMethod} {path}");
        Bodies.Enqueue($"{context.Request.Headers}{body}");
        if (IsSilent)
            return;
        try
        {
            string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts is ["sync"] && Bytes is not null)
                Send(context, Bytes, type: "application/fits");
            else if (parts is ["sync"])
                Send(context, Answer(Field(body, "QUERY")));
            else if (parts is ["tables", ..])
                Send(context, Tables, type: "text/xml");
            else if (parts is ["async"])
                Redirect(context, JobsElsewhere ?? this, (JobsElsewhere ?? this).Make(body));
            else if (parts is ["async", var id, ..] && _jobs.TryGetValue(id, out Dictionary<string, string>? job))
                ServeJob(context, id, job, string.Join('/', parts[2..]), body);
            else
                Send(context, NotThere, 404, "text/plain");
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException)
        {
            // The client went away, as some tests want.
        }
    }

    private string Make(string body)
    {
        string id = $"j{Interlocked.Increment(ref _lastJob)}";
        _jobs[id] = new() { ["query"] = Field(body, "QUERY"), ["runid"] = Field(body, "RUNID"), ["phase"] = "PENDING" };
        return id;
    }

    private void ServeJob(HttpListenerContext context, string id, Dictionary<string, string> job, string endpoint, string body)
    {
        switch (context.Request.HttpMethod, endpoint)
        {
            case ("DELETE", ""):
                _jobs.TryRemove(id, out _);
                Redirect(context, "");
                break;
            case ("POST", "phase"):
                job["phase"] = Field(body, "PHASE") == "ABORT" ? "ABORTED" : PhaseOfJobs;
                Redirect(context, id);
                break;
            case ("GET", "results/result"):
                Send(context, Answer(job["query"]));
                break;
            case ("GET", "error"):
                Send(context, Error(ErrorOfJobs));
                break;
            case ("GET", ""):
                Send(context, Describe(id, job), type: "text/xml");
                break;
            default:
                Redirect(context, id);
                break;
        }
    }

    private static string Describe(string id, Dictionary<string, string> job) =>
        "<?xml version=\"1.0\"?><uws:job xmlns:uws=\"http://www.ivoa.net/xml/UWS/v1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\">"
        + $"<uws:jobId>{id}</uws:jobId><uws:runId>{job["runid"]}</uws:runId><uws:phase>{job["phase"]}</uws:phase>"
        + "<uws:creationTime>2026-11-27T05:00:00Z</uws:creationTime><uws:destruction>2026-12-04T05:00:00Z</uws:destruction>"
        + $"<uws:parameters><uws:parameter id=\"query\">{job["query"]}</uws:parameter></uws:parameters>"
        + $"<uws:results>{(job["phase"] == "COMPLETED" ? "<uws:result id=\"result\" xlink:href=\"results/result\"/>" : "")}</uws:results>"
        + (job["phase"] == "ERROR" ? "<uws:errorSummary type=\"fatal\" hasDetail=\"true\"><uws:message>it failed</uws:message></uws:errorSummary>" : "")
        + "</uws:job>";

    private const string UsualTables =
        "<?xml version=\"1.0\"?><vosi:tableset xmlns:vosi=\"http://www.ivoa.net/xml/VOSITables/v1.0\"><schema><name>xray</name>"
        + "<table type=\"table\"><name>xray.csc</name><description>Chandra sources</description>"
        + "<column><name>name</name><dataType>char</dataType></column>"
        + "<column><name>b_flux_ap</name><description>Aperture flux</description><unit>erg/cm2/s</unit><ucd>phot.flux;em.X-ray</ucd><dataType>double</dataType><flag>indexed</flag></column>"
        + "</table></schema></vosi:tableset>";

    private static string Field(string body, string name) => body.Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair[0] == name)
        .Select(pair => System.Uri.UnescapeDataString(pair[1].Replace('+', ' ')))
        .FirstOrDefault("");

    private void Redirect(HttpListenerContext context, string job) => Redirect(context, this, job);

    private static void Redirect(HttpListenerContext context, FakeTapService service, string job)
    {
        context.Response.StatusCode = 303;
        context.Response.RedirectLocation = $"{service.Uri}/async/{job}".TrimEnd('/');
        context.Response.Close();
    }

    private static void Send(HttpListenerContext context, string text, int status = 200, string type = "application/x-votable+xml") =>
        Send(context, Encoding.UTF8.GetBytes(text), status, type);

    private static void Send(HttpListenerContext context, byte[] bytes, int status = 200, string type = "application/x-votable+xml")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }
}
