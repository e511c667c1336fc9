using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using PSAstroXmatch.Packaging;

namespace PSAstroXmatch.ModuleTests.Packaging;

/// <summary>The manifest says what the build says, and what the gallery asks for.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly ModuleSession _session = new();

    private static ModuleManifest Manifest { get; } = ModuleManifest.Read(ModuleSession.StagedManifest());

    private static XElement BuildProperties { get; } = XDocument.Load(Path.Combine(Repository.Find().Root, "Directory.Build.props")).Root!;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_version_is_that_of_the_build()
    {
        string built = BuildProperties.Descendants("Version").Single().Value;
        Assert.Equal(built, Manifest.Version);
        string assembly = Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "bin", "PSAstroXmatch.dll");
        Assert.Equal(Version.Parse(built), Version.Parse(AssemblyName.GetAssemblyName(assembly).Version!.ToString(3)));
    }

    [Fact]
    public void The_address_of_the_project_is_that_of_the_build()
    {
        string address = BuildProperties.Descendants("RepositoryUrl").Single().Value;
        Assert.Equal(address, Manifest.ProjectUri ?? "");
    }

    [Fact]
    public void The_engine_finds_it_valid_and_complete()
    {
        Invocation tested = _session.Invoke("Test-ModuleManifest $path", ("path", ModuleSession.StagedManifest()));
        Assert.Empty(tested.Errors);
        Assert.Empty(tested.Warnings);
        PSModuleInfo module = (PSModuleInfo)Assert.Single(tested.Output).BaseObject;
        Assert.NotEqual(Guid.Empty, module.Guid);
        Assert.All(new[] { module.Author, module.CompanyName, module.Copyright, module.Description, module.ReleaseNotes }, Assert.NotEmpty);
        Assert.NotNull(module.LicenseUri);
        Assert.Equal(new Version(7, 4), module.PowerShellVersion);
        Assert.Equal(["Core"], module.CompatiblePSEditions);
        Assert.Contains("PSEdition_Core", module.Tags);
        Assert.Empty(module.RequiredModules);
    }

    [Fact]
    public void Tags_can_be_searched_for()
    {
        Assert.All(Manifest.Tags, tag => Assert.Matches("^[A-Za-z0-9_]+$", tag));
        Assert.Equal(Manifest.Tags.Count, Manifest.Tags.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("@{ ModuleVersion = (Get-Date) }", "computes a value")]
    [InlineData("@{ ModuleVersion = ", "can't be parsed")]
    [InlineData("'1.0'", "no hashtable")]
    public void A_manifest_that_is_not_data_is_refused(string text, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("Some.psd1", text);
        Assert.Contains(reason, Assert.Throws<PackagingException>(() => ModuleManifest.Read(path)).Message, StringComparison.Ordinal);
    }
}
