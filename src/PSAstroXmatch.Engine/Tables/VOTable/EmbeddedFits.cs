using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>A FITS file within the document: the rows come from the FITS reader, with the metadata of the FIELDs added to the columns.</summary>
internal sealed class EmbeddedFits : IDisposable
{
    private readonly TableReader _reader;
    private readonly XmlScanner _scanner;
    private bool _atEnd;

    public EmbeddedFits(Stream stream, XmlScanner scanner, VOTableHeader header, VOTableErrors errors, VOTableReadOptions options)
    {
        _scanner = scanner;
        if (options.FitsOpener is null)
            throw errors.NotSupported("its rows are in an embedded FITS file", "Request TABLEDATA or BINARY2 from the service.");
        if (header.Data!.Extension is { } extension && extension.Trim() is not ("" or "1"))
        {
            throw errors.NotSupported(
                $"its rows are in extension {extension} of an embedded FITS file",
                "Only extension 1 can be read: request BINARY2 from the service.");
        }

        _reader = options.FitsOpener(stream, errors.Source);
        if (header.Fields.Count != 0 && header.Fields.Count != _reader.Columns.Count)
        {
            _reader.Dispose();
            throw errors.HeaderInvalid($"it declares {header.Fields.Count} columns, but its embedded FITS file has {_reader.Columns.Count}");
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
            // The scanner is still within STREAM, wherever the FITS reader stopped in the padding.
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
        CoordinateSystem = field.CoordinateSystem ?? fits.CoordinateSystem,
        Description = field.Description ?? fits.Description,
    };
}
