using System.Globalization;
using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Parses colours given by users.</summary>
internal static class ColorName
{
    /// <summary>Parses a colour.</summary>
    /// <param name="text">A CSS colour name (tomato, SteelBlue) or #RRGGBB.</param>
    /// <exception cref="AstroException">ColorUnknown: it is neither.</exception>
    public static Color Parse(string text)
    {
        string name = text.Trim();
        if (name.Length == 7 && name[0] == '#' && uint.TryParse(name.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint rgb))
            return Color.FromARGB(0xFF000000 | rgb);
        System.Drawing.Color known = System.Drawing.Color.FromName(name);
        if (known.IsKnownColor && !known.IsSystemColor && known.A == 255)
            return new Color(known.R, known.G, known.B);
        throw new AstroException(ErrorIds.ColorUnknown, $"'{text}' is not a colour.", "Give a CSS colour name, such as tomato, or #RRGGBB.", text);
    }
}
