using System.Net.Http.Headers;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// What a service wants to know of its user (RFC 7617 and RFC 6750). Goes into the Authorization header of requests to that service
/// alone, and is shown nowhere: not by messages, not by the log, not by <see cref="ToString"/>.
/// </summary>
public sealed class TapCredential
{
    private TapCredential(string scheme, string parameter) => Header = new AuthenticationHeaderValue(scheme, parameter);

    internal AuthenticationHeaderValue Header { get; }

    /// <summary>User and password, for basic authentication.</summary>
    /// <exception cref="AstroException">TapOptionInvalid: no user, or one with a colon or a control character.</exception>
    public static TapCredential Basic(string user, string password)
    {
        if (user.Length == 0 || user.Contains(':', StringComparison.Ordinal) || (user + password).Any(char.IsControl))
            throw TapErrors.OptionInvalid("user and password", "(not shown)", "a name without colon and a password, both without control characters");
        return new TapCredential("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <summary>A token that the service gave its user.</summary>
    /// <exception cref="AstroException">TapOptionInvalid: it is empty or has characters that no token has.</exception>
    public static TapCredential Bearer(string token)
    {
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
            throw TapErrors.OptionInvalid("token", "(not shown)", "a text of ASCII characters without blanks");
        return new TapCredential("Bearer", token);
    }

    /// <summary>The kind of credential, without its secret.</summary>
    public override string ToString() => $"{Header.Scheme} credential (not shown)";

    /// <summary>The user and password of an address, null where it has none.</summary>
    internal static TapCredential? FromAddress(Uri address) => address.UserInfo.Length == 0
        ? null
        : new TapCredential("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
}
