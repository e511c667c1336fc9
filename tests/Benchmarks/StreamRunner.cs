using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PSAstroXmatch.Engine.Joins;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Matches a simulated catalog that is larger than memory with one of a million rows, within 1 arcsec, from file to file, and prints
/// time and peak memory. The files are made in a folder, where they stay for the next run.
/// </summary>
internal static class StreamRunner
{
    private const int SmallRows = 1_000_000;
    private const int RowBytes = 20;
    private const int FitsBlock = 2880;

    internal static void Run(string folder, int rows, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        string large = Path.Combine(folder, FormattableString.Invariant($"stream_{rows}.fits"));
        string small = Path.Combine(folder, FormattableString.Invariant($"stream_{SmallRows}.fits"));
        string matched = Path.Combine(folder, "stream_matched.csv");
        if (!File.Exists(large))
            WriteCatalog(large, rows, displaced: false);
        if (!File.Exists(small))
            WriteCatalog(small, SmallRows, displaced: true);

        Stopwatch clock = Stopwatch.StartNew();
        StreamedJoin join = new(JoinInput.OfFile(large), JoinInput.OfFile(small), new JoinOptions { Radius = 1 / 3600.0 });
        long pairs = join.WriteFile(matched, overwrite: true, CancellationToken.None);
        using Process process = Process.GetCurrentProcess();
        output.WriteLine("rows\tpairs\tseconds\tpeak_mb");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows}\t{pairs}\t{clock.Elapsed.TotalSeconds:F1}\t{process.PeakWorkingSet64 / 1048576.0:F0}"));
    }

    // The small catalog holds the first rows of the large one, displaced by some tenths of an arcsecond.
    private static void WriteCatalog(string path, int rows, bool displaced)
    {
        Random positions = new(1), errors = new(2);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(Header("SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0"));
        file.Write(Header(
            "XTENSION= 'BINTABLE'",
            "BITPIX  =                    8",
            "NAXIS   =                    2",
            FormattableString.Invariant($"NAXIS1  = {RowBytes,20}"),
            FormattableString.Invariant($"NAXIS2  = {rows,20}"),
            "PCOUNT  =                    0",
            "GCOUNT  =                    1",
            "TFIELDS =                    3",
            "TTYPE1  = 'id'", "TFORM1  = 'J'", "TTYPE2  = 'ra'", "TFORM2  = 'D'", "TUNIT2  = 'deg'", "TTYPE3  = 'dec'", "TFORM3  = 'D'", "TUNIT3  = 'deg'"));
        byte[] row = new byte[RowBytes];
        for (int i = 0; i < rows; i++)
        {
            double ra = positions.NextDouble() * 360, dec = Math.Asin((positions.NextDouble() * 2) - 1) * 180 / Math.PI;
            if (displaced)
                dec = Math.Clamp(dec + ((errors.NextDouble() - 0.5) * 0.6 / 3600), -90, 90);
            BinaryPrimitives.WriteInt32BigEndian(row, i);
            BinaryPrimitives.WriteDoubleBigEndian(row.AsSpan(4), ra);
            BinaryPrimitives.WriteDoubleBigEndian(row.AsSpan(12), dec);
            file.Write(row);
        }

        file.Write(new byte[(FitsBlock - (file.Position % FitsBlock)) % FitsBlock]);
    }

    private static byte[] Header(params string[] cards)
    {
        string text = string.Concat(cards.Append("END").Select(card => card.PadRight(80)));
        return Encoding.ASCII.GetBytes(text.PadRight((text.Length + FitsBlock - 1) / FitsBlock * FitsBlock));
    }
}
