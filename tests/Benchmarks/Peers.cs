using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>Runs the same matches in Python, with scipy's cKDTree and astropy, in the same minute, and prints the ratios.</summary>
internal static class Peers
{
    internal static int Run(Arguments arguments, TextWriter output)
    {
        List<Measurement> own = MatchRunner.Run(arguments, output);
        output.WriteLine("case\tpeer\tpairs\tmedian_ms\tratio");
        foreach (Measurement measurement in own)
        {
            foreach (string line in PeerProcess.Python(
                "match.py", arguments.Folder, measurement.Name, Math.Min(arguments.Runs, 3).ToString(CultureInfo.InvariantCulture)))
            {
                // peer, pairs, milliseconds
                string[] fields = line.Split('\t');
                double peer = double.Parse(fields[2], CultureInfo.InvariantCulture);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{measurement.Name}\t{fields[0]}\t{fields[1]}\t{peer:F0}\t{peer / measurement.Median:F1}"));
            }
        }
        return 0;
    }
}
