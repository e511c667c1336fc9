using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PSAstroXmatch;

/// <summary>Makes the objects of this module again from their properties, of which alone jobs, remote sessions and Export-Clixml keep the values.</summary>
public static class StoredObject
{
    /// <summary>The properties that an object of a type must have.</summary>
    public static IReadOnlyList<PropertyInfo> Required(Type type) =>
        [.. Settable(type).Where(property => property.IsDefined(typeof(RequiredMemberAttribute), inherit: true))];

    /// <summary>Creates an object of a type that has a constructor without parameters.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The value of a property, or null.</param>
    /// <exception cref="InvalidCastException">A required value is missing, or a value is not of the type of its property.</exception>
    public static object Create(Type type, Func<PropertyInfo, object?> value)
    {
        object made = Activator.CreateInstance(type) ?? throw new InvalidCastException($"{type.Name} cannot be made from its properties.");
        foreach (PropertyInfo property in Settable(type))
        {
            if (Bare(value(property)) is { } found)
                property.SetValue(made, Convert(found, property.PropertyType));
        }

        return Required(type).FirstOrDefault(property => property.GetValue(made) is null) is { } missing
            ? throw new InvalidCastException($"{type.Name} needs a value of {missing.Name}.")
            : made;
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.CanWrite);

    // A custom object has no base object of its own.
    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static object? Convert(object value, Type type)
    {
        Type wanted = Nullable.GetUnderlyingType(type) ?? type;
        // The side of a match is any object, but not the text that is left of an object beyond the depth that was kept.
        if (wanted == typeof(object))
            return value is string ? throw new InvalidCastException($"'{value}' is only the text of an object.") : value;
        if (wanted.IsInstanceOfType(value))
            return value;
        if (wanted == typeof(string))
            return ValueText.Format(value);
        if (wanted.IsEnum)
            return value is string name ? Enum.Parse(wanted, name, ignoreCase: true) : Enum.ToObject(wanted, value);
        if (wanted.IsGenericType && wanted.GetGenericTypeDefinition() == typeof(ValueList<>) && value is IEnumerable list and not string)
            return List(list, wanted);
        if (value is string { Length: 0 } && type != wanted)
            return null;
        if (value is not IConvertible || !(wanted.IsPrimitive || wanted == typeof(DateTime)))
            throw new InvalidCastException($"'{value}' is not a {wanted.Name}.");
        // .NET takes the comma for a thousands separator, and 0,0347 for 347: Export-Csv writes such numbers in many cultures.
        if (value is string text && text.Contains(',') && wanted.IsPrimitive)
            throw new InvalidCastException($"'{text}' is not a number: write {text.Replace(',', '.')}, with a decimal point.");
        try
        {
            return value is float number && wanted == typeof(double) ? ValueText.ToDouble(number) : System.Convert.ChangeType(value, wanted, CultureInfo.InvariantCulture);
        }
        catch (Exception problem) when (problem is FormatException or OverflowException)
        {
            throw new InvalidCastException($"'{value}' is not a {wanted.Name}.", problem);
        }
    }

    private static object List(IEnumerable values, Type type)
    {
        Type item = type.GetGenericArguments()[0];
        object?[] items = [.. values.Cast<object?>().Select(Bare).Select(value => value is null ? null : Convert(value, item))];
        Array array = Array.CreateInstance(item, items.Length);
        items.CopyTo(array, 0);
        return Activator.CreateInstance(type, array)!;
    }
}

/// <summary>
/// Lets PowerShell make the objects of this module again when they come from a job, a remote session or Import-Clixml. Types.ps1xml
/// registers this class, with TargetTypeForDeserialization, for each type that it makes.
/// </summary>
public sealed class StoredObjectConverter : PSTypeConverter
{
    private const string Stored = "Deserialized.";

    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => sourceValue.TypeNames.Contains(Stored + destinationType.FullName);

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is PSObject stored && CanConvertFrom(stored, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        if (destinationType == typeof(Tables.AstroTable))
            return StoredTable.Read(sourceValue);
        object made = StoredObject.Create(destinationType, property => sourceValue.Properties[property.Name]?.Value);
        if (made is SkyMatch match)
            match.Sides = StoredSides.Read(sourceValue);
        // What was added by Add-Member is kept too.
        PSObject wrapped = PSObject.AsPSObject(made);
        foreach (PSPropertyInfo added in sourceValue.Properties)
        {
            if (added is PSNoteProperty { Name: not StoredSides.Property } && destinationType.GetProperty(added.Name) is null)
                wrapped.Properties.Add(new PSNoteProperty(added.Name, added.Value));
        }

        return made;
    }

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom(PSObject.AsPSObject(sourceValue), destinationType, formatProvider, ignoreCase);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new NotSupportedException();
}
