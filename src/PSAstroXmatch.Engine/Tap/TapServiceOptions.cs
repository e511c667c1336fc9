using System.Net.Http.Headers;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>How a <see cref="TapService"/> communicates with its service.</summary>
public sealed record TapServiceOptions
{
    /// <summary>The peculiarities of the service; if null, chosen by host name, with <see cref="TapDialects.Generic"/> for an unknown one.</summary>
    public TapDialect? Dialect { get; init; }

    /// <summary>
    /// An e-mail address or URL at which the operators of an archive can reach the user; part of the User-Agent header.
    /// </summary>
    public string? Contact { get; init; }

    /// <summary>
    /// Credentials; null for none. They are sent only to the service's own host, and take precedence over a user and password in the
    /// address.
    /// </summary>
    public TapCredential? Credential { get; init; }

    /// <summary>How stored answers are used; null for not at all. Rows that are returned as they arrive are not stored.</summary>
    public TapCaching? Caching { get; init; }

    /// <summary>Maximum number of simultaneous queries to the service's host; null leaves it to the dialect.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Time limit of a whole call, including all attempts and the pauses between them.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Time limit from sending a query until its answer begins; most services compute the result during this time.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest pause within an answer.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a call is retried after a transient fault; 0 for never.</summary>
    public int MaxRetryAttempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; it doubles with each further one, with jitter. A service's Retry-After takes precedence.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts; if a service requests a longer one, the call is not retried.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The longest polling interval for a job whose service does not support WAIT (UWS 1.0, or WAIT ignored); the first intervals are
    /// shorter.
    /// </summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock for all pauses and time limits, except the 15 s for a connection.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        RequireTime(Timeout, nameof(Timeout));
        RequireTime(ResponseTimeout, nameof(ResponseTimeout));
        RequireTime(ReadTimeout, nameof(ReadTimeout));
        RequireTime(MaxRetryDelay, nameof(MaxRetryDelay));
        RequireTime(RetryDelay, nameof(RetryDelay));
        RequireTime(MaxPollInterval, nameof(MaxPollInterval));
        if (MaxConcurrency is < 1 or > 100)
            throw TapErrors.OptionInvalid(nameof(MaxConcurrency), ValueText.Format(MaxConcurrency), "a number from 1 to 100");
        if (MaxRetryAttempts is < 0 or > 100)
            throw TapErrors.OptionInvalid(nameof(MaxRetryAttempts), ValueText.Format(MaxRetryAttempts), "a number from 0 to 100");
    }

    private static void RequireTime(TimeSpan time, string name)
    {
        if (time < TimeSpan.FromMilliseconds(10) || time > TimeSpan.FromHours(24))
            throw TapErrors.OptionInvalid(name, ValueText.Format(time), "a time from 10 milliseconds to 24 hours");
    }
}

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

/// <summary>
/// How long a stopped call may go on, so that it leaves no job on the service and yet ends within a second. Each time must be shorter than
/// the next: the engine has to be done before the command gives up waiting for it.
/// </summary>
/// <param name="Creation">How long to wait for a job that is just being created: without its address it could not be deleted.</param>
/// <param name="CleanUp">How long the engine waits for the deletion of a job.</param>
/// <param name="Command">How long a command waits for the engine.</param>
/// <param name="Deletion">How long a deletion that takes longer may continue in the background.</param>
public sealed record StopBudget(TimeSpan Creation, TimeSpan CleanUp, TimeSpan Command, TimeSpan Deletion)
{
    /// <summary>The times of every call.</summary>
    public static StopBudget Default { get; } = new(
        TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(700), TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(15));
}
