using System.IO.Compression;
using System.Xml.Linq;
using PSAstroXmatch.Packaging;

namespace PSAstroXmatch.ModuleTests.Packaging;

/// <summary>The nupkg and the zip: what is in them, that they can be installed, and that the same module gives the same bytes.</summary>
public sealed class ModulePackagesTests : IDisposable
{
    private const long LargestPackage = 40_000_000;

    private static readonly DateTime Time = new(2026, 3, 4, 5, 6, 8, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_zip_holds_one_folder_with_the_module()
    {
        string zip = WriteSmallModule("one")[1];
        Assert.Equal("Some-1.2.3-beta.zip", Path.GetFileName(zip));
        Assert.Equal(["Some/LICENSE", "Some/Some.psd1", "Some/bin/library.dll"], Entries(zip));
    }

    [Fact]
    public void The_package_holds_the_module_at_its_root_and_the_parts_that_NuGet_reads()
    {
        string nupkg = WriteSmallModule("one")[0];
        Assert.Equal("Some.1.2.3-beta.nupkg", Path.GetFileName(nupkg));
        const string Properties = "package/services/metadata/core-properties/nuget.psmdcp";
        Assert.Equal(["LICENSE", "Some.nuspec", "Some.psd1", "[Content_Types].xml", "_rels/.rels", "bin/library.dll", Properties], Entries(nupkg));
        Assert.Equal(["Some.nuspec", Properties], Xml(nupkg, "_rels/.rels").Elements().Select(relation => relation.Attribute("Target")!.Value[1..]));
        XElement types = Xml(nupkg, "[Content_Types].xml");
        string[] extensions = [.. types.Elements().Attributes("Extension").Select(extension => extension.Value).Order(StringComparer.Ordinal)];
        Assert.Equal(["dll", "nuspec", "psd1", "psmdcp", "rels"], extensions);
        Assert.Equal("/LICENSE", Assert.Single(types.Elements().Attributes("PartName")).Value);
    }

    [Fact]
    public void The_nuspec_says_what_the_manifest_says()
    {
        XElement metadata = Assert.Single(Xml(WriteSmallModule("one")[0], "Some.nuspec").Elements());
        Dictionary<string, string> values = metadata.Elements().ToDictionary(element => element.Name.LocalName, element => element.Value);
        Assert.Equal("Some", values["id"]);
        Assert.Equal("1.2.3-beta", values["version"]);
        Assert.Equal("Somebody", values["authors"]);
        Assert.Equal("Some company", values["owners"]);
        Assert.Equal("Does < some & thing.", values["description"]);
        Assert.Equal("MIT", values["license"]);
        Assert.Equal("https://example.org/some", values["projectUrl"]);
        Assert.Equal("First.", values["releaseNotes"]);
        Assert.Equal("Some rights", values["copyright"]);
        Assert.Equal(
            "PSModule Stars Sky PSIncludes_Cmdlet PSCmdlet_Get-Some PSCommand_Get-Some PSCmdlet_Set-Some PSCommand_Set-Some", values["tags"]);
        Assert.DoesNotContain("dependencies", values.Keys);
    }

    [Fact]
    public void The_same_module_gives_the_same_bytes_wherever_and_whenever_its_files_were_written()
    {
        IReadOnlyList<string> one = WriteSmallModule("one"), other = WriteSmallModule("a/longer/path", new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        foreach ((string first, string second) in one.Zip(other))
        {
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
            using ZipArchive archive = ZipFile.OpenRead(first);
            // A zip keeps times without a zone.
            Assert.All(archive.Entries, entry => Assert.Equal(Time, entry.LastWriteTime.DateTime));
        }
    }

    [Fact]
    public void The_staged_module_is_packed_whole_in_less_than_40_MB()
    {
        string module = Path.GetDirectoryName(ModuleSession.StagedManifest())!;
        IReadOnlyList<string> packages = ModulePackages.Write(module, _folder.FullName, Time);
        Assert.All(packages, package => Assert.InRange(new FileInfo(package).Length, 1_000_000, LargestPackage));
        string[] files = [.. Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(module, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        Assert.Empty(files.Except(Entries(packages[0])));
        Assert.Equal(files.Select(file => "PSAstroXmatch/" + file), Entries(packages[1]));
        Assert.Equal(
            ["PSAstroXmatch.Commands.pdb", "PSAstroXmatch.Engine.pdb", "PSAstroXmatch.Objects.pdb", "PSAstroXmatch.pdb"],
            files.Where(file => file.EndsWith(".pdb", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_module_unpacked_from_the_zip_can_be_imported()
    {
        string unpacked = Path.Combine(_folder.FullName, "unpacked");
        ZipFile.ExtractToDirectory(WriteTemporaryModule()[1], unpacked);
        using ModuleSession session = new(manifestPath: Path.Combine(unpacked, "PSAstroXmatch", "PSAstroXmatch.psd1"));
        Assert.Equal(2, session.Invoke("Get-Star -Name Vega").Output.Count);
    }

    [Fact]
    public async Task PowerShell_finds_and_installs_the_package()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "PSResourceGet keeps its list of repositories in the user's own folder, which only Unix lets a test move.");
        string packages = Path.GetDirectoryName(WriteTemporaryModule()[0])!;
        string home = Directory.CreateDirectory(Path.Combine(_folder.FullName, "home")).FullName;
        PwshResult result = await PwshProcess.RunAsync(home, modules: null, "-Command", $$"""
            $ErrorActionPreference = 'Stop'
            Register-PSResourceRepository -Name Local -Uri '{{packages}}' -Trusted
            $found = Find-PSResource PSAstroXmatch -Repository Local
            "$($found.Version) by $($found.Author): $($found.Description)"
            Install-PSResource PSAstroXmatch -Repository Local
            (Get-Module PSAstroXmatch -ListAvailable).ModuleBase.StartsWith('{{home}}')
            @(Get-Star -Name Vega).Count
            """);
        Assert.Equal("", result.Error);
        Assert.Equal(["0.0.1 by A: D", "True", "WARNING: These stars are made up.", "2"], result.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_folder_without_a_manifest_is_refused() => AssertRefused(_folder.FullName, "not staged");

    [Theory]
    [InlineData("@{ ModuleVersion = (Get-Date) }", "computes a value")]
    [InlineData("@{ ModuleVersion = ", "cannot be parsed")]
    [InlineData("'1.0'", "has no hashtable")]
    [InlineData("@{ Author = 'A' }", "has no ModuleVersion")]
    public void A_manifest_that_is_not_data_or_lacks_a_value_is_refused(string text, string reason) =>
        AssertRefused(Path.GetDirectoryName(_folder.Write("Some/Some.psd1", text))!, reason);

    private void AssertRefused(string module, string reason)
    {
        string output = Path.Combine(_folder.FullName, "out");
        Assert.Contains(reason, Assert.Throws<PackagingException>(() => ModulePackages.Write(module, output, Time)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    private IReadOnlyList<string> WriteSmallModule(string place, DateTime? written = null)
    {
        string[] files =
        [
            _folder.Write($"{place}/Some/Some.psd1", """
                @{
                    ModuleVersion = '1.2.3'; Author = 'Somebody'; CompanyName = 'Some company'; Copyright = 'Some rights'
                    Description = 'Does < some & thing.'; CmdletsToExport = @('Get-Some', 'Set-Some')
                    PrivateData = @{ PSData = @{
                        Tags = @('Stars', 'Sky'); ProjectUri = 'https://example.org/some'; ReleaseNotes = 'First.'; Prerelease = 'beta' } }
                }
                """),
            _folder.Write($"{place}/Some/LICENSE", "MIT"),
            _folder.Write($"{place}/Some/bin/library.dll", new string('x', 100_000)),
        ];
        foreach (string file in files)
            File.SetLastWriteTimeUtc(file, written ?? DateTime.UtcNow);
        return ModulePackages.Write(Path.Combine(_folder.FullName, place, "Some"), Path.Combine(_folder.FullName, place), Time);
    }

    private IReadOnlyList<string> WriteTemporaryModule()
    {
        using TemporaryModule small = new();
        string module = Path.GetDirectoryName(small.ManifestPath)!;
        // The gallery asks for these, which a module that is only imported need not have.
        File.WriteAllText(small.ManifestPath, File.ReadAllText(small.ManifestPath).Replace(
            "@{\n", "@{\nAuthor = 'A'\nCompanyName = 'C'\nCopyright = 'R'\nDescription = 'D'\n", StringComparison.Ordinal));
        return ModulePackages.Write(module, Path.Combine(_folder.FullName, "packages"), Time);
    }

    private static string[] Entries(string package)
    {
        using ZipArchive zip = ZipFile.OpenRead(package);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static XElement Xml(string package, string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(package);
        using Stream stream = zip.GetEntry(name)!.Open();
        return XDocument.Load(stream).Root!;
    }
}
