using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Selects a value of each pipeline object: a property by name, or the result of a script block with the object as <c>$_</c>.</summary>
public sealed class PropertySelector
{
    private readonly ScriptBlock? _script;
    private readonly string _name;
    private readonly double? _number;

    /// <summary>Selects a property.</summary>
    /// <param name="name">Its name.</param>
    public PropertySelector(string name) => _name = name;

    /// <summary>Selects the result of a script block.</summary>
    /// <param name="script">The script block, with the object as <c>$_</c>.</param>
    public PropertySelector(ScriptBlock script)
    {
        _script = script;
        _name = script.ToString().Trim();
    }

    /// <summary>Selects the same number for every object.</summary>
    /// <param name="number">The number.</param>
    public PropertySelector(double number)
    {
        _number = number;
        _name = number.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override string ToString() => _name;

    /// <summary>Name for an axis: the property name, or the text of the script block.</summary>
    internal string Name => _name;

    /// <summary>Whether it is a script block.</summary>
    internal bool IsScript => _script is not null;

    /// <summary>Unit of the property, if its type or table defines one.</summary>
    internal string? UnitOf(PSObject first) => _script is null ? Column(first)?.Describe(typeof(double)).Unit : null;

    /// <summary>The value of each object as a number.</summary>
    /// <returns>One number per object; NaN where the value is null, NaN or an empty string.</returns>
    /// <exception cref="AstroException">PropertyNotFound: no object has the property. NotANumber: a value is not a number.</exception>
    internal double[] ToNumbers(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken) =>
        Values(objects, ToNumber, cancellationToken);

    /// <summary>The value of each object as text; empty if it has none.</summary>
    /// <exception cref="AstroException">PropertyNotFound: no object has the property.</exception>
    internal string[] ToTexts(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken) =>
        Values(objects, (value, _) => value is null ? "" : ValueText.Format(value).Trim(), cancellationToken);

    private T[] Values<T>(IReadOnlyList<PSObject> objects, Func<object?, int, T> convert, CancellationToken cancellationToken)
    {
        T[] values = new T[objects.Count];
        if (objects.Count == 0)
            return values;
        Func<PSObject, object?> get = _number is not null ? _ => _number : _script is null ? Getter(objects) : Evaluate;
        for (int i = 0; i < values.Length; i++)
        {
            if (i % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            object? value = get(objects[i]);
            values[i] = convert(value is PSObject wrapped ? wrapped.BaseObject : value, i);
        }

        return values;
    }

    private object? Evaluate(PSObject item)
    {
        List<PSVariable> variables = [new("_", item)];
        System.Collections.ObjectModel.Collection<PSObject> results = _script!.InvokeWithContext(null, variables);
        return results.Count == 0 ? null : results[^1];
    }

    private Func<PSObject, object?> Getter(IReadOnlyList<PSObject> objects)
    {
        ObjectColumn? column = Column(objects[0]);
        if (column is not null)
        {
            Type type = objects[0].BaseObject.GetType();
            return item => item.BaseObject.GetType() == type ? column.Get(item) : item.Properties[_name]?.Value;
        }

        // A property may be missing in the first object and present in others.
        if (objects.Any(item => item.Properties[_name] is not null))
            return item => item.Properties[_name]?.Value;
        throw new AstroException(
            ErrorIds.PropertyNotFound,
            $"No object in the pipeline has a property '{_name}'.",
            $"The first object has: {string.Join(", ", objects[0].Properties.Select(property => property.Name).Take(40))}.",
            _name);
    }

    private ObjectColumn? Column(PSObject first) =>
        ObjectColumn.Of(first).FirstOrDefault(column => column.Property.Equals(_name, StringComparison.OrdinalIgnoreCase));

    private double ToNumber(object? value, int row) => value switch
    {
        null => double.NaN,
        double number => number,
        float number => number,
        bool flag => flag ? 1 : 0,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when string.IsNullOrWhiteSpace(text) => double.NaN,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        DateTime time => time.ToOADate(),
        _ => throw new AstroException(
            ErrorIds.NotANumber,
            $"'{_name}' of object {row + 1} is not a number: '{ValueText.Format(value)}'.",
            "Name a numeric property, or give a script block that returns a number.",
            value),
    };
}
