using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>What a run was asked for.</summary>
/// <param name="Folder">Where the catalogs are.</param>
/// <param name="Cases">Names of cases; empty: all.</param>
/// <param name="Threads">The most threads; 0: one for each processor.</param>
/// <param name="Runs">How often each case is measured.</param>
internal sealed record Arguments(string Folder, IReadOnlyList<string> Cases, int Threads, int Runs)
{
    internal static Arguments Parse(string[] args)
    {
        List<string> cases = [];
        int threads = 1, runs = 9;
        for (int i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--threads":
                    threads = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                case "--runs":
                    runs = int.Parse(args[++i], CultureInfo.InvariantCulture);
                    break;
                default:
                    cases.Add(args[i]);
                    break;
            }
        }
        return new Arguments(args[0], cases, threads, runs);
    }

    internal bool Wants(string name) => Cases.Count == 0 || Cases.Contains(name);
}
