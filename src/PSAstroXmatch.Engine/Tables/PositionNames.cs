using System.Text.RegularExpressions;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>The names that files and services give to position columns, in pairs, by frame.</summary>
/// <remarks>
/// In each list the names of a catalog's own position come before those of a position that was computed for another epoch: VizieR and the CDS
/// X-Match add RAJ2000 at the epoch J2000 to the RA_ICRS or RAdeg of Gaia.
/// </remarks>
public static partial class PositionNames
{
    // Positions of catalogs were given for J2000 from 1984 on.
    private const double LastOldEquinox = 1984;

    /// <summary>Right ascension and declination in ICRS or, what is the same within 0.03 arcsec, at J2000.</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Equatorial { get; } =
    [
        ("ra", "dec"),
        ("ra_icrs", "de_icrs"),
        ("ra_icrs", "dec_icrs"),
        ("raicrs", "deicrs"),
        ("raicrs", "decicrs"),
        ("radeg", "dedeg"),
        ("radeg", "decdeg"),
        ("ra_deg", "dec_deg"),
        ("ra_deg", "de_deg"),
        ("raj2000", "dej2000"),
        ("raj2000", "decj2000"),
        ("ra_j2000", "dec_j2000"),
        ("_raj2000", "_dej2000"),
        ("ra2000", "dec2000"),
        ("ra2000", "de2000"),
        ("_ra", "_de"),
        ("_ra", "_dec"),
        ("ra", "de"),
        ("ra", "decl"),
        ("right_ascension", "declination"),
        ("rightascension", "declination"),
        ("rajd", "decjd"),
        ("raj", "decj"),
        ("s_ra", "s_dec"),
        // Pan-STARRS 1 recommends the mean of the single exposures, which are calibrated on Gaia, for the position of an object.
        ("ramean", "decmean"),
        ("rastack", "decstack"),
        ("meanra", "meandec"),
        ("alphawin_j2000", "deltawin_j2000"),
        ("alpha_j2000", "delta_j2000"),
        ("alphapsf_j2000", "deltapsf_j2000"),
        ("alphapeak_j2000", "deltapeak_j2000"),
        ("xwin_world", "ywin_world"),
        ("x_world", "y_world"),
        ("coord_ra", "coord_dec"),
        ("target_ra", "target_dec"),
        ("rahms", "dedms"),
        ("rahms", "decdms"),
        // Transient Name Server, SIMBAD by astroquery, 4XMM, VizieR's computed position, SDSS plates, ASKAP components.
        ("ra", "declination"),
        ("ra_d", "dec_d"),
        ("sc_ra", "sc_dec"),
        ("_ra.icrs", "_de.icrs"),
        ("plug_ra", "plug_dec"),
        ("ra_deg_cont", "dec_deg_cont"),
        ("r.a.", "dec."),
        ("r.a.", "decl."),
    ];

    /// <summary>Right ascension and declination of the FK4 at B1950.</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Fk4 { get; } =
    [
        ("rab1950", "deb1950"),
        ("rab1950", "decb1950"),
        ("_rab1950", "_deb1950"),
        ("ra_b1950", "dec_b1950"),
        ("ra1950", "dec1950"),
        ("ra1950", "de1950"),
        ("alphawin_b1950", "deltawin_b1950"),
        ("alpha_b1950", "delta_b1950"),
    ];

    /// <summary>Galactic longitude and latitude.</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Galactic { get; } =
    [
        ("lii", "bii"),
        ("glon", "glat"),
        ("_glon", "_glat"),
        ("gal_l", "gal_b"),
        ("gal_lon", "gal_lat"),
        ("galactic_longitude", "galactic_latitude"),
        ("l", "b"),
    ];

    /// <summary>Ecliptic longitude and latitude, J2000.</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Ecliptic { get; } =
    [
        ("elon", "elat"),
        ("elong", "elat"),
        ("ecl_lon", "ecl_lat"),
        ("eclon", "eclat"),
        ("ecliptic_longitude", "ecliptic_latitude"),
    ];

    /// <summary>Supergalactic longitude and latitude.</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Supergalactic { get; } =
    [
        ("sgl", "sgb"),
        ("sglon", "sglat"),
        ("supergalactic_longitude", "supergalactic_latitude"),
    ];

    /// <summary>The lists with the frames of their positions, those that need no conversion first.</summary>
    public static IReadOnlyList<(IReadOnlyList<(string Longitude, string Latitude)> Pairs, PositionFrame Frame)> ByFrame { get; } =
    [
        (Equatorial, PositionFrame.Icrs),
        (Galactic, PositionFrame.Galactic),
        (Fk4, PositionFrame.Fk4),
        (Ecliptic, PositionFrame.Ecliptic),
        (Supergalactic, PositionFrame.Supergalactic),
    ];

