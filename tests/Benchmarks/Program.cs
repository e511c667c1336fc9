using System.Globalization;
using BenchmarkDotNet.Running;
using PSAstroXmatch;
using PSAstroXmatch.Benchmarks;

const string Usage = """
    dotnet run -c Release --project tests/Benchmarks -- match FOLDER [case …] [--threads N] [--runs N]
    dotnet run -c Release --project tests/Benchmarks -- peers FOLDER [case …] [--runs N]
    dotnet run -c Release --project tests/Benchmarks -- notebook FOLDER [--runs N]
    dotnet run -c Release --project tests/Benchmarks -- first FOLDER [--runs N]
    dotnet run -c Release --project tests/Benchmarks -- stream FOLDER [rows]
    dotnet run -c Release --project tests/Benchmarks -- votable FOLDER [binary2|tabledata|binary …] [--runs N]
    dotnet run -c Release --project tests/Benchmarks -- tap URL [runs]
    dotnet run -c Release --project tests/Benchmarks -- counterparts URL FOLDER
    dotnet run -c Release --project tests/Benchmarks -- skymap [runs]
    dotnet run -c Release --project tests/Benchmarks -- association RUNS SEED …
    dotnet run -c Release --project tests/Benchmarks -- kernels [options of BenchmarkDotNet]
    """;

try
{
    switch (args.FirstOrDefault())
    {
        case "match" when args.Length > 1:
            MatchRunner.Run(Arguments.Parse(args[1..]), Console.Out);
            return 0;
        case "peers" when args.Length > 1:
            return Peers.Run(Arguments.Parse(args[1..]), Console.Out);
        case "notebook" when args.Length > 1:
            return NotebookRunner.Run(Arguments.Parse(args[1..]), Console.Out);
        case "first" when args.Length > 1:
            return NotebookRunner.RunFirst(Arguments.Parse(args[1..]), Console.Out);
        case "stream" when args.Length > 1:
            StreamRunner.Run(args[1], args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100_000_000, Console.Out);
            return 0;
        case "votable" when args.Length > 1:
            return VOTableRunner.Run(Arguments.Parse(args[1..]), Console.Out);
        case "tap" when args.Length > 1:
            return TapRunner.Run(new Uri(args[1]), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5, Console.Out);
        case "counterparts" when args.Length > 2:
            return CounterpartRunner.Run(args[1], args[2], Console.Out);
        case "skymap":
            return SkyMapRunner.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7, Console.Out);
        case "association" when args.Length > 1:
            return AssociationRunner.Run(args[1..], Console.Out);
        case "kernels":
            BenchmarkSwitcher.FromTypes([typeof(Kernels)]).Run(args[1..].Length > 0 ? args[1..] : ["--filter", "*"]);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (InvalidOperationException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (AstroException error)
{
    Console.Error.WriteLine($"{error.ErrorId}: {error.Message} {error.Recommendation}");
    return 1;
}
