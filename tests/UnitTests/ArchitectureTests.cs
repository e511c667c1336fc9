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
        ["Units"] = [],
        ["Matching"] = ["Sky"],
        ["Tables"] = ["Units"],
        ["Tap"] = ["Tables"],
        ["Joins"] = ["Sky", "Matching", "Tables", "Units"],
        ["Archives"] = ["Sky", "Matching", "Tables", "Tap", "Units"],
        ["Associations"] = ["Sky", "Matching", "Tables", "Tap", "Archives"],
        ["Plotting"] = ["Sky", "Tables", "Units"],
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

    private static string EngineFolder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PSAstroXmatch.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "src", "PSAstroXmatch.Engine");
    }

    [GeneratedRegex(@"PSAstroXmatch\.Engine\.(\w+)")]
    private static partial Regex PartNames();
}
