using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>
/// Reads one table from a stream, block by block, so that a table may be larger than memory. Base of the readers of all formats.
/// </summary>
public abstract class TableReader : IDisposable
{
    /// <summary>Path or address of the table, for error messages.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the table, if the file gives one.</summary>
    public string? Name { get; protected set; }

    /// <summary>Description of the table, if the file gives one.</summary>
    public string? Description { get; protected set; }

    /// <summary>The columns; known before the first block.</summary>
    public abstract IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Number of rows if the format declares it before the rows, otherwise null.</summary>
    public virtual long? DeclaredRowCount => null;

    /// <summary>Parameters of the whole table. Complete only after the last block: a VOTable has some after its rows.</summary>
    public IReadOnlyList<TableParameter> Parameters => ParameterList;

    /// <summary>Whether the service whose answer this is reports that it left out rows at a limit. Valid after the last block.</summary>
    public bool IsTruncated => QueryStatus.SaysTruncated(ParameterList);

    /// <summary>Warnings about values that were changed in reading. Complete only after the last block.</summary>
    public IReadOnlyList<string> Warnings => WarningList;

    /// <summary>Where a reader collects <see cref="Warnings"/>.</summary>
    protected List<string> WarningList { get; } = [];

    /// <summary>Where a reader collects <see cref="Parameters"/>.</summary>
    protected List<TableParameter> ParameterList { get; } = [];

    /// <summary>Reads the next rows.</summary>
    /// <param name="maxRows">Maximum number of rows to read, at least 1.</param>
    /// <param name="cancellationToken">Cancels the reading within a few thousand rows.</param>
    /// <returns>A table with at least one row, or null after the last row.</returns>
    /// <exception cref="AstroException">The stream is truncated or damaged: the message says where.</exception>
    public abstract AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken);

    /// <summary>The remaining rows, block by block; at least one block, which has the columns even if there are no rows.</summary>
    /// <param name="maxRows">Maximum number of rows per block.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="AstroException">The stream is truncated or damaged: the message says where.</exception>
    public IEnumerable<AstroTable> ReadBlocks(int maxRows, CancellationToken cancellationToken)
    {
        AstroTable? block = ReadBlock(maxRows, cancellationToken);
        if (block is null)
            yield return Empty();
        for (; block is not null; block = ReadBlock(maxRows, cancellationToken))
            yield return block;
    }

    /// <summary>Reads all remaining rows as one table.</summary>
    public AstroTable ReadToEnd(CancellationToken cancellationToken)
    {
        AstroTable? rows = ReadBlock(int.MaxValue, cancellationToken);
        AstroTable table = rows ?? Empty();
        // One more read, for what follows the rows: parameters, an error reported after the table, or a truncated end.
        if (rows is not null && ReadBlock(1, cancellationToken) is not null)
            throw new InvalidOperationException("A block of int.MaxValue rows must be the last.");
        return new AstroTable(table.Columns, table.RowCount)
        {
            Name = Name,
            Description = Description,
            Source = Source,
            Parameters = [.. ParameterList],
            Warnings = [.. WarningList],
        };
    }

    private AstroTable Empty() => new(Columns.Select(info => ColumnBuilder.Create(info).ToColumn()), 0) { Name = Name, Description = Description, Source = Source };

    /// <inheritdoc/>
    public abstract void Dispose();
}
