using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch;

/// <summary>The kinds of celestial frame in which positions are given.</summary>
public enum PositionFrameKind
{
    /// <summary>International Celestial Reference System.</summary>
    Icrs,

    /// <summary>Right ascension and declination of the FK5 at a mean equinox, J2000 unless said otherwise.</summary>
    Fk5,

    /// <summary>Right ascension and declination of the FK4, with the E-terms of aberration, at a mean equinox, B1950 unless said otherwise.</summary>
    Fk4,

    /// <summary>As <see cref="Fk4"/>, without the E-terms of aberration; FK4-NO-E in FITS.</summary>
    Fk4NoETerms,

    /// <summary>Galactic longitude and latitude (IAU 1958).</summary>
    Galactic,

    /// <summary>Longitude and latitude in the mean ecliptic (IAU 2006) of an equinox, J2000 unless said otherwise; astropy's BarycentricMeanEcliptic.</summary>
    Ecliptic,

    /// <summary>Supergalactic longitude and latitude (de Vaucouleurs).</summary>
    Supergalactic,
}

/// <summary>A celestial frame: its kind, and the equinox where it has one.</summary>
public sealed partial record PositionFrame
{
    private PositionFrame(PositionFrameKind kind, double? equinox = null)
    {
        Kind = kind;
        Equinox = equinox;
    }

    /// <summary>ICRS.</summary>
    public static PositionFrame Icrs { get; } = new(PositionFrameKind.Icrs);

    /// <summary>Galactic coordinates.</summary>
    public static PositionFrame Galactic { get; } = new(PositionFrameKind.Galactic);

    /// <summary>Supergalactic coordinates.</summary>
    public static PositionFrame Supergalactic { get; } = new(PositionFrameKind.Supergalactic);

    /// <summary>FK5 at the equinox J2000.</summary>
    public static PositionFrame Fk5 { get; } = new(PositionFrameKind.Fk5, 2000);

    /// <summary>FK4 at the equinox B1950.</summary>
    public static PositionFrame Fk4 { get; } = new(PositionFrameKind.Fk4, JulianYear.OfBesselian(1950));

    /// <summary>The mean ecliptic and equinox of J2000.</summary>
    public static PositionFrame Ecliptic { get; } = new(PositionFrameKind.Ecliptic, 2000);

    /// <summary>The frames that <see cref="Parse"/> understands, as examples for people and completion.</summary>
    public static IReadOnlyList<string> Examples { get; } =
        ["ICRS", "FK5", "FK5 J1975", "J2000", "FK4", "FK4 B1975", "B1950", "Galactic", "Ecliptic", "Supergalactic"];

    /// <summary>The kind of the frame.</summary>
    public PositionFrameKind Kind { get; }

    /// <summary>Mean equinox, Julian year (TT); null for a frame without equinox.</summary>
    public double? Equinox { get; }

    /// <summary>
    /// Julian year at which FK4 positions were observed: the FK4 rotates with respect to distant objects. Null means the equinox, as in astropy.
    /// </summary>
    public double? ObservationEpoch { get; init; }

    /// <summary>Whether FK4 positions were observed at the equinox, to a thousandth of a year, as is assumed where nothing else is said.</summary>
    internal bool IsObservedAtEquinox => ObservationEpoch is not double year || Math.Abs(year - Equinox!.Value) < 0.001;

    /// <summary>Whether the coordinates are right ascension and declination.</summary>
    public bool IsEquatorial => Kind is PositionFrameKind.Icrs or PositionFrameKind.Fk5 or PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms;

    /// <summary>A frame of a kind; an equinox is ignored where the kind has none.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="equinox">Julian year; null for B1950 (FK4) or J2000.</param>
    public static PositionFrame Of(PositionFrameKind kind, double? equinox = null) => kind switch
    {
        PositionFrameKind.Icrs => Icrs,
        PositionFrameKind.Galactic => Galactic,
        PositionFrameKind.Supergalactic => Supergalactic,
        PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms => new PositionFrame(kind, equinox ?? Fk4.Equinox),
        _ => new PositionFrame(kind, equinox ?? 2000),
    };

