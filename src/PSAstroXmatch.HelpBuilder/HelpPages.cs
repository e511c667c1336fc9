namespace PSAstroXmatch.HelpBuilder;

/// <summary>The pages of a folder.</summary>
public static class HelpPages
{
    /// <summary>Reads them all, in order of their names.</summary>
    /// <param name="folder">A folder with a file for each cmdlet: Find-SkyMatch.md.</param>
    /// <exception cref="HelpPageException">A page is not laid out as help is, or its title is not the name of its file.</exception>
    public static IReadOnlyList<HelpPage> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*-*.md").Order(StringComparer.Ordinal).Select(ReadNamed)];

    private static HelpPage ReadNamed(string file)
    {
        HelpPage page = HelpPageReader.Read(file);
        return page.Name == Path.GetFileNameWithoutExtension(file)
            ? page
            : throw new HelpPageException(file, 0, $"The title is '{page.Name}', but the file is named {Path.GetFileName(file)}.");
    }
}
