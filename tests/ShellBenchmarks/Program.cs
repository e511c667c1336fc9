using System.Globalization;
using PSAstroXmatch.Benchmarks;

const string Usage = """
    dotnet run -c Release --project tests/ShellBenchmarks [-- runs]
    dotnet run -c Release --project tests/ShellBenchmarks -- stop
    """;

if (args is ["import"])
    return ImportRunner.RunOnce(Console.Out);
if (args is ["stop"])
    return StopRunner.Run(5, Console.Out);
int runs = 9;
if (args.Length > 1 || (args.Length == 1 && (!int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out runs) || runs == 0)))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

int imported = ImportRunner.Run(runs, Console.Out);
int emitted = EmissionRunner.Run(runs, Console.Out);
return Math.Max(imported, emitted);
