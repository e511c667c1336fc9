using System.Text.Json;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>
/// Reads ECSV, astropy's CSV with a YAML header that gives each column its datatype, unit and description. Array cells (subtype) are JSON.
/// </summary>
public sealed class EcsvTableReader : TableReader
{
    private const int RowsBetweenChecks = 1_024;

    private readonly DelimitedRows _rows;
    private readonly Stream _stream;
    private readonly EcsvHeader _header;
    private long _row;

    private EcsvTableReader(Stream stream, DelimitedRows rows, EcsvHeader header)
    {
        _stream = stream;
        _rows = rows;
        _header = header;
        string[] names = ColumnNames.MakeUnique(header.Columns.Select(column => column.Info.Name));
        Dictionary<string, CoordinateSystem> systems = CoordinateSystems.OfSkyCoords(
            header.Parameters.FirstOrDefault(parameter => parameter.Name == "__serialized_columns__")?.Value ?? "");
        Columns = header.Columns
            .Select((column, i) => column.Info with { Name = names[i], CoordinateSystem = systems.GetValueOrDefault(column.Info.Name) })
            .ToArray();
        ParameterList.AddRange(header.Parameters);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Opens an ECSV file.</summary>
    /// <param name="stream">The bytes. The reader disposes it.</param>
    /// <param name="source">Path or address, for errors.</param>
    /// <exception cref="AstroException">EcsvHeaderInvalid, TableEmpty.</exception>
    public static EcsvTableReader Open(Stream stream, string source)
    {
        EcsvHeader? header = null;
        DelimitedRows rows = DelimitedRows.Open(TextDecoding.Open(stream, source, leaveOpen: true), source, comments =>
        {
            header = EcsvHeader.Parse(comments, source);
            return header.Delimiter;
        });
        if (!rows.Header.SequenceEqual(header!.Columns.Select(column => column.Info.Name)))
            throw header.Invalid($"it defines the columns {string.Join(", ", header.Columns.Select(column => column.Info.Name))}, but the line of names has {string.Join(", ", rows.Header)}", null);
        return new EcsvTableReader(stream, rows, header) { Source = source };
    }

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        EcsvCells[] cells = _header.Columns.Select((column, i) => EcsvCells.Create(column with { Info = Columns[i] })).ToArray();
        int count = 0;
        for (; count < maxRows; count++)
        {
            if (count % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!_rows.Read())
                break;
            _row++;
            for (int i = 0; i < cells.Length; i++)
                Add(cells[i], i);
        }

        return count == 0 ? null : new AstroTable(cells.Select(cell => cell.ToColumn()), count) { Source = Source };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rows.Dispose();
        _stream.Dispose();
    }

    private void Add(EcsvCells cells, int column)
    {
        try
        {
            cells.Add(_rows[column]);
        }
        catch (Exception cause) when (cause is FormatException or OverflowException or JsonException)
        {
            throw TableErrors.Invalid(
                ErrorIds.ValueInvalid,
                Source,
                $"{Source}, line {_rows.Line} (row {_row}), column {Columns[column].Name}: '{_rows[column]}' is not {(_header.Columns[column].IsArray ? "a JSON array of " : "of type ")}{_header.Columns[column].DataType}.",
                "Correct the cell, or the datatype in the header.",
                cause);
        }
    }
}
