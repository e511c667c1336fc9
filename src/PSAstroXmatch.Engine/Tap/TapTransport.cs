using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Carries requests to a service: one client for the process, redirections, limits of time, faults as errors of this client.</summary>
internal sealed class TapTransport
{
    private const int MaxRedirections = 10;

    // One handler for all services, so that connections are reused. Redirections are followed here (a moved service must get the
    // query again, and the handler would send an empty GET), and no cookie may pass from one user's call to another's.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
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

    public TapTransport(Uri baseUri, TapServiceOptions options)
    {
        _baseUri = baseUri;
        _options = options;
        if (baseUri.UserInfo.Length > 0)
        {
            byte[] credentials = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(baseUri.UserInfo));
            _authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
        }
    }

    /// <summary>Value of the User-Agent header: the module, its version, and whom to contact.</summary>
    public static string UserAgent(string? contact)
    {
        string agent = "PSAstroXmatch/" + typeof(TapTransport).Assembly.GetName().Version!.ToString(3);
        if (string.IsNullOrWhiteSpace(contact))
            return agent;
        if (contact.Any(c => c is < ' ' or > '~' or '(' or ')' or '\\'))
            throw TapErrors.OptionInvalid("Contact", contact, "an e-mail address or URL in ASCII without parentheses");
        return $"{agent} (+{contact.Trim()})";
    }

    /// <summary>Posts a form and returns the answer as soon as its header is there, after redirections.</summary>
    /// <exception cref="TapTransientException">The service can't be reached, or broke the connection.</exception>
    /// <exception cref="AstroException">ServiceUnreachable, ServiceTimeout or ServiceRedirectInvalid.</exception>
    public async Task<HttpResponseMessage> PostAsync(
        Uri address, IEnumerable<KeyValuePair<string, string>> form, TapRequestInfo request, CancellationToken cancellationToken)
    {
        HttpMethod method = HttpMethod.Post;
        for (int hop = 0; hop <= MaxRedirections; hop++)
        {
            using HttpRequestMessage message = new(method, address);
            if (method == HttpMethod.Post)
                message.Content = new FormUrlEncodedContent(form);
            HttpResponseMessage response = await SendAsync(message, request, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
                return response;
            using (response)
                (method, address) = Redirect(method, address, response, request);
        }

        throw TapErrors.RedirectRefused(request, $"more than {MaxRedirections} times in turn");
    }

    // 303 says where the answer lies; 307 and 308 say that the service lives elsewhere. 301 and 302 are used for both: a service
    // that moved keeps its endpoint's name.
    private static (HttpMethod Method, Uri Address) Redirect(
        HttpMethod method, Uri from, HttpResponseMessage response, TapRequestInfo request)
    {
        if (response.Headers.Location is not Uri location)
            throw TapErrors.RedirectRefused(request, "but didn't say where");
        Uri to = new(from, location);
        if (!TapAddress.IsHttp(to))
            throw TapErrors.RedirectRefused(request, $"to '{TapAddress.Show(to)}', which is no web address");
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp)
            throw TapErrors.RedirectRefused(request, $"to {TapAddress.Show(to)}, from an encrypted connection to an open one");
        bool repeats = (int)response.StatusCode switch
        {
            307 or 308 => true,
            301 or 302 => to.Segments[^1].TrimEnd('/') == from.Segments[^1].TrimEnd('/'),
            _ => false,
        };
        return (repeats ? method : HttpMethod.Get, to);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, TapRequestInfo request, CancellationToken cancellationToken)
    {
        message.Headers.UserAgent.ParseAdd(UserAgent(_options.Contact));
        Uri address = message.RequestUri!;
        if (address.Scheme == _baseUri.Scheme && address.Authority == _baseUri.Authority)
            message.Headers.Authorization = _authorization;
        using CancellationTokenSource late = new(_options.ResponseTimeout, _options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (late.IsCancellationRequested)
                throw TapErrors.ServiceTimeout(request, $"nothing came for {TapRetry.Show(_options.ResponseTimeout)} after the query was sent", exception);
            throw Fault(request, exception);
        }
    }

    private static Exception Fault(TapRequestInfo request, Exception exception)
    {
        if (exception is not HttpRequestException fault)
            return new TapTransientException(TapErrors.ServiceUnreachable(request, "the connection took longer than 15 s", exception));
        AstroException error = TapErrors.ServiceUnreachable(request, Innermost(fault).Message, fault);
        // A wrong name or a certificate that isn't trusted stays so for longer than a call may last.
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
