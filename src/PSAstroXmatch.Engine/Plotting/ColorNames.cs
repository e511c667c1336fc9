using System.Drawing;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The colour names accepted in figures: the CSS names, without system colours and transparent.</summary>
public static class ColorNames
{
    /// <summary>All names in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<KnownColor>().Select(Color.FromKnownColor).Where(color => !color.IsSystemColor && color.A == 255)
            .Select(color => color.Name).Order(StringComparer.OrdinalIgnoreCase),
    ];
}
