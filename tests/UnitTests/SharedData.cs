using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests;

/// <summary>
/// Real catalogs, captured answers and reference vectors that lie in a folder "shared" beside the repository and are no part of it.
/// A test that needs them is skipped where the folder is missing, and fails where only its own file is.
/// </summary>
public static class SharedData
{
    private static readonly string Root = Repository.PathOf("..", "shared", "data");

    /// <summary>Path of a file or folder in shared/data; skips the running test where there are no data.</summary>
    public static string Path(string relative)
    {
        if (!Directory.Exists(Root))
            Assert.Skip("No test data: they are looked for in a folder 'shared/data' beside the repository.");
        string path = System.IO.Path.Combine(Root, relative);
        Assert.True(File.Exists(path) || Directory.Exists(path), $"'{relative}' is missing from the test data in {Root}.");
        return path;
    }
}
