using System.Text.RegularExpressions;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>The frames that the descriptions of position columns name: "Right ascension (FK4, Equinox=B1950.0)", "Galactic longitude".</summary>
/// <remarks>J2000 and the FK5 at J2000 count as ICRS, from which they differ by 0.03 arcsec at most.</remarks>
internal sealed partial class DescribedFrames
{
    // FITS 4.0, section 8.3: without a system, an earlier equinox is of the FK4.
    private const double FirstEquinoxOfFk5 = 1984;

    private readonly List<PositionFrame> _frames = [];

    private DescribedFrames(IEnumerable<string?> descriptions)
    {
        foreach (string text in descriptions.OfType<string>())
            Add(text);
    }

    /// <summary>The frames; more than one if they contradict each other.</summary>
    public IReadOnlyList<PositionFrame> Frames => _frames;

    /// <summary>Whether a description names a frame without saying that the column is in it, or one that is not known, such as the equinox of date.</summary>
    public bool IsUnclear { get; private set; }

    /// <summary>The only frame that is named; null if there is none, or several.</summary>
    public PositionFrame? Only => !IsUnclear && _frames is [var only] ? only : null;

    /// <summary>Whether frames are named, and a given one is not among them.</summary>
    /// <param name="frame">A frame.</param>
    public bool Contradict(PositionFrame frame) => _frames.Count > 0 && !_frames.Contains(Plain(frame));

    /// <summary>Reads the descriptions of the columns of a position.</summary>
    public static DescribedFrames Of(params string?[] descriptions) => new(descriptions);

    /// <summary>The system of a column whose description alone says that it is in another frame than ICRS; otherwise null.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="ucd">UCD of the column, or null.</param>
    /// <param name="unit">Unit of the column, or null.</param>
    /// <param name="description">Description of the column, or null.</param>
    public static CoordinateSystem? SystemOf(string name, string? ucd, string? unit, string? description)
    {
        if (description is null || Of(description).Only is not { } frame || frame == PositionFrame.Icrs)
            return null;
        CoordinateSystem system = CoordinateSystems.Of(frame, null);
        return CoordinateSystems.MayApply(system, name, ucd, unit) && !StatedFrames.IsInName(name) ? system : null;
    }

    private static PositionFrame Plain(PositionFrame frame) =>
        frame == PositionFrame.Fk5 ? PositionFrame.Icrs : frame.ObservationEpoch is null ? frame : frame with { ObservationEpoch = null };

    private void Add(string description)
    {
        // "B1950 converted to J2000" is J2000, and so is "J2000, from the B1950 position".
        string text = Source().Replace(Target().Replace(description, ""), "");
        IsUnclear |= Unknown().IsMatch(text);
        PositionFrame[] named = [.. Named(text).Distinct()];
        IsUnclear |= named.Length == 0 && text != description && Named(description).Any(frame => frame != PositionFrame.Icrs);
        _frames.AddRange(named.Except(_frames).ToArray());
    }

    private static IEnumerable<PositionFrame> Named(string text)
    {
        string[] epochs = [.. Epoch().Matches(text).Select(match => match.Groups["year"].Value)];
        text = Epoch().Replace(text, "");
        string[] systems = [.. System().Matches(text).Select(match => match.Value.ToUpperInvariant())];
        string[] years = [.. Equinox().Matches(text).Concat(BareEquinox().Matches(text)).Select(match => match.Groups["year"].Value)];
        // A year after 1984 is an equinox only if it is called so: J2015.5 is the epoch of Gaia.
        IEnumerable<string> said = Equinox().Matches(text).Select(match => match.Groups["said"].Value).Where(year => year.Length > 0);
        string[] equinoxes = [.. years.Where(year => YearOf(year) is < FirstEquinoxOfFk5 or 2000), .. said];
        PositionFrameKind[] others = [.. OtherSystem().Matches(text).Select(KindOf).Distinct()];
        if (others.Length > 0)
        {
            foreach (PositionFrameKind kind in others)
                yield return PositionFrame.Of(kind, equinoxes.Select(year => PositionFrame.EquinoxOf(kind, year)).FirstOrDefault());
            if (Equatorial().IsMatch(text))
                yield return PositionFrame.Icrs;
            yield break;
        }

        // What is called an epoch is the equinox where it can only be that of the FK4, and nothing else is named.
        if (systems.Length == 0 && equinoxes.Length == 0)
            equinoxes = [.. epochs.Where(year => YearOf(year) == 1950)];
        foreach (PositionFrame frame in EquatorialFrames(systems, equinoxes))
            yield return Plain(frame);
    }

