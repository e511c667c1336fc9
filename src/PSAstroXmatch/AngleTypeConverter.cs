using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch;

/// <summary>Reads [PSAstroXmatch.Angle] casts, also of a value that carries its unit, such as [PSAstroXmatch.Angle] $row.err of a column in arcsec.</summary>
public sealed class AngleTypeConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) =>
        destinationType == typeof(Angle) && TypeDescriptor.GetConverter(typeof(Angle)).CanConvertFrom(sourceValue.BaseObject.GetType());

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => CanConvertFrom(PSObject.AsPSObject(sourceValue), destinationType);

    /// <inheritdoc/>
    /// <exception cref="AstroException">UnitUnknown: the value carries a unit that is not one of angle. AngleInvalid, AngleDecimalComma.</exception>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        object value = sourceValue.BaseObject;
        // The unit of a text such as 05:34:31.9 says how it is written.
        if (value is string || Quantity.Of(sourceValue)?.Unit is not { } unit)
            return TypeDescriptor.GetConverter(typeof(Angle)).ConvertFrom(null, CultureInfo.InvariantCulture, value)!;
        double degrees = InDegrees(unit) ?? throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{ValueText.Format(value)} is in '{unit}', which [PSAstroXmatch.Angle] does not know as a unit of angle.",
            "Give the angle as text, such as '3arcsec'; the result of a calculation, such as 1 * $row.x, has no unit.",
            value);
        return Angle.FromDegrees(Convert.ToDouble(value, CultureInfo.InvariantCulture) * degrees);
    }

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ConvertFrom(PSObject.AsPSObject(sourceValue), destinationType, formatProvider, ignoreCase);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new NotSupportedException();

    // The module's parameters know all units; the engine, which parses them, is not in the load context of this assembly.
    private static double? InDegrees(string unit) => unit.Trim() switch
    {
        "deg" or "degree" or "degrees" => 1,
        "arcmin" => 1 / 60.0,
        "arcsec" => 1 / 3600.0,
        "mas" => 1 / 3_600_000.0,
        "uas" or "µas" => 1 / 3_600_000_000.0,
        "rad" => 180 / Math.PI,
        "h" or "hourangle" => 15,
        _ => null,
    };
}
