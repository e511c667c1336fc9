using System.Diagnostics;
using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Import-Module in a warm engine: one that has imported a manifest with a script module and a view before. Each time in a process of
/// its own, because a process loads an assembly only once; and then a second time in another runspace of that process.
/// </summary>
internal static class ImportRunner
{
    private static readonly string[] Heavy = ["ScottPlot", "SkiaSharp", "HarfBuzzSharp", "CsvHelper", "Polly.Core", "ICSharpCode.SharpZipLib", "YamlDotNet"];

    /// <summary>Imports once and writes "milliseconds, milliseconds of the second import, names of heavy assemblies" to the output.</summary>
    internal static int RunOnce(TextWriter output)
    {
        double first, second;
        // The engine reads views again with each import: the other module's must stay.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psastroxmatch-");
        string another = WriteAnother(folder.FullName);
        using (Shell shell = new())
        {
            shell.Import(another);
            first = Timing.Once(() => shell.Import(Shell.Manifest));
        }

        string[] loaded = [.. AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).Intersect(Heavy)];
        using (Shell shell = new())
        {
            shell.Import(another);
            second = Timing.Once(() => shell.Import(Shell.Manifest));
        }

        folder.Delete(recursive: true);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first:F1}\t{second:F1}\t{string.Join(' ', loaded)}"));
        return 0;
    }

    internal static int Run(int runs, TextWriter output)
    {
        string[][] lines = [.. Enumerable.Range(0, runs).Select(_ => RunProcess().Split('\t'))];
        Timing first = new([.. lines.Select(line => double.Parse(line[0], CultureInfo.InvariantCulture))]);
        Timing again = new([.. lines.Select(line => double.Parse(line[1], CultureInfo.InvariantCulture))]);
        string[] loaded = [.. lines.SelectMany(line => line[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        output.WriteLine("import\tmedian_ms\tminimum_ms");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first in the process\t{first.Median:F0}\t{first.Minimum:F0}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in a second runspace\t{again.Median:F0}\t{again.Minimum:F0}"));
        output.WriteLine(loaded.Length == 0 ? "No heavy assembly was loaded." : $"Heavy assemblies were loaded: {string.Join(", ", loaded)}.");
        return loaded.Length == 0 ? 0 : 1;
    }

    private static string RunProcess()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, ["import"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim('\r', '\n') : throw new InvalidOperationException($"The import ended with {process.ExitCode}.");
    }

    private static string WriteAnother(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "Another.psm1"), "function Get-Another { [CmdletBinding()] param() 1 }");
        File.WriteAllText(Path.Combine(folder, "Another.Format.ps1xml"), """
            <Configuration><ViewDefinitions><View><Name>Another</Name><ViewSelectedBy><TypeName>Another</TypeName></ViewSelectedBy>
            <ListControl><ListEntries><ListEntry><ListItems><ListItem><ScriptBlock>$_.Name</ScriptBlock></ListItem></ListItems></ListEntry></ListEntries></ListControl>
            </View></ViewDefinitions></Configuration>
            """);
        string manifest = Path.Combine(folder, "Another.psd1");
        File.WriteAllText(manifest, """
            @{ RootModule = 'Another.psm1'; ModuleVersion = '1.0'; FunctionsToExport = @('Get-Another'); FormatsToProcess = @('Another.Format.ps1xml') }
            """);
        return manifest;
    }
}
