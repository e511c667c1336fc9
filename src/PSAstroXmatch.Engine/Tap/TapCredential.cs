using System.Net.Http.Headers;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Credentials for a service (RFC 7617 and RFC 6750). They are sent only in the Authorization header of requests to that service and
/// never shown: not in messages, not in the log, not by <see cref="ToString"/>.
/// </summary>
public sealed class TapCredential
{
    private TapCredential(string scheme, string parameter) => Header = new AuthenticationHeaderValue(scheme, parameter);

    internal AuthenticationHeaderValue Header { get; }

    /// <summary>A user name and password, for basic authentication.</summary>
    /// <exception cref="AstroException">TapOptionInvalid: the user is missing or contains a colon or a control character.</exception>
    public static TapCredential Basic(string user, string password)
    {
        if (user.Length == 0 || user.Contains(':', StringComparison.Ordinal) || (user + password).Any(char.IsControl))
            throw TapErrors.OptionInvalid("user and password", "(not shown)", "a name without a colon and a password, both without control characters");
        return new TapCredential("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <summary>A token issued by the service.</summary>
    /// <exception cref="AstroException">TapOptionInvalid: it is empty or has characters that are not allowed in a token.</exception>
    public static TapCredential Bearer(string token)
    {
        if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
            throw TapErrors.OptionInvalid("token", "(not shown)", "ASCII text without blanks");
        return new TapCredential("Bearer", token);
    }

    /// <summary>The kind of credential, without its secret.</summary>
    public override string ToString() => $"{Header.Scheme} credential (not shown)";

    /// <summary>The user and password in an address; null if it has none.</summary>
    internal static TapCredential? FromAddress(Uri address) => address.UserInfo.Length == 0
        ? null
        : new TapCredential("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
}
