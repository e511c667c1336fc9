using System.Drawing;
using System.Globalization;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The colour names accepted in figures: the CSS names, without system colours and transparent.</summary>
public static class ColorNames
{
    /// <summary>All names in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Enum.GetValues<KnownColor>().Select(Color.FromKnownColor).Where(IsOffered).Select(color => color.Name).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Parses a colour.</summary>
    /// <param name="text">A CSS colour name (tomato, SteelBlue) or #RRGGBB.</param>
    /// <exception cref="AstroException">ColorUnknown: it is neither.</exception>
    internal static ScottPlot.Color Parse(string text)
    {
        string name = text.Trim();
        if (name.Length == 7 && name[0] == '#' && uint.TryParse(name.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint rgb))
            return ScottPlot.Color.FromARGB(0xFF000000 | rgb);
        Color known = Color.FromName(name);
        if (known.IsKnownColor && IsOffered(known))
            return new ScottPlot.Color(known.R, known.G, known.B);
        throw new AstroException(ErrorIds.ColorUnknown, $"'{text}' is not a colour.", "Give a CSS colour name, such as tomato, or #RRGGBB.", text);
    }

    private static bool IsOffered(Color color) => !color.IsSystemColor && color.A == 255;
}