    private static readonly Dictionary<string, PositionFrame> Frames = ByFrame
        .Reverse()
        .SelectMany(list => list.Pairs.SelectMany(pair => new[] { pair.Longitude, pair.Latitude }.Select(name => (Name: Normalise(name), list.Frame))))
        .GroupBy(entry => entry.Name)
        .ToDictionary(group => group.Key, group => group.Last().Frame);

    /// <summary>
    /// The frame that the name of a column means, also as one of several positions such as coord.l or glon_1, or with the frame or equinox in
    /// it, such as "RA (B1950)" or RA1875; null if the name does not tell.
    /// </summary>
    public static PositionFrame? FrameOf(string name)
    {
        if (OldEquinox(name) is { } old)
            return old;
        string normal = Normalise(Number().Replace(name[(name.LastIndexOf('.') + 1)..], ""));
        if (Frames.TryGetValue(normal, out PositionFrame? frame) && !frame.IsEquatorial)
            return frame;
        // "Longitude (Galactic)"; an equinox such as J2000 is told apart from ICRS by no name.
        PositionFrame? noted = Unit().Match(name) is { Success: true } note && PositionFrame.KindOf(note.Value.Trim(' ', '(', ')', '[', ']')) is { } kind
            ? PositionFrame.Of(kind)
            : null;
        return noted is { IsEquatorial: false } or { Kind: PositionFrameKind.Fk4 } ? noted : frame;
    }

    /// <summary>The frame that the UCD of a coordinate means, in which right ascension and declination alone are of ICRS; null if it is not one of a coordinate.</summary>
    public static PositionFrame? FrameOfUcd(string? ucd)
    {
        string start = ucd?.Trim().Replace('_', '.').ToLowerInvariant() ?? "";
        return start.StartsWith("pos.eq.ra", StringComparison.Ordinal) || start.StartsWith("pos.eq.dec", StringComparison.Ordinal) ? PositionFrame.Icrs
            : start.StartsWith("pos.gal", StringComparison.Ordinal) ? PositionFrame.Galactic
            : start.StartsWith("pos.ec", StringComparison.Ordinal) ? PositionFrame.Ecliptic
            : start.StartsWith("pos.supergalactic", StringComparison.Ordinal) || start.StartsWith("pos.sg", StringComparison.Ordinal) ? PositionFrame.Supergalactic
            : null;
    }

    // Besselian equinoxes, and those of the FK5 before its time. J2000 is taken as ICRS, and a later year is an epoch: J2015.5, J2016.
    private static PositionFrame? OldEquinox(string name)
    {
        if (Equinox().Match(name) is not { Success: true } match)
            return null;
        string letter = match.Groups["letter"].Value.ToUpperInvariant(), year = match.Groups["year"].Value;
        PositionFrameKind kind = letter == "J" ? PositionFrameKind.Fk5 : PositionFrameKind.Fk4;
        return PositionFrame.EquinoxOf(kind, letter + year) is { } equinox && (letter == "B" || equinox < LastOldEquinox) ? PositionFrame.Of(kind, equinox) : null;
    }

    /// <summary>A name without case, blanks, underscores and a unit in parentheses or brackets: "RA (deg)" is "ra".</summary>
    public static string Normalise(string name) => Unit().Replace(name, "").Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
        .ToLowerInvariant();

    /// <summary>What surrounds the names of the columns of one of several objects in a row: coord.ra gives "coord." and "", ra_1 gives "" and "_1".</summary>
    /// <remarks>_RA.icrs and R.A. are names as they stand.</remarks>
    /// <param name="name">Name of a column of its position.</param>
    public static (string Before, string After) Affixes(string name)
    {
        string after = Number().Match(name).Value;
        return (Frames.ContainsKey(Normalise(name[..^after.Length])) ? "" : name[..(name.LastIndexOf('.') + 1)], after);
    }

    /// <summary>All longitude names of some pairs, most common first.</summary>
    public static string[] Longitudes(IEnumerable<(string Longitude, string Latitude)> pairs) => [.. pairs.Select(pair => pair.Longitude).Distinct()];

    /// <summary>All latitude names of some pairs, most common first.</summary>
    public static string[] Latitudes(IEnumerable<(string Longitude, string Latitude)> pairs) => [.. pairs.Select(pair => pair.Latitude).Distinct()];

    [GeneratedRegex(@"_\d$")]
    private static partial Regex Number();

    // A year without a letter is an equinox only if it is one of the usual ones.
    [GeneratedRegex(@"(?<![\d.])(?:(?<letter>[BJ])(?<year>1[89]\d\d(?:\.\d+)?)|(?<year>18(?:55|75)|19(?:00|25|50|75))(?:\.0+)?)(?![\d.])", RegexOptions.IgnoreCase)]
    private static partial Regex Equinox();

    [GeneratedRegex(@"\s*(\([^()]*\)|\[[^\[\]]*\])\s*$")]
    private static partial Regex Unit();
}
