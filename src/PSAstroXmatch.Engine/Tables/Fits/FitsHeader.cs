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
                    throw TableErrors.Invalid(ErrorIds.FitsHeaderInvalid, input.Source,
                        $"{input.Source}, HDU {hdu}: there is no valid header card at byte {start + i:N0}.", "The file is damaged: download or write it again.");
                Add(cards, FitsCard.Parse(Encoding.Latin1.GetString(bytes)));
            }
        }
    }

    /// <summary>The value of a keyword as text; null if it is missing.</summary>
    public string? GetText(string keyword) => _byKeyword.TryGetValue(keyword, out FitsCard? card) && card.Value.Length > 0 ? card.Value : null;

    /// <summary>The comment after the value of a keyword; null if there is none.</summary>
    public string? GetComment(string keyword) => _byKeyword.GetValueOrDefault(keyword)?.Comment;

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

/// <summary>A header card (FITS 4.0, section 4): a keyword with a value, or with commentary.</summary>
/// <param name="Keyword">Keyword; for a HIERARCH card, the words after HIERARCH.</param>
/// <param name="Value">Value without quotes, or the commentary.</param>
/// <param name="IsString">Whether the value was in quotes.</param>
/// <param name="Comment">Comment after the value; null if there is none.</param>
internal sealed record FitsCard(string Keyword, string Value, bool IsString, string? Comment)
{
    /// <summary>Length of a card in bytes.</summary>
    public const int Length = 80;

    /// <summary>Reads a card of 80 characters.</summary>
    public static FitsCard Parse(string card)
    {
        string keyword = card[..8].TrimEnd();
        if (keyword == "HIERARCH")
        {
            int equals = card.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? new FitsCard(keyword, card[8..].Trim(), false, null) : ParseValue(card[8..equals].Trim(), card[(equals + 1)..]);
        }

        if (keyword == "CONTINUE")
            return ParseValue(keyword, card[8..]);
        return card[8] == '=' && keyword.Length > 0 ? ParseValue(keyword, card[9..]) : new FitsCard(keyword, card[8..].TrimEnd(), false, null);
    }

    private static FitsCard ParseValue(string keyword, string text)
    {
        text = text.Trim();
        if (!text.StartsWith('\''))
        {
            int slash = text.IndexOf('/', StringComparison.Ordinal);
            return slash < 0 ? new FitsCard(keyword, text, false, null) : new FitsCard(keyword, text[..slash].TrimEnd(), false, ToComment(text[slash..]));
        }

        StringBuilder value = new();
        int i = 1;
        for (; i < text.Length; i++)
        {
            if (text[i] == '\'')
            {
                // A quote within a string is doubled.
                if (i + 1 >= text.Length || text[i + 1] != '\'')
                    break;
                i++;
            }

            value.Append(text[i]);
        }

        string rest = i < text.Length ? text[(i + 1)..].TrimStart() : "";
        return new FitsCard(keyword, value.ToString().TrimEnd(), true, rest.StartsWith('/') ? ToComment(rest) : null);
    }

    private static string? ToComment(string slashed)
    {
        string comment = slashed[1..].Trim();
        return comment.Length == 0 ? null : comment;
    }
}
