using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace PSAstroXmatch.Packaging;

/// <summary>
/// Whose work the module contains, and under which licences: read from the NuGet packages themselves, with the licences and notices in
/// them, and from what lies beside the fonts of the engine.
/// </summary>
internal static class ThirdPartyNotices
{
    private const string RestoredAssets = "src/PSAstroXmatch.Commands/obj/project.assets.json";
    private const string Fonts = "src/PSAstroXmatch.Engine/Plotting/Fonts";
    private const string Licenses = "tools/Packaging/licenses";

    private static readonly string[] NoticeNames = ["LICENSE", "THIRD-PARTY-NOTICES", "NOTICE"];
    private static readonly string Line = new('-', 100);

    /// <summary>The text of the notices: a part for each licence text, headed by the packages and files that it is about.</summary>
    /// <param name="root">The repository, restored: project.assets.json says then which packages the module needs.</param>
    /// <exception cref="PackagingException">The repository is not restored, or a package does not say its licence.</exception>
    internal static string Of(string root)
    {
        string assetsFile = Path.Combine(root, RestoredAssets);
        if (!File.Exists(assetsFile))
            throw new PackagingException($"There is no '{assetsFile}': the project is not restored.");
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        IEnumerable<Notice> notices = Packages(assets.RootElement, root)
            .OrderBy(notice => notice.Heading, StringComparer.OrdinalIgnoreCase)
            .Append(new Notice(
                $"Fonts\nFiles: {string.Join(", ", FileNames(Directory.EnumerateFiles(Path.Combine(root, Fonts), "*.ttf")))} (in PSAstroXmatch.Engine.dll)\n",
                ReadText(Path.Combine(root, Fonts, "LICENSE.txt"))));
        StringBuilder text = new("PSAstroXmatch contains the following third-party software, under the licences below each.\n");
        // Many packages bring the same text, of 140 kB in some.
        foreach (IGrouping<string, Notice> part in notices.GroupBy(notice => notice.Text))
            text.Append($"\n{Line}\n{string.Join('\n', part.Select(notice => notice.Heading))}\n{part.Key}\n");
        return text.ToString();
    }

    // Packages of which an assembly or a native library is part of the module; others only serve the compiler.
    private static IEnumerable<Notice> Packages(JsonElement assets, string root)
    {
        string[] folders = [.. assets.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        JsonElement libraries = assets.GetProperty("libraries");
        foreach (JsonProperty package in assets.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject())
        {
            string[] files = [.. RuntimeFiles(package.Value)];
            if (package.Value.GetProperty("type").GetString() != "package" || files.Length == 0)
                continue;
            string path = libraries.GetProperty(package.Name).GetProperty("path").GetString()!;
            string folder = folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists)
                ?? throw new PackagingException($"The package '{path}' is in none of NuGet's folders.");
            yield return ReadPackage(package.Name, folder, files, root);
        }
    }

    private static IEnumerable<string> RuntimeFiles(JsonElement package) => FileNames(new[] { "runtime", "runtimeTargets" }
        .SelectMany(kind => package.TryGetProperty(kind, out JsonElement files) ? files.EnumerateObject().Select(file => file.Name) : [])
        .Where(file => Path.GetExtension(file) is ".dll" or ".so" or ".dylib"));

    private static IEnumerable<string> FileNames(IEnumerable<string> paths) =>
        paths.Select(path => Path.GetFileName(path)).Distinct().Order(StringComparer.Ordinal);

    private static Notice ReadPackage(string package, string folder, string[] files, string root)
    {
        XElement metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().First();
        string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();

        string license = Value("license") ?? throw new PackagingException($"The package {package} does not say its licence.");
        string?[] heading =
        [
            package.Replace('/', ' '), Value("copyright") ?? Value("authors"), Value("projectUrl"), $"Files: {string.Join(", ", files)}", $"Licence: {license}",
        ];
        string[] notices = [.. Notices(folder)];
        if (notices.Length == 0)
            notices = [.. license.Split(" OR ").Select(name => LicenseFile(root, package, name))];
        return new Notice(
            string.Concat(heading.Where(line => !string.IsNullOrEmpty(line)).Select(line => line + "\n")), string.Join("\n\n", notices.Select(ReadText)));
    }

    private static IEnumerable<string> Notices(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.Exists(Path.Combine(folder, "Notices")) ? Directory.EnumerateFiles(Path.Combine(folder, "Notices")) : [])
        .Where(file => NoticeNames.Any(name => Path.GetFileName(file).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal);

    // For a package that says its licence without bringing the text.
    private static string LicenseFile(string root, string package, string name)
    {
        string file = Path.Combine(root, Licenses, name + ".txt");
        return File.Exists(file) ? file : throw new PackagingException($"The package {package} brings no text of its licence {name}: add it as {Licenses}/{name}.txt.");
    }

    private static string ReadText(string file) => File.ReadAllText(file).ReplaceLineEndings("\n").Trim('\n', ' ');

    private sealed record Notice(string Heading, string Text);
}
