using System.Text;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>
/// The part of YAML 1.1 that ECSV headers use: scalars, and mappings in flow form ("{name: ra, unit: deg}"). Nested values are kept as text.
/// </summary>
internal static class YamlText
{
    /// <summary>Whether every brace, bracket and quote of the text is closed.</summary>
    public static bool IsComplete(string text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (IsQuote(text, i))
            {
                int end = EndOfQuoted(text, i);
                if (end < 0)
                    return false;
                i = end;
            }
            else if (text[i] is '{' or '[')
            {
                depth++;
            }
            else if (text[i] is '}' or ']')
            {
                depth--;
            }
        }

        return depth <= 0;
    }

    /// <summary>The keys and values of a mapping in flow form.</summary>
    /// <exception cref="FormatException">The text is not such a mapping.</exception>
    public static IEnumerable<KeyValuePair<string, string>> ParseFlowMapping(string text)
    {
        text = text.Trim();
        if (!text.StartsWith('{') || !text.EndsWith('}'))
            throw new FormatException($"'{text}' is not a mapping in braces");
        foreach (string entry in SplitEntries(text[1..^1]))
        {
            if (TrySplitEntry(entry, out string key, out string value))
                yield return new KeyValuePair<string, string>(key, ToScalar(value));
            else if (!string.IsNullOrWhiteSpace(entry))
                throw new FormatException($"'{entry.Trim()}' is not a key with a value");
        }
    }

    /// <summary>Splits "key: value"; false if there is no key.</summary>
    public static bool TrySplitEntry(string text, out string key, out string value)
    {
        key = value = "";
        int start = text.Length - text.TrimStart().Length;
        int from = IsQuote(text, start) ? EndOfQuoted(text, start) + 1 : start;
        int colon = from <= 0 && start > 0 ? -1 : text.IndexOf(':', from);
        while (colon >= 0 && colon + 1 < text.Length && text[colon + 1] != ' ')
            colon = text.IndexOf(':', colon + 1);
        if (colon < 0)
            return false;
        key = ToScalar(text[..colon]);
        value = text[(colon + 1)..].Trim();
        return key.Length > 0;
    }

    /// <summary>The text of a scalar: without quotes, with escapes resolved; "null" and "~" are empty.</summary>
    public static string ToScalar(string text)
    {
        text = text.Trim();
        if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'')
            return text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            return Unescape(text[1..^1]);
        return text is "null" or "~" ? "" : text;
    }

    private static List<string> SplitEntries(string text)
    {
        List<string> entries = [];
        int start = 0, depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (IsQuote(text, i))
            {
                int end = EndOfQuoted(text, i);
                i = end < 0 ? text.Length : end;
            }
            else if (text[i] is '{' or '[')
            {
                depth++;
            }
            else if (text[i] is '}' or ']')
            {
                depth--;
            }
            else if (text[i] == ',' && depth == 0)
            {
                entries.Add(text[start..i]);
                start = i + 1;
            }
        }

        entries.Add(text[start..]);
        return entries;
    }

    // A quote opens a string only at the start of a value: "Barnard's star" is a plain scalar.
    private static bool IsQuote(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('\'' or '"'))
            return false;
        int before = at - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before]))
            before--;
        return before < 0 || text[before] is '{' or '[' or ',' || (text[before] is ':' or '-' && before < at - 1);
    }

    private static int EndOfQuoted(string text, int start)
    {
        char quote = text[start];
        for (int i = start + 1; i < text.Length; i++)
        {
            if (quote == '"' && text[i] == '\\')
                i++;
            else if (text[i] == quote && quote == '\'' && i + 1 < text.Length && text[i + 1] == quote)
                i++;
            else if (text[i] == quote)
                return i;
        }

        return -1;
    }

    private static string Unescape(string text)
    {
        StringBuilder result = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char escape = text[++i];
            int digits = escape switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0 && i + digits < text.Length && int.TryParse(text.AsSpan(i + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out int code))
            {
                result.Append(char.ConvertFromUtf32(code));
                i += digits;
            }
            else
            {
                result.Append(escape switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '_' => '\u00A0', _ => escape });
            }
        }

        return result.ToString();
    }
}
