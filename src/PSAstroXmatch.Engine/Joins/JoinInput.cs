using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>One side of a join: a table in memory or a file, and what a row of it claims of the sky.</summary>
public sealed record JoinInput
{
    private readonly Func<TableReader>? _open;

    private JoinInput(AstroTable? table, Func<TableReader>? open, long size, string source)
    {
        Table = table;
        _open = open;
        Size = size;
        Source = source;
    }

    /// <summary>What errors call the table: its path, or the name that the caller gave.</summary>
    public string Source { get; init; }

    /// <summary>The columns of the position; null: they are found by their names and UCDs.</summary>
    public (string Longitude, string Latitude)? Position { get; init; }

    /// <summary>What a user types before the names of the position columns, such as -LeftPosition; errors name it.</summary>
    public string? PositionOption { get; init; }

    /// <summary>The radius of each row; null where it has none.</summary>
    public RowAngle? Radius { get; init; }

    /// <summary>The error ellipse of each row; null where it has none.</summary>
    public RowEllipse? Ellipse { get; init; }

    /// <summary>The table where it is in memory, else null.</summary>
    internal AstroTable? Table { get; }

    /// <summary>Bytes of the file; 0 where it is none.</summary>
    internal long Size { get; }

    /// <summary>A table in memory.</summary>
    public static JoinInput OfTable(AstroTable table) => new(table, null, 0, table.Source ?? table.Name ?? "The table");

    /// <summary>A file in any format that can be read, which may be larger than memory. It must stay as it is during the join.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Which table of the file; the first where it is null.</param>
    public static JoinInput OfFile(string path, TableReadOptions? options = null)
    {
        FileInfo file = new(path);
        return new JoinInput(null, () => TableFile.Open(path, options), file.Exists ? file.Length : 0, path);
    }

    /// <summary>Rows that are read with a reader of their own each time.</summary>
    internal static JoinInput OfReader(Func<TableReader> open, long size, string source) => new(null, open, size, source);

    /// <summary>Opens the file.</summary>
    internal TableReader Open() => _open!();

    /// <summary>The whole table.</summary>
    internal AstroTable Load(CancellationToken cancellationToken)
    {
        if (Table is not null)
            return Table;
        using TableReader reader = Open();
        return reader.ReadToEnd(cancellationToken);
    }
}
