using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>The angles that the script block of a parameter returns for objects.</summary>
/// <param name="selector">The script block.</param>
/// <param name="parameter">Name of the parameter, such as -LeftRadius, for messages.</param>
/// <param name="isDirection">Whether the angles are directions, which are in degrees without a unit.</param>
internal sealed class ScriptAngles(PropertySelector selector, string parameter, bool isDirection = false)
{
    // A larger radius is possible, but more often it is a number of arcseconds.
    private const double LargeDegrees = 0.1;

    // A conversion that was forgotten makes a value 60 times too large (arcminutes) or more.
    private const double FarTooLarge = 50;

    private readonly List<double> _bare = [];
    private readonly IReadOnlyList<string> _calculated = selector.Script is { } block ? ScriptMembers.Calculated(block) : [];
    private readonly MemberPath? _copied = selector.Script is { } script ? MemberPath.Copied(script) : null;

    /// <summary>The angles in degrees; NaN where the script block returns nothing, or a text with a unit but without a number.</summary>
    /// <exception cref="AstroException">
    /// ColumnNotFound: the script block names a property that no object has. NotANumber, AngleInvalid: a result is not an angle. UnitUnknown:
    /// it is in a unit of another quantity. UnitMissing: the script block only returns a property that has no unit.
    /// </exception>
    public double[] Read(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        ScriptMembers.Check(selector, parameter, objects);
        _bare.Clear();
        double[] degrees = selector.Values(objects, value => value, (value, row) => ToDegrees(value, row, objects[row]), cancellationToken);
        if (_copied is not null && !isDirection && _bare.Count > 0)
            throw UnitMissing(_copied);
        return degrees;
    }

    /// <summary>
    /// The warning for numbers without a unit, read as degrees, that are probably in another unit; null if there is none. Call it after
    /// <see cref="Read"/>.
    /// </summary>
    /// <param name="objects">The objects.</param>
    /// <param name="warnsOfLarge">Whether a large angle alone is a reason, if no property in degrees was used.</param>
    public string? Warning(IReadOnlyList<PSObject> objects, bool warnsOfLarge)
    {
        if (_bare.Count == 0)
            return null;
        double median = Median(_bare);
        IReadOnlyList<string> names = ScriptMembers.Of(selector.Script!);
        ObjectColumn[] used = [.. ObjectColumn.Of(objects).Where(column => column.Unit is not null && names.Contains(column.Property, StringComparer.OrdinalIgnoreCase))];
        foreach (ObjectColumn column in used)
        {
            if (AstroUnit.InDegrees(column.Unit) is not (double factor and not 1))
                continue;
            double[] values = [.. objects.Select(column.Get).OfType<IConvertible>().Where(value => value is not string).Select(ColumnValues.ToDouble).Where(double.IsFinite)];
            if (values.Length > 0 && IsUnconverted(median, Median(values), factor))
                return $"{Told(median)} '{column.Property}' is in {column.Unit}: {Advice(column.Unit!)}";
        }

        return warnsOfLarge && !isDirection && median > LargeDegrees && !used.Any(column => AstroUnit.InDegrees(column.Unit) == 1)
            ? $"{Told(median)} If they are not in degrees: {Advice("arcsec")}"
            : null;
    }

    // A small unit makes a radius far too large. A large one, such as rad, makes it too small, and a direction may be either: then the numbers
    // are nearer to those of the column than to their degrees.
    private bool IsUnconverted(double median, double ofColumn, double factor) => factor < 1 && !isDirection
        ? median > FarTooLarge * factor * ofColumn
        : ScriptConversion.IsForgotten(median / ofColumn, factor);

    // Directions may be negative.
    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Select(Math.Abs).Order()];
        return sorted[sorted.Length / 2];
    }

    // As of a column that is given by its name.
    private AstroException UnitMissing(MemberPath path)
    {
        string name = path.Names[^1];
        AstroException missing = ColumnUnit.Missing($"{parameter} {{ {selector.Name} }}: '{name}'", name, [.. _bare], $"{parameter} {ColumnUnit.Quote(name + ":arcsec")}");
        return path.Names.Count == 1 ? missing
            : new AstroException(ErrorIds.UnitMissing, missing.Message, $"If they are arcseconds, {Advice("arcsec")}", name);
    }

    private string Told(double median) =>
        $"{parameter} {{ {selector.Name} }}: numbers without a unit are read as degrees; the median is {ValueText.Format(median)} degrees.";

    private string Advice(string unit) => $"return text with the unit, such as {{ \"$({selector.Name}){unit}\" }}.";

    // A bare number is in degrees, as an angle that is typed.
    private double ToDegrees(object? value, int row, PSObject item)
    {
        string? unit = (Quantity.Of(value) ?? _copied?.QuantityOf(item))?.Unit ?? (_copied is null ? null : ColumnUnit.InName(_copied.Names[^1]));
        value = ColumnValues.Unwrap(value);
        if (value is Angle angle)
            return angle.Degrees;
        if (value is string text && unit is null)
            return OfText(text, row);
        double number = SelectedValues.ToNumber(selector, value, row);
        // PowerShell calculates with null, such as a missing integer, as with 0.
        if (item.BaseObject is not System.Collections.IDictionary && _calculated.Any(name => ColumnValues.Unwrap(item.Properties[name]?.Value) is null or ""))
            return double.NaN;
        if (unit is null)
        {
            if (double.IsFinite(number))
                _bare.Add(number);
            return number;
        }

        return number * (AstroUnit.InDegrees(unit) ?? throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{parameter} {{ {selector.Name} }} returned a value in '{unit}' for object {row + 1}, which is not a unit of angle.",
            "Return a number of degrees, or text with a unit, such as \"$($_.err)arcsec\".",
            value));
    }

    private double OfText(string text, int row)
    {
        if (Angle.TryParse(text, out Angle angle))
            return angle.Degrees;
        // "$($_.err)arcsec" of an object without a value.
        string rest = text.Trim();
        if (rest.StartsWith("NaN", StringComparison.OrdinalIgnoreCase))
            rest = rest[3..].TrimStart();
        if (rest.Length == 0 || (!rest.Any(char.IsAsciiDigit) && Angle.TryParse("1" + rest, out _)))
            return double.NaN;
        // "NAarcsec", "--arcsec", "Infinityarcsec"
        bool IsMark(int length) => TextCells.IsMissing(rest[..length]) || TextCells.IsNotFinite(rest.AsSpan(0, length));
        if (Enumerable.Range(1, rest.Length).Any(length => IsMark(length) && (length == rest.Length || Angle.TryParse("1" + rest[length..], out _))))
            return double.NaN;
        throw new AstroException(
            ErrorIds.AngleInvalid,
            $"{parameter} {{ {selector.Name} }} returned '{VisibleText.OnOneLine(text)}' for object {row + 1}, which is not an angle.",
            "Return a number of degrees, or text with a unit, such as \"$($_.err)arcsec\".",
            text);
    }
}
