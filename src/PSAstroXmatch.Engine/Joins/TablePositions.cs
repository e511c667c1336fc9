using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The two columns of a table that hold the positions of its rows.</summary>
/// <remarks>
/// Search order: equatorial columns by name (<see cref="PositionNames"/>), then by UCD with meta.main, galactic columns by name, a single
/// pair in either frame by UCD alone, and finally the equatorial columns of the left side of a joined table (ra_1, dec_1). Galactic
/// positions are converted to ICRS.
/// </remarks>
public sealed class TablePositions
{
    private TablePositions(string longitude, string latitude, bool isGalactic)
    {
        Longitude = longitude;
        Latitude = latitude;
        IsGalactic = isGalactic;
    }

    /// <summary>Name of the column of right ascension or galactic longitude.</summary>
    public string Longitude { get; }

    /// <summary>Name of the column of declination or galactic latitude.</summary>
    public string Latitude { get; }

    /// <summary>Whether the columns are galactic.</summary>
    public bool IsGalactic { get; }

    /// <summary>Finds the columns.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; the error names it.</param>
    /// <exception cref="AstroException">PositionColumnsNotFound: there are none, or several pairs with no main one among them.</exception>
    public static TablePositions Find(IReadOnlyList<ColumnInfo> columns, string source, string? option = null) =>
        FindOptional(columns) ?? throw new AstroException(
            ErrorIds.PositionColumnsNotFound,
            $"{source} has no columns that are recognized as a position, or several pairs of them.",
            PositionAdvice.For(columns, option),
            source);

    /// <summary>Finds the columns; null if there are none, or several pairs with no main one among them.</summary>
    /// <param name="columns">The columns of the table.</param>
    public static TablePositions? FindOptional(IReadOnlyList<ColumnInfo> columns) =>
        ByName(columns, PositionNames.Equatorial, false)
        ?? ByUcd(columns, ["pos.eq.ra;meta.main", "pos_eq_ra_main"], ["pos.eq.dec;meta.main", "pos_eq_dec_main"], false)
        ?? ByName(columns, PositionNames.Galactic, true)
        ?? ByUcd(columns, ["pos.eq.ra", "pos_eq_ra"], ["pos.eq.dec", "pos_eq_dec"], false)
        ?? ByUcd(columns, ["pos.galactic.lon", "pos.galactic.lon;meta.main", "pos_gal_lon"], ["pos.galactic.lat", "pos.galactic.lat;meta.main", "pos_gal_lat"], true)
        ?? ByName(columns, PositionNames.Equatorial.Select(pair => (pair.Longitude + "_1", pair.Latitude + "_1")), false);

    /// <summary>Uses the columns named by the user; their UCDs or names tell whether they are galactic.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="longitude">Name of the column of right ascension or galactic longitude, ignoring case.</param>
    /// <param name="latitude">Name of the column of declination or galactic latitude, ignoring case.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <exception cref="AstroException">ColumnNotFound: the table lacks one of them.</exception>
    public static TablePositions Named(IReadOnlyList<ColumnInfo> columns, string longitude, string latitude, string source)
    {
        foreach (string name in new[] { longitude, latitude })
        {
            if (Column(columns, name) is null)
            {
                throw new AstroException(
                    ErrorIds.ColumnNotFound,
                    $"{source} has no column '{name}'. Its columns: {PositionAdvice.List(columns)}.",
                    "Give the names of two of these columns.",
                    name);
            }
        }
        string? ucd = Column(columns, longitude)!.Ucd;
        bool isGalactic = ucd?.StartsWith("pos.galactic", StringComparison.OrdinalIgnoreCase)
            ?? PositionNames.Galactic.Contains((longitude.ToLowerInvariant(), latitude.ToLowerInvariant()));
        return new TablePositions(longitude, latitude, isGalactic);
    }

    /// <summary>Reads the ICRS positions from a table with these columns, or from a block of its rows; NaN where a row has none.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">UnitUnknown, ValueInvalid: a column or cell does not hold an angle; the message names the column and row.</exception>
    public SkyPositions Read(AstroTable table, string source, long firstRow = 0)
    {
        double[] longitude = AngleColumn.Read(table[Longitude], source, firstRow, IsGalactic ? AngleUnit.Degree : AngleUnit.Hour);
        double[] latitude = AngleColumn.Read(table[Latitude], source, firstRow, AngleUnit.Degree);
        if (!IsGalactic)
            return new SkyPositions(longitude, latitude);
        double[] ra = new double[longitude.Length], dec = new double[longitude.Length];
        for (int row = 0; row < ra.Length; row++)
        {
            // Latitudes beyond the poles cannot be converted.
            (ra[row], dec[row]) = Math.Abs(latitude[row]) <= 90 ? Galactic.ToIcrs(longitude[row], latitude[row]) : (double.NaN, double.NaN);
        }
        return new SkyPositions(ra, dec);
    }

    /// <summary>Whether a row has a position that can be matched.</summary>
    internal static bool IsUsable(SkyPositions positions, int row) => double.IsFinite(positions.Ra[row]) && Math.Abs(positions.Dec[row]) <= 90;

    private static TablePositions? ByName(IReadOnlyList<ColumnInfo> columns, IEnumerable<(string Longitude, string Latitude)> pairs, bool isGalactic)
    {
        foreach ((string longitude, string latitude) in pairs)
        {
            if (Column(columns, longitude) is { } lon && Column(columns, latitude) is { } lat)
                return new TablePositions(lon.Name, lat.Name, isGalactic);
        }
        return null;
    }

    // Two columns with the same UCD, as in a joined table, are ambiguous.
    private static TablePositions? ByUcd(IReadOnlyList<ColumnInfo> columns, string[] longitude, string[] latitude, bool isGalactic) =>
        WithUcd(columns, longitude) is [var lon] && WithUcd(columns, latitude) is [var lat] ? new TablePositions(lon.Name, lat.Name, isGalactic) : null;

    private static ColumnInfo[] WithUcd(IReadOnlyList<ColumnInfo> columns, string[] ucds) =>
        [.. columns.Where(column => ucds.Contains(column.Ucd?.Trim(), StringComparer.OrdinalIgnoreCase))];

    private static ColumnInfo? Column(IReadOnlyList<ColumnInfo> columns, string name) =>
        columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

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
