namespace PSAstroXmatch.Engine.Tap;

/// <summary>Whether a service takes queries at present (VOSI 1.1, section 2.2: /availability).</summary>
/// <param name="IsAvailable">Whether it takes queries.</param>
/// <param name="UpSince">Since when it has been running without a break; null where it does not tell.</param>
/// <param name="DownAt">When it will next stop; null where it does not tell.</param>
/// <param name="BackAt">When it will be back after that; null where it does not tell.</param>
/// <param name="Notes">What its operators want to say.</param>
public sealed record TapAvailability(
    bool IsAvailable, DateTimeOffset? UpSince, DateTimeOffset? DownAt, DateTimeOffset? BackAt, IReadOnlyList<string> Notes);

/// <summary>A query that a service gives as an example (DALI 1.1, section 2.3: /examples).</summary>
/// <param name="Name">What the example shows.</param>
/// <param name="Query">The query in ADQL; null for an example of another kind.</param>
/// <param name="Description">What is said of it; null for nothing.</param>
public sealed record TapExample(string Name, string? Query, string? Description);
