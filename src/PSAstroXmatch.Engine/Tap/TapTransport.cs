using System.Net;
using System.Net.Http.Headers;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A request to a service.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Form">The body, for POST.</param>
internal sealed record TapMessage(HttpMethod Method, Uri Address, TapForm? Form = null)
{
    /// <summary>
    /// Whether to follow a redirection to the answer, as for a query; when a job is created, the address itself is the answer. In both
    /// cases a service that moved receives the same request again.
    /// </summary>
    public bool FollowsToAnswer { get; init; } = true;

    /// <summary>Time limit until the answer begins; null for that of the service's options.</summary>
    public TimeSpan? ResponseTimeout { get; init; }
}

/// <summary>Sends requests to a service: one HTTP client per process, redirections, time limits, and faults as errors of this client.</summary>
internal sealed class TapTransport
{
    private const int MaxRedirections = 10;

    // One handler for all services, so that connections are reused. Redirections are followed here (a moved service must get the
    // query again, and the handler would send an empty GET), and no cookie may pass from one user's call to another's.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        // The handler would request compression from every server: see AcceptedEncodings.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    private readonly Uri _baseUri;
    private readonly TapServiceOptions _options;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly TapLogin? _login;

    public TapTransport(Uri baseUri, TapServiceOptions options)
    {
        _baseUri = baseUri;
        _options = options;
        TapCredential? credential = options.Credential ?? TapCredential.FromAddress(baseUri);
        _authorization = credential?.Header;
        _login = TapLogin.Of(options.Dialect ?? TapDialects.ForUri(baseUri), baseUri, credential);
    }

    /// <summary>The user's credentials; null if anonymous. Secret.</summary>
    public string? User => _authorization?.ToString();

    /// <summary>
    /// Value of the Accept-Encoding header. Between programs on the same computer compression only costs time: compressing the rows takes
    /// longer than transferring them.
    /// </summary>
    internal static string AcceptedEncodings(Uri address) => address.IsLoopback ? "identity" : "gzip";

    /// <summary>Value of the User-Agent header: the module, its version, and a contact.</summary>
    public static string UserAgent(string? contact)
    {
        string agent = "PSAstroXmatch/" + typeof(TapTransport).Assembly.GetName().Version!.ToString(3);
        if (string.IsNullOrWhiteSpace(contact))
            return agent;
        if (contact.Any(c => c is < ' ' or > '~' or '(' or ')' or '\\'))
            throw TapErrors.OptionInvalid("Contact", contact, "an e-mail address or URL in ASCII without parentheses");
        return $"{agent} (+{contact.Trim()})";
    }

