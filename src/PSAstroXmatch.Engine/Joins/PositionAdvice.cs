using System.Text.RegularExpressions;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>What to tell a user whose table has no columns that are recognized as a position.</summary>
internal static partial class PositionAdvice
{
    private const int ColumnsShown = 20;

    /// <summary>What to type, with the likeliest columns as the example, then the columns of the table.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; null where there is no such option.</param>
    public static string For(IReadOnlyList<ColumnInfo> columns, string? option)
    {
        string names = columns.FirstOrDefault(column => Longitude().IsMatch(column.Name)) is { } longitude
            && columns.FirstOrDefault(column => Latitude().IsMatch(column.Name)) is { } latitude
            ? $"{Quote(longitude.Name)}, {Quote(latitude.Name)}"
            : "<right ascension>, <declination>";
        return $"Name the two columns: {(option is null ? "" : option + " ")}{names}. The columns are: {List(columns)}.";
    }

    /// <summary>The names of the first columns, and the number of the others.</summary>
    public static string List(IReadOnlyList<ColumnInfo> columns) =>
        string.Join(", ", columns.Take(ColumnsShown).Select(column => column.Name))
        + (columns.Count > ColumnsShown ? $" and {columns.Count - ColumnsShown} more" : "");

    private static string Quote(string name) => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    // "ra" as a word of its own or with a suffix of position columns: RA (deg), ra_fermi, RAJ2000_2mass, RAhms; but not rate or radius.
    [GeneratedRegex("(?<![a-z])(ra(?![a-z])|raj|rah|radeg|raicrs|right.?asc|alpha)", RegexOptions.IgnoreCase)]
    private static partial Regex Longitude();

    [GeneratedRegex("(?<![a-z])(dec?(?![a-z])|dec?[jd]|deicrs|decl|delta)", RegexOptions.IgnoreCase)]
    private static partial Regex Latitude();
}
