using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The columns of the left and right sides of a joined table that says no more of them than its names, such as a CSV file.</summary>
/// <remarks>
/// The columns of the left side come first. The last that ends in _1 is surely of the left side, and the first that ends in _2 of the right;
/// in between, the names do not tell.
/// </remarks>
internal sealed class JoinedColumns
{
    private readonly IReadOnlyList<ColumnInfo> _columns;
    private readonly int _least;
    private readonly int _most;

    private JoinedColumns(IReadOnlyList<ColumnInfo> columns, int measures)
    {
        _columns = columns;
        HashSet<string> names = new(columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        _least = 1;
        _most = measures;
        for (int i = 0; i < measures; i++)
        {
            string name = columns[i].Name;
            if (name.EndsWith("_1", StringComparison.Ordinal) && names.Contains(name[..^1] + "2"))
                _least = i + 1;
            else if (name.EndsWith("_2", StringComparison.Ordinal) && names.Contains(name[..^1] + "1") && i < _most)
                _most = i;
        }
    }

    /// <summary>The columns that may be of the left side.</summary>
    public IReadOnlyList<ColumnInfo> Left => [.. _columns.Take(_most)];

    /// <summary>All possible left sides.</summary>
    public IEnumerable<IReadOnlyList<ColumnInfo>> LeftSides => Enumerable.Range(_least, Math.Max(0, _most - _least + 1)).Select(count => _columns.Take(count).ToArray());

    /// <summary>The sides of a joined table; null if the columns are not those of one.</summary>
    public static JoinedColumns? Of(IReadOnlyList<ColumnInfo> columns)
    {
        int Index(string name) => columns.Select(column => column.Name).ToList().FindIndex(other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
        int separation = Index(TableJoin.SeparationName);
        return separation > 0 && Index(TableJoin.PositionAngleName) > separation ? new JoinedColumns(columns, separation) : null;
    }

    /// <summary>Whether a column may be of the left side.</summary>
    public bool MayBeLeft(string name) => Left.Any(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
