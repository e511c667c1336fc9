using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Makes an object of this module again from one that came from Select-Object, a job, a remote session or Clixml, or from the row of a table
/// with its columns.
/// </summary>
internal static class OriginalObject
{
    /// <summary>The object itself, or the object made again; null if it is another object.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="item">The object.</param>
    /// <param name="derive">Finds the value of a property that is missing from the others; null if there is no way.</param>
    /// <param name="needed">The properties from which the others can be derived; null for all that are required.</param>
    /// <exception cref="AstroException">InputInvalid: a value that is needed is missing. UnitUnknown: a value has another kind of unit.</exception>
    public static T? As<T>(PSObject? item, Func<PropertyInfo, Func<string, double?>, object?>? derive = null, string[]? needed = null)
        where T : class
    {
        if (item?.BaseObject is T live && !OriginalType.HasReplaced(item))
            return live;
        if (item is null || item.BaseObject is not (T or PSCustomObject or AstroTableRow))
            return null;
        Dictionary<string, DescribedColumn> columns = DescribedColumns.Of(typeof(T)).ToDictionary(column => column.Property.Name);
        OriginalType original = OriginalType.Of(item);
        bool isOfType = original.Type == typeof(T);
        // Any object with the names of a match is one, but not an object of another type of this module.
        PropertyInfo[] required = [.. StoredObject.Required(typeof(T))];
        if (!isOfType && !(original.Type is null || original.Type == typeof(AstroTableRow)))
            return null;

        object? Value(PropertyInfo property) =>
            columns.TryGetValue(property.Name, out DescribedColumn? column) ? InUnit(Found(item, column), column) : ColumnValues.Unwrap(item.Properties[property.Name]?.Value);
        double? Number(string name) => Value(typeof(T).GetProperty(name)!) is { } number and not "" ? StoredNumber(number) : null;
        object? ValueOrDerived(PropertyInfo property) => Value(property) is { } found and not "" ? found : derive?.Invoke(property, Number);

        string[] missing = [.. required.Where(property => ValueOrDerived(property) is null).Select(property => property.Name)];
        if (missing.Length == required.Length || (missing.Length > 0 && !isOfType && required.Count(property => Value(property) is not null) * 2 < required.Length))
            return null;
        if (missing.Length > 0)
        {
            needed ??= [.. required.Select(property => property.Name)];
            string[] lacking = [.. needed.Where(name => Value(typeof(T).GetProperty(name)!) is null or "")];
            throw new AstroException(
                ErrorIds.InputInvalid,
                $"A {typeof(T).Name} that came from a selection or a file lacks {string.Join(", ", lacking.Length > 0 ? lacking : missing)}.",
                $"Keep these properties: {string.Join(", ", needed)}.",
                item);
        }

        try
        {
            return (T)StoredObject.Create(typeof(T), ValueOrDerived);
        }
        catch (InvalidCastException problem)
        {
            throw new AstroException(ErrorIds.InputInvalid, $"An object cannot be read as a {typeof(T).Name}: {problem.Message}", "Correct its values.", item);
        }
    }

    private static object? Found(PSObject item, DescribedColumn column) =>
        (item.Properties[column.Property.Name] ?? item.Properties[column.Attribute.Name])?.Value;

    private static double? StoredNumber(object value) => value switch
    {
        string text => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number) ? number : null,
        IConvertible => ColumnValues.ToDouble(value),
        _ => null,
    };

    // The values of a table may be in another unit than those of the object.
    private static object? InUnit(object? value, DescribedColumn column)
    {
        string? unit = Quantity.Of(value)?.Unit, wanted = column.Attribute.Unit;
        object? bare = ColumnValues.Unwrap(value);
        if (unit is null || unit == wanted || bare is null or string)
            return bare;
        double factor = wanted is not null && AstroUnit.Parse(unit) is { } from && AstroUnit.Parse(wanted) is { } to && from.FactorTo(to) is double found
            ? found
            : throw new AstroException(
                ErrorIds.UnitUnknown,
                $"'{column.Property.Name}' is in '{unit}', which cannot be converted to {wanted ?? "a number without a unit"}.",
                "Correct the unit, or convert the values.",
                column.Property.Name);
        return factor == 1 ? bare : ColumnValues.ToDouble(bare) * factor;
    }
}