    /// <summary>Sends a request and opens its answer.</summary>
    /// <param name="message">The request.</param>
    /// <param name="call">What is requested.</param>
    /// <param name="cancellationToken">Cancels the request and the reading of the answer.</param>
    /// <param name="slot">The right to run a query at the host, which the answer releases, also if this call fails.</param>
    /// <param name="allowsError">Whether an answer with the HTTP status of an error is opened too.</param>
    /// <exception cref="TapTransientException">A transient fault.</exception>
    /// <exception cref="AstroException">As for <see cref="SendAsync(TapMessage, TapRequestInfo, CancellationToken)"/>, or the answer is an error.</exception>
    public async Task<TapAnswer> AskAsync(
        TapMessage message, TapCall call, CancellationToken cancellationToken, IDisposable? slot = null, bool allowsError = false)
    {
        HttpResponseMessage response;
        try
        {
            response = await SendAsync(message, call.Request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            slot?.Dispose();
            throw;
        }

        return await TapAnswer.OpenAsync(response, call, cancellationToken, slot, allowsError).ConfigureAwait(false);
    }

    /// <summary>Sends a request and returns the answer, after redirections, as soon as its headers have arrived.</summary>
    /// <exception cref="TapTransientException">The service cannot be reached, or broke the connection.</exception>
    /// <exception cref="AstroException">ServiceUnreachable, ServiceTimeout or ServiceRedirectInvalid.</exception>
    public async Task<HttpResponseMessage> SendAsync(TapMessage message, TapRequestInfo request, CancellationToken cancellationToken)
    {
        // The final safeguard of offline mode: nothing leaves this machine, whatever the request.
        if (_options.Caching is { Offline: true })
            throw TapErrors.NotInCache(request);
        (HttpMethod method, Uri address) = (message.Method, message.Address);
        for (int hop = 0; hop <= MaxRedirections; hop++)
        {
            using HttpRequestMessage http = new(method, address);
            if (method == HttpMethod.Post)
                http.Content = message.Form?.ToContent();
            HttpResponseMessage response = await SendAsync(http, message.ResponseTimeout, request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return response;
            if (!message.FollowsToAnswer && !IsMove(address, response))
                return response;
            using (response)
                (method, address) = Redirect(method, address, response, request);
        }

        throw TapErrors.RedirectRefused(request, $"more than {MaxRedirections} times in a row");
    }

    /// <summary>
    /// The address to call for one that a service gave: relative to the one that was called, and encrypted if that one was, since
    /// services behind a proxy often do not know that they are encrypted.
    /// </summary>
    /// <exception cref="AstroException">ServiceRedirectInvalid: it is not a web address, or leads from an encrypted connection to an unencrypted one at another host.</exception>
    public static Uri Resolve(Uri from, string location, TapRequestInfo request)
    {
        if (!Uri.TryCreate(from, location, out Uri? to) || !TapAddress.IsHttp(to))
            throw TapErrors.RedirectRefused(request, $"to '{location.Split('?', '#')[0]}', which is not a web address");
        return Encrypted(from, to) ?? throw TapErrors.RedirectRefused(request, $"to {TapAddress.Show(to)}, from an encrypted connection to an unencrypted one");
    }

    /// <summary>As <see cref="Resolve"/>; null for an address that may not be called.</summary>
    public static Uri? TryResolve(Uri from, string location) =>
        Uri.TryCreate(from, location, out Uri? to) && TapAddress.IsHttp(to) ? Encrypted(from, to) : null;

    // Null for an unencrypted connection to another host in place of an encrypted one.
    private static Uri? Encrypted(Uri from, Uri to)
    {
        if (from.Scheme != Uri.UriSchemeHttps || to.Scheme != Uri.UriSchemeHttp)
            return to;
        return string.Equals(from.Host, to.Host, StringComparison.OrdinalIgnoreCase)
            ? new UriBuilder(to) { Scheme = Uri.UriSchemeHttps, Port = to.IsDefaultPort ? from.Port : to.Port }.Uri
            : null;
    }

    // 303 gives the address of the answer; 307 and 308 mean that the service has moved. 301 and 302 are used for both: a service
    // that moved keeps its endpoint's name.
    internal static (HttpMethod Method, Uri Address) Redirect(
        HttpMethod method, Uri from, HttpResponseMessage response, TapRequestInfo request)
    {
        if (response.Headers.Location is not Uri location)
            throw TapErrors.RedirectRefused(request, "but did not give an address");
        if (Target(from, location) is not Uri to)
            throw TapErrors.RedirectRefused(request, $"to '{TapAddress.Show(location)}', which is not a web address");
        // CXC answers https://…/csc21tap/sync with 303 to http:// of the same host (seen on 7 September 2026).
        Uri safe = Encrypted(from, to) ?? throw TapErrors.RedirectRefused(request, $"to {TapAddress.Show(to)}, from an encrypted connection to an unencrypted one");
        return (IsMove(from, response) ? method : HttpMethod.Get, safe);
    }

    // Null for anything that is not a web address: a server may send anything, such as "//" or "mailto:a@b".
    private static Uri? Target(Uri from, Uri location) => Uri.TryCreate(from, location, out Uri? to) && TapAddress.IsHttp(to) ? to : null;

    private static bool IsMove(Uri from, HttpResponseMessage response) => (int)response.StatusCode switch
    {
        307 or 308 => true,
        301 or 302 when response.Headers.Location is Uri location && Target(from, location) is Uri to =>
            to.Segments[^1].TrimEnd('/') == from.Segments[^1].TrimEnd('/'),
        _ => false,
    };

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message, TimeSpan? responseTimeout, TapRequestInfo request, CancellationToken cancellationToken)
    {
        TimeSpan timeout = responseTimeout ?? _options.ResponseTimeout;
        message.Headers.UserAgent.ParseAdd(UserAgent(_options.Contact));
        Uri address = message.RequestUri!;
        message.Headers.AcceptEncoding.ParseAdd(AcceptedEncodings(address));
        using CancellationTokenSource late = new(timeout, _options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            if (TapAddress.IsSameServer(address, _baseUri))
            {
                if (_login is null)
                    message.Headers.Authorization = _authorization;
                else
                    message.Headers.Add("Cookie", await _login.GetCookieAsync(Client, request, either.Token).ConfigureAwait(false));
            }

            return await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (late.IsCancellationRequested)
                throw TapErrors.ServiceTimeout(request, $"nothing arrived for {TapRetry.Show(timeout)} after the query was sent", exception);
            throw Fault(request, exception);
        }
    }

    private static Exception Fault(TapRequestInfo request, Exception exception)
    {
        if (exception is not HttpRequestException fault)
            return new TapTransientException(TapErrors.ServiceUnreachable(request, "the connection took longer than 15 s", exception));
        AstroException error = TapErrors.ServiceUnreachable(request, Innermost(fault).Message, fault);
        // A wrong host name or an untrusted certificate will not change during a call.
        bool lasting = fault.HttpRequestError is HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError
            || Innermost(fault) is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.HostNotFound };
        return lasting ? error : new TapTransientException(error);
    }

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is not null)
            exception = exception.InnerException;
        return exception;
    }
}
