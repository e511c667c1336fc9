using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Presents any object with a position as a Chandra source.</summary>
internal static class PlacedObject
{
    /// <summary>
    /// The source; null if the object has no position, or is another object of this module: an observation is not a point, and the error of a
    /// 2MASS source is not at 95 % confidence.
    /// </summary>
    /// <exception cref="AstroException">Its properties do not hold a valid position.</exception>
    public static ChandraSource? ToSource(PSObject item)
    {
        if (item.BaseObject is not AstroTableRow && item.BaseObject.GetType().Assembly == typeof(ChandraSource).Assembly)
            return null;
        if (ObjectPosition.Find(item) is not SkyCoordinate position)
            return null;
        (double l, double b) = position.Galactic;
        return new ChandraSource
        {
            Name = DisplayText.Label(item),
            RA = position.Ra,
            Dec = position.Dec,
            L = l,
            B = b,
            ErrorSemiMajor = Number(item, "arcsec", "ErrorSemiMajor", "error_semi_major"),
            ErrorSemiMinor = Number(item, "arcsec", "ErrorSemiMinor", "error_semi_minor"),
            ErrorAngle = Number(item, "deg", "ErrorAngle", "error_angle"),
        };
    }

    // A value without a unit is in that of the property of a Chandra source.
    private static double? Number(PSObject item, string unit, params string[] names)
    {
        object? value = names.Select(name => item.Properties[name]?.Value).FirstOrDefault(found => found is not null);
        double? number = ToNumber(ColumnValues.Unwrap(value));
        if (number is null || Quantity.Of(value)?.Unit is not { } own || own == unit)
            return number;
        double factor = (AstroUnit.InDegrees(own) / AstroUnit.InDegrees(unit)) ?? throw new AstroException(
            ErrorIds.UnitUnknown, $"'{names[0]}' is in '{own}', which is not a unit of angle.", "Give the unit of the column: Import-AstroTable -Unit.", names[0]);
        return number * factor;
    }

    private static double? ToNumber(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null,
        IConvertible and not DateTime => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
