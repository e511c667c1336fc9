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
        string name = new DirectoryInfo(moduleFolder).Name;
        string manifestPath = Path.Combine(moduleFolder, name + ".psd1");
        if (!File.Exists(manifestPath))
            throw new PackagingException($"There is no '{manifestPath}': the module is not staged.");
        ModuleManifest manifest = ModuleManifest.Read(manifestPath);
        List<PackageFile> files = [.. Directory.EnumerateFiles(moduleFolder, "*", SearchOption.AllDirectories)
            .Select(path => new PackageFile(Path.GetRelativePath(moduleFolder, path).Replace('\\', '/'), File.ReadAllBytes(path)))];

        Directory.CreateDirectory(outputFolder);
        string nupkg = Path.Combine(outputFolder, $"{name}.{manifest.Version}.nupkg");
        string zip = Path.Combine(outputFolder, $"{name}-{manifest.Version}.zip");
        ReproducibleZip.Write(nupkg, [.. files, .. NuGetParts.Of(manifest, files)], time);
        ReproducibleZip.Write(zip, files.Select(file => file with { Name = $"{name}/{file.Name}" }), time);
        return [nupkg, zip];
    }
}
