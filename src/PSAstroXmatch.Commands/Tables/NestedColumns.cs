using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Restores the list columns of the published tables (csc_names, gaia_mean_g_mag, …), which text files hold as values joined by ", ". The
/// columns are recognized by name; one whose values do not fit its name stays as it is.
/// </summary>
internal static class NestedColumns
{
    private const string Separator = ", ";

    // Tuples are joined by the same separator as their elements.
    private const string TupleEnd = ")" + Separator;

    // A missing number, as this module and astropy write it.
    private static readonly string[] Absent = ["", "--", "masked", "nan"];

    private static readonly Dictionary<string, Type> Known = DescribedColumns.Of(typeof(FermiCandidateCounterpart)).Concat(DescribedColumns.Of(typeof(CandidateCounterpart)))
        .DistinctBy(column => column.Attribute.Name)
        .Where(column => column.Property.PropertyType.IsGenericType && column.Property.PropertyType.GetGenericTypeDefinition() == typeof(ValueList<>))
        .ToDictionary(column => column.Attribute.Name, column => column.Property.PropertyType.GetGenericArguments()[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>The table with lists in its nested columns; the same table if it has none.</summary>
    public static AstroTable Restore(AstroTable table)
    {
        AstroColumn[] columns = [.. table.Columns.Select(column => Known.TryGetValue(column.Name, out Type? type) ? Restore(column, type) : column)];
        return columns.SequenceEqual(table.Columns)
            ? table
            : table.With(columns);
    }

    private static AstroColumn Restore(AstroColumn column, Type type)
    {
        if (column.ValueType.IsArray)
            return column;
        string[][] cells = [.. Enumerable.Range(0, column.Count).Select(row => Split(column.GetText(row)))];
        if (type == typeof(long))
            return Lists(column, cells, text => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number), number));
        if (type == typeof(double))
        {
            return Lists(column, cells, text => Absent.Contains(text)
                ? (true, double.NaN)
                : (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number), number));
        }

        return Lists(column, cells, text => (true, text));
    }

    private static string[] Split(string text)
    {
        if (text.Length == 0)
            return [];
        return text.StartsWith('(') ? [.. text.Split(TupleEnd).Select(tuple => tuple.EndsWith(')') ? tuple : tuple + ")")] : text.Split(Separator);
    }

    private static AstroColumn Lists<T>(AstroColumn column, string[][] cells, Func<string, (bool IsValid, T Value)> parse)
    {
        T[][] lists = new T[cells.Length][];
        for (int row = 0; row < lists.Length; row++)
        {
            (bool IsValid, T Value)[] parsed = Array.ConvertAll(cells[row], cell => parse(cell));
            if (!Array.TrueForAll(parsed, item => item.IsValid))
                return column;
            lists[row] = Array.ConvertAll(parsed, item => item.Value);
        }

        return new AstroColumn<T[]>(column.Info with { ValueType = typeof(T[]), ArraySize = "*" }, lists);
    }
}
