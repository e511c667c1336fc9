using System.IO.Compression;
using System.Xml.Linq;
using PSAstroXmatch.Packaging;

namespace PSAstroXmatch.ModuleTests.Packaging;

/// <summary>The nupkg and the zip: what is in them, and that the same module gives the same bytes.</summary>
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
        string[] expected =
        [
            "LICENSE", "Some.nuspec", "Some.psd1", "[Content_Types].xml", "_rels/.rels", "bin/library.dll",
            "package/services/metadata/core-properties/Some.psmdcp",
        ];
        Assert.Equal(expected, Entries(nupkg));
        string[] targets = [.. Xml(nupkg, "_rels/.rels").Elements().Select(relation => relation.Attribute("Target")!.Value[1..])];
        Assert.Equal(["Some.nuspec", "package/services/metadata/core-properties/Some.psmdcp"], targets);
        XElement types = Xml(nupkg, "[Content_Types].xml");
        string[] extensions = [.. types.Elements().Attributes("Extension").Select(extension => extension.Value)];
        Assert.Equal(["rels", "psmdcp", "dll", "nuspec", "psd1"], extensions);
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
        Assert.Equal("Does < some & thing.", values["description"]);
        Assert.Equal("MIT", values["license"]);
        Assert.Equal("https://example.org/some", values["projectUrl"]);
        Assert.Equal("First.", values["releaseNotes"]);
        Assert.Equal(
            "PSModule Stars Sky PSIncludes_Cmdlet PSCmdlet_Get-Some PSCommand_Get-Some PSCmdlet_Set-Some PSCommand_Set-Some", values["tags"]);
        Assert.DoesNotContain("dependencies", values.Keys);
    }

    [Fact]
    public void The_same_module_gives_the_same_bytes_wherever_and_whenever_its_files_were_written()
    {
        IReadOnlyList<string> one = WriteSmallModule("one"), other = WriteSmallModule("a/longer/path", new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal(File.ReadAllBytes(one[0]), File.ReadAllBytes(other[0]));
        Assert.Equal(File.ReadAllBytes(one[1]), File.ReadAllBytes(other[1]));
        using ZipArchive zip = ZipFile.OpenRead(one[1]);
        // A zip keeps times without a zone.
        Assert.All(zip.Entries, entry => Assert.Equal(Time, entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void The_staged_module_is_packed_whole_in_less_than_40_MB()
    {
        string module = Path.GetDirectoryName(ModuleSession.StagedManifest())!;
        // The nupkg has some kilobytes more, and would take as long again.
        string zip = ModulePackages.WriteZip(module, _folder.FullName, Time);
        Assert.InRange(new FileInfo(zip).Length, 1_000_000, LargestPackage - 100_000);
        string[] files = [.. Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories)
            .Select(file => "PSAstroXmatch/" + Path.GetRelativePath(module, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(files, Entries(zip));
        Assert.Equal(
            ["PSAstroXmatch.Commands.pdb", "PSAstroXmatch.Engine.pdb", "PSAstroXmatch.Objects.pdb", "PSAstroXmatch.pdb"],
            files.Where(file => file.EndsWith(".pdb", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_module_unpacked_from_the_zip_can_be_imported()
    {
        string module = Path.Combine(_folder.FullName, "PSAstroXmatch");
        using TemporaryModule small = new();
        Directory.CreateDirectory(module);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(small.ManifestPath)!))
            File.Copy(file, Path.Combine(module, Path.GetFileName(file)));
        string manifest = Path.Combine(module, "PSAstroXmatch.psd1");
        // The gallery asks for these, which a module that is only imported need not have.
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(
            "@{\n", "@{\nAuthor = 'A'\nCompanyName = 'C'\nCopyright = 'R'\nDescription = 'D'\n", StringComparison.Ordinal));
        string zip = ModulePackages.Write(module, _folder.FullName, Time)[1];
        string unpacked = Path.Combine(_folder.FullName, "unpacked");
        ZipFile.ExtractToDirectory(zip, unpacked);
        using ModuleSession session = new(manifestPath: Path.Combine(unpacked, "PSAstroXmatch", "PSAstroXmatch.psd1"));
        Assert.Equal(2, session.Invoke("Get-Star -Name Vega").Output.Count);
    }

    [Fact]
    public void The_licences_of_all_that_goes_along_are_told()
    {
        string notices = ThirdPartyNotices.Of(Repository.Find().Root);
        // The font in the engine: its licence must be in every copy.
        Assert.Contains("Copyright (c) 2003 by Bitstream, Inc.", notices, StringComparison.Ordinal);
        string engine = Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "bin", "engine");
        foreach (string library in Directory.EnumerateFiles(engine, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file)!))
        {
            string package = library == "ICSharpCode.SharpZipLib" ? "SharpZipLib" : library;
            if (!package.StartsWith("PSAstroXmatch", StringComparison.Ordinal))
                Assert.Matches($@"(?m)^{package} \d", notices);
        }

        string[] licences = [.. notices.Split('\n')
            .Where(line => line.StartsWith("Licence: ", StringComparison.Ordinal))
            .Select(line => line["Licence: ".Length..line.LastIndexOf(" (", StringComparison.Ordinal)])
            .Distinct()];
        Assert.NotEmpty(licences);
        Assert.Empty(licences.Except(["MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MS-PL OR Apache-2.0"]));
        Assert.DoesNotContain("PowerShellStandard", notices, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_refused() =>
        Assert.Contains("not staged", Assert.Throws<PackagingException>(() => ModulePackages.Write(_folder.FullName, _folder.FullName, Time)).Message, StringComparison.Ordinal);

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
