using System.Drawing;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The names of colours that figures take: those of the web (CSS), without the colours of the desktop and the transparent one.</summary>
public static class ColorNames
{
    /// <summary>All names, by the alphabet.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<KnownColor>().Select(Color.FromKnownColor).Where(color => !color.IsSystemColor && color.A == 255)
            .Select(color => color.Name).Order(StringComparer.OrdinalIgnoreCase),
    ];
}
