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
        else if (cell.Equals("null", StringComparison.OrdinalIgnoreCase))
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
