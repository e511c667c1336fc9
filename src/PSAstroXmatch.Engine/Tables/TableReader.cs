using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>
/// Reads one table from a stream, block by block, so that a table may be larger than memory. A reader for a format derives from it.
/// </summary>
public abstract class TableReader : IDisposable
{
    /// <summary>Where the table comes from (path or address): what errors name.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the table, where the file gives one.</summary>
    public string? Name { get; protected set; }

    /// <summary>What the table holds, where the file says it.</summary>
    public string? Description { get; protected set; }

    /// <summary>The columns; known before the first block.</summary>
    public abstract IReadOnlyList<ColumnInfo> Columns { get; }

    /// <summary>Number of rows where the format declares it before the rows, else null.</summary>
    public virtual long? DeclaredRowCount => null;

    /// <summary>Values of the table as a whole. Complete only after the last block: a VOTable says OVERFLOW after its rows.</summary>
    public IReadOnlyList<TableParameter> Parameters => ParameterList;

    /// <summary>What was read in another way than it is written. Complete only after the last block.</summary>
    public IReadOnlyList<string> Warnings => WarningList;

    /// <summary>Where a reader collects <see cref="Warnings"/>.</summary>
    protected List<string> WarningList { get; } = [];

    /// <summary>Where a reader collects <see cref="Parameters"/>.</summary>
    protected List<TableParameter> ParameterList { get; } = [];

    /// <summary>Reads the next rows.</summary>
    /// <param name="maxRows">The most rows to read, at least 1.</param>
    /// <param name="cancellationToken">Ends the reading within some thousand rows.</param>
    /// <returns>A table with at least one row, or null after the last row.</returns>
    /// <exception cref="AstroException">The stream is cut or damaged: the message says where.</exception>
    public abstract AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken);

    /// <summary>The rows that remain, block by block; at least one block, which may have no rows but has the columns.</summary>
    /// <param name="maxRows">The most rows of a block.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AstroException">The stream is cut or damaged: the message says where.</exception>
    public IEnumerable<AstroTable> ReadBlocks(int maxRows, CancellationToken cancellationToken)
    {
        AstroTable? block = ReadBlock(maxRows, cancellationToken);
        if (block is null)
            yield return Empty();
        for (; block is not null; block = ReadBlock(maxRows, cancellationToken))
            yield return block;
    }

    /// <summary>Reads all rows that remain as one table.</summary>
    public AstroTable ReadToEnd(CancellationToken cancellationToken)
    {
        AstroTable? rows = ReadBlock(int.MaxValue, cancellationToken);
        AstroTable table = rows ?? Empty();
        // Read on once: what follows the rows (parameters, an error after the table, a cut end) belongs to the answer.
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
