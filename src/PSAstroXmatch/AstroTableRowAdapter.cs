using System.Collections.ObjectModel;
using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// Lets PowerShell see the columns of a table as properties of its rows. Types.ps1xml registers this class for <see cref="AstroTableRow"/>.
/// </summary>
public sealed class AstroTableRowAdapter : PSPropertyAdapter
{
    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject)
    {
        AstroTable table = ((AstroTableRow)baseObject).GetTable();
        Collection<PSAdaptedProperty> properties = [];
        foreach (AstroColumn column in table.Columns)
        {
            // If names repeat, a name means the first of them.
            if (table.TryGetColumn(column.Name, out AstroColumn? named) && ReferenceEquals(named, column))
                properties.Add(new PSAdaptedProperty(column.Name, column));
        }

        return properties;
    }

    /// <inheritdoc/>
    public override PSAdaptedProperty GetProperty(object baseObject, string propertyName) =>
        ((AstroTableRow)baseObject).GetTable().TryGetColumn(propertyName, out AstroColumn? column)
            ? new PSAdaptedProperty(column.Name, column)
            : null!;

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty)
    {
        AstroTableRow row = (AstroTableRow)adaptedProperty.BaseObject;
        // PowerShell caches an adapted property by name and also uses it for rows of other tables.
        AstroColumn column = (AstroColumn)adaptedProperty.Tag;
        if (!row.GetTable().TryGetColumn(column.Name, out AstroColumn? own))
            return null;
        object? value = Shown(own.GetValue(row.GetIndex()));
        return Quantity.Of(own.Info)?.Attach(value) ?? value;
    }

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty)
    {
        AstroColumn column = (AstroColumn)adaptedProperty.Tag;
        return (column.ValueType.IsArray ? typeof(ValueList<>).MakeGenericType(column.ValueType.GetElementType()!) : column.ValueType).FullName!;
    }

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => false;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object value) =>
        throw new SetValueException($"{adaptedProperty.Name} can't be set: a row is a view of its table. Use Select-Object to create a changed copy.");

    /// <inheritdoc/>
    public override Collection<string> GetTypeNameHierarchy(object baseObject) =>
        [typeof(AstroTableRow).FullName!, typeof(object).FullName!];

    // Export-Csv would write an array as "System.Double[]".
    private static object? Shown(object? value) => value switch
    {
        double[] list => new ValueList<double>(list),
        string[] list => new ValueList<string>(list),
        float[] list => new ValueList<float>(list),
        int[] list => new ValueList<int>(list),
        long[] list => new ValueList<long>(list),
        short[] list => new ValueList<short>(list),
        byte[] list => new ValueList<byte>(list),
        bool[] list => new ValueList<bool>(list),
        Array list => new ValueList<object?>(list.Cast<object?>().ToArray()),
        _ => value,
    };
}
