using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The values that a <see cref="PropertySelector"/> selects of the objects in the pipeline.</summary>
internal static class SelectedValues
{
    /// <summary>Unit of the property, if its type, its table or its values say it.</summary>
    internal static string? UnitOf(this PropertySelector selector, IReadOnlyList<PSObject> objects) =>
        selector is { Script: null, Number: null } && objects.Count > 0 ? Column(selector, objects)?.Unit : null;

    /// <summary>The value of each object as a number.</summary>
    /// <returns>One number per object; NaN where the value is null, NaN or an empty string.</returns>
    /// <exception cref="AstroException">
    /// PropertyNotFound, or of a script block ColumnNotFound: no object has the property. NotANumber: a value is not a number. ObjectsDiffer: the
    /// values are in different units.
    /// </exception>
    internal static double[] ToNumbers(this PropertySelector selector, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        if (selector.Script is not null)
            return ScriptNumbers(selector, objects, cancellationToken);
        if (selector.Number is null && objects.Count > 0 && Column(selector, objects) is { } known)
        {
            if (objects is PipelineObjects plain && known.PlainColumn(plain, cancellationToken) is AstroColumn<double> column)
                return column.ToDoubles();
            known.CheckUnits(objects, cancellationToken);
        }

        return Values(selector, objects, (value, row) => ToNumber(selector, value, row), cancellationToken);
    }

    // The numbers of one axis are in one unit. Where a script block calculates, its numbers may be bare.
    private static double[] ScriptNumbers(PropertySelector selector, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        ScriptMembers.Check(selector, "", objects);
        MemberPath? copied = MemberPath.Copied(selector.Script!);
        string? first = null;
        bool hasFirst = false;
        return selector.Values(objects, value => value, Convert, cancellationToken);

        double Convert(object? value, int row)
        {
            double number = ToNumber(selector, ColumnValues.Unwrap(value), row);
            string? unit = (Quantity.Of(value) ?? copied?.QuantityOf(objects[row]))?.Unit;
            if (double.IsNaN(number) || (unit is null && copied is null))
                return number;
            if (hasFirst && unit != first)
                throw ObjectColumn.UnitsDiffer($"{{ {selector.Name} }}", row, objects[row], unit, first);
            (first, hasFirst) = (unit, true);
            return number;
        }
    }

    /// <summary>The value of each object as text; empty if it has none.</summary>
    /// <exception cref="AstroException">PropertyNotFound, or of a script block ColumnNotFound: no object has the property.</exception>
    internal static string[] ToTexts(this PropertySelector selector, IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        ScriptMembers.Check(selector, "", objects);
        return Values(selector, objects, (value, _) => value is null ? "" : ValueText.Format(value).Trim(), cancellationToken);
    }

    private static T[] Values<T>(
        PropertySelector selector, IReadOnlyList<PSObject> objects, Func<object?, int, T> convert, CancellationToken cancellationToken) =>
        Values(selector, objects, value => value is PSObject wrapped ? wrapped.BaseObject : value, convert, cancellationToken);

    /// <summary>The value of each object.</summary>
    /// <param name="selector">What is selected.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="unwrap">Takes what is needed of a value as PowerShell has it.</param>
    /// <param name="convert">Converts it, given the index of the object.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    internal static T[] Values<T>(
        this PropertySelector selector,
        IReadOnlyList<PSObject> objects,
        Func<object?, object?> unwrap,
        Func<object?, int, T> convert,
        CancellationToken cancellationToken)
    {
        T[] values = new T[objects.Count];
        if (objects.Count == 0)
            return values;
        Func<PSObject, object?> get = selector switch
        {
            { Number: { } number } => _ => number,
            { Script: not null } => _ => null,
            _ => Getter(selector, objects),
        };
        for (int i = 0; i < values.Length; i++)
        {
            if (i % 1024 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            values[i] = convert(unwrap(selector.Script is { } script ? Evaluate(script, objects[i], i) : get(objects[i])), i);
        }

        return values;
    }

    private static object? Evaluate(ScriptBlock script, PSObject item, int row)
    {
        System.Collections.ObjectModel.Collection<PSObject> results = ScriptRun.Of(script, item, row);
        return results.Count switch
        {
            0 => null,
            1 => results[0],
            _ => throw new AstroException(
                ErrorIds.NotANumber,
                $"The script block {{{script.ToString().Trim()}}} returns {results.Count} values for one object, not one.",
                "Return one value, such as { $_.SepGaia[0] } of a list.",
                item),
        };
    }

    private static Func<PSObject, object?> Getter(PropertySelector selector, IReadOnlyList<PSObject> objects)
    {
        ObjectColumn? column = Column(selector, objects);
        if (column is not null)
        {
            Type type = objects[0].BaseObject.GetType();
            return item => item.BaseObject.GetType() == type ? column.Get(item) : ColumnValues.Unwrap(item.Properties[selector.Name]?.Value);
        }

        // A property may be missing in the first object and present in others.
        if (objects.Any(item => item.Properties[selector.Name] is not null))
            return item => item.Properties[selector.Name]?.Value;
        throw new AstroException(
            ErrorIds.PropertyNotFound,
            $"No object in the pipeline has a property '{selector.Name}'.",
            $"The first object has: {string.Join(", ", objects[0].Properties.Select(property => property.Name).Take(40))}.",
            selector.Name);
    }

    private static ObjectColumn? Column(PropertySelector selector, IReadOnlyList<PSObject> objects) =>
        ObjectColumn.Of(objects).FirstOrDefault(column => column.Property.Equals(selector.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A value as a number; NaN for null, for blank text, and for a marker such as NA.</summary>
    /// <exception cref="AstroException">NotANumber.</exception>
    internal static double ToNumber(PropertySelector selector, object? value, int row) => value switch
    {
        null => double.NaN,
        double number => number,
        float number => number,
        bool flag => flag ? 1 : 0,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when TextCells.IsMissing(text) => double.NaN,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        string text when NotFinite(text) is double number => number,
        DateTime time => time.ToOADate(),
        IEnumerable list and not string when selector.Script is null => throw new AstroException(
            ErrorIds.NotANumber,
            $"'{selector.Name}' of object {row + 1} is a list of {list.Cast<object?>().Count()} values, not one number.",
            $"Choose one of them with a script block, such as {{ $_.{selector.Name}[0] }}: of a list of counterparts, the first is the nearest.",
            value),
        _ => throw new AstroException(
            ErrorIds.NotANumber,
            $"'{selector.Name}' of object {row + 1} is not a number: '{ValueText.Format(value)}'.",
            "Name a numeric property, or give a script block that returns a number.",
            value),
    };

    // As Python and FITS programs write them to CSV files; .NET itself reads Infinity and NaN.
    private static double? NotFinite(string text) => text.Trim().ToUpperInvariant() switch
    {
        "INF" or "+INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "--" or "NULL" or "MASKED" => double.NaN,
        _ => null,
    };
}
