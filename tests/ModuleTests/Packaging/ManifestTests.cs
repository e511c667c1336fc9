using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using PSAstroXmatch.ModuleTests.Help;

namespace PSAstroXmatch.ModuleTests.Packaging;

/// <summary>The manifest says what the build says, and what the gallery asks for.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly ModuleSession _session = new();

    private static XElement BuildProperties { get; } = XDocument.Load(Path.Combine(HelpFolder.Repository, "Directory.Build.props")).Root!;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_version_is_that_of_the_build()
    {
        string built = BuildProperties.Descendants("Version").Single().Value;
        PSModuleInfo module = Manifest();
        Assert.Equal(built, $"{module.Version}{(PSData(module)["Prerelease"] is string label ? $"-{label}" : "")}");
        string assembly = Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "bin", "PSAstroXmatch.dll");
        Assert.Equal(module.Version, Version.Parse(AssemblyName.GetAssemblyName(assembly).Version!.ToString(3)));
    }

    [Fact]
    public void The_address_of_the_project_is_that_of_the_build() =>
        Assert.Equal(BuildProperties.Descendants("RepositoryUrl").Single().Value, PSData(Manifest())["ProjectUri"] ?? "");

    [Fact]
    public void The_engine_finds_it_valid_and_complete()
    {
        PSModuleInfo module = Manifest();
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
        string[] tags = [.. Manifest().Tags];
        Assert.All(tags, tag => Assert.Matches("^[A-Za-z0-9_]+$", tag));
        Assert.Equal(tags.Length, tags.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    private static Hashtable PSData(PSModuleInfo module) => (Hashtable)((Hashtable)module.PrivateData)["PSData"]!;

    private PSModuleInfo Manifest()
    {
        Invocation tested = _session.Invoke("Test-ModuleManifest $path", ("path", ModuleSession.StagedManifest()));
        Assert.Empty(tested.Errors);
        Assert.Empty(tested.Warnings);
        return (PSModuleInfo)Assert.Single(tested.Output).BaseObject;
    }
}
