using PSAstroXmatch.Tables;
using YamlDotNet.Core;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>A column description of an ECSV header.</summary>
/// <param name="Info">Name, type, shape, unit and description.</param>
/// <param name="DataType">ECSV datatype of a value, or of an element of an array.</param>
/// <param name="IsArray">Whether the cells are JSON arrays.</param>
internal sealed record EcsvColumn(ColumnInfo Info, string DataType, bool IsArray);

/// <summary>The YAML header of an ECSV file (astropy proposal for enhancement 6).</summary>
internal sealed class EcsvHeader
{
    private readonly string _source;

    private EcsvHeader(string source) => _source = source;

    /// <summary>Delimiter of the cells.</summary>
    public char Delimiter { get; private set; } = ' ';

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<EcsvColumn> Columns { get; private set; } = [];

    /// <summary>The top-level entries of "meta"; values that are not scalars are kept as YAML.</summary>
    public IReadOnlyList<TableParameter> Parameters { get; private set; } = [];

    /// <summary>Reads a header.</summary>
    /// <param name="comments">The lines that start with '#', without the '#'.</param>
    /// <param name="source">Path or address, for error messages.</param>
    /// <exception cref="AstroException">EcsvHeaderInvalid.</exception>
    public static EcsvHeader Parse(IReadOnlyList<string> comments, string source)
    {
        EcsvHeader header = new(source);
        // "%ECSV 1.0" is a directive to YAML, which knows none of this name. An empty line keeps the numbers of the others.
        IEnumerable<string> lines = comments.Select(line => line.TrimStart().StartsWith('%') ? "" : line.StartsWith(' ') ? line[1..] : line);
        try
        {
            if (YamlValue.Parse(string.Join('\n', lines)) is YamlValue root)
                header.Read(root);
        }
        catch (YamlException cause)
        {
            throw header.Invalid($"line {cause.Start.Line}: {cause.Message}", cause);
        }
        catch (FormatException cause)
        {
            throw header.Invalid(cause.Message, cause);
        }

        if (header.Columns.Count == 0)
            throw header.Invalid("it has no columns under 'datatype:'", null);
        return header;
    }

    /// <summary>An error of this header.</summary>
    public AstroException Invalid(string what, Exception? cause) => TableErrors.Invalid(
        ErrorIds.EcsvHeaderInvalid,
        _source,
        $"{_source}: the header is not a valid ECSV header: {what.TrimEnd('.')}.",
        "Write the file again with astropy, or remove its '#' lines to read it as plain CSV.",
        cause);

    private void Read(YamlValue root)
    {
        if (root["delimiter"]?.Text is string delimiter)
            Delimiter = delimiter is " " or "," ? delimiter[0] : throw new FormatException($"the delimiter must be ' ' or ',', not '{delimiter}'");
        Columns = [.. (root["datatype"]?.Items ?? []).Select(ToColumn)];
        // A mapping, or one mapping per entry, as PyYAML writes ordered mappings (!!omap).
        if (root["meta"] is YamlValue meta)
            Parameters = [.. (meta.Items ?? [meta]).SelectMany(item => item.Entries ?? []).Select(entry => new TableParameter(entry.Key, entry.Value.Text))];
    }

    private static EcsvColumn ToColumn(YamlValue column)
    {
        string name = TextOf(column, "name") ?? throw new FormatException("a column has no name");
        string dataType = TextOf(column, "datatype") ?? throw new FormatException($"column {name} has no datatype");
        string? subtype = TextOf(column, "subtype");
        int bracket = subtype?.IndexOf('[', StringComparison.Ordinal) ?? -1;
        bool isArray = dataType == "string" && bracket > 0;
        string elementType = isArray ? subtype![..bracket] : dataType;
        Type type = EcsvCells.TypeOf(elementType) ?? throw new FormatException($"the datatype '{elementType}' of column {name} is unknown");
        return new EcsvColumn(
            new ColumnInfo(name, isArray ? type.MakeArrayType() : type)
            {
                // astropy tags non-standard units: !astropy.units.Unit {unit: deg}
                Unit = TextOf(column["unit"]?.Entries is null ? column : column["unit"]!, "unit"),
                Description = TextOf(column, "description"),
                ArraySize = isArray ? ToArraySize(subtype![(bracket + 1)..].TrimEnd(']')) : null,
            },
            elementType,
            isArray);
    }

    // Null if the key is absent or its value is null or empty.
    private static string? TextOf(YamlValue mapping, string key) => mapping[key] switch
    {
        null => null,
        { IsScalar: true } value => value.Text.Length > 0 ? value.Text : null,
        YamlValue value => throw new FormatException($"the {key} of a column must be text, not '{value.Text}'"),
    };

    // ECSV lists the slowest axis first, VOTable the fastest.
    private static string ToArraySize(string shape)
    {
        string[] axes = shape.Split(',', StringSplitOptions.TrimEntries);
        return axes.Contains("null") ? "*" : string.Join('x', Enumerable.Reverse(axes));
    }
}
