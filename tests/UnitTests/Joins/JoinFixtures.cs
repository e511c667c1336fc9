using System.Globalization;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Small tables, and the contents of a joined table as text.</summary>
internal static class JoinFixtures
{
    internal static AstroTable Csv(string text)
    {
        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "fixture.csv");
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }

    internal static AstroColumn Column(string name, double[] values, string? unit = null, string? ucd = null) =>
        new AstroColumn<double>(new ColumnInfo(name, typeof(double)) { Unit = unit, Ucd = ucd }, values);

    /// <summary>One line per row, every cell in full.</summary>
    internal static string[] Lines(AstroTable table) =>
        [.. table.GetRows().Select(row => string.Join(" ", table.Columns.Select(column => column.Name + "=" + ValueText.Format(column.GetValue(row.GetIndex())))))];

    /// <summary>The ids of joined rows, as "left:right".</summary>
    internal static string[] Ids(JoinedBlock block) =>
        [.. Enumerable.Range(0, block.Rows.Count).Select(i => Id(block.Left, block.Rows.Left[i]) + ":" + Id(block.Right, block.Rows.Right[i]))];

    /// <summary>A side that must be read in blocks.</summary>
    internal static JoinInput Blocked(AstroTable table, long size) => JoinInput.OfReader(() => new BlockedTable(table), size, "blocked");

    private static string Id(AstroTable table, int row) => row < 0 ? "" : Convert.ToString(table["id"].GetValue(row), CultureInfo.InvariantCulture)!;

    private sealed class BlockedTable : TableReader
    {
        private readonly AstroTable _table;
        private int _next;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        internal BlockedTable(AstroTable table)
        {
            _table = table;
            Source = "blocked";
        }

        public override IReadOnlyList<ColumnInfo> Columns => [.. _table.Columns.Select(column => column.Info)];

        public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(maxRows, _table.RowCount - _next);
            if (count == 0)
                return null;
            AstroTable block = _table.Take([.. Enumerable.Range(_next, count)]);
            _next += count;
            return block;
        }

        public override void Dispose()
        {
        }
    }
}
