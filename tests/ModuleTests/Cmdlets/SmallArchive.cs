namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>A folder archive with a handful of rows, made for one test from tests/Shared/SmallArchive.</summary>
public sealed class SmallArchive : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("archive");

    public SmallArchive()
    {
        foreach (string file in Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "SmallArchive")))
            System.IO.File.Copy(file, File(System.IO.Path.GetFileName(file)));
    }

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text.ReplaceLineEndings("\n") + "\n");
}
