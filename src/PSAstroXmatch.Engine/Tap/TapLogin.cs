using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// The login at a service that knows its users by a cookie, as ESA's archives do: user name and password are posted once, and the cookie of
/// the answer goes with each request to the same server. Neither is ever shown.
/// </summary>
/// <param name="address">Where to log in.</param>
/// <param name="credential">User name and password.</param>
internal sealed class TapLogin(Uri address, TapCredential credential)
{
    private readonly SemaphoreSlim _gate = new(1);
    private string? _cookie;

    /// <summary>The login that a service needs; null if it has none, or there is nobody to log in.</summary>
    public static TapLogin? Of(TapDialect dialect, Uri baseUri, TapCredential? credential)
    {
        if (dialect.LoginPath is not string path || credential?.Header.Scheme != "Basic")
            return null;
        Uri folder = new UriBuilder(baseUri) { Path = baseUri.AbsolutePath.TrimEnd('/') + "/", Query = "" }.Uri;
        return new TapLogin(new Uri(folder, path), credential);
    }

    /// <summary>The value of the Cookie header; logs in on the first call.</summary>
    /// <exception cref="AstroException">ServiceForbidden: the service does not accept the user name and password.</exception>
    public async Task<string> GetCookieAsync(HttpClient client, TapRequestInfo request, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _cookie ??= await LogInAsync(client, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<string> LogInAsync(HttpClient client, TapRequestInfo request, CancellationToken cancellationToken)
    {
        string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(credential.Header.Parameter!)).Split(':', 2);
        using HttpRequestMessage message = new(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("username", parts[0]), KeyValuePair.Create("password", parts[1])]),
        };
        using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        string[] cookies = response.Headers.TryGetValues("set-cookie", out IEnumerable<string>? set) ? [.. set.Select(cookie => cookie.Split(';')[0].Trim())] : [];
        return response.IsSuccessStatusCode && cookies.Length > 0
            ? string.Join("; ", cookies)
            : throw TapErrors.LoginRefused(request with { Address = TapAddress.Show(address) }, (int)response.StatusCode);
    }
}
