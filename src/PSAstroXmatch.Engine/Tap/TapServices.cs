namespace PSAstroXmatch.Engine.Tap;

/// <summary>The names by which users know services.</summary>
public static class TapServices
{
    /// <summary>The short names, each with its dialect.</summary>
    public static IReadOnlyDictionary<string, TapDialect> Known { get; } = new Dictionary<string, TapDialect>(StringComparer.OrdinalIgnoreCase)
    {
        ["Heasarc"] = TapDialects.Heasarc,
        ["Gaia"] = TapDialects.EsaGaia,
        ["Irsa"] = TapDialects.Irsa,
        ["Mast"] = TapDialects.Mast,
        ["Vizier"] = TapDialects.Vizier,
        ["Cxc"] = TapDialects.Cxc,
    };

    /// <summary>Resolves a name or address to an address.</summary>
    /// <param name="nameOrUri">A short name (case does not matter), or the base URL of a service.</param>
    /// <exception cref="AstroException">ServiceUnknown: neither a known name nor an http or https address.</exception>
    public static Uri ToUri(string nameOrUri)
    {
        if (Known.TryGetValue(nameOrUri, out TapDialect? dialect))
            return dialect.BaseUri!;
        if (Uri.TryCreate(nameOrUri, UriKind.Absolute, out Uri? address) && TapAddress.IsHttp(address))
            return address;
        throw new AstroException(
            ErrorIds.ServiceUnknown,
            $"'{nameOrUri.Split('?', '#', '@')[^1]}' is neither the name of a service nor its address.",
            $"Use one of {string.Join(", ", Known.Keys)}, or give the base URL of a TAP service, such as https://example.org/tap.",
            nameOrUri.Split('?', '#', '@')[^1]);
    }
}

/// <summary>Addresses of a TAP service, and how messages show them.</summary>
internal static class TapAddress
{
    /// <summary>The base URL of a service: http or https, without a query, a trailing slash, or an endpoint that was pasted with it.</summary>
    public static Uri ToBase(Uri address)
    {
        if (!address.IsAbsoluteUri || !IsHttp(address) || address.Host.Length == 0)
            throw TapErrors.AddressInvalid(address);
        string path = address.AbsolutePath.TrimEnd('/');
        foreach (string endpoint in (string[])["/sync", "/async"])
        {
            if (path.EndsWith(endpoint, StringComparison.Ordinal))
                path = path[..^endpoint.Length];
        }

        return new UriBuilder(address) { Path = path, Query = "", Fragment = "" }.Uri;
    }

    /// <summary>An endpoint below a base URL.</summary>
    public static Uri Endpoint(Uri baseUri, string name) =>
        new UriBuilder(baseUri) { Path = baseUri.AbsolutePath.TrimEnd('/') + "/" + name }.Uri;

    /// <summary>Whether two addresses are those of one server: what is a secret of one is none for the other.</summary>
    public static bool IsSameServer(Uri first, Uri second) =>
        first.Scheme == second.Scheme && string.Equals(first.Authority, second.Authority, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address is one that this client can call.</summary>
    public static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    /// <summary>The address without user, password, parameters and fragment, which may be secret.</summary>
    public static string Show(Uri address) => address.IsAbsoluteUri
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address.OriginalString.Split('?', '#')[0];
}
