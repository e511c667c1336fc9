using System.Buffers.Text;
using System.Text;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>The result of <see cref="XmlScanner.Next"/>.</summary>
internal enum XmlToken
{
    StartTag,
    EndTag,
}

/// <summary>
/// Reads the tags of an XML document one after the other and always knows its byte position. XmlReader reads ahead, so it would not allow
/// reading the rows after a tag as bytes, and errors could not name their byte. This scanner never loads or expands a document type.
/// </summary>
internal sealed class XmlScanner(Utf8Buffer buffer, VOTableErrors errors)
{
    private readonly Stack<string> _open = new();
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);
    private readonly (byte[] Bytes, string Text)[] _names = new (byte[], string)[64];

    // An empty element <X/> is reported as a start tag and then an end tag.
    private bool _emptyElement;

    /// <summary>The bytes of the document, positioned after the last tag.</summary>
    public Utf8Buffer Buffer => buffer;

    /// <summary>Name of the last tag without its namespace prefix.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Prefix of the last tag with its colon, or empty.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>Whether the last start tag was that of an empty element (&lt;X/&gt;) whose end tag is not yet reported.</summary>
    public bool IsEmptyElement => _emptyElement;

    /// <summary>Number of open elements.</summary>
    public int Depth => _open.Count;

    /// <summary>Value of an attribute of the last start tag, by name without prefix; null if missing.</summary>
    public string? Attribute(string name) => _attributes.GetValueOrDefault(name);

    /// <summary>All attributes of the last start tag.</summary>
    public IReadOnlyDictionary<string, string> Attributes => _attributes;

    /// <summary>Goes to the next tag; text, comments and processing instructions are skipped.</summary>
    public XmlToken Next() => Read(null);

    /// <summary>Reads the text of the element whose start tag was read last, without comments; consumes its end tag.</summary>
    public string ReadElementText()
    {
        int depth = _open.Count;
        StringBuilder text = new();
        while (Read(text) != XmlToken.EndTag || _open.Count >= depth)
        {
        }

        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>Skips the rest of the element whose start tag was read last.</summary>
    public void SkipElement()
    {
        int depth = _open.Count;
        while (Next() != XmlToken.EndTag || _open.Count >= depth)
        {
        }
    }

    /// <summary>
    /// Consumes a comment, a processing instruction, a CDATA section or a document type at the current '&lt;';
    /// the text of a CDATA section is appended to <paramref name="text"/>. False if a tag begins.
    /// </summary>
    public bool TryReadNonTag(List<byte>? text)
    {
        buffer.Ensure(9);
        ReadOnlySpan<byte> at = buffer.Unread;
        if (at.StartsWith("<?"u8))
            PassOver("?>"u8, 2, "a processing instruction", null);
        else if (at.StartsWith("<!--"u8))
            PassOver("-->"u8, 4, "a comment", null);
        else if (at.StartsWith("<![CDATA["u8))
            PassOver("]]>"u8, 9, "a CDATA section", text);
        else if (at.Length < 9 && ("<![CDATA["u8.StartsWith(at) || "<!--"u8.StartsWith(at)))
            throw errors.Truncated("it ends in the middle of markup", buffer.Offset + at.Length);
        else if (at.StartsWith("<!"u8))
            PassDocumentType();
        else
            return false;
        return true;
    }

    /// <summary>Consumes the reference at the current '&amp;' and appends its character.</summary>
    public void ReadReference(List<byte> text)
    {
        while (buffer.Unread.IndexOf((byte)';') < 0 && buffer.Unread.Length < 64 && buffer.Fill())
        {
        }

        int end = buffer.Unread.IndexOf((byte)';');
        if (end < 0 && buffer.Unread.Length < 64)
            throw errors.Truncated("it ends in the middle of a character reference", buffer.Offset + buffer.Unread.Length);
        ReadOnlySpan<byte> name = end is < 0 or > 32 ? buffer.Unread[1..Math.Min(16, buffer.Unread.Length)] : buffer.Unread[1..end];
        if (end is < 0 or > 32 || !TryResolve(name, out Rune rune))
            throw errors.Damaged($"'&{VOTableText.Decode(name)}' is not a character reference of XML", buffer.Offset);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (byte b in utf8[..rune.EncodeToUtf8(utf8)])
            text.Add(b);
        buffer.Advance(end + 1);
    }

    /// <summary>The length of the tag at the current '&lt;', with both brackets; reads on as needed.</summary>
    public int MeasureTag()
    {
        int searched = 1;
        byte quote = 0;
        while (true)
        {
            ReadOnlySpan<byte> at = buffer.Unread;
            for (; searched < at.Length; searched++)
            {
                byte b = at[searched];
                if (quote != 0)
                    quote = b == quote ? (byte)0 : quote;
                else if (b is (byte)'"' or (byte)'\'')
                    quote = b;
                else if (b == '>')
                    return searched + 1;
                else if (b == '<')
                    throw _open.Count == 0 ? NoXml(at) : errors.Damaged("a tag is not closed before the next begins", buffer.Offset);
            }

            if (!buffer.Fill())
                throw errors.Truncated("it ends in the middle of a tag", buffer.Offset + buffer.Unread.Length);
        }
    }

    private XmlToken Read(StringBuilder? text)
    {
        if (_emptyElement)
        {
            _emptyElement = false;
            _open.Pop();
            return XmlToken.EndTag;
        }

        List<byte>? bytes = text is null ? null : [];
        while (true)
        {
            ReadOnlySpan<byte> at = buffer.Unread;
            int stop = bytes is null ? at.IndexOf((byte)'<') : at.IndexOfAny((byte)'<', (byte)'&');
            ReadOnlySpan<byte> plain = stop < 0 ? at : at[..stop];
            if (_open.Count == 0 && VOTableText.Trim(plain).Length > 0)
                throw NoXml(plain);
            bytes?.AddRange(plain);
            buffer.Advance(plain.Length);
            if (stop < 0)
            {
                if (!buffer.Fill())
                {
                    string missing = _open.Count == 0 ? "its first element" : $"</{_open.Peek()}>";
                    throw errors.Truncated($"it ends before {missing}", buffer.Offset);
                }
            }
            else if (buffer.Unread[0] == '&')
            {
                ReadReference(bytes!);
            }
            else if (!TryReadNonTag(bytes))
            {
                text?.Append(VOTableText.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)));
                return ReadTag();
            }
        }
    }

    private XmlToken ReadTag()
    {
        int length = MeasureTag();
        ReadOnlySpan<byte> tag = buffer.Unread[1..(length - 1)];
        long offset = buffer.Offset;
        if (tag.Length > 0 && tag[0] == '/')
        {
            string name = GetName(VOTableText.Trim(tag[1..]));
            if (_open.Count == 0 || _open.Peek() != name)
                throw errors.Damaged($"</{name}> does not close an open element{(_open.Count > 0 ? $"; <{_open.Peek()}> is open" : "")}", offset);
            _open.Pop();
            SplitName(name);
            buffer.Advance(length);
            return XmlToken.EndTag;
        }

        _emptyElement = tag.Length > 0 && tag[^1] == '/';
        if (_emptyElement)
            tag = tag[..^1];
        int nameEnd = tag.IndexOfAny(" \t\r\n"u8);
        string qualified = GetName(nameEnd < 0 ? tag : tag[..nameEnd]);
        if (qualified.Length == 0 || !(char.IsLetter(qualified[0]) || qualified[0] == '_'))
            throw _open.Count == 0 ? NoXml(buffer.Unread) : errors.Damaged($"'<{VOTableErrors.Shorten(qualified, 20)}' is not a tag", offset);
        ReadAttributes(nameEnd < 0 ? [] : tag[nameEnd..], qualified, offset);
        _open.Push(qualified);
        SplitName(qualified);
        buffer.Advance(length);
        return XmlToken.StartTag;
    }

    private void ReadAttributes(ReadOnlySpan<byte> rest, string element, long offset)
    {
        _attributes.Clear();
        while ((rest = VOTableText.Trim(rest)).Length > 0)
        {
            int equals = rest.IndexOf((byte)'=');
            ReadOnlySpan<byte> value = equals < 0 ? [] : VOTableText.Trim(rest[(equals + 1)..]);
            int close = value.Length == 0 || value[0] is not ((byte)'"' or (byte)'\'') ? -1 : value[1..].IndexOf(value[0]);
            if (close < 0)
                throw errors.Damaged($"the attributes of <{element}> are not of the form name=\"value\"", offset);
            string name = GetName(VOTableText.Trim(rest[..equals]));
            int colon = name.IndexOf(':');
            if (!name.StartsWith("xmlns", StringComparison.Ordinal))
                _attributes.TryAdd(colon < 0 ? name : name[(colon + 1)..], ReadAttributeValue(value.Slice(1, close), offset));
            rest = value[(close + 2)..];
        }
    }

    private string ReadAttributeValue(ReadOnlySpan<byte> value, long offset)
    {
        List<byte> text = [];
        while (value.Length > 0)
        {
            int reference = value.IndexOf((byte)'&');
            text.AddRange(reference < 0 ? value : value[..reference]);
            if (reference < 0)
                break;
            value = value[reference..];
            int end = value.IndexOf((byte)';');
            if (end < 0 || !TryResolve(value[1..end], out Rune rune))
                throw errors.Damaged($"'{VOTableErrors.Shorten(VOTableText.Decode(value), 16)}' is not a character reference of XML", offset);
            text.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
            value = value[(end + 1)..];
        }

        return VOTableText.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text));
    }

    private static bool TryResolve(ReadOnlySpan<byte> name, out Rune rune)
    {
        rune = default;
        if (name.StartsWith("#x"u8))
            return Utf8Parser.TryParse(name[2..], out uint hex, out int used, 'x') && used == name.Length - 2 && Rune.TryCreate(hex, out rune);
        if (name.StartsWith("#"u8))
            return Utf8Parser.TryParse(name[1..], out uint code, out int used) && used == name.Length - 1 && Rune.TryCreate(code, out rune);
        rune = name switch
        {
            _ when name.SequenceEqual("lt"u8) => new Rune('<'),
            _ when name.SequenceEqual("gt"u8) => new Rune('>'),
            _ when name.SequenceEqual("amp"u8) => new Rune('&'),
            _ when name.SequenceEqual("quot"u8) => new Rune('"'),
            _ when name.SequenceEqual("apos"u8) => new Rune('\''),
            _ => default,
        };
        return rune.Value != 0;
    }

    private void PassOver(ReadOnlySpan<byte> end, int start, string what, List<byte>? text)
    {
        buffer.Advance(start);
        while (true)
        {
            int at = buffer.Unread.IndexOf(end);
            // The terminator may be split between two reads, so its possible first bytes are kept.
            int count = at >= 0 ? at : Math.Max(0, buffer.Unread.Length - end.Length + 1);
            text?.AddRange(buffer.Unread[..count]);
            buffer.Advance(count);
            if (at >= 0)
            {
                buffer.Advance(end.Length);
                return;
            }

            if (!buffer.Fill())
                throw errors.Truncated($"it ends in the middle of {what}", buffer.Offset + buffer.Unread.Length);
        }
    }

    // VOTable 1.0, and some services to this day, declare the document type of 1.0. It is skipped and never fetched;
    // declarations or entities within the document are rejected.
    private void PassDocumentType()
    {
        int searched = 2;
        byte quote = 0;
        while (true)
        {
            ReadOnlySpan<byte> at = buffer.Unread;
            for (; searched < at.Length; searched++)
            {
                byte b = at[searched];
                if (quote != 0)
                    quote = b == quote ? (byte)0 : quote;
                else if (b is (byte)'"' or (byte)'\'')
                    quote = b;
                else if (b is (byte)'[' or (byte)'<')
                    throw errors.DtdNotAllowed(buffer.Offset);
                else if (b == '>')
                    goto Complete;
            }

            if (!buffer.Fill())
                throw errors.Truncated("it ends in the middle of its document type", buffer.Offset + buffer.Unread.Length);
        }

    Complete:
        string declaration = VOTableText.Decode(buffer.Unread[..(searched + 1)]);
        if (!declaration.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) || _open.Count > 0)
            throw errors.DtdNotAllowed(buffer.Offset);
        string[] words = declaration.Split((char[])[' ', '\t', '\r', '\n', '>'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && words[1].Equals("html", StringComparison.OrdinalIgnoreCase))
            throw HtmlPage();
        buffer.Advance(searched + 1);
    }

    /// <summary>The error for an HTML page, with the title of the page.</summary>
    public AstroException HtmlPage()
    {
        // A title is in the first lines; a page without one is not read to its end.
        buffer.Ensure(1 << 16);
        string page = VOTableText.Decode(buffer.Unread[..Math.Min(buffer.Unread.Length, 1 << 16)]);
        int tag = page.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        int from = tag < 0 ? -1 : page.IndexOf('>', tag) + 1;
        int to = from <= 0 ? -1 : page.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        string title = to < 0 ? "" : System.Net.WebUtility.HtmlDecode(page[from..to]);
        return errors.FormatUnknown(title.Length == 0
            ? "it is an HTML page"
            : $"it is an HTML page titled '{VOTableErrors.Shorten(title, 200)}'");
    }

    private AstroException NoXml(ReadOnlySpan<byte> start) =>
        errors.FormatUnknown($"it is not XML; it begins with '{VOTableErrors.Shorten(VOTableText.Decode(start[..Math.Min(start.Length, 80)]))}'");

    private void SplitName(string qualified)
    {
        int colon = qualified.IndexOf(':');
        Name = colon < 0 ? qualified : qualified[(colon + 1)..];
        Prefix = colon < 0 ? "" : qualified[..(colon + 1)];
    }

    // A large skipped table has millions of tags with the same few names.
    private string GetName(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        ref (byte[] Bytes, string Text) known = ref _names[(bytes.Length + (bytes[0] * 7) + (bytes[^1] * 3)) & 63];
        if (known.Bytes is null || !bytes.SequenceEqual(known.Bytes))
            known = (bytes.ToArray(), VOTableText.Decode(bytes));
        return known.Text;
    }
}
