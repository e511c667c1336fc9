using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>A request as the server received it.</summary>
internal sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Fields of the form in the body.</summary>
    public Dictionary<string, string> Form => Body
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Decode(pair[0]), pair => Decode(pair[1]));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>
/// A web server on the loopback interface that misbehaves on request: each request is answered by the next act of the script, the last
/// of which is played for all further requests.
/// </summary>
internal sealed class FaultServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly Act[] _script;
    private readonly List<ReceivedRequest> _requests = [];
    private readonly List<Exception> _failures = [];

    public FaultServer(params Act[] script)
        : this(null, script)
    {
    }

    /// <summary>Starts a server, on the port of one that has stopped or on any free port.</summary>
    public FaultServer(int? port, params Act[] script)
    {
        _listener = new TcpListener(IPAddress.Loopback, port ?? 0);
        _script = script;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What the server does with one request.</summary>
    public delegate Task Act(Exchange exchange);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Base URL of the service that the server pretends to be.</summary>
    public Uri BaseUri => new($"http://127.0.0.1:{Port}/tap");

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>A port on which nobody listens.</summary>
    public static int FindClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
        lock (_failures)
            Assert.Empty(_failures);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_closing.Token));
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                ReceivedRequest request = await ReadAsync(socket);
                int number;
                lock (_requests)
                {
                    _requests.Add(request);
                    number = _requests.Count - 1;
                }

                await _script[Math.Min(number, _script.Length - 1)](new Exchange(socket, request, _closing.Token));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The client went away, as some tests want, or the test is over.
            }
            catch (Exception exception)
            {
                lock (_failures)
                    _failures.Add(exception);
            }
        }
    }

    private async Task<ReceivedRequest> ReadAsync(Socket socket)
    {
        byte[] buffer = new byte[1 << 20];
        int length = 0;
        int body;
        while ((body = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
            length += await ReceiveAsync(socket, buffer.AsMemory(length));
        string[] head = Encoding.ASCII.GetString(buffer, 0, body).Split("\r\n");
        Dictionary<string, string> headers = head.Skip(1)
            .Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        int end = body + 4 + (headers.TryGetValue("Content-Length", out string? count) ? int.Parse(count) : 0);
        while (length < end)
            length += await ReceiveAsync(socket, buffer.AsMemory(length));
        string[] start = head[0].Split(' ');
        return new ReceivedRequest(start[0], start[1], headers, Encoding.ASCII.GetString(buffer, body + 4, end - body - 4));
    }

    private async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        int read = await socket.ReceiveAsync(buffer, _closing.Token);
        return read > 0 ? read : throw new OperationCanceledException("The client hung up.");
    }

    /// <summary>One request and the means to answer it.</summary>
    internal sealed class Exchange(Socket socket, ReceivedRequest request, CancellationToken closing)
    {
        public ReceivedRequest Request => request;

        /// <summary>Sends the head of an answer; without a length the end of the connection ends the body.</summary>
        public Task HeadAsync(int status, string contentType, int? length = null, params (string Name, string Value)[] headers)
        {
            StringBuilder head = new($"HTTP/1.1 {status} Status\r\nContent-Type: {contentType}\r\nConnection: close\r\n");
            if (length is not null)
                head.Append($"Content-Length: {length}\r\n");
            foreach ((string name, string value) in headers)
                head.Append($"{name}: {value}\r\n");
            return SendAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        }

        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

        public async Task SendAsync(byte[] bytes)
        {
            for (int sent = 0; sent < bytes.Length;)
                sent += await socket.SendAsync(bytes.AsMemory(sent), closing);
        }

        /// <summary>Sends no more, but keeps the connection until the test is over.</summary>
        public Task StallAsync() => Task.Delay(Timeout.Infinite, closing);

        /// <summary>Breaks the connection: the client sees a reset.</summary>
        public void Reset()
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
    }
}
