using System.Reflection;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Concatenates blocks of a table.</summary>
public static class TableConcatenation
{
    private static readonly MethodInfo ConcatenateColumn =
        typeof(TableConcatenation).GetMethod(nameof(Concatenate), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The rows of all blocks, which have the same columns; at least one block.</summary>
    public static AstroTable Of(IReadOnlyList<AstroTable> blocks)
    {
        if (blocks.Count == 1)
            return blocks[0];
        AstroTable first = blocks[0];
        IEnumerable<AstroColumn> columns = first.Columns.Select((column, i) => (AstroColumn)ConcatenateColumn
            .MakeGenericMethod(column.ValueType)
            .Invoke(null, [blocks.Select(block => block.Columns[i]).ToArray()])!);
        return first.With(columns, blocks.Sum(block => block.RowCount), warnings: [.. blocks.SelectMany(block => block.Warnings).Distinct()]);
    }

    private static AstroColumn<T> Concatenate<T>(AstroColumn[] parts)
    {
        T[] values = new T[parts.Sum(part => part.Count)];
        NullMask? nulls = null;
        int start = 0;
        foreach (AstroColumn part in parts)
        {
            ((AstroColumn<T>)part).Values.CopyTo(values, start);
            for (int row = 0; part.Nulls is not null && row < part.Count; row++)
            {
                if (part.Nulls[row])
                    (nulls ??= new NullMask(values.Length))[start + row] = true;
            }
            start += part.Count;
        }
        return new AstroColumn<T>(parts[0].Info, values, nulls);
    }
}
