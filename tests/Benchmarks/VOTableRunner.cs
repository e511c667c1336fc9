using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Reads the VOTables csc10_binary2.vot, csc10_tabledata.vot and csc10_binary.vot of a folder into tables, then has astropy and STILTS
/// read them. STILTS is measured with the start of its process, and counts the rows as it discards them.
/// </summary>
internal static class VOTableRunner
{
    private static readonly string[] Serializations = ["binary2", "tabledata", "binary"];

    internal static int Run(Arguments arguments, TextWriter output)
    {
        output.WriteLine("case\trows\tmedian_ms\tmin_ms\tfirst_ms");
        List<(string Name, string Path, Timing Timing)> own = [];
        foreach (string name in Serializations.Where(arguments.Wants))
        {
            string path = Path.Combine(arguments.Folder, $"csc10_{name}.vot");
            int rows = 0;
            void Read() => rows = TableFile.Read(path, new TableReadOptions(), CancellationToken.None).RowCount;
            // The first read compiles the code for this serialization; it counts apart.
            double first = Timing.Once(Read);
            Timing timing = Timing.Of(arguments.Runs, Read);
            own.Add((name, path, timing));
            Write(output, $"{name}\t{rows}\t{timing.Median:F1}\t{timing.Minimum:F1}\t{first:F1}");
        }

        output.WriteLine("case\trows\tmedian_ms\tmin_ms\tratio_of_medians\tratio_of_minima");
        foreach ((string name, string path, Timing timing) in own)
        {
            foreach ((string peer, string rows, Timing theirs) in PeersOf(path, Math.Min(arguments.Runs, 3)))
                Write(output, $"{name} {peer}\t{rows}\t{theirs.Median:F0}\t{theirs.Minimum:F0}\t{theirs.Median / timing.Median:F1}\t{theirs.Minimum / timing.Minimum:F1}");
        }

        return 0;
    }

    private static IEnumerable<(string Name, string Rows, Timing Timing)> PeersOf(string path, int runs)
    {
        string[] lines = PeerProcess.Python("votable.py", path, runs.ToString(CultureInfo.InvariantCulture));
        yield return ("astropy", lines[0], new Timing([.. lines[1..].Select(line => double.Parse(line, CultureInfo.InvariantCulture))]));

        string[]? counted = null;
        void Read() => counted = PeerProcess.TryRun("stilts", ["tpipe", "in=" + path, "ifmt=votable", "omode=count"]);
        void Discard() => PeerProcess.TryRun("stilts", ["tpipe", "in=" + path, "ifmt=votable", "omode=discard"]);
        Read();
        // "columns: 10   rows: 407806"
        if (counted is not null)
            yield return ("STILTS", counted[^1].Split(' ')[^1], Timing.Of(runs, Discard));
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
