using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Makes of matches the table that Find-SkyMatch -AsTable gives (see <see cref="TableJoin"/>).</summary>
/// <remarks>
/// Where no match has a right side, or none a left one, the table has the columns of the other side alone, as an anti-join has: what
/// columns the missing side would have had, the matches don't tell.
/// </remarks>
internal static class SkyMatchTable
{
    public static AstroTable Create(IReadOnlyList<SkyMatch> matches, CancellationToken cancellationToken)
    {
        (AstroTable left, int[] leftRows) = Side([.. matches.Select(match => match.Left)], cancellationToken);
        (AstroTable right, int[] rightRows) = Side([.. matches.Select(match => match.Right)], cancellationToken);
        int[] pairs = [.. Enumerable.Range(0, matches.Count).Select(i => matches[i].SepArcsec is null ? -1 : i)];
        JoinKind join = Array.TrueForAll(rightRows, row => row < 0) ? JoinKind.LeftAnti
            : Array.TrueForAll(leftRows, row => row < 0) ? JoinKind.RightAnti
            : JoinKind.Full;
        JoinedBlock block = new(
            left,
            right,
            new JoinedRows(leftRows, rightRows, pairs),
            [],
            Values(matches, match => match.PositionAngle),
            matches.Any(match => match.NormalizedSep is not null) ? Values(matches, match => match.NormalizedSep) : null,
            join);
        return join == JoinKind.Full
            ? TableJoin.ToTable(block, Values(matches, match => match.SepArcsec), cancellationToken)
            : TableJoin.ToTable(block, cancellationToken);
    }

    private static double[] Values(IEnumerable<SkyMatch> matches, Func<SkyMatch, double?> value) => [.. matches.Select(match => value(match) ?? double.NaN)];

    // The table of one side, with each object once, and the row of each match in it, or −1.
    private static (AstroTable Table, int[] Rows) Side(object?[] items, CancellationToken cancellationToken)
    {
        object[] present = [.. items.OfType<object>().Select(Unwrap)];
        if (present.Length == 0)
            return (new AstroTable([], 0), Array.ConvertAll(items, _ => -1));
        if (present.All(item => item is AstroTableRow) && Tables(present) is { } tables)
            return OfRows(items, tables);

        Dictionary<object, int> rowOf = new(ReferenceEqualityComparer.Instance);
        List<PSObject> distinct = [];
        int[] rows = new int[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is not { } item)
            {
                rows[i] = -1;
                continue;
            }
            // A custom object has no object beneath its properties: the wrapper is what tells two apart.
            object key = item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
            if (!rowOf.TryGetValue(key, out rows[i]))
            {
                rowOf.Add(key, rows[i] = distinct.Count);
                distinct.Add(PSObject.AsPSObject(item));
            }
        }
        return (ObjectTable.Create(distinct, cancellationToken), rows);
    }

    // A large file comes in blocks, each a table of its own. Null where the tables are not alike.
    private static List<AstroTable>? Tables(object[] rows)
    {
        List<AstroTable> tables = [.. rows.Select(row => ((AstroTableRow)row).GetTable()).Distinct()];
        (string, Type)[] columns = Schema(tables[0]);
        return tables.TrueForAll(table => Schema(table).SequenceEqual(columns)) ? tables : null;
    }

    private static (string Name, Type Type)[] Schema(AstroTable table) => [.. table.Columns.Select(column => (column.Name, column.ValueType))];

    private static (AstroTable Table, int[] Rows) OfRows(object?[] items, List<AstroTable> tables)
    {
        Dictionary<AstroTable, int> start = [];
        int next = 0;
        foreach (AstroTable table in tables)
        {
            start.Add(table, next);
            next += table.RowCount;
        }
        int[] rows = Array.ConvertAll(items, item => item is null || Unwrap(item) is not AstroTableRow row ? -1 : start[row.GetTable()] + row.GetIndex());
        return (TableConcatenation.Of(tables), rows);
    }

    private static object Unwrap(object item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
