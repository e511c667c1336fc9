using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>A FITS file within the document: its rows come from the FITS reader, what the FIELDs say of the columns is laid over.</summary>
internal sealed class EmbeddedFits : IDisposable
{
    private readonly TableReader _reader;
    private readonly XmlScanner _scanner;
    private bool _atEnd;

    public EmbeddedFits(Stream stream, XmlScanner scanner, VOTableHeader header, VOTableErrors errors, VOTableReadOptions options)
    {
        _scanner = scanner;
        if (options.FitsOpener is null)
            throw errors.NotSupported("its rows are in an embedded FITS file", "Ask the service for TABLEDATA or BINARY2.");
        if (header.Data!.Extension is { } extension && extension.Trim() is not ("" or "1"))
        {
            throw errors.NotSupported(
                $"its rows are in extension {extension} of an embedded FITS file",
                "Only extension 1 can be read: ask the service for BINARY2.");
        }

        _reader = options.FitsOpener(stream, errors.Source);
        if (header.Fields.Count != 0 && header.Fields.Count != _reader.Columns.Count)
        {
            _reader.Dispose();
            throw errors.FieldInvalid($"it declares {header.Fields.Count} columns, its embedded FITS file {_reader.Columns.Count}");
        }

        Columns = header.Fields.Count == 0 ? [.. _reader.Columns] : [.. _reader.Columns.Zip(header.Fields, Describe)];
    }

    public ColumnInfo[] Columns { get; }

    public long RowsRead { get; private set; }

    public AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        AstroTable? block = _atEnd ? null : _reader.ReadBlock(maxRows, cancellationToken);
        if (block is null)
        {
            // The scanner stands within STREAM, wherever the FITS reader stopped in its padding.
            if (!_atEnd)
                _scanner.SkipElement();
            _atEnd = true;
            return null;
        }

        RowsRead += block.RowCount;
        return block.With(block.Columns.Zip(Columns, (column, info) => column.With(info)));
    }

    public void Dispose() => _reader.Dispose();

    private static ColumnInfo Describe(ColumnInfo fits, VOTableField field) => fits with
    {
        Name = field.Name,
        Unit = field.Unit ?? fits.Unit,
        Ucd = field.Ucd,
        Utype = field.Utype,
        Xtype = field.Xtype,
        Description = field.Description ?? fits.Description,
    };
}
