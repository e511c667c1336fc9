using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>
/// The columns with the proper motions of the rows of a table: along the axes of their positions or, where there are no such, along those of
/// another frame.
/// </summary>
internal sealed class ProperMotionColumns
{
    // In AllWISE these are the positions at another epoch, in degrees, beside pmra and pmdec.
    private static readonly (string Longitude, string Latitude) MovedOrMotion = ("ra_pm", "dec_pm");

    // The motion in right ascension or longitude is always times the cosine of the declination or latitude, as in every catalog since Hipparcos.
    private static readonly (string Longitude, string Latitude)[] Equatorial =
    [
        ("pmra", "pmdec"), ("pmra", "pmde"), ("pm_ra_cosdec", "pm_dec"), ("pmra_cosdec", "pmdec"), ("pm_ra", "pm_dec"), ("mu_alpha", "mu_delta"),
        ("pmra_cosdec", "pmde"), ("pmra_cosde", "pmde"), ("pmra_cosde", "pmdec"), ("mu_ra", "mu_dec"), ("mu_ra", "mu_de"), ("mu_ra_cosdec", "mu_dec"),
        MovedOrMotion,
    ];

    private static readonly (string Longitude, string Latitude)[] Galactic =
    [
        ("pm_l_cosb", "pm_b"), ("pml_cosb", "pmb"), ("pm_l", "pm_b"), ("pm_l_cosb", "pmb"), ("pm_glon", "pm_glat"), ("pm_gal_l", "pm_gal_b"),
        ("mu_l_cosb", "mu_b"), ("mu_l", "mu_b"),
    ];

    private static readonly (string Longitude, string Latitude)[] Ecliptic = [("pm_elong", "pm_elat"), ("pm_elon", "pm_elat"), ("pm_lambda", "pm_beta")];
    private static readonly (string Longitude, string Latitude)[] Other = [("pm_lon_coslat", "pm_lat")];

    private static readonly (PositionFrameKind Kind, (string Longitude, string Latitude)[] Names, (string Longitude, string Latitude) Ucd)[] ByFrame =
    [
        (PositionFrameKind.Icrs, Equatorial, ("pos.pm;pos.eq.ra", "pos.pm;pos.eq.dec")),
        (PositionFrameKind.Galactic, Galactic, ("pos.pm;pos.galactic.lon", "pos.pm;pos.galactic.lat")),
        (PositionFrameKind.Ecliptic, Ecliptic, ("pos.pm;pos.ecliptic.lon", "pos.pm;pos.ecliptic.lat")),
    ];

    private readonly ColumnInfo _longitude;
    private readonly ColumnInfo _latitude;
    private readonly ColumnInfo? _longitudeError;
    private readonly ColumnInfo? _latitudeError;

    private ProperMotionColumns(ColumnInfo longitude, ColumnInfo latitude, ColumnInfo? longitudeError, ColumnInfo? latitudeError)
    {
        _longitude = WithUnit(longitude);
        _latitude = WithUnit(latitude);
        _longitudeError = longitudeError is null ? null : WithUnit(longitudeError);
        _latitudeError = latitudeError is null ? null : WithUnit(latitudeError);
    }

    // A unit may be written with the name: pmRA [arcsec/yr].
    private static ColumnInfo WithUnit(ColumnInfo column) =>
        string.IsNullOrWhiteSpace(column.Unit) && ColumnUnit.MotionInName(column.Name) is { } unit ? column with { Unit = unit } : column;

    /// <summary>Names of the columns.</summary>
    public IEnumerable<string> Names => new[] { _longitude, _latitude, _longitudeError, _latitudeError }.OfType<ColumnInfo>().Select(column => column.Name);

    /// <summary>The frame along whose axes the motions are.</summary>
    /// <param name="positions">The frame of the positions.</param>
    public PositionFrame FrameBeside(PositionFrame positions)
    {
        (string before, string after) = PositionNames.Affixes(_longitude.Name);
        string name = PositionNames.Normalise(_longitude.Name[before.Length..^after.Length]);
        PositionFrameKind? kind = ByFrame
            .Where(frame => frame.Names.Any(pair => PositionNames.Normalise(pair.Longitude) == name) || HasUcd(_longitude, frame.Ucd.Longitude))
            .Select(frame => (PositionFrameKind?)frame.Kind)
            .FirstOrDefault();
        return kind is not { } own || own == FamilyOf(positions) ? positions : PositionFrame.Of(own);
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
        // The motions may be along other axes than the positions: Gaia has both coordinates, but motions in right ascension and declination only.
        (string before, string after) = affixes;
        PositionFrameKind family = FamilyOf(positions.Frame);
        foreach ((_, (string Longitude, string Latitude)[] names, (string Longitude, string Latitude) ucd) in ByFrame.OrderBy(frame => frame.Kind != family))
        {
            (string, string)[] pairs = family == PositionFrameKind.Icrs || ReferenceEquals(names, Equatorial) ? names : [.. names, .. Other];
            if ((ByName(pairs) ?? (before.Length + after.Length > 0 ? null : ByUcd(ucd.Longitude, ucd.Latitude))) is { } found)
                return found;
        }

        return null;

        ProperMotionColumns? ByName((string Longitude, string Latitude)[] pairs)
        {
            foreach ((string longitude, string latitude) in pairs)
            {
                if (Named(before + longitude + after) is { } lon && Named(before + latitude + after) is { } lat
                    && ((longitude, latitude) != MovedOrMotion || (Factor(lon) is not null && Factor(lat) is not null)))
                    return new ProperMotionColumns(lon, lat, Error(longitude), Error(latitude));
            }

            return null;
        }

        ProperMotionColumns? ByUcd(string longitude, string latitude)
        {
            ColumnInfo[] east = [.. columns.Where(column => HasUcd(column, longitude))], north = [.. columns.Where(column => HasUcd(column, latitude))];
            return east is [var lon] && north is [var lat] ? new ProperMotionColumns(lon, lat, Error(lon.Name), Error(lat.Name)) : null;
        }

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

    /// <summary>A column that holds proper motions by its UCD or unit; null if there is none.</summary>
    public static ColumnInfo? Unrecognised(IReadOnlyList<ColumnInfo> columns) =>
        columns.FirstOrDefault(column => HasUcd(column, "pos.pm") || (!string.IsNullOrWhiteSpace(WithUnit(column).Unit) && Factor(WithUnit(column)) is not null));

    private static PositionFrameKind FamilyOf(PositionFrame frame) => frame.IsEquatorial ? PositionFrameKind.Icrs : frame.Kind;

    private static bool HasUcd(ColumnInfo column, string start) =>
        column.Ucd?.Replace(" ", "", StringComparison.Ordinal).StartsWith(start, StringComparison.OrdinalIgnoreCase) ?? false;
}
