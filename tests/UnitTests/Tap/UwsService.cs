using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>
/// A TAP service with one job, "j1", on the fault server: each look at the job gets the next act of the script, the last of which is
/// played for all further looks. Without capabilities unless given.
/// </summary>
internal sealed class UwsService : IDisposable
{
    private readonly FaultServer.Act[] _looks;
    private int _look;

    public UwsService(params FaultServer.Act[] looks)
    {
        _looks = looks;
        Server = new FaultServer(exchange => Choose(exchange.Request)(exchange));
    }

    public FaultServer Server { get; }

    public Uri JobUri => new(Server.BaseUri + "/async/j1");

    /// <summary>The answer to creating a job; null for a redirection to it.</summary>
    public FaultServer.Act? Create { get; init; }

    public FaultServer.Act Result { get; init; } = Acts.Send(Acts.Table(3, Acts.Status("OK")));

    public FaultServer.Act Error { get; init; } = Acts.Send("no error here", 404, "text/plain");

    public FaultServer.Act Phase { get; init; } = Acts.Send("", 200, "text/plain");

    public FaultServer.Act Delete { get; init; } = Acts.Send("", 200, "text/plain");

    public FaultServer.Act Capabilities { get; init; } = Acts.Send("not here", 404, "text/plain");

    /// <summary>Where the result is served, below the base URL.</summary>
    public string ResultPath { get; init; } = "/tap/async/j1/results/result";

    /// <summary>Method and path of every request but that for the capabilities.</summary>
    public IReadOnlyList<string> Calls => [.. Server.Requests.Where(r => !r.Path.EndsWith("/capabilities", StringComparison.Ordinal)).Select(r => $"{r.Method} {r.Path}")];

    /// <summary>The document of the job.</summary>
    public static FaultServer.Act Look(string phase, string more = "", string version = " version=\"1.1\"", string results = "") => Acts.Send(
        $"<?xml version=\"1.0\"?><uws:job xmlns:uws=\"http://www.ivoa.net/xml/UWS/v1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"{version}>"
        + $"<uws:jobId>j1</uws:jobId><uws:phase>{phase}</uws:phase><uws:parameters><uws:parameter id=\"query\">SELECT name FROM csc</uws:parameter></uws:parameters>"
        + $"<uws:results>{results}</uws:results>{more}</uws:job>",
        contentType: "text/xml");

    public static string ResultAt(string href) => $"<uws:result id=\"result\" xlink:href=\"{href}\"/>";

    public TapService Connect(TapServiceOptions? options = null) =>
        new(Server.BaseUri, options ?? new TapServiceOptions { TimeProvider = new ImpatientTime() });

    public TapJob Attach(TapServiceOptions? options = null) => TapJob.Attach(JobUri, options ?? new TapServiceOptions { TimeProvider = new ImpatientTime() });

    public void Dispose() => Server.Dispose();

    private FaultServer.Act Choose(ReceivedRequest request) => (request.Method, request.Path.Split('?')[0]) switch
    {
        ("GET", "/tap/capabilities") => Capabilities,
        ("POST", "/tap/async") => Create ?? Acts.Redirect(303, JobUri.ToString()),
        ("POST", "/tap/async/j1/phase") => Phase,
        ("POST", "/tap/async/j1") or ("DELETE", "/tap/async/j1") => Delete,
        ("POST", _) => Acts.Redirect(303, JobUri.ToString()),
        ("GET", "/tap/async/j1") => _looks[Math.Min(Interlocked.Increment(ref _look), _looks.Length) - 1],
        ("GET", "/tap/async/j1/error") => Error,
        ("GET", string path) when path == ResultPath => Result,
        _ => Acts.Send("no such thing", 404, "text/plain"),
    };
}
