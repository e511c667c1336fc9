namespace PSAstroXmatch.Engine.Tap;

/// <summary>Whether a service currently accepts queries (VOSI 1.1, section 2.2: /availability).</summary>
/// <param name="IsAvailable">Whether it accepts queries.</param>
/// <param name="UpSince">When it last came up; null if unknown.</param>
/// <param name="DownAt">When it will next go down; null if unknown.</param>
/// <param name="BackAt">When it will be back up after that; null if unknown.</param>
/// <param name="Notes">Notes from its operators.</param>
public sealed record TapAvailability(
    bool IsAvailable, DateTimeOffset? UpSince, DateTimeOffset? DownAt, DateTimeOffset? BackAt, IReadOnlyList<string> Notes);

/// <summary>An example query provided by a service (DALI 1.1, section 2.3: /examples).</summary>
/// <param name="Name">What the example shows.</param>
/// <param name="Query">The query in ADQL; null for an example of another kind.</param>
/// <param name="Description">Description of the example; null for none.</param>
public sealed record TapExample(string Name, string? Query, string? Description);
