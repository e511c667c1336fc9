namespace PSAstroXmatch.UnitTests;

/// <summary>
/// Real catalogs, captured answers and reference vectors that lie in a folder "shared" beside the repository and are no part of it.
/// A test that needs them is skipped, with the reason, where they are missing.
/// </summary>
public static class SharedData
{
    private static readonly string Root = FindRoot();

    /// <summary>Path of a file or folder in shared/data; skips the running test where it does not exist.</summary>
    public static string Path(string relative)
    {
        string path = System.IO.Path.Combine(Root, relative);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Skip($"The test data '{relative}' are not on this machine: they are looked for in a folder 'shared/data' beside the repository.");
        return path;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PSAstroXmatch.sln")))
            folder = folder.Parent;
        return System.IO.Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data");
    }
}
