using System.Globalization;

namespace PSAstroXmatch.Engine.Tap;

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
