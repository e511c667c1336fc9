namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The file of a figure.</summary>
public static class FigureFile
{
    /// <summary>Rejects a path whose extension is not that of a figure format.</summary>
    /// <exception cref="AstroException">FigureFormatUnknown: the path ends neither with .png nor with .svg.</exception>
    public static void CheckFormat(string path)
    {
        if (!IsPng(path) && !IsSvg(path))
        {
            string ending = Path.GetExtension(path);
            throw new AstroException(
                ErrorIds.FigureFormatUnknown,
                ending.Length == 0 ? $"'{path}' has no extension, so the format is unknown." : $"Figures can't be written as '{ending}'.",
                "Use the extension .png or .svg.",
                path);
        }
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The path; its extension determines the format.</param>
    public static byte[] Encode(Figure figure, string path) => IsSvg(path) ? figure.ToSvg() : figure.ToPng();

    private static bool IsPng(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    private static bool IsSvg(string path) => path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
}
