using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>One side of a join: a table in memory or a file, and the position, radius or ellipse of its rows.</summary>
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

    /// <summary>Name of the table in error messages: its path, or the name given by the caller.</summary>
    public string Source { get; init; }

    /// <summary>The columns of the position; null to find them by name and UCD.</summary>
    public (string Longitude, string Latitude)? Position { get; init; }

    /// <summary>What a user types before the names of the position columns, such as -LeftPosition; errors name it.</summary>
    public string? PositionOption { get; init; }

    /// <summary>The radius of each row; null if there is none.</summary>
    public RowAngle? Radius { get; init; }

    /// <summary>The error ellipse of each row; null if there is none.</summary>
    public RowEllipse? Ellipse { get; init; }

    /// <summary>The table if it is in memory, otherwise null.</summary>
    internal AstroTable? Table { get; }

    /// <summary>Size of the file in bytes; 0 if there is no file.</summary>
    internal long Size { get; }

    /// <summary>A table in memory.</summary>
    public static JoinInput OfTable(AstroTable table) => new(table, null, 0, table.Source ?? table.Name ?? "The table");

    /// <summary>A file in any readable format, which may be larger than memory. It must not change during the join.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Which table of the file to read; the first if null.</param>
    public static JoinInput OfFile(string path, TableReadOptions? options = null)
    {
        FileInfo file = new(path);
        return new JoinInput(null, () => TableFile.Open(path, options), file.Exists ? file.Length : 0, path);
    }

    /// <summary>Rows from a reader that is opened anew for each pass.</summary>
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
