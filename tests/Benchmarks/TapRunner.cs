using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Fetches 407,806 rows of 4 columns from a TAP server with the tables of tests/tap-server: as bytes that nobody looks at, as a table,
/// and as pyvo's table, in turns; none but pyvo asks for compression, which costs a server on the same computer time.
/// What a table takes beyond the transfer is the difference of the first two; their processor time tells it too where other work disturbs the clock.
/// </summary>
internal static class TapRunner
{
    private const int Rows = 407_806;

    private const string Query =
        "SELECT TOP 407806 a.name AS name, a.ra AS ra, b.dec AS dec, b.b_flux_ap AS b_flux_ap FROM csc AS a, csc AS b";

    internal static int Run(Uri address, int runs, TextWriter output)
    {
        TapService service = new(address);
        TapCapabilities capabilities = service.GetCapabilities();
        long maxRec = capabilities.OutputRows.Hard ?? Rows + 1;
        // What the client itself asks a service for that it knows nothing of.
        string? format = capabilities.OutputFormats
            .FirstOrDefault(f => f.IvoId?.EndsWith("#output-votable-binary2", StringComparison.OrdinalIgnoreCase) == true)?.Aliases.FirstOrDefault();
        List<double> raw = [], table = [], rawCpu = [], tableCpu = [];
        int rows = 0;
        Measure(() => Download(service.BaseUri, maxRec, format), [], []);
        double first = Measure(() => rows = Fetch(service), [], []);
        for (int run = 0; run < runs; run++)
        {
            Measure(() => Download(service.BaseUri, maxRec, format), raw, rawCpu);
            Measure(() => rows = Fetch(service), table, tableCpu);
        }

        if (rows != Rows)
            throw new InvalidOperationException($"The server sent {rows} rows, not {Rows}. Set the server up with tests/tap-server/setup.sh.");
        Timing transfer = new(raw), own = new(table);
        output.WriteLine("case\trows\tmedian_ms\tmin_ms\tcpu_ms");
        Write(output, $"transfer\t{Rows}\t{transfer.Median:F0}\t{transfer.Minimum:F0}\t{new Timing(rawCpu).Median:F0}");
        Write(output, $"table\t{Rows}\t{own.Median:F0}\t{own.Minimum:F0}\t{new Timing(tableCpu).Median:F0}");
        Write(output, $"table_first\t{Rows}\t{first:F0}\t{first:F0}\t");
        double cpuBeyond = new Timing(tableCpu).Median - new Timing(rawCpu).Median;
        Write(output, $"beyond_transfer\t{Rows}\t{own.Median - transfer.Median:F0}\t{own.Minimum - transfer.Minimum:F0}\t{cpuBeyond:F0}");

        string[] lines = PeerProcess.Python("tap.py", service.BaseUri.ToString(), Query, maxRec.ToString(CultureInfo.InvariantCulture), "3");
        Timing pyvo = new([.. lines[1..].Select(line => double.Parse(line, CultureInfo.InvariantCulture))]);
        Write(output, $"pyvo\t{lines[0]}\t{pyvo.Median:F0}\t{pyvo.Minimum:F0}\t");
        Write(output, $"pyvo_beyond_transfer\t{lines[0]}\t{pyvo.Median - transfer.Median:F0}\t{pyvo.Minimum - transfer.Minimum:F0}\t");
        return 0;
    }

    private static int Fetch(TapService service) => service.Run(Query).RowCount;

    private static void Download(Uri service, long maxRec, string? format)
    {
        using HttpClient client = new();
        Dictionary<string, string> form = new()
        {
            ["REQUEST"] = "doQuery",
            ["LANG"] = "ADQL",
            ["QUERY"] = Query,
            ["MAXREC"] = maxRec.ToString(CultureInfo.InvariantCulture),
        };
        if (format is not null)
            form["RESPONSEFORMAT"] = format;
        using HttpRequestMessage request = new(HttpMethod.Post, service + "/sync") { Content = new FormUrlEncodedContent(form) };
        using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using Stream stream = response.Content.ReadAsStream();
        stream.CopyTo(Stream.Null, 1 << 16);
    }

    private static double Measure(Action action, List<double> wall, List<double> cpu)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        wall.Add(Timing.Once(action));
        cpu.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
        return wall[^1];
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
