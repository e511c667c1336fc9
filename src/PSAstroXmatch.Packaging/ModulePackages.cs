namespace PSAstroXmatch.Packaging;

/// <summary>Makes of a module's folder the two files that users install: a package for the PowerShell Gallery, and a zip to unpack.</summary>
internal static class ModulePackages
{
    /// <param name="moduleFolder">The staged module; its name is the module's.</param>
    /// <param name="outputFolder">Where the two files go; older ones of the same name are overwritten.</param>
    /// <param name="time">The time stamp of everything in them, UTC.</param>
    /// <returns>The paths of the nupkg and of the zip.</returns>
    /// <exception cref="PackagingException">The folder holds no valid module.</exception>
    internal static IReadOnlyList<string> Write(string moduleFolder, string outputFolder, DateTime time)
    {
        (ModuleManifest manifest, List<PackageFile> files) = Read(moduleFolder);
        return [WriteNupkg(manifest, files, outputFolder, time), WriteZip(manifest, files, outputFolder, time)];
    }

    /// <summary>The zip alone.</summary>
    internal static string WriteZip(string moduleFolder, string outputFolder, DateTime time)
    {
        (ModuleManifest manifest, List<PackageFile> files) = Read(moduleFolder);
        return WriteZip(manifest, files, outputFolder, time);
    }

    private static (ModuleManifest Manifest, List<PackageFile> Files) Read(string moduleFolder)
    {
        string manifest = Path.Combine(moduleFolder, new DirectoryInfo(moduleFolder).Name + ".psd1");
        if (!File.Exists(manifest))
            throw new PackagingException($"There is no '{manifest}': the module is not staged.");
        return (ModuleManifest.Read(manifest), [.. Directory.EnumerateFiles(moduleFolder, "*", SearchOption.AllDirectories)
            .Select(path => new PackageFile(Path.GetRelativePath(moduleFolder, path).Replace('\\', '/'), File.ReadAllBytes(path)))]);
    }

    private static string WriteNupkg(ModuleManifest manifest, List<PackageFile> files, string outputFolder, DateTime time)
    {
        string path = Path.Combine(Directory.CreateDirectory(outputFolder).FullName, $"{manifest.Name}.{manifest.Version}.nupkg");
        ReproducibleZip.Write(path, [.. files, .. NuGetParts.Of(manifest, files)], time);
        return path;
    }

    private static string WriteZip(ModuleManifest manifest, List<PackageFile> files, string outputFolder, DateTime time)
    {
        string path = Path.Combine(Directory.CreateDirectory(outputFolder).FullName, $"{manifest.Name}-{manifest.Version}.zip");
        ReproducibleZip.Write(path, files.Select(file => file with { Name = $"{manifest.Name}/{file.Name}" }), time);
        return path;
    }
}
