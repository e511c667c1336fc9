using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.ServerTests;

/// <summary>Stands between client and server, passes every byte on, and counts the HTTP requests.</summary>
internal sealed partial class CountingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<MemoryStream> _sent = [];
    private readonly Uri _server;

    public CountingProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Address of the same service through the proxy.</summary>
    public Uri BaseUri => new UriBuilder(_server) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>The first lines of all requests so far, such as "POST /tap/sync HTTP/1.1"; in the order of their connections.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_sent)
            {
                return
                [
                    // A body needs no line end: the next request of the connection follows it at once.
                    .. _sent.SelectMany(bytes => RequestLine().Matches(Encoding.Latin1.GetString(bytes.ToArray()))).Select(match => match.Value),
                ];
            }
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
    }

    [GeneratedRegex(@"(GET|POST|PUT|HEAD|DELETE) \S+ HTTP/1\.1(?=\r\n)")]
    private static partial Regex RequestLine();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token));
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        MemoryStream sent = new();
        lock (_sent)
            _sent.Add(sent);
        using (client)
        using (TcpClient server = new())
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _closing.Token);
                await Task.WhenAny(
                    PassOnAsync(client.GetStream(), server.GetStream(), sent), PassOnAsync(server.GetStream(), client.GetStream(), null));
            }
            catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
            {
                // One side has gone: the other sees that its connection is closed.
            }
        }
    }

    private async Task PassOnAsync(NetworkStream from, NetworkStream to, MemoryStream? copy)
    {
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = await from.ReadAsync(buffer, _closing.Token)) > 0;)
        {
            if (copy is not null)
            {
                lock (_sent)
                    copy.Write(buffer, 0, read);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _closing.Token);
        }
    }
}
