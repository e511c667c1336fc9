using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PSAstroXmatch.Tests;

/// <summary>A request as the server received it.</summary>
/// <param name="Method">GET, POST or another method of HTTP.</param>
/// <param name="Path">Path with the query, as in the first line of the request.</param>
/// <param name="Headers">Headers by name, in any case.</param>
/// <param name="Body">Body, as UTF-8.</param>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Fields of the form in the body.</summary>
    public Dictionary<string, string> Form => Body
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => Decode(pair[0]), pair => Decode(pair[1]));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>A web server on the loopback interface, on bare sockets, so that it can answer with what no web server would send.</summary>
public abstract class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly List<ReceivedRequest> _requests = [];
    private readonly List<Exception> _failures = [];

    /// <param name="port">The port of a server that has stopped; 0 for any free port.</param>
    protected LoopbackServer(int port = 0) => _listener = new TcpListener(IPAddress.Loopback, port);

    /// <summary>The port on which the server listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Base URL of the service that the server pretends to be.</summary>
    public Uri BaseUri => new($"http://127.0.0.1:{Port}/tap");

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_requests)
                return _requests.ToArray();
        }
    }

    /// <summary>Stops the server.</summary>
    /// <exception cref="AggregateException">The server itself failed: no fault of what is tested.</exception>
    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
        GC.SuppressFinalize(this);
        lock (_failures)
        {
            if (_failures.Count > 0)
                throw new AggregateException(_failures);
        }
    }

    /// <summary>Begins to take requests. The last thing that a constructor does.</summary>
    protected void Start()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Answers one request.</summary>
    /// <param name="exchange">The request and the means to answer it.</param>
    /// <param name="number">How many requests came before.</param>
    protected abstract Task AnswerAsync(Exchange exchange, int number);

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
                    number = _requests.Count;
                    _requests.Add(request);
                }

                await AnswerAsync(new Exchange(socket, request, _closing.Token), number);
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
        return new ReceivedRequest(start[0], start[1], headers, Encoding.UTF8.GetString(buffer, body + 4, end - body - 4));
    }

    private async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        int read = await socket.ReceiveAsync(buffer, _closing.Token);
        return read > 0 ? read : throw new OperationCanceledException("The client hung up.");
    }

    /// <summary>One request and the means to answer it.</summary>
    public sealed class Exchange(Socket socket, ReceivedRequest request, CancellationToken closing)
    {
        /// <summary>The request.</summary>
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

        /// <summary>Sends text as UTF-8.</summary>
        public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

        /// <summary>Sends bytes.</summary>
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
