using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Tells right ascensions that are probably in hours among objects that are added one by one (see <see cref="HourCheck"/>).</summary>
internal sealed class ObjectHours
{
    private readonly HourCheck _hours = new();
    private ObjectColumn? _ra;
    private ObjectColumn? _dec;
    private bool _isPlain = true;

    /// <summary>Adds an object with a position. The first tells which properties hold it.</summary>
    public void Add(PSObject item)
    {
        if (!_isPlain)
            return;
        if (_ra is null || _dec is null)
            Find(item);
        if (_ra is null || _dec is null || Plain(item, _ra) is not double ra || Plain(item, _dec) is not double dec)
            _isPlain = false;
        else
            _hours.Add(ra, dec);
    }

    /// <summary>The warning for right ascensions that were read as degrees; null if there is no reason for one.</summary>
    public string? Warning() => !_isPlain || _ra is null ? null
        : _hours.Warning("The pipeline", _ra.Property, unit => $"import the rows with Import-AstroTable -Unit @{{ {Units(unit)} }}");

    private string Units(string unit) =>
        $"'{_ra!.Property}' = '{unit}'" + (unit == HourCheck.Radian ? $"; '{_dec!.Property}' = '{unit}'" : "");

    private void Find(PSObject item)
    {
        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(item);
        ColumnInfo[] infos = [.. known.Select(column => column.Describe(typeof(double)))];
        if (TablePositions.FindOptional(infos, "The pipeline") is not { Frame.IsEquatorial: true } found)
            return;
        _ra = known.FirstOrDefault(column => column.Name == found.Longitude);
        _dec = known.FirstOrDefault(column => column.Name == found.Latitude);
    }

    // A number, or text that is read as one, without a unit in the value or in the name.
    private static double? Plain(PSObject item, ObjectColumn column)
    {
        object? value = item.Properties[column.Property]?.Value;
        if (!string.IsNullOrWhiteSpace(Quantity.Of(value)?.Unit) || ColumnUnit.InName(column.Name) is not null)
            return null;
        value = ColumnValues.Unwrap(value);
        return value is string text
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null
            : NumberLiteral.IsNumber(value) ? ColumnValues.ToDouble(value!) : null;
    }
}
