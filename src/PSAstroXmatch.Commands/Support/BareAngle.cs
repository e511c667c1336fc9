using System.Management.Automation;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>Tells radii that were given as numbers without a unit and are probably not in degrees.</summary>
/// <remarks>The numbers of typed objects do not carry units: $source.ErrorSemiMajor of a ChandraSource is a number of arcseconds, and a bare number.</remarks>
internal static class BareAngle
{
    // Few matches are made within so many degrees; more often it is a number of arcseconds, which would give millions of pairs.
    private const double LargestMatchRadius = 0.5;

    // The position that was bound last, on the thread of the pipeline that will use it.
    [ThreadStatic]
    private static (SkyCoordinate Position, PSObject Item)? _last;

    /// <summary>Notes the object that a position is of.</summary>
    public static SkyCoordinate Remember(SkyCoordinate position, PSObject origin)
    {
        _last = (position, origin);
        return position;
    }

    /// <summary>A warning that the radius around the position of an object is a property of it in another unit than degrees; otherwise null.</summary>
    public static string? OfPosition(string parameter, Angle? angle, SkyCoordinate? position) =>
        _last is { } last && position is { } given && last.Position.Equals(given) ? OfProperty(parameter, angle, last.Item) : null;

    /// <summary>A warning that a match radius is hardly meant in degrees; otherwise null.</summary>
    /// <param name="parameter">Name of the parameter, such as -Radius.</param>
    /// <param name="angle">Its argument; null if it was not given.</param>
    /// <param name="sides">The objects that are matched.</param>
    public static string? OfMatch(string parameter, Angle? angle, params IReadOnlyList<PSObject>[] sides) =>
        sides.Where(side => side.Count == 1).Select(side => OfProperty(parameter, angle, side[0])).FirstOrDefault(warning => warning is not null)
        ?? (angle is { IsBare: true, Degrees: > LargestMatchRadius and var degrees }
            ? $"{parameter} {ValueText.Format(degrees)} has no unit and is read as {ValueText.Format(degrees)} degrees. "
                + $"Write the unit, such as {parameter} {ValueText.Format(degrees)}arcsec, or {parameter} {ValueText.Format(degrees)}deg if degrees are meant."
            : null);

    // Other objects than those of the module have values that carry their units, or none.
    private static string? OfProperty(string parameter, Angle? angle, PSObject item)
    {
        if (angle is not { IsBare: true, Degrees: not 0 and var degrees } || !OriginalType.Of(item).IsDescribed)
            return null;
        ObjectColumn? same = ObjectColumn.Of(item).FirstOrDefault(column => AstroUnit.InDegrees(column.Unit) is not (null or 1)
            && column.Get(item) is double or float && ColumnValues.ToDouble(column.Get(item)!) == degrees);
        return same is null ? null
            : $"{parameter} {ValueText.Format(degrees)} has no unit and is read as degrees, but it is the '{same.Property}' of the {OriginalType.Of(item).Type!.Name}, "
                + $"which is in {same.Unit}. Write the unit, such as {parameter} \"$($source.{same.Property}){same.Unit}\".";
    }
}
