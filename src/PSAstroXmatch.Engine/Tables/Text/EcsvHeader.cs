using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>A column description of an ECSV header.</summary>
/// <param name="Info">Name, type, shape, unit and description.</param>
/// <param name="DataType">ECSV datatype of a value, or of an element of an array.</param>
/// <param name="IsArray">Whether the cells are JSON arrays.</param>
internal sealed record EcsvColumn(ColumnInfo Info, string DataType, bool IsArray);

/// <summary>The YAML header of an ECSV file (astropy proposal for enhancement 6).</summary>
internal sealed class EcsvHeader
{
    private readonly List<EcsvColumn> _columns = [];
    private readonly List<TableParameter> _parameters = [];
    private readonly string _source;

    private EcsvHeader(string source) => _source = source;

    /// <summary>Delimiter of the cells.</summary>
    public char Delimiter { get; private set; } = ' ';

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<EcsvColumn> Columns => _columns;

    /// <summary>The top-level entries of "meta".</summary>
    public IReadOnlyList<TableParameter> Parameters => _parameters;

    /// <summary>Reads a header.</summary>
    /// <param name="comments">The lines that start with '#', without the '#'.</param>
    /// <param name="source">Path or address, for error messages.</param>
    /// <exception cref="AstroException">EcsvHeaderInvalid.</exception>
    public static EcsvHeader Parse(IReadOnlyList<string> comments, string source)
    {
        EcsvHeader header = new(source);
        List<string> lines = comments.Select(line => line.StartsWith(' ') ? line[1..] : line).ToList();
        try
        {
            for (int i = 0; i < lines.Count;)
            {
                int next = i + 1;
                while (next < lines.Count && (lines[next].Length == 0 || lines[next][0] is ' ' or '-' or '}' or ']') && lines[next] != "---")
                    next++;
                header.ReadSection(lines[i], lines.GetRange(i + 1, next - i - 1));
                i = next;
            }
        }
        catch (FormatException cause)
        {
            throw header.Invalid(cause.Message, cause);
        }

        if (header._columns.Count == 0)
            throw header.Invalid("it has no columns under 'datatype:'", null);
        return header;
    }

    /// <summary>An error of this header.</summary>
    public AstroException Invalid(string what, Exception? cause) => TableErrors.Invalid(
        ErrorIds.EcsvHeaderInvalid,
        _source,
        $"{_source}: the header is not a valid ECSV header: {what}.",
        "Write the file again with astropy, or remove its '#' lines to read it as plain CSV.",
        cause);

    private void ReadSection(string first, List<string> body)
    {
        if (!YamlText.TrySplitEntry(first, out string key, out string value))
            return;
        switch (key)
        {
            case "delimiter":
                string delimiter = YamlText.ToScalar(value);
                if (delimiter is not (" " or ","))
                    throw new FormatException($"the delimiter must be ' ' or ',', not '{delimiter}'");
                Delimiter = delimiter[0];
                break;
            case "datatype":
                foreach (List<KeyValuePair<string, string>> item in ReadItems(body))
                    _columns.Add(ToColumn(item));
                break;
            case "meta":
                string flow = value[Math.Max(0, value.IndexOf('{', StringComparison.Ordinal))..];
                IEnumerable<KeyValuePair<string, string>> entries = flow.StartsWith('{')
                    ? YamlText.ParseFlowMapping(string.Join(' ', body.Prepend(flow)))
                    : ReadItems(body).SelectMany(item => item);
                _parameters.AddRange(entries.Select(entry => new TableParameter(entry.Key, entry.Value)));
                break;
        }
    }

    // Items of a list, each a mapping: "- {key: value}", "- key: value", or "-" with indented keys below. A mapping without "-" is one item.
    private static List<List<KeyValuePair<string, string>>> ReadItems(List<string> lines)
    {
        List<List<KeyValuePair<string, string>>> items = [];
        for (int i = 0; i < lines.Count;)
        {
            string line = lines[i++];
            string text = line.TrimStart();
            if (text.Length == 0)
                continue;
            int indent = line.Length - text.Length;
            bool dashed = text[0] == '-' && (text.Length == 1 || text[1] == ' ');
            List<string> own = [dashed ? new string(' ', indent) + ' ' + text[1..] : line];
            while (i < lines.Count && (Indent(lines[i]) > indent || (!dashed && Indent(lines[i]) == indent && !IsDashed(lines[i])) || lines[i].Trim() is "" or "}" or "]"))
                own.Add(lines[i++]);
            string all = string.Join(' ', own).Trim();
            items.Add(all.StartsWith('{') ? YamlText.ParseFlowMapping(all).ToList() : ReadBlockMapping(own));
        }

        return items;
    }

    private static bool IsDashed(string line) => line.TrimStart().StartsWith('-');

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    // Lines indented deeper than the keys continue the previous value or are nested in it.
    private static List<KeyValuePair<string, string>> ReadBlockMapping(List<string> lines)
    {
        List<KeyValuePair<string, string>> entries = [];
        int keyIndent = -1;
        string key = "", value = "";
        foreach (string line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            if (keyIndent < 0)
                keyIndent = Indent(line);
            if (Indent(line) == keyIndent && YamlText.IsComplete(value) && YamlText.TrySplitEntry(line, out string nextKey, out string nextValue))
            {
                if (key.Length > 0)
                    entries.Add(new(key, YamlText.ToScalar(value)));
                (key, value) = (nextKey, nextValue);
            }
            else
            {
                value = (value + " " + line.Trim()).Trim();
            }
        }

        if (key.Length > 0)
            entries.Add(new(key, YamlText.ToScalar(value)));
        return entries;
    }

    private static EcsvColumn ToColumn(List<KeyValuePair<string, string>> entries)
    {
        string? Find(string key) => entries.Where(entry => entry.Key == key).Select(entry => entry.Value).FirstOrDefault(value => value.Length > 0);
        string name = Find("name") ?? throw new FormatException("a column has no name");
        string dataType = Find("datatype") ?? throw new FormatException($"column {name} has no datatype");
        string? subtype = Find("subtype");
        int bracket = subtype?.IndexOf('[', StringComparison.Ordinal) ?? -1;
        bool isArray = dataType == "string" && bracket > 0;
        string elementType = isArray ? subtype![..bracket] : dataType;
        Type type = EcsvCells.TypeOf(elementType) ?? throw new FormatException($"the datatype '{elementType}' of column {name} is unknown");
        return new EcsvColumn(
            new ColumnInfo(name, isArray ? type.MakeArrayType() : type)
            {
                Unit = ToUnit(Find("unit")),
                Description = Find("description"),
                ArraySize = isArray ? ToArraySize(subtype![(bracket + 1)..].TrimEnd(']')) : null,
            },
            elementType,
            isArray);
    }

    // astropy tags non-standard units: !astropy.units.Unit {unit: deg}
    private static string? ToUnit(string? unit)
    {
        int brace = unit?.IndexOf('{', StringComparison.Ordinal) ?? -1;
        return unit is not null && unit.StartsWith('!') && brace > 0
            ? YamlText.ParseFlowMapping(unit[brace..]).FirstOrDefault(entry => entry.Key == "unit").Value
            : unit;
    }

    // ECSV lists the slowest axis first, VOTable the fastest.
    private static string ToArraySize(string shape)
    {
        string[] axes = shape.Split(',', StringSplitOptions.TrimEntries);
        return axes.Contains("null") ? "*" : string.Join('x', Enumerable.Reverse(axes));
    }
}