    private static IEnumerable<PositionFrame> EquatorialFrames(string[] systems, string[] equinoxes)
    {
        PositionFrameKind? fk4 = systems.Select(PositionFrame.KindOf).FirstOrDefault(kind => kind is PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms);
        bool isFk5 = systems.Contains("FK5");
        string[] old = [.. equinoxes.Where(year => YearOf(year) < FirstEquinoxOfFk5)], late = [.. equinoxes.Where(year => YearOf(year) is >= FirstEquinoxOfFk5 and not 2000)];
        foreach (string year in old)
        {
            PositionFrameKind kind = fk4 ?? (isFk5 || char.ToUpperInvariant(year[0]) == 'J' ? PositionFrameKind.Fk5 : PositionFrameKind.Fk4);
            yield return PositionFrame.Of(kind, PositionFrame.EquinoxOf(kind, year));
        }

        if (fk4 is { } without && old.Length == 0)
            yield return PositionFrame.Of(without);
        foreach (string year in late)
            yield return PositionFrame.Of(PositionFrameKind.Fk5, PositionFrame.EquinoxOf(PositionFrameKind.Fk5, year));
        if (systems.Any(system => PositionFrame.KindOf(system) == PositionFrameKind.Icrs) || equinoxes.Any(year => YearOf(year) == 2000)
            || (isFk5 && old.Length + late.Length == 0))
            yield return PositionFrame.Icrs;
    }

    private static PositionFrameKind KindOf(Match match) => match.Value.Contains("ecliptic", StringComparison.OrdinalIgnoreCase) ? PositionFrameKind.Ecliptic
        : match.Value.Contains("super", StringComparison.OrdinalIgnoreCase) ? PositionFrameKind.Supergalactic
        : PositionFrameKind.Galactic;

    // The year as it is written, without its letter.
    private static double? YearOf(string text) => JulianYear.TryParse(text.TrimStart('B', 'b', 'J', 'j'), out double year) ? year : null;

    [GeneratedRegex(@"^.*\b(?:convert|precess|transform|rotat)\w*\s+(?:\w+\s+){0,2}?(?:in)?to\b", RegexOptions.IgnoreCase)]
    private static partial Regex Target();

    [GeneratedRegex(@"\b(?:from|originally)\b[^,;()]*", RegexOptions.IgnoreCase)]
    private static partial Regex Source();

    [GeneratedRegex(@"\bFK4(?:[- ]?NO[- ]?E)?\b|\bFK5\b|\bICRS\b|\bICRF\d?\b", RegexOptions.IgnoreCase)]
    private static partial Regex System();

    // "Equinox=B1950.0", "Eq. 1975", "B1950", "FK4/1900".
    [GeneratedRegex(
        @"\b(?:equinox|eqx|eq)\b\.?\s*(?:of\s+)?[=:]?\s*(?<said>[BJ]?[12]\d{3}(?:\.\d+)?)(?!\d)|(?<![\w.])(?<year>[BJ][12]\d{3}(?:\.\d+)?)(?!\d)"
        + @"|\bFK[45][\s,/(]+(?<year>[12]\d{3}(?:\.\d+)?)(?!\d)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Equinox();

    // "Right ascension (1950)", "RA 1950.0", "(1950) right ascension".
    [GeneratedRegex(
        @"(?:^|\(|\b(?:ascension|declination|R\.?A\.?|Decl?\.?|DE|coordinates?|position)(?:\s|[,(])+)\s*"
        + @"(?<year>18(?:55|75)|19(?:00|25|50|75)|2000)(?:\.0+)?"
        + @"(?=\s*(?:$|[).,;]|R\.?A\b|Dec\b|right\b|declination\b|position\b))"
        + @"|(?<![\w.])(?<year>18(?:55|75)|19(?:00|25|50|75)|2000)(?:\.0+)?\s+(?:coordinates?|equinox|positions?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex BareEquinox();

    [GeneratedRegex(@"\bep(?:och)?\b\.?\s*(?:of\s+)?[=:]?\s*(?<year>[BJ]?[12]\d{3}(?:\.\d+)?)(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Epoch();

    // A "galactic cluster" is not a frame.
    [GeneratedRegex(
        @"\b(?:super-?\s?)?(?:galactic|ecliptic)\s+(?:longitudes?|latitudes?|coord\w*|frame|system|lon|lat|[lb])\b"
        + @"|[(,]\s*(?:super-?\s?)?(?:galactic|ecliptic)\s*(?:[,)]|[BJ]?[12]\d{3})"
        + @"|^\s*(?:super-?\s?)?(?:galactic|ecliptic)\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex OtherSystem();

    [GeneratedRegex(@"right\s+ascension|\bdeclination\b|\bR\.?A\b|\bDec\b|\bJ2000\b|\bICRS\b", RegexOptions.IgnoreCase)]
    private static partial Regex Equatorial();

    [GeneratedRegex(@"\b(?:equinox\s+)?of\s+date\b|\bapparent\s+(?:place|position|right|R\.?A|dec|coord)|\btopocentric\b", RegexOptions.IgnoreCase)]
    private static partial Regex Unknown();
}
