using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Finds the nearest three Gaia and 2MASS sources around 340 positions at a TAP server that has tables like ESA's and IRSA's (the
/// catalogs of make_catalogs.py, a million rows each), then has pyvo ask for each position by itself: 340 × 2 synchronous cones in four
/// threads. Prints requests, seconds and the ratio.
/// </summary>
internal static class CounterpartRunner
{
    private const int Positions = 340;
    private const double PlaneLatitude = 10;

    internal static int Run(string server, string folder, TextWriter output)
    {
        (double[] ra, double[] dec) = ReadPositions(folder);
        List<string> log = [];
        SearchCentres centres = SearchCentres.WithRadius(new SkyPositions(ra, dec), SearchCentres.FermiRadius);
        long start = Stopwatch.GetTimestamp();
        TapArchive archive = new(null, new Uri(server), []);
        CounterpartOptions options = new() { Nearby = new NearbyOptions { Log = line => { lock (log) log.Add(line); } } };
        CounterpartResult result = new CounterpartSearch(archive).Find(centres, options, CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        // Every query is a line of the log; the capabilities are asked for once more.
        int requests = log.Count(line => line.Contains("/sync): SELECT", StringComparison.Ordinal)) + 1;
        int gaia = result.Catalogs[0].Row.Length, twoMass = result.Catalogs[1].Row.Length;
        output.WriteLine("who\trequests\tgaia\ttwomass\tseconds\tratio");
        Write(output, $"PSAstroXmatch\t{requests}\t{gaia}\t{twoMass}\t{seconds:F2}\t1");

        string positions = Path.GetTempFileName();
        File.WriteAllLines(positions, ra.Zip(dec, (r, d) => $"{ValueText.Format(r)} {ValueText.Format(d)}"));
        string[] line = PeerProcess.Python("counterparts.py", server, positions)[^1].Split('\t');
        File.Delete(positions);
        double theirs = double.Parse(line[3], CultureInfo.InvariantCulture);
        Write(output, $"pyvo, 4 threads\t{line[0]}\t{line[1]}\t{line[2]}\t{theirs:F2}\t{theirs / seconds:F1}");
        foreach (AstroException problem in result.Problems)
            output.WriteLine(problem.Message);
        if (gaia == 0 || twoMass == 0)
            output.WriteLine("Nothing was found: the server's tables are not those of make_catalogs.py, and the ratio says nothing.");
        return result.Problems.Count == 0 && gaia > 0 && twoMass > 0 ? 0 : 1;
    }

    private static (double[] Ra, double[] Dec) ReadPositions(string folder)
    {
        AstroTable fermi = TableFile.Read(Path.Combine(folder, "fermilpsc.fits"));
        double[] latitude = fermi["bii"].ToDoubles();
        AstroTable near = fermi.Take([.. Enumerable.Range(0, fermi.RowCount).Where(row => Math.Abs(latitude[row]) <= PlaneLatitude).Take(Positions)]);
        return (near["ra"].ToDoubles(), near["dec"].ToDoubles());
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
