using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>The header of an IPAC table: the keywords and the lines with bars.</summary>
internal sealed class IpacHeader
{
    private readonly int[] _bars;

    private IpacHeader(int[] bars, ColumnInfo[] columns, string[] nulls, List<TableParameter> parameters)
    {
        _bars = bars;
        Columns = columns;
        Nulls = nulls;
        Parameters = parameters;
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>The null text of each column; empty if there is none.</summary>
    public string[] Nulls { get; }

    /// <summary>The keywords.</summary>
    public IReadOnlyList<TableParameter> Parameters { get; }

    /// <summary>The trimmed text between two bars of a line.</summary>
    public ReadOnlySpan<char> Cell(string line, int column)
    {
        int start = _bars[column] + 1;
        int end = Math.Min(line.Length, _bars[column + 1]);
        return start >= end ? default : line.AsSpan(start, end - start).Trim();
    }

    /// <summary>Whether the sign of a number is under the bar before its column, where it would be ignored and so lost.</summary>
    public bool HasSignUnderBar(string line, int column)
    {
        int bar = _bars[column];
        return bar + 1 < line.Length && line[bar] is '-' or '+' && line[bar + 1] is (>= '0' and <= '9') or '.';
    }

    /// <summary>Reads a header.</summary>
    /// <param name="keywords">The lines that start with '\'.</param>
    /// <param name="lines">The lines that start with '|'.</param>
    /// <param name="source">Path or address, for error messages.</param>
    public static IpacHeader Parse(List<string> keywords, List<string> lines, string source)
    {
        if (lines.Count is 0 or > 4)
            throw Invalid(source, $"it has {lines.Count} lines with bars ('|') instead of 1 to 4");
        int[] bars = BarsOf(lines[0]);
        if (bars.Length < 2)
            throw Invalid(source, "its line of names has no closing bar");
        if (lines.Skip(1).Any(line => !BarsOf(line).SequenceEqual(bars)))
            throw Invalid(source, "the bars of its lines are not at the same positions");
        string[] names = ColumnNames.MakeUnique(Split(lines[0], bars).Select(Unframe));
        string[]? types = lines.Count > 1 ? Split(lines[1], bars).Select(Unframe).ToArray() : null;
        string[]? units = lines.Count > 2 ? Split(lines[2], bars).Select(Unframe).ToArray() : null;
        Dictionary<string, string> descriptions = ReadDescriptions(keywords);
        List<TableParameter> parameters = ReadKeywords(keywords);
        // IRSA writes EQUINOX = 'J2000'.
        CoordinateSystem? system = CoordinateSystems.OfFits(keyword =>
            parameters.FirstOrDefault(parameter => parameter.Name.Equals(keyword, StringComparison.OrdinalIgnoreCase))?.Value.TrimStart('J', 'B'));
        ColumnInfo[] columns = names.Select((name, i) =>
        {
            string? unit = units is null || units[i].Length == 0 ? null : units[i];
            return new ColumnInfo(name, types is null ? typeof(string) : TypeOf(types[i], name, source))
            {
                Unit = unit,
                Description = descriptions.GetValueOrDefault(name),
                CoordinateSystem = system is not null && CoordinateSystems.MayApply(system, name, null, unit) ? system : null,
            };
        }).ToArray();
        return new IpacHeader(bars, columns, lines.Count > 3 ? Split(lines[3], bars) : names.Select(_ => "").ToArray(), parameters);
    }

    private static int[] BarsOf(string line) => Enumerable.Range(0, line.Length).Where(i => line[i] == '|').ToArray();

    private static string[] Split(string line, int[] bars) =>
        Enumerable.Range(0, bars.Length - 1).Select(i => line[(bars[i] + 1)..bars[i + 1]].Trim()).ToArray();

    // A name may be padded with dashes.
    private static string Unframe(string text) => text.StartsWith("--", StringComparison.Ordinal) || text.EndsWith("--", StringComparison.Ordinal) ? text.Trim('-') : text;

    // Types may be abbreviated down to one letter.
    private static Type TypeOf(string type, string name, string source) => type.ToLowerInvariant() switch
    {
        "" => typeof(string),
        string t when "int".StartsWith(t, StringComparison.Ordinal) || "integer" == t || "long".StartsWith(t, StringComparison.Ordinal) => typeof(long),
        string t when "double".StartsWith(t, StringComparison.Ordinal) || "float".StartsWith(t, StringComparison.Ordinal) || "real".StartsWith(t, StringComparison.Ordinal) => typeof(double),
        string t when "char".StartsWith(t, StringComparison.Ordinal) || "date".StartsWith(t, StringComparison.Ordinal) => typeof(string),
        _ => throw Invalid(source, $"the type '{type}' of column {name} is unknown"),
    };

    // "\key = value"; a '\' followed by a blank starts a comment.
    private static List<TableParameter> ReadKeywords(List<string> lines)
    {
        List<TableParameter> parameters = [];
        foreach (string line in lines)
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (line.Length < 2 || line[1] == ' ' || equals < 0)
                continue;
            string value = line[(equals + 1)..].Trim();
            if (value.Length >= 2 && value[0] is '\'' or '"' && value[^1] == value[0])
                value = value[1..^1].Trim();
            parameters.Add(new TableParameter(line[1..equals].Trim(), value.TrimStart('\'', '"')));
        }

        return parameters;
    }

    // IRSA describes columns in comments: "\ ra (deg)" and below it "\ ___ right ascension".
    private static Dictionary<string, string> ReadDescriptions(List<string> lines)
    {
        Dictionary<string, string> descriptions = new(StringComparer.Ordinal);
        for (int i = 1; i < lines.Count; i++)
        {
            string text = lines[i].TrimStart('\\', ' ');
            string name = lines[i - 1].TrimStart('\\', ' ').Split(' ', 2)[0];
            if (lines[i].StartsWith("\\ ___", StringComparison.Ordinal) && name.Length > 0)
                descriptions[name] = text.TrimStart('_').Trim();
        }

        return descriptions;
    }

    private static AstroException Invalid(string source, string what) => TableErrors.Invalid(
        ErrorIds.IpacHeaderInvalid,
        source,
        $"{source}: the header is not a valid IPAC header: {what}.",
        "Check the file against the definition of IPAC tables, or request another format.");
}
