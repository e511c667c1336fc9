using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>
/// The columns with the proper motions of the rows of a table: along the axes of their positions, or along right ascension and declination in ICRS
/// beside galactic or other coordinates.
/// </summary>
internal sealed class ProperMotionColumns
{
    // The motion in right ascension or longitude is always times the cosine of the declination or latitude, as in every catalog since Hipparcos.
    private static readonly (string Longitude, string Latitude)[] Equatorial =
        [("pmra", "pmdec"), ("pmra", "pmde"), ("pm_ra_cosdec", "pm_dec"), ("pmra_cosdec", "pmdec"), ("pm_ra", "pm_dec"), ("mu_alpha", "mu_delta")];

    private static readonly (string Longitude, string Latitude)[] Galactic = [("pm_l_cosb", "pm_b"), ("pml_cosb", "pmb"), ("pml", "pmb"), ("pm_l", "pm_b")];
    private static readonly (string Longitude, string Latitude)[] Other = [("pm_lon_coslat", "pm_lat")];

    private const string UcdOfRa = "pos.pm;pos.eq.ra";

    private readonly ColumnInfo _longitude;
    private readonly ColumnInfo _latitude;
    private readonly ColumnInfo? _longitudeError;
    private readonly ColumnInfo? _latitudeError;

    private ProperMotionColumns(ColumnInfo longitude, ColumnInfo latitude, ColumnInfo? longitudeError, ColumnInfo? latitudeError)
    {
        _longitude = longitude;
        _latitude = latitude;
        _longitudeError = longitudeError;
        _latitudeError = latitudeError;
    }

    /// <summary>Names of the columns.</summary>
    public IEnumerable<string> Names => new[] { _longitude, _latitude, _longitudeError, _latitudeError }.OfType<ColumnInfo>().Select(column => column.Name);

    /// <summary>Whether the motions are in right ascension and declination.</summary>
    public bool AreEquatorial
    {
        get
        {
            (string before, string after) = PositionNames.Affixes(_longitude.Name);
            string name = PositionNames.Normalise(_longitude.Name[before.Length..^after.Length]);
            return Equatorial.Any(pair => PositionNames.Normalise(pair.Longitude) == name) || Ucd(_longitude).StartsWith(UcdOfRa, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whether the unit of the motions is understood, or not given.</summary>
    public bool HasKnownUnits => new[] { _longitude, _latitude }.All(column => Factor(column) is not null);

    /// <summary>A warning if the unit of the motions had to be assumed; otherwise null.</summary>
    public string? Warning(string source) => string.IsNullOrWhiteSpace(_longitude.Unit) || string.IsNullOrWhiteSpace(_latitude.Unit)
        ? $"{source}: the proper motions in '{_longitude.Name}' and '{_latitude.Name}' have no unit and are taken to be in mas/yr."
        : null;

    /// <summary>Names of the columns, as <see cref="Of"/> takes them.</summary>
    public IReadOnlyList<string> Marked => _longitudeError is null || _latitudeError is null ? [.. Names.Take(2)] : [.. Names];

    /// <summary>The motions in columns of these names: in longitude and latitude, and perhaps their errors; null if there are none.</summary>
    public static ProperMotionColumns? Of(IReadOnlyList<ColumnInfo> columns, IReadOnlyList<string> names)
    {
        ColumnInfo[] found = [.. names.Select(name => columns.First(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        return found.Length < 2 ? null : new ProperMotionColumns(found[0], found[1], found.ElementAtOrDefault(2), found.ElementAtOrDefault(3));
    }

    /// <summary>Finds the motions that belong to some positions; null if there are none.</summary>
    /// <param name="columns">The columns among which they are.</param>
    /// <param name="positions">The positions.</param>
    /// <param name="affixes">What surrounds the names of the columns.</param>
    public static ProperMotionColumns? Find(IReadOnlyList<ColumnInfo> columns, TablePositions positions, (string Before, string After) affixes)
    {
        ColumnInfo? Named(string name) => columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? columns.FirstOrDefault(column => PositionNames.Normalise(column.Name) == PositionNames.Normalise(name));
        // Catalogs with both coordinates, such as Gaia, give the motions in right ascension and declination only.
        (string Longitude, string Latitude)[] pairs = positions.Frame.IsEquatorial ? Equatorial
            : [.. positions.Frame.Kind == PositionFrameKind.Galactic ? Galactic : Other, .. Equatorial];
        (string before, string after) = affixes;
        foreach ((string longitude, string latitude) in pairs)
        {
            if (Named(before + longitude + after) is { } lon && Named(before + latitude + after) is { } lat)
                return new ProperMotionColumns(lon, lat, Error(longitude), Error(latitude));
        }

        if (before.Length + after.Length > 0)
            return null;
        ColumnInfo[] byUcd = [.. columns.Where(column => Ucd(column).StartsWith(UcdOfRa, StringComparison.OrdinalIgnoreCase))];
        ColumnInfo[] other = [.. columns.Where(column => Ucd(column).StartsWith("pos.pm;pos.eq.dec", StringComparison.OrdinalIgnoreCase))];
        return byUcd is [var east] && other is [var north] ? new ProperMotionColumns(east, north, Error(east.Name), Error(north.Name)) : null;

        ColumnInfo? Error(string name) => Named($"{before}{name}_error{after}") ?? Named($"{before}e_{name}{after}") ?? Named($"{before}{name}_err{after}");
    }

    /// <summary>The motions of a block of rows along longitude and latitude, mas/yr, NaN where unknown.</summary>
    /// <exception cref="AstroException">UnitUnknown: the unit is not one of proper motion.</exception>
    public (double[] East, double[] North) Read(AstroTable table, string source) => (Read(table, _longitude, source), Read(table, _latitude, source));

    /// <summary>The 1σ errors of the motions, mas/yr, NaN where unknown; null if the table has none.</summary>
    /// <exception cref="AstroException">UnitUnknown: the unit is not one of proper motion.</exception>
    public (double[] East, double[] North)? ReadErrors(AstroTable table, string source) =>
        _longitudeError is null || _latitudeError is null ? null : (Read(table, _longitudeError, source), Read(table, _latitudeError, source));

    private static double[] Read(AstroTable table, ColumnInfo column, string source)
    {
        double factor = Factor(column) ?? throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{source}: column '{column.Name}' has the unit '{column.Unit}', which is not a known unit of proper motion.",
            "Convert the column to mas/yr.",
            column.Name);
        double[] values = table[column.Name].ToDoubles();
        return factor == 1 ? values : Array.ConvertAll(values, value => value * factor);
    }

    private static double? Factor(ColumnInfo column) =>
        string.IsNullOrWhiteSpace(column.Unit) ? 1 : AstroUnit.Parse(column.Unit)?.FactorTo(AstroUnit.Parse("mas/yr")!);

    private static string Ucd(ColumnInfo column) => column.Ucd?.Replace(" ", "", StringComparison.Ordinal) ?? "";
}
