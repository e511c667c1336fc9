using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PSAstroXmatch;

/// <summary>
/// Texts of services and files as a terminal may get them. A terminal obeys control characters: they move the cursor, change the
/// window's title, write to the clipboard. Here they become visible, escaped as C# and Python do: ESC is <c>\x1b</c>, the override of
/// the direction of writing is <c>\u202e</c>.
/// </summary>
public static class VisibleText
{
    /// <summary>The text with visible escapes in place of control characters; line breaks and tabs stay.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text) => text is null ? null : Escape(text, keepsBreaks: true);

    /// <summary>The text on one line: line breaks and tabs are blanks, other control characters visible escapes.</summary>
    public static string OnOneLine(string text) => Escape(text, keepsBreaks: false);

    /// <summary>Whether a text has no character that <see cref="OnOneLine"/> would replace.</summary>
    public static bool IsPlain(string text) => FirstControl(text) < 0;

    private static int FirstControl(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (IsControl(text[i]))
                return i;
        }

        return -1;
    }

    // C0, DEL and C1, and what sets the direction of writing: by that a text can be shown in another order than it has.
    private static bool IsControl(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(string text, bool keepsBreaks)
    {
        int first = FirstControl(text);
        if (first < 0)
            return text;
        StringBuilder visible = new(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            char c = text[i];
            bool beginsLineEnd = c == '\r' && i + 1 < text.Length && text[i + 1] == '\n';
            if (!IsControl(c) || (keepsBreaks && (c is '\n' or '\t' || beginsLineEnd)))
                visible.Append(c);
            else if (c is '\n' or '\t')
                visible.Append(' ');
            else if (!beginsLineEnd)
                visible.Append(c < 256 ? @"\x" : @"\u").Append(((int)c).ToString(c < 256 ? "x2" : "x4", CultureInfo.InvariantCulture));
        }

        return visible.ToString();
    }
}
