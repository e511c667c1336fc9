using System.Collections;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Packaging;

/// <summary>What a package takes from the module's psd1.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _values;

    private ModuleManifest(string name, Hashtable values)
    {
        Name = name;
        _values = values;
        PSData = _values["PrivateData"] is Hashtable data && data["PSData"] is Hashtable gallery ? gallery : [];
    }

    internal string Name { get; }

    /// <summary>ModuleVersion, with the pre-release label behind it where there is one.</summary>
    internal string Version => PSData["Prerelease"] is string { Length: > 0 } label ? $"{Text("ModuleVersion")}-{label}" : Text("ModuleVersion");

    internal string Author => Text("Author");

    internal string CompanyName => Text("CompanyName");

    internal string Copyright => Text("Copyright");

    internal string Description => Text("Description");

    internal IReadOnlyList<string> Cmdlets => Texts(_values["CmdletsToExport"]);

    internal IReadOnlyList<string> Tags => Texts(PSData["Tags"]);

    internal string? ProjectUri => PSData["ProjectUri"] as string;

    internal string? ReleaseNotes => PSData["ReleaseNotes"] as string;

    private Hashtable PSData { get; }

    /// <summary>Reads the file as data: nothing in it is run.</summary>
    /// <exception cref="PackagingException">The file is no manifest, or computes a value.</exception>
    internal static ModuleManifest Read(string path)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
            throw new PackagingException($"'{path}' can't be parsed: {errors[0].Message}");
        if (script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) is not HashtableAst table)
            throw new PackagingException($"'{path}' has no hashtable.");
        try
        {
            return new ModuleManifest(Path.GetFileNameWithoutExtension(path), (Hashtable)table.SafeGetValue());
        }
        catch (InvalidOperationException error)
        {
            throw new PackagingException($"'{path}' computes a value, which a manifest must not: {error.Message}", error);
        }
    }

    private static string[] Texts(object? value) => value switch
    {
        string one => [one],
        IEnumerable several => [.. several.Cast<object>().Select(item => item.ToString()!)],
        _ => [],
    };

    private string Text(string key) =>
        _values[key] as string ?? throw new PackagingException($"The manifest of {Name} has no {key}.");
}
