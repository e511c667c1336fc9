using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>Short labels of objects: what a list of matches or the members of a group are called.</summary>
public static class ObjectLabel
{
    private static volatile Func<object, string?>? _ofHostObject;

    /// <summary>Names of columns and properties that hold an object's name or identifier, the most telling first.</summary>
    public static IReadOnlyList<string> PropertyNames { get; } = ["name", "source_name", "designation", "main_id", "source_id", "id", "obsid"];

    /// <summary>The label of an object or of a table row: its name or identifier, otherwise its first value; empty for null.</summary>
    /// <param name="item">The object; one that is not a table row is labelled by its own text.</param>
    public static string Of(object? item) => VisibleText.OnOneLine(LabelOf(item));

    /// <summary>
    /// Tells how to label the objects of the program that uses this library, such as wrappers around rows that PowerShell passes along its
    /// pipeline.
    /// </summary>
    /// <param name="label">The label of an object, or null for an object that it does not know. Called from any thread.</param>
    public static void Register(Func<object, string?> label) => _ofHostObject = label;

    private static string LabelOf(object? item) => item switch
    {
        null => "",
        AstroTableRow row => ValueText.Format(LabelColumn(row.GetTable())?.GetValue(row.GetIndex())).Trim(),
        _ => _ofHostObject?.Invoke(item) ?? ValueText.Format(item),
    };

    private static AstroColumn? LabelColumn(AstroTable table) =>
        PropertyNames.Select(name => table.TryGetColumn(name, out AstroColumn? column) ? column : null).FirstOrDefault(column => column is not null)
        ?? table.Columns.FirstOrDefault(column => column.Info.Ucd is "meta.id;meta.main")
        ?? (table.Columns.Count > 0 ? table.Columns[0] : null);
}
