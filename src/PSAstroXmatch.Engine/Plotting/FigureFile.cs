namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The file that a figure goes to.</summary>
public static class FigureFile
{
    /// <summary>Refuses a path whose ending names no format of a figure.</summary>
    /// <exception cref="AstroException">FigureFormatUnknown: it ends neither with .png nor with .svg.</exception>
    public static void CheckFormat(string path)
    {
        if (!IsPng(path) && !IsSvg(path))
        {
            string ending = Path.GetExtension(path);
            throw new AstroException(
                "FigureFormatUnknown",
                AstroErrorKind.InvalidArgument,
                ending.Length == 0 ? $"'{path}' has no ending that names the format." : $"Figures are not written as '{ending}'.",
                "End the path with .png or .svg.",
                path);
        }
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">Its ending chooses the format.</param>
    public static byte[] Encode(Figure figure, string path) => IsSvg(path) ? figure.ToSvg() : figure.ToPng();

    private static bool IsPng(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    private static bool IsSvg(string path) => path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
}
