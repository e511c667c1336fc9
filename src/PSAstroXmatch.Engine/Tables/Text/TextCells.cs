using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Reads texts as the cells of a CSV file are read, such as the values of objects of Import-Csv.</summary>
public static class TextCells
{
    /// <summary>Whether a text is NaN or infinite, as programs write them to files.</summary>
    public static bool IsNotFinite(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> word = text.Trim().TrimStart("+-");
        return word.Equals("nan", StringComparison.OrdinalIgnoreCase) || word.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || word.Equals("infinity", StringComparison.OrdinalIgnoreCase) || word is "∞";
    }

    /// <summary>The column of numbers that texts are; null if they are not all numbers or markers of missing values, or if there is no number among them.</summary>
    /// <param name="info">Name and metadata of the column.</param>
    /// <param name="cells">The texts; null where there is none.</param>
    public static AstroColumn? ToNumbers(ColumnInfo info, IReadOnlyList<string?> cells)
    {
        ColumnInference inference = new();
        for (int row = 0; row < cells.Count; row++)
            inference.Observe(cells[row], row + 1);
        TextColumnKind kind = inference.FinalKind(isFinal: true);
        if (kind is not (TextColumnKind.Integer or TextColumnKind.Real) || !inference.HasNumber)
            return null;
        TextColumnBuilder builder = TextColumnBuilder.Create(info with { ValueType = TextColumnBuilder.TypeOf(kind) }, kind, isFinal: true);
        foreach (string? cell in cells)
        {
            if (!builder.TryAdd(cell ?? ""))
                return null;
        }

        return builder.ToColumn();
    }

    /// <summary>Whether a text among numbers says that there is no value: empty, NaN, null, NA, -- and the like.</summary>
    public static bool IsMissing(string text) =>
        CellText.Classify(text, out _, out _) is CellKind.Empty or CellKind.NullWord or CellKind.Marker or CellKind.NotANumber;
}
