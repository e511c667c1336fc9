using System.Globalization;

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

/// <summary>Reads VOSI's /availability. Invalid times, which do occur, are treated as unknown.</summary>
internal static class AvailabilityDocument
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is not an availability document.</exception>
    public static TapAvailability Read(Stream stream)
    {
        MarkupElement root = MarkupElement.ReadDocument(stream);
        if (root.Name != "availability" || root.TextOf("available") is not string available)
            throw new FormatException($"it does not say whether the service is available: its root element is <{root.Name}>");
        return new TapAvailability(
            available is "true" or "1",
            Time(root.TextOf("upSince")),
            Time(root.TextOf("downAt")),
            Time(root.TextOf("backAt")),
            [.. root.ChildrenOf("note").Select(note => note.Text).Where(note => note.Length > 0)]);
    }

    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        ? time
        : null;
}
