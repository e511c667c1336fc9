using System.Globalization;
using System.Text;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>The header of one header-data unit.</summary>
internal sealed class FitsHeader
{
    private readonly Dictionary<string, FitsCard> _byKeyword = new(StringComparer.Ordinal);
    private readonly string _source;

    private FitsHeader(List<FitsCard> cards, string source, int hdu)
    {
        Cards = cards;
        Hdu = hdu;
        _source = source;
        foreach (FitsCard card in cards)
            _byKeyword.TryAdd(card.Keyword, card);
    }

    /// <summary>The cards in order, with long strings joined, without END.</summary>
    public IReadOnlyList<FitsCard> Cards { get; }

    /// <summary>Number of the header-data unit; 0 is the primary.</summary>
    public int Hdu { get; }

    /// <summary>BINTABLE, TABLE, IMAGE, …; PRIMARY for the first.</summary>
    public string Kind => GetText("XTENSION") ?? "PRIMARY";

    /// <summary>Name of the extension; null if it has none.</summary>
    public string? Name => GetText("EXTNAME");

    /// <summary>Length of the data in bytes, without padding (FITS 4.0, equations 1 and 2).</summary>
    public long DataLength
    {
        get
        {
            long axes = GetCount("NAXIS");
            if (axes == 0)
                return 0;
            // In random groups the first axis has length 0 and does not count.
            bool groups = GetCount("NAXIS1") == 0 && GetText("GROUPS") == "T";
            long product = 1;
            try
            {
                for (long axis = groups ? 2 : 1; axis <= axes; axis++)
                    product = checked(product * GetCount($"NAXIS{axis}"));
                long extra = _byKeyword.ContainsKey("PCOUNT") ? GetCount("PCOUNT") : 0;
                long count = _byKeyword.ContainsKey("GCOUNT") ? GetCount("GCOUNT") : 1;
                return checked(Math.Abs(GetInteger("BITPIX")) / 8 * count * (extra + product));
            }
            catch (OverflowException cause)
            {
                throw Invalid("the data would be longer than 2^63 bytes", cause);
            }
        }
    }

    /// <summary>Reads a header; null at the end of the file, or if no extension follows.</summary>
    public static FitsHeader? Read(FitsInput input, int hdu)
    {
        byte[] block = new byte[FitsInput.BlockLength];
        List<FitsCard> cards = [];
        for (bool first = true; ; first = false)
        {
            long start = input.Position;
            int length = input.Read(block);
            if (first && (length == 0 || (hdu > 0 && !block.AsSpan(0, length).StartsWith("XTENSION="u8))))
                return null;
            if (length < block.Length)
                throw Truncated(input, hdu);
            for (int i = 0; i < block.Length; i += FitsCard.Length)
            {
                ReadOnlySpan<byte> bytes = block.AsSpan(i, FitsCard.Length);
                if (bytes.StartsWith("END     "u8))
                    return new FitsHeader(cards, input.Source, hdu);
                if (bytes.IndexOfAnyExceptInRange((byte)' ', (byte)'~') is >= 0 and < 8)
                    throw TableErrors.Invalid(ErrorIds.FitsHeaderInvalid, input.Source, $"{input.Source}, HDU {hdu}: there is no valid header card at byte {start + i:N0}.", "The file is damaged: download or write it again.");
                Add(cards, FitsCard.Parse(Encoding.Latin1.GetString(bytes)));
            }
        }
    }

    /// <summary>The value of a keyword as text; null if it is missing.</summary>
    public string? GetText(string keyword) => _byKeyword.TryGetValue(keyword, out FitsCard? card) && card.Value.Length > 0 ? card.Value : null;

    /// <summary>The value of a keyword that must be an integer.</summary>
    public long GetInteger(string keyword)
    {
        string text = GetText(keyword) ?? throw Invalid($"the keyword {keyword} is missing");
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Invalid($"the keyword {keyword} should be an integer but is '{text}'");
    }

    /// <summary>The value of a keyword that must be an integer of 0 or more.</summary>
    public long GetCount(string keyword)
    {
        long value = GetInteger(keyword);
        return value >= 0 ? value : throw Invalid($"the keyword {keyword} is negative: {value}");
    }

    /// <summary>The value of a keyword as a number, or the given default if it is missing.</summary>
    public double GetReal(string keyword, double missing)
    {
        string? text = GetText(keyword);
        if (text is null)
            return missing;
        return double.TryParse(text.Replace('D', 'E'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw Invalid($"the keyword {keyword} should be a number but is '{text}'");
    }

    /// <summary>An error of this header.</summary>
    public AstroException Invalid(string what, Exception? cause = null) => TableErrors.Invalid(
        ErrorIds.FitsHeaderInvalid,
        _source,
        $"{_source}, HDU {Hdu}: {what}.",
        "The file violates the FITS standard: check it with fitsverify, or write it again.",
        cause);

    private static void Add(List<FitsCard> cards, FitsCard card)
    {
        if (card.Keyword != "CONTINUE" || cards.Count == 0 || !cards[^1].IsString || !cards[^1].Value.EndsWith('&'))
        {
            cards.Add(card);
            return;
        }

        FitsCard begun = cards[^1];
        cards[^1] = begun with { Value = begun.Value[..^1] + card.Value, Comment = begun.Comment ?? card.Comment };
    }

    private static AstroException Truncated(FitsInput input, int hdu) => TableErrors.Invalid(
        ErrorIds.TableTruncated,
        input.Source,
        $"{input.Source} is truncated: it ends at byte {input.Position:N0}, inside the header of HDU {hdu}.",
        "Download or copy the file again.");
}
