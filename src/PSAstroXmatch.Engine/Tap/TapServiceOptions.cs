namespace PSAstroXmatch.Engine.Tap;

/// <summary>How a <see cref="TapService"/> talks to its service.</summary>
public sealed record TapServiceOptions
{
    /// <summary>What is peculiar to the service; null chooses by the host's name, <see cref="TapDialects.Generic"/> for an unknown one.</summary>
    public TapDialect? Dialect { get; init; }

    /// <summary>
    /// An address or URL at which the operators of an archive can reach whoever sends the queries; part of the User-Agent header.
    /// </summary>
    public string? Contact { get; init; }

    /// <summary>
    /// What the service wants to know of its user; null for none. It goes to the service's own host alone, and comes before a user and
    /// password in the address.
    /// </summary>
    public TapCredential? Credential { get; init; }

    /// <summary>Whether stored answers stand in for the service; null for never. Rows that are handed out while they arrive are not stored.</summary>
    public TapCaching? Caching { get; init; }

    /// <summary>The most queries that are sent to the service's host at a time; null leaves it to the dialect.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Time for a whole call, with all attempts and the pauses between them.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Time from sending a query until its answer begins; most services compute the result within it.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest pause within an answer.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a call is tried again after a fault that may pass; 0 for never.</summary>
    public int MaxRetryAttempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; it doubles with each further one, with jitter. A service's Retry-After comes first.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between attempts; a service that asks for a longer one is not asked again.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The longest pause between two looks at a job whose service can't tell of a change by itself (UWS 1.0, or WAIT ignored); the
    /// first pauses are shorter.
    /// </summary>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of all pauses and limits of time, except the 15 s for a connection.</summary>
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
