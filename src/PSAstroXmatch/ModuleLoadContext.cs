using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace PSAstroXmatch;

/// <summary>
/// Loads the cmdlets, the engine and all third-party assemblies, isolated from those of PowerShell and of other modules.
/// Only this assembly and PSAstroXmatch.Objects, with the objects that the cmdlets emit, are in the default context.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<ModuleLoadContext> Instance = new(() => new ModuleLoadContext());

    private readonly Assembly[] _shared = [typeof(AstroException).Assembly, typeof(ModuleLoadContext).Assembly];
    private readonly string _folder;

    private ModuleLoadContext()
        : base("PSAstroXmatch")
    {
        _folder = Path.Combine(Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!, "engine");
        RowAdapterMapping.Register();
        ObjectLabel.Register(item => item is PSObject ? DisplayText.Label(item) : null);
    }

    /// <summary>Loads the assembly with the cmdlets, once per process.</summary>
    public static Assembly LoadCommands() =>
        Instance.Value.LoadFromAssemblyPath(Path.Combine(Instance.Value._folder, "PSAstroXmatch.Commands.dll"));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Array.Find(_shared, assembly => assembly.GetName().Name == assemblyName.Name) is { } shared)
            return shared;
        string path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // PowerShell looks beside the assembly only, but NuGet packages have native libraries under runtimes/<platform>/native.
        foreach (string platform in NativePlatforms())
        {
            foreach (string name in NativeFileNames(unmanagedDllName))
            {
                string path = Path.Combine(_folder, "runtimes", platform, "native", name);
                if (File.Exists(path))
                    return LoadUnmanagedDllFromPath(path);
            }
        }

        return base.LoadUnmanagedDll(unmanagedDllName);
    }

    private static string[] NativePlatforms()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return [$"{system}-{architecture}", system];
    }

    private static string[] NativeFileNames(string name) =>
        OperatingSystem.IsWindows() ? [name, name + ".dll"]
        : OperatingSystem.IsMacOS() ? [name, name + ".dylib", $"lib{name}.dylib"]
        : [name, name + ".so", $"lib{name}.so"];
}
