namespace PSAstroXmatch.ModuleTests;

/// <summary>A new folder that is deleted at the end of the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;

    /// <summary>Writes a text file and returns its absolute path.</summary>
    public string Write(string relativePath, string text)
    {
        string path = Path.Combine(FullName, relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
