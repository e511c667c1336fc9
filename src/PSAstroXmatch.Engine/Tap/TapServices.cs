namespace PSAstroXmatch.Engine.Tap;

/// <summary>The names under which users know services.</summary>
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

    /// <summary>The address that a name or an address stands for.</summary>
    /// <param name="nameOrUri">A short name in any case, or the base URL of a service.</param>
    /// <exception cref="AstroException">ServiceUnknown: neither a name nor an address of http or https.</exception>
    public static Uri ToUri(string nameOrUri)
    {
        if (Known.TryGetValue(nameOrUri, out TapDialect? dialect))
            return dialect.BaseUri!;
        if (Uri.TryCreate(nameOrUri, UriKind.Absolute, out Uri? address) && TapAddress.IsHttp(address))
            return address;
        throw new AstroException(
            "ServiceUnknown",
            AstroErrorKind.InvalidArgument,
            $"'{nameOrUri.Split('?', '#', '@')[^1]}' is neither the name of a service nor its address.",
            $"Name one of {string.Join(", ", Known.Keys)}, or give the base URL of a TAP service, such as https://example.org/tap.",
            nameOrUri.Split('?', '#', '@')[^1]);
    }
}
