namespace PSAstroXmatch.Engine.Tables;

/// <summary>The names that files and services give to position columns, in pairs, most common first; case does not matter.</summary>
public static class PositionNames
{
    /// <summary>Right ascension and declination (ICRS or J2000).</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Equatorial { get; } =
    [
        ("ra", "dec"),
        ("raj2000", "dej2000"),
        ("raj2000", "decj2000"),
        ("_raj2000", "_dej2000"),
        ("ra_icrs", "de_icrs"),
        ("ra_icrs", "dec_icrs"),
        ("raicrs", "deicrs"),
        ("ra_deg", "dec_deg"),
        ("_ra", "_de"),
        ("_ra", "_dec"),
        ("ra", "de"),
        ("right_ascension", "declination"),
        ("rightascension", "declination"),
    ];

    /// <summary>Galactic longitude and latitude.</summary>
    public static IReadOnlyList<(string Longitude, string Latitude)> Galactic { get; } =
    [
        ("lii", "bii"),
        ("glon", "glat"),
        ("gal_l", "gal_b"),
        ("gal_lon", "gal_lat"),
        ("l", "b"),
    ];

    /// <summary>All longitude names of some pairs, most common first.</summary>
    public static string[] Longitudes(IEnumerable<(string Longitude, string Latitude)> pairs) => [.. pairs.Select(pair => pair.Longitude).Distinct()];

    /// <summary>All latitude names of some pairs, most common first.</summary>
    public static string[] Latitudes(IEnumerable<(string Longitude, string Latitude)> pairs) => [.. pairs.Select(pair => pair.Latitude).Distinct()];
}
