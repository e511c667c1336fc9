using PSAstroXmatch.Host;

namespace PSAstroXmatch.ModuleTests.Host;

public sealed class ModuleLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_variable_names_a_folder_or_a_manifest_and_comes_first()
    {
        string named = _folder.Write("elsewhere/PSAstroXmatch.psd1", "");
        _folder.Write("bin/PSAstroXmatch/PSAstroXmatch.psd1", "");

        Assert.Equal(named, ModuleLocator.Find(named, In("bin")));
        Assert.Equal(named, ModuleLocator.Find(In("elsewhere"), In("bin")));
    }

    [Fact]
    public void A_variable_that_names_nothing_is_an_error_although_there_is_a_module()
    {
        _folder.Write("bin/PSAstroXmatch/PSAstroXmatch.psd1", "");

        HostException error = Assert.Throws<HostException>(() => ModuleLocator.Find(In("nowhere"), In("bin")));

        Assert.Contains("PSASTROXMATCH_MODULE", error.Message);
        Assert.Contains("nowhere", error.Message);
    }

    [Fact]
    public void A_module_beside_the_program_comes_before_a_staged_one()
    {
        string staged = _folder.Write("output/PSAstroXmatch/PSAstroXmatch.psd1", "");
        Directory.CreateDirectory(In("src/bin"));
        Assert.Equal(staged, ModuleLocator.Find(null, In("src/bin")));

        string beside = _folder.Write("src/bin/PSAstroXmatch/PSAstroXmatch.psd1", "");
        Assert.Equal(beside, ModuleLocator.Find("", In("src/bin")));
    }

    [Fact]
    public void Without_a_module_the_error_says_what_to_do()
    {
        HostException error = Assert.Throws<HostException>(() => ModuleLocator.Find(null, _folder.FullName));

        Assert.Contains("PSASTROXMATCH_MODULE", error.Message);
        Assert.Equal(1, error.ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private string In(string relativePath) => Path.Combine(_folder.FullName, relativePath.Replace('/', Path.DirectorySeparatorChar));
}
