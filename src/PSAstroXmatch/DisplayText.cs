using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>
/// Formats values for the format views in invariant culture, which a FormatString in a view does not use (0,00090 on a German machine).
/// </summary>
public static class DisplayText
{
    /// <summary>An angle in degrees with four decimals; empty for NaN or null.</summary>
    public static string Degrees(double? degrees) => Fixed(degrees, 4);

    /// <summary>A number with a fixed number of decimals; empty for NaN or null.</summary>
    public static string Fixed(double? value, int decimals) =>
        value is null || double.IsNaN(value.Value) ? "" : value.Value.ToString("F" + decimals, CultureInfo.InvariantCulture);

    /// <summary>A flux in scientific notation with three significant digits, such as 8.71e-12; empty for NaN or null.</summary>
    public static string Flux(double? flux) =>
        flux is null || double.IsNaN(flux.Value) ? "" : flux.Value.ToString("0.00e-00", CultureInfo.InvariantCulture);

    /// <summary>A small angle in a suitable unit: arcsec below one arcminute, arcmin below one degree, otherwise degrees.</summary>
    public static string Separation(double? degrees)
    {
        if (degrees is null || double.IsNaN(degrees.Value))
            return "";
        double arcsec = degrees.Value * 3600;
        return arcsec < 60 ? Fixed(arcsec, 2) + "\""
            : arcsec < 3600 ? Fixed(arcsec / 60, 2) + "'"
            : Fixed(degrees, 3) + "°";
    }

    /// <summary>A value in invariant culture with all its digits; empty for NaN or null.</summary>
    public static string Value(object? value) => VisibleText.Of(ValueText.Format(value));

    /// <summary>A number with all its digits and its unit; empty for NaN or null.</summary>
    public static string Quantity(double? value, string unit) =>
        value is null || double.IsNaN(value.Value) ? "" : $"{ValueText.Format(value.Value)} {unit}";

    /// <summary>The first values of a list and the number of the rest.</summary>
    public static string Start(object? list, int count) => Start(list, count, tellRest: true);

    /// <summary>The first values of a list.</summary>
    /// <param name="list">The list, also one of which a job or Clixml kept only the values.</param>
    /// <param name="count">Number of values shown.</param>
    /// <param name="tellRest">Whether to add the number of the others.</param>
    public static string Start(object? list, int count, bool tellRest)
    {
        object?[] values = Values(list);
        return string.Join(", ", values.Take(count).Select(value => VisibleText.OnOneLine(ValueText.Format(value))))
            + (tellRest && values.Length > count ? $", … ({values.Length - count} more)" : "");
    }

    /// <summary>The names of the first columns of a table and the number of the rest.</summary>
    public static string Names(IReadOnlyList<AstroColumn> columns, int count) => Start(new ValueList<string>([.. columns.Select(column => column.Name)]), count);

    /// <summary>A time in UTC to the second; empty for null.</summary>
    public static string Time(DateTime? time) =>
        time is null ? "" : time.Value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A small angle, given in arcseconds, in a suitable unit.</summary>
    public static string Arcsec(double? arcsec) => Separation(arcsec / 3600);

    /// <summary>The first separation in a counterpart's list, in arcseconds, from the source that was searched around.</summary>
    /// <param name="fromFermi">Separations from the Fermi source.</param>
    /// <param name="fromCsc">Separations from the nearest Chandra source.</param>
    /// <param name="aroundCsc">Whether the search was around the Chandra sources. If its separation is missing, the other one is shown.</param>
    public static string FirstArcsec(object? fromFermi, object? fromCsc, bool aroundCsc)
    {
        double nearest = First(aroundCsc ? fromCsc : fromFermi);
        return Arcsec(double.IsNaN(nearest) ? First(aroundCsc ? fromFermi : fromCsc) : nearest);
    }

    /// <summary>The first separation of a list, in arcseconds, in a suitable unit; empty if there is none.</summary>
    public static string FirstArcsec(object? separations) => Arcsec(First(separations));

    /// <summary>The first number of a list with a fixed number of decimals; empty if there is none.</summary>
    public static string FirstFixed(object? numbers, int decimals) => Fixed(First(numbers), decimals);

    private static double First(object? list) => Values(list).FirstOrDefault() is double first ? first : double.NaN;

    // The values of a stored list, and the list itself, may be wrapped.
    private static object?[] Values(object? list) => Bare(list) switch
    {
        null => [],
        IEnumerable values and not string => [.. values.Cast<object?>().Select(Bare)],
        var value => [value],
    };

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>A duration in a suitable unit: 45 s, 12 min, 3.4 h, 2.1 d.</summary>
    public static string Duration(TimeSpan time) => time.TotalMinutes < 2 ? Fixed(time.TotalSeconds, 0) + " s"
        : time.TotalHours < 2 ? Fixed(time.TotalMinutes, 0) + " min"
        : time.TotalDays < 2 ? Fixed(time.TotalHours, 1) + " h"
        : Fixed(time.TotalDays, 1) + " d";

    /// <summary>An age in the largest unit that divides it, in words: 1 day, 36 hours.</summary>
    public static string Age(TimeSpan age)
    {
        (long count, string unit) = age switch
        {
            _ when age.Ticks % TimeSpan.TicksPerDay == 0 => (age.Ticks / TimeSpan.TicksPerDay, "day"),
            _ when age.Ticks % TimeSpan.TicksPerHour == 0 => (age.Ticks / TimeSpan.TicksPerHour, "hour"),
            _ when age.Ticks % TimeSpan.TicksPerMinute == 0 => (age.Ticks / TimeSpan.TicksPerMinute, "minute"),
            _ => (age.Ticks / TimeSpan.TicksPerSecond, "second"),
        };
        return count == 1 ? $"1 {unit}" : $"{ValueText.Count(count)} {unit}s";
    }

    /// <summary>
    /// The label of an object, of a custom object or of a table row, wrapped or not: its name or identifier, otherwise its first value;
    /// empty for null.
    /// </summary>
    public static string Label(object? item) => VisibleText.OnOneLine(LabelOf(item));

    private static string LabelOf(object? item) => item switch
    {
        PSObject { BaseObject: PSCustomObject } custom => ValueText.Format(LabelProperty(custom)?.Value is PSObject value ? value.BaseObject : LabelProperty(custom)?.Value).Trim(),
        PSObject wrapped => ObjectLabel.Of(wrapped.BaseObject),
        _ => ObjectLabel.Of(item),
    };

    /// <summary>The labels of the first objects of a list and the number of the rest.</summary>
    public static string Labels(ValueList<object>? list, int count) =>
        list is null ? "" : Start(new ValueList<string>([.. list.Select(Label)]), count);

    private static PSPropertyInfo? LabelProperty(PSObject item) =>
        ObjectLabel.PropertyNames.Select(name => item.Properties[name]).FirstOrDefault(property => property is not null) ?? item.Properties.FirstOrDefault();
}
