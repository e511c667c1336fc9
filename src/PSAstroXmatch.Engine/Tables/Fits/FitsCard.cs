using System.Text;

namespace PSAstroXmatch.Engine.Tables.Fits;

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
