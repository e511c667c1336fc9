using System.Globalization;
using System.Text;
using System.Xml;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// Writes a table as a VOTable 1.4 document, at once or block by block. A document that was not completed lacks its end tags, so that no
/// reader mistakes it for a complete one.
/// </summary>
public sealed class VOTableWriter : IDisposable
{
    private const int RowsBetweenChecks = 1024;

    private readonly ByteOutput _output;
    private readonly Base64Output _base64;
    private readonly CellWriter[] _cells;
    private readonly VOTableSerialization _serialization;
    private bool _completed;
    private bool _disposed;

    /// <summary>
    /// Starts a document that is written block by block; strings are written as unicodeChar, since their characters are not yet known.
    /// </summary>
    /// <param name="stream">Receives the document; it stays open.</param>
    /// <param name="columns">The columns; a column of string arrays needs an ArraySize such as "16x*" that gives the length of a string.</param>
    /// <param name="serialization">How the rows are written.</param>
    /// <param name="name">Name of the table.</param>
    /// <param name="description">Description of the table.</param>
    /// <param name="parameters">Parameters of the whole table, written as INFO.</param>
    public VOTableWriter(
        Stream stream,
        IReadOnlyList<ColumnInfo> columns,
        VOTableSerialization serialization = VOTableSerialization.Binary2,
        string? name = null,
        string? description = null,
        IReadOnlyList<TableParameter>? parameters = null)
        : this(stream, columns.Select(c => CellWriters.Create(c, null, false)).ToArray(), serialization) =>
        WriteHead(name, description, parameters ?? [], null);

    private VOTableWriter(Stream stream, CellWriter[] cells, VOTableSerialization serialization)
    {
        _output = new ByteOutput(stream);
        _base64 = new Base64Output(_output);
        _cells = cells;
        _serialization = serialization;
    }

    /// <summary>Writes a whole table. Columns of ASCII strings become char, others unicodeChar.</summary>
    /// <param name="stream">Receives the document; it stays open.</param>
    /// <param name="table">The table.</param>
    /// <param name="serialization">How the rows are written.</param>
    /// <param name="cancellationToken">Ends the writing within some thousand rows.</param>
    /// <exception cref="AstroException">ValueInvalid: VOTable can't hold a value; the message names row and column.</exception>
    public static void Write(
        Stream stream,
        AstroTable table,
        VOTableSerialization serialization = VOTableSerialization.Binary2,
        CancellationToken cancellationToken = default)
    {
        bool needsNull = serialization == VOTableSerialization.TableData;
        using VOTableWriter writer = new(stream, table.Columns.Select(c => CellWriters.Create(c.Info, c, needsNull)).ToArray(), serialization);
        writer.WriteHead(table.Name, table.Description, [.. table.Parameters, .. table.GetProvenance().ToParameters()], table.RowCount);
        writer.WriteBlock(table, cancellationToken);
        writer.Complete();
    }

    /// <summary>Writes the rows of a block.</summary>
    /// <param name="block">A table with the columns that the writer was made for, in their order.</param>
    /// <param name="cancellationToken">Ends the writing within some thousand rows.</param>
    /// <exception cref="AstroException">ValueInvalid: VOTable can't hold a value; the message names row and column.</exception>
    public void WriteBlock(AstroTable block, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed || _completed, this);
        if (block.Columns.Count != _cells.Length)
        {
            throw new ArgumentException(
                $"The block has {block.Columns.Count} columns, but the table being written has {_cells.Length}.",
                nameof(block));
        }

        for (int i = 0; i < _cells.Length; i++)
            _cells[i].Bind(block.Columns[i]);
        for (int row = 0; row < block.RowCount; row++)
        {
            if (row % RowsBetweenChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (_serialization == VOTableSerialization.Binary2)
                WriteBinaryRow(row);
            else
                WriteTextRow(row);
        }
    }

    /// <summary>Writes the end of the document. Without it the document is incomplete, which any reader notices.</summary>
    /// <param name="parameters">Further parameters of the whole table, known only now, written as INFO after it.</param>
    public void Complete(IReadOnlyList<TableParameter>? parameters = null)
    {
        ObjectDisposedException.ThrowIf(_disposed || _completed, this);
        _completed = true;
        _base64.Finish();
        _output.Write(_serialization == VOTableSerialization.Binary2 ? "</STREAM>\n</BINARY2>\n" : "</TABLEDATA>\n");
        _output.Write("</DATA>\n</TABLE>\n");
        WriteParameters(parameters ?? []);
        _output.Write("</RESOURCE>\n</VOTABLE>\n");
        _output.Flush();
    }

    /// <summary>Ends the writing. If <see cref="Complete"/> was not called, the document stays incomplete. The stream stays open.</summary>
    public void Dispose() => _disposed = true;

