using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Reads a footprint from a multi-order coverage map (IVOA MOC 2.0): a FITS file of a space MOC, or its text such as "5/1-3 6/100".</summary>
public static partial class MocFootprint
{
    /// <summary>The finest order of HEALPix pixels in a MOC.</summary>
    public const int FinestOrder = 29;

    // Pixels of 1.7 arcmin; smaller ones would need too much memory, and a catalog that is that patchy more sources.
    private const int MaxOrder = 11;

    private const int LongestText = 64 << 20;

    private static readonly byte[] FitsStart = Encoding.ASCII.GetBytes("SIMPLE  ="), GzipStart = [0x1F, 0x8B];

    /// <summary>Whether a text can be nothing else than a MOC, and no path of a file.</summary>
    public static bool IsText(string text) => MocText().IsMatch(text);

    /// <summary>Reads a file.</summary>
    /// <param name="path">A FITS file, or a text file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">FootprintInvalid: it is not a space MOC in ICRS, or it is empty. And the errors of reading a file.</exception>
    public static Footprint Read(string path, CancellationToken cancellationToken = default)
    {
        byte[] head = new byte[FitsStart.Length];
        using (Stream file = TableFile.OpenPlain(path))
            file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (head.AsSpan().StartsWith(FitsStart) || head.AsSpan().StartsWith(GzipStart))
            return ToFootprint(OfTable(TableFile.Read(path, cancellationToken: cancellationToken), path), path);
        using Stream plain = TableFile.OpenPlain(path);
        if (plain.CanSeek && plain.Length > LongestText)
            throw Invalid(path, "it is too long for a text of pixels");
        using StreamReader reader = new(plain);
        return Parse(reader.ReadToEnd(), path);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">Orders, each with its pixels and ranges of pixels: "5/1-3,7 6/100".</param>
    /// <param name="source">What the text is called in messages.</param>
    /// <exception cref="AstroException">FootprintInvalid: it is not a MOC, or it is empty.</exception>
    public static Footprint Parse(string text, string source) => MocText().IsMatch(text)
        ? ToFootprint(OfText(text, source), source)
        : throw Invalid(source, "it is neither a FITS file nor a text such as '5/1-3 6/100'");

    private static IEnumerable<(int Order, long First, long Last)> OfText(string text, string source)
    {
        int order = -1;
        foreach (Match token in Token().Matches(text))
        {
            if (token.Groups["order"].Success)
                order = (int)Number(token.Groups["order"].Value, source);
            if (token.Groups["bad"].Success)
                throw Invalid(source, $"'{token.Value}' stands alone");
            if (!token.Groups["first"].Success)
                continue;
            long first = Number(token.Groups["first"].Value, source);
            yield return (order, first, token.Groups["last"].Success ? Number(token.Groups["last"].Value, source) : first);
        }
    }

    private static IEnumerable<(int Order, long First, long Last)> OfTable(AstroTable table, string source)
    {
        string Keyword(string name) => table.Parameters.LastOrDefault(parameter => parameter.Name == name)?.Value.Trim() ?? "";
        if (Keyword("MOCDIM") is not ("" or "SPACE"))
            throw Invalid(source, $"it is a MOC of {Keyword("MOCDIM")}, not of space alone");
        if (Keyword("COORDSYS") is not ("" or "C" or "ICRS"))
            throw Invalid(source, $"its frame is '{Keyword("COORDSYS")}', not ICRS ('C')");
        string ordering = Keyword("ORDERING");
        if (table.Columns.Count != 1 || ordering is not ("NUNIQ" or "RANGE") || table.Columns[0].ValueType != typeof(long) && table.Columns[0].ValueType != typeof(int))
            throw Invalid(source, "it has no single column of integers with ORDERING = 'NUNIQ' or 'RANGE'");
        long[] values = [.. Enumerable.Range(0, table.RowCount).Select(row => Number(table.Columns[0].GetText(row), source))];
        if (ordering == "NUNIQ")
            return values.Select(value => OfUniq(value, source));
        return values.Length % 2 == 0
            ? values.Chunk(2).Where(range => range[1] != range[0]).Select(range => (FinestOrder, range[0], range[1] - 1))
            : throw Invalid(source, "the last of its ranges has no end");
    }

    // 4 · 4^order + pixel
    private static (int, long, long) OfUniq(long value, string source)
    {
        if (value < 4)
            throw Invalid(source, $"{value} is not a NUNIQ number");
        int order = (63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)value)) / 2 - 1;
        long pixel = value - (4L << (2 * order));
        return (order, pixel, pixel);
    }

    private static Footprint ToFootprint(IEnumerable<(int Order, long First, long Last)> ranges, string source)
    {
        (int Order, long First, long Last)[] all = [.. ranges];
        foreach ((int order, long first, long last) in all)
        {
            if (order is < 0 or > FinestOrder || first < 0 || last < first || last >= Healpix.PixelCount(order))
                throw Invalid(source, $"{order}/{first}-{last} are not pixels");
        }

        int finest = all.Length == 0 ? 0 : all.Max(range => range.Order);
        if (all.Length == 0)
            throw Invalid(source, "it covers nothing");
        // Ranges of order 29 are mostly of much larger pixels.
        while (finest > 0 && all.All(range => IsWhole(range, finest - 1)))
            finest--;
        int wanted = Math.Min(finest, MaxOrder);
        string origin = $"MOC {source}" + (finest > MaxOrder ? $", from order {finest} to {MaxOrder}" : "");
        return Footprint.OfRanges(wanted, all.Select(range => (range.Order, range.First, range.Last + 1)), origin) is { Count: > 0 } footprint
            ? footprint
            : throw Invalid(source, $"it covers no half of any pixel of order {MaxOrder}");
    }

    private static bool IsWhole((int Order, long First, long Last) range, int order)
    {
        if (range.Order <= order)
            return true;
        long mask = (1L << (2 * (range.Order - order))) - 1;
        return (range.First & mask) == 0 && ((range.Last + 1) & mask) == 0;
    }

    private static long Number(string text, string source) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : throw Invalid(source, $"'{text}' is not the number of a pixel");

    private static AstroException Invalid(string source, string problem) => new(
        ErrorIds.FootprintInvalid,
        $"{source} is not a coverage map (MOC) that can be used: {problem}.",
        "Give a FITS file of a space MOC in ICRS, such as VizieR and Aladin write, or a text such as '5/1-3 6/100' (order/pixels).",
        source);

    [GeneratedRegex(@"^\s*\d+\s*/[\d\s,/-]*$")]
    private static partial Regex MocText();

    [GeneratedRegex(@"(?<order>\d+)\s*/|(?<first>\d+)(?:\s*-\s*(?<last>\d+))?|(?<bad>[/-])")]
    private static partial Regex Token();
}
