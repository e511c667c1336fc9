using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests;

/// <summary>Arrows run one way: what stands above may know what stands below, never the other way round.</summary>
public partial class ArchitectureTests
{
    // For each part of the engine, the parts that it may use.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Sky"] = [],
        ["RandomNumbers"] = [],
        ["Units"] = [],
        ["Storage"] = [],
        ["Matching"] = ["Sky"],
        ["Probabilities"] = ["RandomNumbers", "Sky", "Matching"],
        ["Tables"] = ["Storage", "Units"],
        ["Tap"] = ["Storage", "Tables"],
        ["Joins"] = ["Sky", "Matching", "Probabilities", "Tables", "Units"],
        ["Archives"] = ["RandomNumbers", "Sky", "Matching", "Storage", "Tables", "Tap", "Units"],
        ["Associations"] = ["Sky", "Matching", "Probabilities", "Tables", "Tap", "Archives"],
        ["Plotting"] = ["Sky", "Tables", "Units"],
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

    // Every string literal of an assembly, and the parts of interpolated ones, stands in the heap of user strings of its metadata.
    [Theory]
    [InlineData(typeof(Archive))]
    [InlineData(typeof(FermiSource))]
    public void Texts_name_neither_cmdlets_nor_their_parameters(Type ofAssembly)
    {
        List<string> texts = TextsOf(ofAssembly.Assembly);
        Assert.Contains(texts, text => text.Contains(ofAssembly == typeof(Archive) ? "already exists." : "is not an angle", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => OfPowerShell().IsMatch(text));
    }

    [Theory]
    [InlineData("Remove -NoClobber to replace it.")]
    [InlineData("-Offline sends nothing")]
    [InlineData("Rows kept (-Resume) stay.")]
    [InlineData("Choose another with Use-AstroArchive.")]
    [InlineData("Pipe it to Select-Object.")]
    [InlineData("No cmdlet reads it.")]
    public void A_text_of_PowerShell_is_recognized(string text) => Assert.Matches(OfPowerShell(), text);

    [Theory]
    [InlineData("2001-Jan-01")]
    [InlineData("-Inf")]
    [InlineData("a Retry-After header of the X-Match service")]
    [InlineData("5h34m -22d")]
    public void Other_texts_are_not(string text) => Assert.DoesNotMatch(OfPowerShell(), text);

    private static List<string> TextsOf(Assembly assembly)
    {
        using FileStream file = File.OpenRead(assembly.Location);
        using PEReader library = new(file);
        MetadataReader metadata = library.GetMetadataReader();
        List<string> texts = [];
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            texts.Add(metadata.GetUserString(handle));
        return texts;
    }

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

    private static string EngineFolder() => Repository.PathOf("src", "PSAstroXmatch.Engine");

    // -NoClobber, Use-AstroArchive, "cmdlet"; the verbs are those of the module and of the commands of PowerShell that its texts could advise.
    [GeneratedRegex(
        @"(?:^|[\s(""'])-(?!Inf(?:inity)?\b)[A-Z][A-Za-z]+"
        + @"|\b(?:Add|Clear|ConvertFrom|ConvertTo|Export|Find|ForEach|Format|Get|Group|Import|Install|Invoke|Measure|New|Out|Read|Receive|Register|Remove"
        + @"|Resolve|Resume|Save|Select|Send|Set|Show|Sort|Start|Stop|Test|Update|Use|Where|Write)-[A-Z][a-z]+"
        + @"|\b[Cc]mdlet|PowerShell")]
    private static partial Regex OfPowerShell();

    [GeneratedRegex(@"GetAwaiter\(\)\s*\.GetResult\(\)|\.WaitOne\(|Task\.WaitAll|Task\.WaitAny|\.Wait\(\)")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"PSAstroXmatch\.Engine\.(\w+)")]
    private static partial Regex PartNames();
}
