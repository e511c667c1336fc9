using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>A value of a YAML document: a scalar, a sequence or a mapping.</summary>
internal sealed class YamlValue
{
    // Far more than any header needs; each level takes a part of the stack.
    private const int MaxDepth = 100;

    private readonly string? _scalar;
    private readonly string _document;
    private readonly Range _place;

    private YamlValue(string? scalar, string document, ParsingEvent start, ParsingEvent end, bool isFlow = false)
    {
        _scalar = scalar;
        _document = document;
        // The event at the end of a flow collection begins at its bracket, that of a block with the next value.
        _place = (int)start.Start.Index..(int)(isFlow ? end.Start.Index + 1 : end.End.Index);
    }

    /// <summary>A scalar without quotes and with escapes resolved, empty for null; a sequence or mapping as the document spells it.</summary>
    public string Text => _scalar ?? _document[_place].TrimEnd();

    /// <summary>Whether the value is a scalar.</summary>
    public bool IsScalar => _scalar is not null;

    /// <summary>The values of a sequence; null if it is none.</summary>
    public IReadOnlyList<YamlValue>? Items { get; private init; }

    /// <summary>The keys and values of a mapping; null if it is none.</summary>
    public IReadOnlyList<KeyValuePair<string, YamlValue>>? Entries { get; private init; }

    /// <summary>Value of a key of a mapping; null if this is no mapping or the key is absent.</summary>
    public YamlValue? this[string key] => Entries?.FirstOrDefault(entry => entry.Key == key).Value;

    /// <summary>Reads a document. An alias stands for the value of its anchor, which is not copied.</summary>
    /// <returns>The value; null if the document is empty.</returns>
    /// <exception cref="YamlException">The text is not one YAML document, a key occurs twice, or values are nested too deeply.</exception>
    public static YamlValue? Parse(string document)
    {
        Parser parser = new(new StringReader(document));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return null;
            parser.Consume<DocumentStart>();
            YamlValue value = Read(parser, document, [], 0);
            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return value;
        }
        catch (Exception cause) when (cause is InvalidOperationException or ArgumentException)
        {
            // From YamlDotNet itself: at a line that is indented less than a bracket that is still open, and at a tag that is not a URI.
            Mark place = parser.Current?.End ?? Mark.Empty;
            throw new YamlException(place, place, "a bracket, quote, tag or indentation is wrong after this place", cause);
        }
    }

    private static YamlValue Read(Parser parser, string document, Dictionary<AnchorName, YamlValue> anchors, int depth)
    {
        ParsingEvent start = parser.Consume<ParsingEvent>();
        if (depth > MaxDepth)
            throw Error(start, $"values are nested more than {MaxDepth} levels deep");
        if (start is AnchorAlias alias)
            return anchors.GetValueOrDefault(alias.Value) ?? throw Error(alias, $"no value before this place has the anchor '{alias.Value}'");
        YamlValue value = start switch
        {
            Scalar scalar => new YamlValue(IsNull(scalar) ? "" : scalar.Value, document, start, start),
            SequenceStart sequence => ReadSequence(sequence.Style == SequenceStyle.Flow),
            MappingStart mapping => ReadMapping(mapping.Style == MappingStyle.Flow),
            _ => throw Error(start, "a value is missing"),
        };
        // Only now, so that no value can contain itself.
        if (start is NodeEvent { Anchor.IsEmpty: false } node)
            anchors[node.Anchor] = value;
        return value;

        YamlValue ReadSequence(bool isFlow)
        {
            List<YamlValue> items = [];
            while (!parser.Accept<SequenceEnd>(out _))
                items.Add(Read(parser, document, anchors, depth + 1));
            return new YamlValue(null, document, start, parser.Consume<SequenceEnd>(), isFlow) { Items = items };
        }

        YamlValue ReadMapping(bool isFlow)
        {
            List<KeyValuePair<string, YamlValue>> entries = [];
            HashSet<string> keys = [];
            while (!parser.Accept<MappingEnd>(out _))
            {
                ParsingEvent at = parser.Current!;
                string key = Read(parser, document, anchors, depth + 1).Text;
                if (!keys.Add(key))
                    throw Error(at, $"the key '{key}' occurs twice");
                entries.Add(new(key, Read(parser, document, anchors, depth + 1)));
            }

            return new YamlValue(null, document, start, parser.Consume<MappingEnd>(), isFlow) { Entries = entries };
        }
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "null" or "~" or "";

    private static YamlException Error(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
