using System.Net;
using System.Net.Sockets;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>
/// A web server that misbehaves on request: each request is answered by the next act of the script, the last of which is played for all
/// further requests.
/// </summary>
internal sealed class FaultServer : LoopbackServer
{
    private readonly Act[] _script;

    public FaultServer(params Act[] script)
        : this(null, script)
    {
    }

    /// <summary>Starts a server, on the port of one that has stopped or on any free port.</summary>
    public FaultServer(int? port, params Act[] script)
        : base(port ?? 0)
    {
        _script = script;
        Start();
    }

    /// <summary>What the server does with one request.</summary>
    public delegate Task Act(Exchange exchange);

    /// <summary>A port on which nobody listens.</summary>
    public static int FindClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    protected override Task AnswerAsync(Exchange exchange, int number) => _script[Math.Min(number, _script.Length - 1)](exchange);
}