    /// <summary>Reads a frame that a user typed, such as "ICRS", "FK5 J1975", "B1950", "Galactic"; case does not matter.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="AstroException">FrameUnknown: the text is not a known frame.</exception>
    public static PositionFrame Parse(string text) => TryParse(text, out PositionFrame? frame, out PositionFrameKind? kind) ? frame : throw new AstroException(
        ErrorIds.FrameUnknown,
        kind is { } fixedFrame
            ? $"'{text}' is not a frame: {Of(fixedFrame)} has no equinox."
            : $"'{text}' is not a known frame.",
        $"Use one of {string.Join(", ", Examples)}; another equinox is written in the same way. The epoch of positions is not part of the frame.",
        text);

    /// <summary>As <see cref="Parse"/>; false if the text is not a known frame.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PositionFrame? frame) => TryParse(text, out frame, out _);

    private static bool TryParse(string text, [NotNullWhen(true)] out PositionFrame? frame, out PositionFrameKind? kind)
    {
        Match match = Pattern().Match(text.Trim());
        kind = match.Success ? KindOf(match.Groups["frame"].Value) : null;
        string year = match.Groups["year"].Value;
        // A year alone is an equinox by its letter: B of the FK4, J of the FK5.
        if (match.Success && kind is null && match.Groups["frame"].Length == 0 && year.Length > 0 && char.IsLetter(year[0]))
            kind = char.ToUpperInvariant(year[0]) == 'B' ? PositionFrameKind.Fk4 : PositionFrameKind.Fk5;
        frame = kind is { } known && (year.Length == 0 || TakesEquinox(known)) ? Of(known, year.Length == 0 ? null : EquinoxOf(known, year)) : null;
        return frame is not null;
    }

    /// <summary>The kind that a name in a file or service means: of COOSYS, RADESYS, the IVOA vocabulary refframe, or astropy; null if it is unknown.</summary>
    /// <param name="name">Name, ignoring case, blanks, hyphens and underscores.</param>
    public static PositionFrameKind? KindOf(string name) =>
        name.ToUpperInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) switch
        {
            "ICRS" or "ICRF" or "ICRF2" or "ICRF3" => PositionFrameKind.Icrs,
            "FK5" or "EQFK5" => PositionFrameKind.Fk5,
            "FK4" or "EQFK4" => PositionFrameKind.Fk4,
            "FK4NOE" or "FK4NOETERMS" => PositionFrameKind.Fk4NoETerms,
            "GALACTIC" or "GAL" or "GALACTICII" => PositionFrameKind.Galactic,
            "ECLIPTIC" or "ECL" or "ECLFK5" or "BARYCENTRICMEANECLIPTIC" => PositionFrameKind.Ecliptic,
            "SUPERGALACTIC" => PositionFrameKind.Supergalactic,
            _ => null,
        };

    /// <summary>Reads an equinox, such as "J2000", "B1950.0" or "1975", which without a letter is Besselian for the FK4 and Julian otherwise.</summary>
    /// <param name="kind">Kind of the frame.</param>
    /// <param name="text">The equinox.</param>
    /// <returns>Julian year; null if the text is not an equinox.</returns>
    public static double? EquinoxOf(PositionFrameKind kind, string text)
    {
        text = text.Trim();
        bool isBare = text.Length > 0 && char.IsDigit(text[0]);
        string written = isBare && kind is (PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms) ? "B" + text : text;
        return JulianYear.TryParse(written, out double year) && year is > 900 and < 3000 ? year : null;
    }

    /// <summary>The frame as <see cref="Parse"/> reads it: "ICRS", "FK5 J1975", "FK4 B1950".</summary>
    public override string ToString() => Kind switch
    {
        PositionFrameKind.Icrs => "ICRS",
        PositionFrameKind.Fk4 => "FK4 B" + Year(JulianYear.ToBesselian(Equinox!.Value)),
        PositionFrameKind.Fk4NoETerms => "FK4-NO-E B" + Year(JulianYear.ToBesselian(Equinox!.Value)),
        PositionFrameKind.Fk5 => "FK5 J" + Year(Equinox!.Value),
        PositionFrameKind.Ecliptic => "Ecliptic J" + Year(Equinox!.Value),
        _ => Kind.ToString(),
    };

    private static bool TakesEquinox(PositionFrameKind kind) => Of(kind).Equinox is not null;

    private static string Year(double year) => year.ToString("0.####", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<frame>(?![JB]\d)[a-z][a-z0-9_-]*?[a-z0-9])?(?:[\s,_(]*(?<year>[JB]?[12]\d{3}(?:\.\d*)?)\)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
