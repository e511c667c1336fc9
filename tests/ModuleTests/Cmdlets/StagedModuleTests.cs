using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using PSAstroXmatch.ModuleTests.Shell;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What a user imports: its size, what it exports, and where its assemblies are loaded.</summary>
public sealed class StagedModuleTests : IDisposable
{
    private static readonly string[] Platforms = ["linux-arm64", "linux-x64", "osx", "win-arm64", "win-x64"];

    private readonly ModuleSession _session = new();
    private readonly string _folder = Path.GetDirectoryName(ModuleSession.StagedManifest())!;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_is_smaller_than_90_MB()
    {
        long bytes = new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Assert.InRange(bytes, 1_000_000, 90_000_000);
    }

    [Fact]
    public void Native_libraries_are_there_for_five_platforms()
    {
        string runtimes = Path.Combine(_folder, "bin", "engine", "runtimes");
        Assert.Equal(Platforms, Directory.GetDirectories(runtimes).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));
        foreach (string platform in Platforms)
        {
            string[] files = Directory.GetFiles(Path.Combine(runtimes, platform, "native"));
            Assert.Contains(files, file => Path.GetFileName(file).StartsWith("libSkiaSharp", StringComparison.Ordinal));
            Assert.Contains(files, file => Path.GetFileName(file).StartsWith("libHarfBuzzSharp", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_manifest_names_every_cmdlet_of_the_assembly_and_no_other()
    {
        PSObject manifest = Assert.Single(_session.Invoke("Test-ModuleManifest $path", ("path", ModuleSession.StagedManifest())).Output);
        string[] named = [.. ((PSModuleInfo)manifest.BaseObject).ExportedCmdlets.Keys.Order(StringComparer.Ordinal)];
        string[] built = [.. Commands().GetTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}")
            .Order(StringComparer.Ordinal)];
        Assert.Equal(built, named);
        Assert.Equal(named, _session.Module.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Objects_are_in_the_default_load_context_and_the_rest_is_apart()
    {
        foreach (string shared in new[] { "PSAstroXmatch.Objects", "PSAstroXmatch" })
        {
            Assert.Equal(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(Assembly(name => name == shared)));
            Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == shared);
        }

        Assert.Equal("PSAstroXmatch", AssemblyLoadContext.GetLoadContext(Commands())!.Name);
        _session.Invoke("Use-AstroArchive -Simulated -Scale 0.01; Get-FermiSource | Group-FermiMatch -ErrorAction Ignore");
        string[] ours = ["PSAstroXmatch.Engine", "CsvHelper", "ScottPlot", "SkiaSharp", "Polly.Core", "YamlDotNet"];
        Assert.DoesNotContain(AssemblyLoadContext.Default.Assemblies, assembly => ours.Contains(assembly.GetName().Name));
    }

    [Fact]
    public void The_native_libraries_load_from_the_modules_own_context()
    {
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(Commands())!;
        Type bitmap = context.LoadFromAssemblyName(new AssemblyName("SkiaSharp")).GetType("SkiaSharp.SKBitmap", throwOnError: true)!;
        using IDisposable drawn = (IDisposable)Activator.CreateInstance(bitmap, 20, 10, false)!;
        Assert.Equal(20, bitmap.GetProperty("Width")!.GetValue(drawn));
        Type font = context.LoadFromAssemblyName(new AssemblyName("HarfBuzzSharp")).GetType("HarfBuzzSharp.Buffer", throwOnError: true)!;
        using IDisposable buffer = (IDisposable)Activator.CreateInstance(font)!;
        Assert.Equal(0, font.GetProperty("Length")!.GetValue(buffer));
    }

    [Fact]
    public async Task Importing_it_loads_none_of_the_libraries_that_only_some_cmdlets_need()
    {
        using TemporaryFolder folder = new();
        folder.Write("loaded.ps1", """
            "$((Get-Command -Module PSAstroXmatch).Count) commands"
            [AppDomain]::CurrentDomain.GetAssemblies().ForEach({ $_.GetName().Name })
            """);
        // In a process of its own: the other tests of this one load everything.
        ShellResult result = await ShellProcess.RunAsync(folder.FullName, "loaded.ps1");
        Assert.Equal("", result.Error);
        string[] lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal($"{_session.Module.ExportedCmdlets.Count} commands", lines[0]);
        Assert.Contains("PSAstroXmatch.Commands", lines);
        string[] shipped = [.. Directory.EnumerateFiles(Path.Combine(_folder, "bin", "engine"), "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => !name.StartsWith("PSAstroXmatch", StringComparison.Ordinal))];
        Assert.Contains("ScottPlot", shipped);
        Assert.Empty(lines.Intersect(shipped));
    }

    [Fact]
    public void It_can_be_imported_twice_and_in_a_second_session()
    {
        Invocation again = _session.Invoke("Import-Module $path -Force; (Get-Command -Module PSAstroXmatch).Count", ("path", ModuleSession.StagedManifest()));
        Assert.Empty(again.Errors);
        Assert.Equal(_session.Module.ExportedCmdlets.Count, again.Output[^1].BaseObject);
        using ModuleSession second = new();
        Assert.Equal(_session.Module.ExportedCmdlets.Count, second.Module.ExportedCmdlets.Count);
    }

    [Fact]
    public void Each_session_has_its_own_archive()
    {
        using ModuleSession other = new();
        other.Invoke("Use-AstroArchive -Simulated -Scale 0.01");
        Assert.Equal("Live", Assert.Single(_session.Invoke("(Get-AstroArchive).Kind").Output).BaseObject);
        Assert.Equal("Simulated", Assert.Single(other.Invoke("(Get-AstroArchive).Kind").Output).BaseObject);
    }

    private static Assembly Commands() => Assembly(name => name == "PSAstroXmatch.Commands");

    private static Assembly Assembly(Predicate<string> name) =>
        AppDomain.CurrentDomain.GetAssemblies().First(assembly => name(assembly.GetName().Name!));
}
