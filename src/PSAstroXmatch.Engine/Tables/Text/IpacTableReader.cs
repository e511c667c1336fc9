using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>
/// Reads IPAC tables (https://irsa.ipac.caltech.edu/applications/DDGEN/Doc/ipac_tbl.html): keywords after '\', then up to four lines of names,
/// types, units and null texts between bars, then the values below them. Text directly under a bar is ignored, as in astropy, but the sign
/// of a number there is an error.
/// </summary>
/// <remarks>Integers become long, real numbers double. Without a line of types, every column is text.</remarks>
public sealed class IpacTableReader : TableReader
{
    private const int RowsBetweenChecks = 1_024;

    private readonly StreamReader _text;
    private readonly Stream _stream;
    private readonly IpacHeader _header;
    private string? _next;
    private long _line;
    private long _row;

    private IpacTableReader(Stream stream, StreamReader text, IpacHeader header, string? next, long line)
    {
        _stream = stream;
        _text = text;
        _header = header;
        _next = next;
        _line = line;
        ParameterList.AddRange(header.Parameters);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns => _header.Columns;

    /// <summary>Opens an IPAC table.</summary>
    /// <param name="stream">The bytes. The reader disposes it.</param>
    /// <param name="source">Path or address, for errors.</param>
    /// <exception cref="AstroException">IpacHeaderInvalid, TableEmpty.</exception>
    public static IpacTableReader Open(Stream stream, string source)
    {
        StreamReader text = TextDecoding.Open(stream, source, leaveOpen: true);
        List<string> keywords = [];
        List<string> bars = [];
        long lines = 0;
        string? line;
        while ((line = text.ReadLine()) is not null)
        {
            lines++;
            if (line.StartsWith('\\') && bars.Count == 0)
                keywords.Add(line);
            else if (line.StartsWith('|'))
                bars.Add(line);
            else if (bars.Count > 0 || !string.IsNullOrWhiteSpace(line))
                break;
        }

        if (lines == 0)
            throw TableErrors.Empty(source);
        return new IpacTableReader(stream, text, IpacHeader.Parse(keywords, bars, source), line, lines) { Source = source };
    }

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        ColumnBuilder[] builders = Columns.Select(ColumnBuilder.Create).ToArray();
        int count = 0;
        for (; count < maxRows && _next is not null; ReadLine())
        {
            if (count % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(_next) || _next[0] == '\\')
                continue;
            count++;
            _row++;
            for (int i = 0; i < builders.Length; i++)
                Add(builders[i], i, _header.Cell(_next, i));
        }

        return count == 0 ? null : new AstroTable(builders.Select(builder => builder.ToColumn()), count) { Source = Source };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _text.Dispose();
        _stream.Dispose();
    }

    private void ReadLine()
    {
        _next = _text.ReadLine();
        _line++;
    }

    private void Add(ColumnBuilder builder, int column, ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty || cell.SequenceEqual(_header.Nulls[column]))
        {
            builder.AddNull();
        }
        else if (builder is ColumnBuilder<string> texts)
        {
            texts.Add(cell.ToString());
        }
        else if (_header.HasSignUnderBar(_next!, column))
        {
            throw Invalid(column, cell, "number whose sign is under its column: the sign is under the bar");
        }
        else if (CellText.IsMissing(cell))
        {
            builder.AddNull();
        }
        else if (builder is ColumnBuilder<long> integers)
        {
            integers.Add(long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw Invalid(column, cell, "integer"));
        }
        else
        {
            CellKind kind = CellText.Classify(cell, out _, out double value);
            // A column declared as numeric stays numeric even with leading zeros.
            if (kind == CellKind.NotANumber)
                value = double.NaN;
            else if (kind is not (CellKind.Integer or CellKind.Real) && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
                throw Invalid(column, cell, "number");
            ((ColumnBuilder<double>)builder).Add(value);
        }
    }

    private AstroException Invalid(int column, ReadOnlySpan<char> cell, string what) => TableErrors.Invalid(
        ErrorIds.ValueInvalid,
        Source,
        $"{Source}, line {_line} (row {_row}), column {Columns[column].Name}: '{cell}' is not a {what}.",
        "Check that the values are aligned with their columns: an IPAC table has fixed-width columns.");
}

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
        string? Keyword(string name) => parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        CoordinateSystem? system = CoordinateSystems.OfFits(Keyword) ?? CoordinateSystems.OfIpac(Keyword("CoordSys"));
        ColumnInfo[] columns = names.Select((name, i) =>
        {
            string? unit = units is null || units[i].Length == 0 ? null : units[i];
            ColumnInfo info = new(name, types is null ? typeof(string) : TypeOf(types[i], name, source))
            {
                Unit = unit,
                Description = descriptions.GetValueOrDefault(name),
            };
            return info with { CoordinateSystem = CoordinateSystems.For(system, info, names) ?? DescribedFrames.SystemOf(name, null, unit, info.Description) };
        }).ToArray();
        return new IpacHeader(bars, columns, lines.Count > 3 ? Split(lines[3], bars) : names.Select(_ => "").ToArray(), parameters);
    }

    private static int[] BarsOf(string line) => Enumerable.Range(0, line.Length).Where(i => line[i] == '|').ToArray();

    private static string[] Split(string line, int[] bars) =>
        Enumerable.Range(0, bars.Length - 1).Select(i => line[(bars[i] + 1)..bars[i + 1]].Trim()).ToArray();

    // A name may be padded with dashes.
    private static string Unframe(string text) => text.StartsWith("--", StringComparison.Ordinal) || text.EndsWith("--", StringComparison.Ordinal) ? text.Trim('-') : text;

    private static Type TypeOf(string type, string name, string source)
    {
        if (type.Length == 0)
            return typeof(string);
        if (IsOneOf("int", "long") || type.Equals("integer", StringComparison.OrdinalIgnoreCase))
            return typeof(long);
        if (IsOneOf("double", "float", "real"))
            return typeof(double);
        return IsOneOf("char", "date") ? typeof(string) : throw Invalid(source, $"the type '{type}' of column {name} is unknown");

        // Types may be abbreviated down to one letter.
        bool IsOneOf(params string[] types) => types.Any(whole => whole.StartsWith(type, StringComparison.OrdinalIgnoreCase));
    }

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
            // IRSA also writes one kind of quotation marks within the other.
            while (value.Length >= 2 && value[0] is '\'' or '"' && value[^1] == value[0])
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
