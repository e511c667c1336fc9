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
