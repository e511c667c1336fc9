using System.Text.RegularExpressions;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests;

/// <summary>A line of code knows its room: the namespace says the folder, and a file is neither a scrap nor a volume.</summary>
public partial class SourceLayoutTests
{
    private const int MaxLines = 400;
    private const int MinLines = 12;
    private const int MaxLineLength = 180;

    // The folder of a project, the namespace of its root, and whether the folders below are namespaces. The cmdlets are one flat namespace on
    // purpose: users know them by name, and a folder there is a chapter of the help rather than a layer.
    private static readonly (string Project, string Root, bool HasNamespaces)[] Projects =
    [
        ("PSAstroXmatch.Objects", "PSAstroXmatch", true),
        ("PSAstroXmatch", "PSAstroXmatch", true),
        ("PSAstroXmatch.Engine", "PSAstroXmatch.Engine", true),
        ("PSAstroXmatch.Commands", "PSAstroXmatch.Commands", false),
    ];

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        List<string> wrong = [];
        foreach ((string project, string root, bool hasNamespaces) in Projects)
        {
            string folder = Path.Combine(Repository.Root, "src", project);
            foreach (string file in Sources(folder))
            {
                string below = hasNamespaces ? Path.GetDirectoryName(Path.GetRelativePath(folder, file))!.Replace(Path.DirectorySeparatorChar, '.') : "";
                string expected = below.Length == 0 ? root : $"{root}.{below}";
                string found = NamespaceLine().Match(File.ReadAllText(file)).Groups[1].Value;
                if (found.Length > 0 && found != expected)
                    wrong.Add($"{Path.GetRelativePath(Repository.Root, file)}: {found}, not {expected}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_source_file_is_worth_opening_and_can_be_read_at_one_sitting()
    {
        Dictionary<string, int> lines = new[] { "src", "tools" }.SelectMany(part => Sources(Path.Combine(Repository.Root, part)))
            .ToDictionary(file => Path.GetRelativePath(Repository.Root, file), file => File.ReadLines(file).Count());
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, file => file.Value is > MaxLines or < MinLines);
    }

    [Fact]
    public void Lines_are_as_long_as_the_editor_settings_say()
    {
        Assert.Contains($"max_line_length = {MaxLineLength}", File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")), StringComparison.Ordinal);
        List<string> tooLong = [];
        foreach (string file in new[] { "src", "tools", "examples" }.SelectMany(part => Sources(Path.Combine(Repository.Root, part))))
            tooLong.AddRange(File.ReadLines(file).Index().Where(line => line.Item.Length > MaxLineLength).Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}"));
        Assert.Empty(tooLong);
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
