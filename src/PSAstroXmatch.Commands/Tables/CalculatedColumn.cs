using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>A column whose values a script block calculates.</summary>
/// <param name="name">Name of the column.</param>
/// <param name="script">The script block, with the object as <c>$_</c>.</param>
/// <param name="unit">Unit of the values; null for none.</param>
/// <param name="hasUnit">Whether the unit was given; if not, the values tell it.</param>
internal sealed class CalculatedColumn(string name, ScriptBlock script, string? unit, bool hasUnit)
{
    private readonly MemberPath? _copied = MemberPath.Copied(script);
    private readonly LostUnit? _lost = hasUnit && unit is not null ? new LostUnit(script, unit) : null;
    private Quantity? _quantity;
    private int _evaluated;
    private bool _isReal;

    /// <summary>The warning that the results are probably in the unit of a column that they were calculated from; null if there is none.</summary>
    public string? Warning => _lost?.Warning;

    /// <summary>UCD of the column; null for that of the values.</summary>
    public string? Ucd { get; init; }

    /// <summary>Description of the column; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The column with a value for each row.</summary>
    /// <exception cref="AstroException">UnitUnknown: a value has a unit of another kind than the column.</exception>
    public AstroColumn Calculate(IReadOnlyList<PSObject> rows, CancellationToken cancellationToken)
    {
        object?[] values = new object?[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values[i] = ColumnValues.Simplify(ColumnValues.Unwrap(InUnit(Evaluate(rows[i]), rows[i])), null);
        }

        Type type = ColumnValues.CommonType(values, null);
        return TypedColumn.Create(
            new ColumnInfo(name, type)
            {
                Unit = hasUnit ? unit : _quantity?.Unit,
                Ucd = Ucd ?? _quantity?.Ucd,
                Description = Description,
                ArraySize = type.IsArray ? "*" : null,
            },
            values);
    }

    /// <summary>The values of objects, which carry the unit and the UCD.</summary>
    /// <param name="items">Objects that follow those of earlier calls.</param>
    /// <param name="cancellationToken">Cancels the calculation.</param>
    /// <exception cref="AstroException">UnitUnknown: a value has a unit of another kind than those before it.</exception>
    public object?[] ValuesOf(IReadOnlyList<PSObject> items, CancellationToken cancellationToken)
    {
        object?[] values = new object?[items.Count];
        for (int i = 0; i < values.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values[i] = InUnit(Evaluate(items[i]), items[i]);
            _isReal |= ColumnValues.Unwrap(values[i]) is double or float;
        }

        if (hasUnit || Ucd is not null)
            _quantity ??= new Quantity(unit, Ucd);
        for (int i = 0; i < values.Length; i++)
        {
            // The copied number of a side that is missing is missing as any other is.
            if (values[i] is null && _isReal && _copied is not null)
                values[i] = double.NaN;
            values[i] = _quantity is null or { Unit: null, Ucd: null } ? values[i] : _quantity.Attach(values[i]);
        }

        return values;
    }

    private object? Evaluate(PSObject item)
    {
        Collection<PSObject> results = ScriptRun.Of(script, item, _evaluated++, $"The script block of '{name}'");
        return results.Count switch
        {
            0 => null,
            1 => results[0],
            _ => results.Select(result => result?.BaseObject).ToArray(),
        };
    }

    // The first value with a unit sets that of the column, unless it is given.
    private object? InUnit(object? value, PSObject item)
    {
        Quantity? own = Quantity.Of(value) ?? _copied?.QuantityOf(item);
        object? bare = ColumnValues.Unwrap(value);
        if (bare is null)
            return null;
        if (own?.Unit is null)
        {
            _lost?.Note(bare, item);
            // Import-Csv reads numbers as text.
            return hasUnit && bare is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : bare;
        }

        if (!hasUnit)
            _quantity ??= new Quantity(own.Unit, Ucd ?? own.Ucd);
        string? wanted = hasUnit ? unit : _quantity!.Unit;
        if (own.Unit == wanted || bare is string)
            return bare;
        double factor = wanted is not null && AstroUnit.Ratio(own.Unit, wanted) is double found
            ? found
            : throw new AstroException(
                ErrorIds.UnitUnknown,
                $"A value of '{name}' is in '{own.Unit}', which cannot be converted to {(wanted is null ? "a number without a unit" : $"'{wanted}'")}.",
                "Give -Unit the unit of the values, or calculate with them: the result of a calculation has no unit of its own.",
                name);
        return factor == 1 ? bare : bare is System.Collections.IEnumerable list
            ? list.Cast<object?>().Select(item => item is null ? double.NaN : ColumnValues.ToDouble(item) * factor).ToArray()
            : ColumnValues.ToDouble(bare) * factor;
    }
}

/// <summary>A property that was added to an object together with its description.</summary>
internal sealed class DescribedNote : PSNoteProperty
{
    public DescribedNote(string name, object? value, string? description)
        : base(name, value) => Description = description;

    /// <summary>What the property means; null for nothing.</summary>
    public string? Description { get; }

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new DescribedNote(Name, Value, Description);
}
