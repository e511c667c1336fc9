using System.Reflection;
using System.Runtime.InteropServices;
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

    // With the other two layers, which know PowerShell, and the assembly of PowerShell itself.
    private static readonly string[] Forbidden =
        ["System.Management.Automation", "Microsoft.PowerShell", "PSAstroXmatch.Commands"];

    [Fact]
    public void Neither_the_objects_nor_the_engine_know_PowerShell_even_by_what_they_reference()
    {
        List<string> known = AllReferences(typeof(Archive).Assembly);
        Assert.Contains("PSAstroXmatch.Objects", known);
        Assert.Contains("ScottPlot", known);
        Assert.DoesNotContain("PSAstroXmatch", known);
        Assert.DoesNotContain(known, name => Forbidden.Any(forbidden => name.StartsWith(forbidden, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_objects_reference_the_runtime_only() =>
        Assert.All(AllReferences(typeof(FermiSource).Assembly), name => Assert.True(IsRuntime(name), name));

    // Names of all assemblies that an assembly references, and those that these reference, down to the runtime.
    private static List<string> AllReferences(Assembly start)
    {
        List<string> names = [];
        Queue<Assembly> open = new([start]);
        while (open.TryDequeue(out Assembly? assembly))
        {
            foreach (AssemblyName reference in assembly.GetReferencedAssemblies())
            {
                if (names.Contains(reference.Name!))
                    continue;
                names.Add(reference.Name!);
                if (!IsRuntime(reference.Name!))
                    open.Enqueue(Assembly.Load(reference));
            }
        }

        return names;
    }

    // System.Management.Automation lies in the folder of no runtime, whatever its name begins with.
    private static bool IsRuntime(string name) =>
        File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));

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
