using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Library;

/// <summary>The engine as other C# programs get it: two packages, and the program of examples/csharp built against them.</summary>
public sealed partial class EngineLibraryTests : IDisposable
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "..", ".."));

    // The configuration in which the tests, and so the libraries, are built.
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_example_matches_and_queries_with_the_packed_engine()
    {
        await PackAsync();
        Assert.Equal(["PSAstroXmatch.Engine", "PSAstroXmatch.Objects"], Packages().Select(package => Metadata(package, "id")));
        string program = await BuildExampleAsync();
        string left = _folder.Write("left.csv", "name,ra,dec\nCrab,83.6331,22.0145\nVela,128.836,-45.1764\n");
        string right = _folder.Write("right.csv", "id,RAJ2000,DEJ2000\nJ0534+2200,83.6333,22.0145\nJ1745-2900,266.4168,-29.0078\n");
        using FakeTapService service = new();

        (int exitCode, string output, string error) = await RunAsync("dotnet", program, left, right, "2arcsec", service.BaseUri.ToString(), "SELECT * FROM stars");
        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Crab × J0534+2200: 0.668 arcsec", lines[0]);
        Assert.Equal(["name\tflux\tsource_id", "S0\t1.5e-15\t6917528997577384320"], lines[1..3]);
        Assert.Equal(5, lines.Length);

        (exitCode, _, error) = await RunAsync("dotnet", program, left, Path.Combine(_folder.FullName, "none.csv"), "2arcsec");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("FileNotFound: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_packages_have_a_licence_a_readme_and_their_documentation()
    {
        await PackAsync();
        Assert.All(Packages(), package =>
        {
            string id = Metadata(package, "id");
            Assert.Equal("MIT", Metadata(package, "license"));
            Assert.NotEmpty(Metadata(package, "description"));
            using ZipArchive archive = ZipFile.OpenRead(package);
            string[] files = [.. archive.Entries.Select(entry => entry.FullName)];
            Assert.Contains($"lib/net8.0/{id}.dll", files);
            Assert.Contains($"lib/net8.0/{id}.xml", files);
            Assert.Contains(Metadata(package, "readme"), files);
            Assert.Equal(id == "PSAstroXmatch.Engine", files.Contains("licenses/DejaVuSans.md"));
        });
    }

    [Fact]
    public void The_code_of_the_documentation_is_that_of_the_example()
    {
        string example = Squeezed(File.ReadAllText(Path.Combine(Repository, "examples", "csharp", "Program.cs")));
        string[] blocks = [.. CodeBlocks().Matches(File.ReadAllText(Path.Combine(Repository, "docs", "csharp.md"))).Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(Squeezed(block), example, StringComparison.Ordinal));
    }

    private async Task PackAsync()
    {
        foreach (string library in new[] { "PSAstroXmatch.Objects", "PSAstroXmatch.Engine" })
        {
            await SucceedAsync(
                "dotnet", "pack", Path.Combine(Repository, "src", library), "--no-build", "--configuration", Configuration, "--output", Path.Combine(_folder.FullName, "packages"));
        }
    }

    // Outside of the repository, as a user would build it. What the engine depends on is at hand in the folder of packages of this build;
    // the engine itself must not get there, because a later build would not be taken for a new one.
    private async Task<string> BuildExampleAsync()
    {
        string project = Path.Combine(_folder.FullName, "example");
        Directory.CreateDirectory(project);
        foreach (string file in Directory.GetFiles(Path.Combine(Repository, "examples", "csharp")))
            File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        _folder.Write("example/nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="../packages" /></packageSources>
              <fallbackPackageFolders><clear /><add key="build" value="{await PackagesOfThisBuildAsync()}" /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="../installed" /></config>
            </configuration>
            """);
        string built = Path.Combine(_folder.FullName, "built");
        await SucceedAsync("dotnet", "build", project, "--output", built, "-p:UseSharedCompilation=false");
        return Path.Combine(built, "CrossMatch.dll");
    }

    private static async Task<string> PackagesOfThisBuildAsync()
    {
        string answer = await SucceedAsync("dotnet", "nuget", "locals", "global-packages", "--list", "--force-english-output");
        return answer[(answer.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private IEnumerable<string> Packages() =>
        Directory.GetFiles(Path.Combine(_folder.FullName, "packages"), "*.nupkg").Order(StringComparer.Ordinal);

    private static string Metadata(string package, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Descendants().Single(element => element.Name.LocalName == name && element.Parent!.Name.LocalName == "metadata").Value;
    }

    private static async Task<string> SucceedAsync(string program, params string[] arguments)
    {
        (int exitCode, string output, string error) = await RunAsync(program, arguments);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}{error}");
        return output;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // The build server of a child would outlive it and hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Squeezed(string code) => Blanks().Replace(code, " ").Trim();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
