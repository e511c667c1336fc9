using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Objects whose values are all texts, such as those of Import-Csv: texts that are numbers are read as Import-AstroTable reads them.</summary>
internal static class TextObjects
{
    /// <summary>Whether objects are of this kind; the first tells.</summary>
    public static bool Are(IReadOnlyList<PSObject> objects)
    {
        if (objects.Count == 0 || objects[0].BaseObject is not PSCustomObject || OriginalType.Of(objects[0]).Type is not null)
            return false;
        object?[] values = [.. OriginalType.Properties(objects[0]).Select(property => property.Value)];
        // A text that carries a unit is of a table, whose columns have types.
        return values.Any(value => value is string) && values.All(value => value is null or string);
    }

    /// <summary>The same objects with numbers in place of texts that are numbers; missing ones are NaN, or null among integers.</summary>
    /// <param name="objects">The objects, at least one.</param>
    /// <param name="cancellationToken">Cancels the conversion.</param>
    public static IReadOnlyList<PSObject> WithNumbers(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        (string Property, AstroColumn Column)[] columns =
            [.. ObjectColumn.Of(objects).Select(column => (column.Property, column.ToColumn(objects, cancellationToken)))];
        PSObject[] typed = new PSObject[objects.Count];
        for (int row = 0; row < typed.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            typed[row] = new PSObject();
            foreach ((string property, AstroColumn column) in columns)
            {
                object? value = column.ValueType == typeof(string) ? objects[row].Properties[property]?.Value
                    : column.GetValue(row) ?? (column.ValueType == typeof(double) ? double.NaN : null);
                typed[row].Properties.Add(new PSNoteProperty(property, value));
            }
        }

        return typed;
    }
}
