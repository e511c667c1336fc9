using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Concatenates the parts of a result.</summary>
internal static class TableConcatenation
{
    /// <summary>One table with the rows of all parts, in the order of the parts; name, source and description are the first part's.</summary>
    /// <param name="parts">At least one table; all have the same columns.</param>
    /// <param name="request">The query, for errors.</param>
    /// <exception cref="AstroException">AnswerDamaged: the parts differ in their columns.</exception>
    public static AstroTable Concatenate(IReadOnlyList<AstroTable> parts, TapRequestInfo request)
    {
        // A part without rows may lack column types, since services derive them from the rows.
        AstroTable[] filled = [.. parts.Where(part => part.RowCount > 0)];
        if (filled.Length <= 1)
            return filled.Length == 1 ? filled[0] : parts[0];
        AstroTable first = filled[0];
        long rows = filled.Sum(part => (long)part.RowCount);
        if (rows > Array.MaxLength)
            throw TapErrors.AnswerDamaged(request, "its parts together have more rows than a table can hold", null);
        AstroColumn[] columns = new AstroColumn[first.Columns.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            int column = i;
            AstroTable? other = filled.FirstOrDefault(part => part.Columns.Count != columns.Length
                || part.Columns[column].Name != first.Columns[column].Name
                || part.Columns[column].ValueType != first.Columns[column].ValueType);
            if (other is not null)
                throw TapErrors.AnswerDamaged(request, $"its parts differ in column {i + 1}, '{first.Columns[i].Name}'", null);
            columns[i] = Concatenate([.. filled.Select(part => part.Columns[column])], (int)rows);
        }

        return first.With(columns, (int)rows, warnings: [.. filled.SelectMany(part => part.Warnings).Distinct()]);
    }

    private static AstroColumn Concatenate(AstroColumn[] parts, int rows) => (AstroColumn)typeof(TableConcatenation)
        .GetMethod(nameof(ConcatenateValues), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
        .MakeGenericMethod(parts[0].ValueType)
        .Invoke(null, [parts, rows])!;

    private static AstroColumn<T> ConcatenateValues<T>(AstroColumn[] parts, int rows)
    {
        T[] values = new T[rows];
        NullMask? nulls = null;
        int start = 0;
        foreach (AstroColumn<T> part in parts.Cast<AstroColumn<T>>())
        {
            part.Values.AsSpan(0, part.Count).CopyTo(values.AsSpan(start));
            for (int row = 0; part.Nulls is not null && row < part.Count; row++)
            {
                if (part.Nulls[row])
                    (nulls ??= new NullMask(rows))[start + row] = true;
            }

            start += part.Count;
        }

        return new AstroColumn<T>(parts[0].Info, values, nulls);
    }
}
