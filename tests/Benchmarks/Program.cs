using BenchmarkDotNet.Running;
using PSAstroXmatch;
using PSAstroXmatch.Benchmarks;

const string Usage = """
    dotnet run -c Release --project tests/Benchmarks -- match FOLDER [case …] [--threads N] [--runs N]
    dotnet run -c Release --project tests/Benchmarks -- peers FOLDER [case …] [--runs N]
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
        case "kernels":
            BenchmarkSwitcher.FromTypes([typeof(Kernels)]).Run(args[1..].Length > 0 ? args[1..] : ["--filter", "*"]);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (AstroException error)
{
    Console.Error.WriteLine($"{error.ErrorId}: {error.Message} {error.Recommendation}");
    return 1;
}
