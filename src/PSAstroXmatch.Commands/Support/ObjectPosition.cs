using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The position of any object: from its properties RA and Dec, under any of the names that are common in files and services (ra, RAJ2000,
/// RightAscension, l and b …).
/// </summary>
internal static class ObjectPosition
{
    /// <summary>The position; null if the object has no pair of position properties.</summary>
    /// <exception cref="AstroException">The properties exist but do not hold a valid position.</exception>
    public static SkyCoordinate? Find(PSObject item)
    {
        foreach ((string longitude, string latitude) in PositionNames.Equatorial)
        {
            if (Pair(item, longitude, latitude) is (object ra, object dec))
                return Create(ra, dec, isGalactic: false);
        }

        foreach ((string longitude, string latitude) in PositionNames.Galactic)
        {
            if (Pair(item, longitude, latitude) is (object l, object b))
                return Create(l, b, isGalactic: true);
        }

        return null;
    }

    private static (object Longitude, object Latitude)? Pair(PSObject item, string longitude, string latitude) =>
        Value(item, longitude) is object first && Value(item, latitude) is object second ? (first, second) : null;

    private static object? Value(PSObject item, string name)
    {
        object? value = item.Properties[name]?.Value;
        string? unit = Quantity.Of(value)?.Unit;
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (value is not IConvertible or "" or DateTime or bool)
            return null;
        // A row of a table may have its position in hours or radians. The unit of a text such as 05:34:31.9 says how it is written.
        if (string.IsNullOrWhiteSpace(unit) || value is string)
            return value;
        double factor = AstroUnit.InDegrees(unit) ?? throw new AstroException(
            ErrorIds.UnitUnknown, $"'{name}' is in '{unit}', which is not a unit of angle.", "Give the unit of the column: Import-AstroTable -Unit.", name);
        return factor == 1 ? value : Convert.ToDouble(value, CultureInfo.InvariantCulture) * factor;
    }

    // Import-Csv returns every value as text, which may also be sexagesimal.
    private static SkyCoordinate Create(object longitude, object latitude, bool isGalactic)
    {
        if (longitude is string || latitude is string)
            return SkyCoordinate.Parse($"{ValueText.Format(longitude)} {ValueText.Format(latitude)}{(isGalactic ? " galactic" : "")}");
        double first = Convert.ToDouble(longitude, CultureInfo.InvariantCulture), second = Convert.ToDouble(latitude, CultureInfo.InvariantCulture);
        return isGalactic ? SkyCoordinate.FromGalactic(first, second) : new SkyCoordinate(first, second);
    }
}
