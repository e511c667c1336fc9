using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// Formats table rows for display: one line per row below a header, in invariant culture. PowerShell's default view would show 1.3e-14 as
/// 0.00, and more than four columns as a list.
/// </summary>
public static class RowText
{
    // The number of rows that determine the width of a column, and the maximum width.
    private const int SampleRows = 100;
    private const int MostWidth = 32;

    // The least widths of the columns of stored rows.
    private const int NumberWidth = 9;
    private const int TextWidth = 12;
    private const string Gap = " ";
    private const string Ellipsis = "…";

    private static readonly ConditionalWeakTable<AstroTable, Column[]> Layouts = [];
    private static volatile StoredLayout? _stored;

    /// <summary>The grouping key: rows with the same columns are shown under one header.</summary>
    public static string Key(AstroTableRow row) => string.Join('\0', row.GetTable().Columns.Select(column => column.Name));

    /// <summary>The names of the columns, underlined.</summary>
    /// <param name="row">A row of the table.</param>
    /// <param name="width">Width of the console in characters.</param>
    public static string Header(AstroTableRow row, int width) => Header(LayoutOf(row.GetTable()), width);

    /// <summary>The values of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">Width of the console in characters.</param>
    public static string Line(AstroTableRow row, int width) => Line(LayoutOf(row.GetTable()), column => column.Source!.GetValue(row.GetIndex()), width);

    /// <summary>The grouping key of rows that came from a job, a remote session or Clixml, which are custom objects.</summary>
    public static string StoredKey(PSObject row) => string.Join('\0', row.Properties.Select(property => property.Name));

    /// <summary>The names of the columns of a stored row, underlined.</summary>
    /// <param name="row">The first row that is shown.</param>
    /// <param name="width">Width of the console in characters.</param>
    public static string StoredHeader(PSObject row, int width) => Header(StoredLayoutOf(row), width);

    /// <summary>The values of a stored row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">Width of the console in characters.</param>
    public static string StoredLine(PSObject row, int width) => Line(StoredLayoutOf(row), column => StoredValue(row, column.Property), width);

    private static string Header(Column[] all, int width)
    {
        Column[] shown = Fitting(all, width);
        string more = shown.Length < all.Length ? $" {Ellipsis} (+{all.Length - shown.Length} columns)" : "";
        return string.Join(Gap, shown.Select(column => column.Pad(column.Name))).TrimEnd() + more + "\n"
            + string.Join(Gap, shown.Select(column => column.Pad(new string('-', Math.Min(column.Width, column.Name.Length))))).TrimEnd();
    }

    private static string Line(Column[] all, Func<Column, object?> value, int width) =>
        string.Join(Gap, Fitting(all, width).Select(column => column.Pad(Cell(value(column))))).TrimEnd();

    /// <summary>A value as shown in a table: numbers with seven digits, very small and large ones with an exponent.</summary>
    public static string Cell(object? value) => value switch
    {
        double number => Number(number),
        float number => Number(number),
        string text => VisibleText.OnOneLine(text.ReplaceLineEndings(" ")),
        Array { Length: > 3 } list => string.Join(", ", list.Cast<object?>().Take(3).Select(Cell)) + ", " + Ellipsis,
        Array list => string.Join(", ", list.Cast<object?>().Select(Cell)),
        _ => ValueText.Format(value),
    };

    private static string Number(double value) => value switch
    {
        double.NaN => "",
        0 => "0",
        _ when Math.Abs(value) is >= 1e-4 and < 1e7 => ((decimal)Math.Round(value, Decimals(value))).ToString("0.##########", CultureInfo.InvariantCulture),
        _ => value.ToString("0.######e+00", CultureInfo.InvariantCulture),
    };

    private static int Decimals(double value) => Math.Clamp(6 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10);

    private static Column[] LayoutOf(AstroTable table) => Layouts.GetValue(table, made =>
        [.. made.Columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase)
            .Select(column => new Column(column.Name, WidthOf(column), column.ValueType.IsPrimitive && column.ValueType != typeof(bool), column))]);

    // Stored rows do not know each other: the first one that is shown sets the widths.
    private static Column[] StoredLayoutOf(PSObject row)
    {
        string key = StoredKey(row);
        if (_stored is { } known && known.Key == key)
            return known.Layout;
        Column[] layout =
        [
            .. row.Properties.Select(property =>
            {
                object? value = StoredValue(row, property.Name);
                bool isNumber = value is ValueType and not (bool or DateTime);
                int length = Math.Max(Cell(value).Length, isNumber ? NumberWidth : TextWidth);
                return new Column(property.Name, Math.Min(Math.Max(VisibleText.OnOneLine(property.Name).Length, length), MostWidth), isNumber, null);
            }),
        ];
        _stored = new StoredLayout(key, layout);
        return layout;
    }

    private static object? StoredValue(PSObject row, string property) => row.Properties[property]?.Value switch
    {
        PSObject { BaseObject: not PSCustomObject } wrapped => wrapped.BaseObject is ICollection list and not Array ? list.Cast<object>().ToArray() : wrapped.BaseObject,
        var value => value,
    };

    private static int WidthOf(AstroColumn column)
    {
        int width = VisibleText.OnOneLine(column.Name).Length;
        for (int row = 0; row < Math.Min(column.Count, SampleRows); row++)
            width = Math.Max(width, Cell(column.GetValue(row)).Length);
        return Math.Min(width, MostWidth);
    }

    private static Column[] Fitting(Column[] columns, int width)
    {
        int used = 0, count = 0;
        while (count < columns.Length && used + columns[count].Width <= width - 1)
            used += columns[count++].Width + Gap.Length;
        // If not all columns fit, there must be room for a note.
        const int Remark = 18;
        while (count > 1 && count < columns.Length && used > width - Remark)
            used -= columns[--count].Width + Gap.Length;
        return columns[..Math.Max(1, Math.Min(count, columns.Length))];
    }

    private sealed record StoredLayout(string Key, Column[] Layout);

    private sealed record Column(string Property, int Width, bool IsNumber, AstroColumn? Source)
    {
        public string Name { get; } = VisibleText.OnOneLine(Property);

        public string Pad(string text)
        {
            string fitting = text.Length <= Width ? text : text[..(Width - 1)] + Ellipsis;
            return IsNumber ? fitting.PadLeft(Width) : fitting.PadRight(Width);
        }
    }
}
