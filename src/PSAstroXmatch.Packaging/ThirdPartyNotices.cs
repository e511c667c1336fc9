using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace PSAstroXmatch.Packaging;

/// <summary>
/// Whose work the module carries, and under which licences: read from the NuGet packages themselves, with the licences and notices that
/// lie in them, and from what lies beside the files of others in this repository.
/// </summary>
internal static class ThirdPartyNotices
{
    private const string RestoredAssets = "src/PSAstroXmatch.Commands/obj/project.assets.json";
    private const string FontLicense = "src/PSAstroXmatch.Engine/Plotting/Fonts/README.md";
    private const int LineWidth = 100;

    private static readonly string[] NoticeNames = ["LICENSE", "THIRD-PARTY-NOTICES", "NOTICE"];

    /// <summary>The text of the notices.</summary>
    /// <param name="root">The repository, restored: project.assets.json says then which packages the module needs.</param>
    /// <exception cref="PackagingException">The repository is not restored, or a package does not say its licence.</exception>
    internal static string Of(string root)
    {
        string assetsFile = Path.Combine(root, RestoredAssets);
        if (!File.Exists(assetsFile))
            throw new PackagingException($"There is no '{assetsFile}': the project is not restored.");
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        JsonElement libraries = assets.RootElement.GetProperty("libraries");
        StringBuilder text = new("PSAstroXmatch contains the following software of others.\n");
        foreach (string package in PackagesOf(assets.RootElement).Order(StringComparer.OrdinalIgnoreCase))
            Append(text, package, FolderOf(libraries.GetProperty(package).GetProperty("path").GetString()!, folders));
        text.Append('\n').Append('-', LineWidth).Append('\n');
        text.Append(File.ReadAllText(Path.Combine(root, FontLicense)).ReplaceLineEndings("\n").Trim()).Append('\n');
        return text.ToString();
    }

    // Those of which an assembly or a native library goes along; others only serve the compiler.
    private static IEnumerable<string> PackagesOf(JsonElement assets) =>
        assets.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package" && HasRuntimeFiles(library.Value))
            .Select(library => library.Name);

    private static bool HasRuntimeFiles(JsonElement library) =>
        library.TryGetProperty("runtimeTargets", out _)
        || (library.TryGetProperty("runtime", out JsonElement files)
            && files.EnumerateObject().Any(file => !file.Name.EndsWith("_._", StringComparison.Ordinal)));

    private static string FolderOf(string path, string[] packageFolders) =>
        packageFolders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists)
        ?? throw new PackagingException($"The package '{path}' is in none of NuGet's folders.");

    private static void Append(StringBuilder text, string package, string folder)
    {
        XElement metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().First();
        string? Value(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();

        string license = Value("license") ?? throw new PackagingException($"The package {package} does not say its licence.");
        text.Append('\n').Append('-', LineWidth).Append('\n');
        text.Append(package.Replace('/', ' ')).Append('\n');
        string[] about = [Value("copyright") ?? Value("authors") ?? "", Value("projectUrl") ?? ""];
        foreach (string line in about.Where(line => line.Length > 0))
            text.Append(line).Append('\n');
        text.Append($"Licence: {license} (https://licenses.nuget.org/{Uri.EscapeDataString(license)})\n");
        string[] notices = [.. Notices(folder)];
        if (notices.Length == 0 && license == NuGetParts.License)
            text.Append("The text of this licence stands in LICENSE, with the copyright above in place of ours.\n");
        foreach (string file in notices)
            text.Append('\n').Append(File.ReadAllText(file).ReplaceLineEndings("\n").Trim()).Append('\n');
    }

    private static IEnumerable<string> Notices(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.Exists(Path.Combine(folder, "Notices")) ? Directory.EnumerateFiles(Path.Combine(folder, "Notices")) : [])
        .Where(file => NoticeNames.Any(name => Path.GetFileName(file).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal);
}
