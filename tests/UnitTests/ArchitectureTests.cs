using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.UnitTests;

/// <summary>Arrows run one way: what stands above may know what stands below, never the other way round.</summary>
public partial class ArchitectureTests
{
    // For each part of the engine, the parts that it may use.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Sky"] = [],
        ["Matching"] = ["Sky"],
        ["Tables"] = [],
        ["Tap"] = ["Tables"],
        ["Joins"] = ["Sky", "Matching", "Tables"],
        ["Archives"] = ["Sky", "Matching", "Tables", "Tap"],
        ["Associations"] = ["Sky", "Matching", "Tables", "Tap", "Archives"],
        ["Plotting"] = ["Sky", "Tables"],
    };

    [Fact]
    public void The_engine_knows_no_PowerShell() =>
        Assert.DoesNotContain(typeof(Archive).Assembly.GetReferencedAssemblies(), name =>
            name.Name!.StartsWith("System.Management.Automation", StringComparison.Ordinal) || name.Name == "PSAstroXmatch.Commands");

    [Fact]
    public void The_objects_depend_on_nothing_of_ours_or_third_parties() =>
        Assert.All(typeof(FermiSource).Assembly.GetReferencedAssemblies(), name =>
            Assert.Matches("^(System|netstandard|Microsoft\\.)", name.Name!));

    [Fact]
    public void Within_the_engine_the_arrows_run_one_way()
    {
        List<string> wrong = [];
        foreach (string file in Directory.EnumerateFiles(EngineFolder(), "*.cs", SearchOption.AllDirectories))
        {
            string part = Path.GetRelativePath(EngineFolder(), file).Split(Path.DirectorySeparatorChar)[0];
            if (!Allowed.TryGetValue(part, out string[]? allowed))
                continue;
            foreach (Match match in PartNames().Matches(File.ReadAllText(file)))
            {
                string used = match.Groups[1].Value;
                if (used != part && Allowed.ContainsKey(used) && !allowed.Contains(used))
                    wrong.Add($"{Path.GetFileName(file)} ({part}) uses {used}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Sky_and_Matching_touch_neither_files_nor_the_network()
    {
        foreach (string part in new[] { "Sky", "Matching" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(EngineFolder(), part), "*.cs"))
                Assert.DoesNotMatch("System\\.Net|System\\.IO|\\bFile\\.|\\bStream\\b|HttpClient", File.ReadAllText(file));
        }
    }

    // A stream and a reader of tables are synchronous; a file that is written at once has nothing to wait for. Everything else is awaited.
    [Fact]
    public void The_engine_blocks_only_behind_a_synchronous_stream_reader_or_writer() =>
        Assert.Equal(
            ["AnswerStream.cs", "AtomicFile.cs", "TapResultReader.cs"],
            Directory.EnumerateFiles(EngineFolder(), "*.cs", SearchOption.AllDirectories)
                .Where(file => Blocking().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    private static string EngineFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PSAstroXmatch.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "PSAstroXmatch.Engine");
    }

    [GeneratedRegex(@"GetAwaiter\(\)\s*\.GetResult\(\)|\.WaitOne\(|Task\.WaitAll|Task\.WaitAny|\.Wait\(\)")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"PSAstroXmatch\.Engine\.(\w+)")]
    private static partial Regex PartNames();
}