    private void WriteHead(string? name, string? description, IReadOnlyList<TableParameter> parameters, int? rows)
    {
        _output.Write(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.ivoa.net/xml/VOTable/v1.3 http://www.ivoa.net/xml/VOTable/VOTable-1.4.xsd">
            <RESOURCE type="results">

            """.ReplaceLineEndings("\n"));
        CoordinateSystem[] systems = [.. Systems()];
        foreach (CoordinateSystem system in systems)
            WriteSystem(system);
        WriteParameters(systems.Length > 0 ? parameters : CoordinateSystems.WithoutFits(parameters));
        _output.Write("<TABLE");
        if (!string.IsNullOrEmpty(name))
            WriteAttribute("name", name);
        if (rows is not null)
            WriteAttribute("nrows", rows.Value.ToString(CultureInfo.InvariantCulture));
        _output.Write(">\n");
        WriteDescription(description);
        foreach (CellWriter cell in _cells)
            WriteField(cell);
        _output.Write(_serialization == VOTableSerialization.Binary2
            ? "<DATA>\n<BINARY2>\n<STREAM encoding=\"base64\">\n"
            : "<DATA>\n<TABLEDATA>\n");
        _output.FlushPiece();
    }

    private void WriteParameters(IReadOnlyList<TableParameter> parameters)
    {
        foreach (TableParameter parameter in parameters)
        {
            _output.Write("<INFO");
            WriteAttribute("name", parameter.Name);
            WriteAttribute("value", parameter.Value);
            WriteOptional("unit", parameter.Unit);
            _output.Write(">");
            _output.WriteEscaped(Carried(parameter.Description ?? ""), false);
            _output.Write("</INFO>\n");
        }
    }

    private CoordinateSystem[] Systems() => [.. _cells.Select(cell => cell.Info.CoordinateSystem).OfType<CoordinateSystem>().Distinct()];

    private string SystemId(CoordinateSystem system) => string.Create(CultureInfo.InvariantCulture, $"system{Array.IndexOf(Systems(), system) + 1}");

    private void WriteSystem(CoordinateSystem system)
    {
        _output.Write("<COOSYS");
        WriteAttribute("ID", SystemId(system));
        WriteAttribute("system", CoordinateSystems.VOTableName(system));
        WriteOptional("equinox", system.Equinox);
        WriteOptional("epoch", system.Epoch);
        _output.Write("/>\n");
    }

    private void WriteField(CellWriter cell)
    {
        _output.Write("<FIELD");
        WriteAttribute("name", cell.Info.Name);
        WriteAttribute("datatype", cell.Datatype);
        WriteOptional("arraysize", cell.ArraySize);
        WriteOptional("unit", cell.Info.Unit);
        WriteOptional("ucd", cell.Info.Ucd);
        WriteOptional("utype", cell.Info.Utype);
        WriteOptional("xtype", cell.Xtype);
        if (cell.Info.CoordinateSystem is { } system)
            WriteAttribute("ref", SystemId(system));
        if (string.IsNullOrEmpty(cell.Info.Description) && cell.Null is null)
        {
            _output.Write("/>\n");
            return;
        }

        _output.Write(">\n");
        WriteDescription(cell.Info.Description);
        if (cell.Null is not null)
        {
            _output.Write("<VALUES");
            WriteAttribute("null", cell.Null);
            _output.Write("/>\n");
        }

        _output.Write("</FIELD>\n");
    }

    private void WriteDescription(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        _output.Write("<DESCRIPTION>");
        _output.WriteEscaped(Carried(text), false);
        _output.Write("</DESCRIPTION>\n");
    }

    private void WriteOptional(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            WriteAttribute(name, value);
    }

    private void WriteAttribute(string name, string value)
    {
        _output.Write($" {name}=\"");
        _output.WriteEscaped(Carried(value), true);
        _output.Write("\"");
    }

    private void WriteTextRow(int row)
    {
        _output.Write("<TR>"u8);
        foreach (CellWriter cell in _cells)
        {
            _output.Write("<TD>"u8);
            if (!cell.IsNull(row))
                cell.WriteText(row, _output);
            else
                _output.Write(cell.NullCell);
            _output.Write("</TD>"u8);
        }

        _output.Write("</TR>\n"u8);
        _output.FlushPiece();
    }

    private void WriteBinaryRow(int row)
    {
        int flagBytes = (_cells.Length + 7) / 8;
        Span<byte> flags = _base64.GetSpan(flagBytes);
        flags.Clear();
        for (int i = 0; i < _cells.Length; i++)
        {
            if (_cells[i].IsNull(row))
                flags[i >> 3] |= (byte)(0x80 >> (i & 7));
        }

        _base64.Advance(flagBytes);
        foreach (CellWriter cell in _cells)
            cell.WriteBinary(row, cell.IsNull(row), _base64);
        _base64.FlushLines();
    }

    // Metadata should not prevent a table from being written, so characters that XML can't represent are replaced.
    private static string Carried(string text)
    {
        StringBuilder? replaced = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]) || char.IsSurrogate(text[i]))
                continue;
            replaced ??= new StringBuilder(text);
            replaced[i] = '\uFFFD';
        }

        return replaced?.ToString() ?? text;
    }
}

/// <summary>How a VOTable document stores its rows.</summary>
public enum VOTableSerialization
{
    /// <summary>Big-endian bytes in base64 with null flags: half the size of TABLEDATA, exact, with nulls for every column.</summary>
    Binary2,

    /// <summary>XML elements, one per cell: readable by people and simple programs.</summary>
    TableData,
}
