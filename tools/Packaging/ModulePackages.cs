using System.Collections;
using System.IO.Compression;
using System.Management.Automation.Language;
using ICSharpCode.SharpZipLib.Zip;
using NuGet.Packaging;
using NuGet.Packaging.Licenses;
using NuGet.Versioning;

namespace PSAstroXmatch.Packaging;

/// <summary>Why no package can be made.</summary>
internal sealed class PackagingException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Makes the two files that users install from the folder of a module: a package for the PowerShell Gallery, and a zip to unpack. Their
/// bytes depend on the names and contents of the files and on the given time alone.
/// </summary>
internal static class ModulePackages
{
    /// <summary>An SPDX expression: what LICENSE says.</summary>
    private const string License = "MIT";

    /// <param name="module">The folder of the module, which has the module's name.</param>
    /// <param name="output">The folder for the two files; older ones of the same name are overwritten.</param>
    /// <param name="time">The time stamp of everything in them, UTC.</param>
    /// <returns>The paths of the nupkg and of the zip.</returns>
    /// <exception cref="PackagingException">The folder has no manifest, or one that is not plain data.</exception>
    internal static IReadOnlyList<string> Write(string module, string output, DateTime time)
    {
        string name = new DirectoryInfo(module).Name;
        Hashtable manifest = ReadManifest(Path.Combine(module, name + ".psd1"));
        Dictionary<string, byte[]> files = Directory.EnumerateFiles(module, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(module, path).Replace('\\', '/'), File.ReadAllBytes);
        PackageBuilder builder = Describe(name, manifest);
        string nupkg = Path.Combine(Directory.CreateDirectory(output).FullName, $"{name}.{builder.Version}.nupkg");
        string zip = Path.Combine(output, $"{name}-{builder.Version}.zip");
        WriteZip(nupkg, files.Concat(NuGetParts(builder, files.Keys)), time);
        WriteZip(zip, files.Select(file => KeyValuePair.Create($"{name}/{file.Key}", file.Value)), time);
        return [nupkg, zip];
    }

    /// <summary>Reads a manifest as data: nothing in it is run.</summary>
    private static Hashtable ReadManifest(string path)
    {
        if (!File.Exists(path))
            throw new PackagingException($"There is no '{path}': the module is not staged.");
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
            throw new PackagingException($"'{path}' cannot be parsed: {errors[0].Message}");
        if (script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) is not HashtableAst table)
            throw new PackagingException($"'{path}' has no hashtable.");
        try
        {
            return (Hashtable)table.SafeGetValue();
        }
        catch (InvalidOperationException error)
        {
            throw new PackagingException($"'{path}' computes a value, which a manifest must not do: {error.Message}", error);
        }
    }

    private static PackageBuilder Describe(string name, Hashtable manifest)
    {
        Hashtable gallery = (manifest["PrivateData"] as Hashtable)?["PSData"] as Hashtable ?? [];
        string Text(string key) => manifest[key] as string ?? throw new PackagingException($"The manifest of {name} has no {key}.");
        string version = gallery["Prerelease"] is string { Length: > 0 } label ? $"{Text("ModuleVersion")}-{label}" : Text("ModuleVersion");
        PackageBuilder builder = new(deterministic: true)
        {
            Id = name,
            Version = NuGetVersion.Parse(version),
            Description = Text("Description"),
            Copyright = Text("Copyright"),
            ReleaseNotes = gallery["ReleaseNotes"] as string,
            ProjectUrl = gallery["ProjectUri"] is string project ? new Uri(project) : null,
            LicenseMetadata = new LicenseMetadata(
                LicenseType.Expression, License, NuGetLicenseExpression.Parse(License), [], LicenseMetadata.CurrentVersion),
        };
        builder.Authors.Add(Text("Author"));
        builder.Owners.Add(Text("CompanyName"));
        // Find-PSResource and the gallery find modules, and the commands in them, by these tags.
        string[] cmdlets = [.. Texts(manifest["CmdletsToExport"])];
        builder.Tags.AddRange([
            "PSModule", .. Texts(gallery["Tags"]), "PSIncludes_Cmdlet", .. cmdlets.SelectMany(cmdlet => new[] { $"PSCmdlet_{cmdlet}", $"PSCommand_{cmdlet}" })]);
        return builder;
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string one => [one],
        IEnumerable several => several.Cast<object>().Select(item => item.ToString()!),
        _ => [],
    };

    /// <summary>What makes a zip a NuGet package: the nuspec, and the parts of the Open Packaging Conventions (ECMA-376, part 2).</summary>
    private static IEnumerable<KeyValuePair<string, byte[]>> NuGetParts(PackageBuilder builder, IReadOnlyCollection<string> files)
    {
        // Only names matter here. The contents are packed below: the compressor of .NET differs between systems and processors.
        builder.Files.AddRange(files.Order(StringComparer.Ordinal).Select(file => new PhysicalPackageFile(new MemoryStream()) { TargetPath = file }));
        using MemoryStream package = new();
        builder.Save(package);
        using ZipArchive archive = new(package, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => !files.Contains(entry.FullName)))
        {
            using MemoryStream content = new();
            using (Stream part = entry.Open())
                part.CopyTo(content);
            yield return KeyValuePair.Create(entry.FullName, content.ToArray());
        }
    }

    private static void WriteZip(string path, IEnumerable<KeyValuePair<string, byte[]>> files, DateTime time)
    {
        // The best compression makes the module no smaller: 32.4 MB either way.
        using ZipOutputStream zip = new(File.Create(path)) { UseZip64 = UseZip64.Off };
        foreach ((string name, byte[] content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            zip.PutNextEntry(new ZipEntry(name) { DateTime = time, Size = content.Length });
            zip.Write(content);
            zip.CloseEntry();
        }
    }
}
