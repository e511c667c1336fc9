using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Which columns a coordinate system that is given for a whole table applies to, and how formats write one.</summary>
internal static partial class CoordinateSystems
{
    // FITS 4.0, section 8.3: without RADESYS, an earlier equinox is of the FK4.
    private const double FirstEquinoxOfFk5 = 1984;

    /// <summary>Whether a column may hold positions in a system that is given for a whole table.</summary>
    /// <param name="system">The system.</param>
    /// <param name="name">Name of the column.</param>
    /// <param name="ucd">UCD of the column, or null.</param>
    /// <param name="unit">Unit of the column, or null.</param>
    public static bool MayApply(CoordinateSystem system, string name, string? ucd, string? unit)
    {
        PositionFrame? frame = system.ToFrame();
        string family = frame is null || frame.IsEquatorial ? "eq" : frame.Kind switch
        {
            PositionFrameKind.Galactic => "gal",
            PositionFrameKind.Ecliptic => "ec",
            _ => "s",
        };
        if (!string.IsNullOrWhiteSpace(ucd))
            return ucd.Trim().Replace('_', '.').StartsWith("pos." + family, StringComparison.OrdinalIgnoreCase);
        if (PositionNames.FrameOf(name) is { } named)
            return named.IsEquatorial ? family == "eq" && (named.Kind == PositionFrameKind.Icrs || frame?.Kind == named.Kind) : named.Kind == frame?.Kind;
        // A column that only its user knows as a position must not be taken to be in ICRS if the table says otherwise.
        return frame?.Kind != PositionFrameKind.Icrs && unit is not null && IsPositionUnit(unit);
    }

    /// <summary>
    /// The system of a whole table if it holds for one of its columns; otherwise null. If the table has no coordinates in that system, right ascension
    /// and declination get one that is not understood, so that it is an error where they are used without a frame that the user says.
    /// </summary>
    /// <param name="system">The system; null for none.</param>
    /// <param name="column">The column.</param>
    /// <param name="names">The names of all columns.</param>
    public static CoordinateSystem? For(CoordinateSystem? system, ColumnInfo column, IReadOnlyList<string> names)
    {
        if (system is null || MayApply(system, column.Name, column.Ucd, column.Unit))
            return system;
        bool contradicts = system.ToFrame() is { IsEquatorial: false } frame && PositionNames.FrameOf(column.Name) is { IsEquatorial: true }
            && !StatedFrames.IsInName(column.Name) && !names.Any(name => PositionNames.FrameOf(name)?.Kind == frame.Kind);
        return contradicts ? new CoordinateSystem($"{system} for right ascension and declination") : null;
    }

    /// <summary>The system that the keyword CoordSys of an IPAC table gives, such as "Equ B1950"; null if it says no more than ICRS or J2000.</summary>
    /// <param name="text">The value; null if the keyword is missing.</param>
    public static CoordinateSystem? OfIpac(string? text)
    {
        string frame = Equatorial().Replace(text ?? "", "").Trim();
        if (frame.Length == 0)
            return null;
        return !PositionFrame.TryParse(frame, out PositionFrame? known) ? new CoordinateSystem(text!.Trim())
            : known == PositionFrame.Icrs || known == PositionFrame.Fk5 ? null
            : Of(known, null);
    }

    /// <summary>The system that says that positions are in a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="epoch">Epoch of the positions as written, or null; for the FK4 that at which it was observed counts instead.</param>
    public static CoordinateSystem Of(PositionFrame frame, string? epoch)
    {
        string[] words = frame.ToString().Split(' ');
        return new CoordinateSystem(words[0])
        {
            Equinox = words.ElementAtOrDefault(1),
            Epoch = frame.Kind is PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms
                ? frame.ObservationEpoch is double year ? "J" + year.ToString("R", CultureInfo.InvariantCulture) : null
                : epoch,
        };
    }

    /// <summary>The system that FITS keywords give; null if they give none.</summary>
    /// <param name="keyword">The value of a keyword; null if it is missing.</param>
    /// <remarks>
    /// EQUINOX = 2000 without RADESYS is common for positions in ICRS, and says nothing else here. Some programs write it as text, 'B1950' or 'J2000';
    /// a text that is not an equinox is kept, so that it is an error where the positions are used. EPOCH, which once meant the equinox, counts
    /// only where it cannot be an epoch of observation.
    /// </remarks>
    public static CoordinateSystem? OfFits(Func<string, string?> keyword)
    {
        string? system = keyword("RADESYS") ?? keyword("RADECSYS"), equinox = keyword("EQUINOX");
        if (!string.IsNullOrWhiteSpace(system))
            return new CoordinateSystem(system.Trim()) { Equinox = equinox };
        if (string.IsNullOrWhiteSpace(equinox))
            return EquinoxYear(keyword("EPOCH")) == 1950 ? new CoordinateSystem("FK4") { Equinox = "1950" } : null;
        if (EquinoxYear(equinox) is not double year)
            return new CoordinateSystem("EQUINOX") { Equinox = equinox.Trim() };
        return year == 2000 ? null : new CoordinateSystem(year < FirstEquinoxOfFk5 ? "FK4" : "FK5") { Equinox = equinox.Trim() };
    }

    /// <summary>The parameters of a table of which no column has a system, without the FITS keywords from which a reader would give it one.</summary>
    /// <remarks>They are those of an image in the same file, or of positions that were converted since.</remarks>
    public static IReadOnlyList<TableParameter> WithoutFits(IReadOnlyList<TableParameter> parameters) =>
        OfFits(parameters) is null ? parameters : [.. parameters.Where(parameter => !IsKeyword(parameter.Name))];

    /// <summary>As <see cref="OfFits(Func{string, string?})"/>, for the parameters of a VOTable; of several of one name the last, which is the innermost, counts.</summary>
    public static CoordinateSystem? OfFits(IEnumerable<TableParameter> parameters)
    {
        TableParameter[] keywords = [.. parameters.Where(parameter => IsKeyword(parameter.Name) && !string.IsNullOrWhiteSpace(parameter.Value))];
        return OfFits(name => Array.FindLast(keywords, parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value);
    }

    private static bool IsKeyword(string name) => name.ToUpperInvariant() is "RADESYS" or "RADECSYS" or "EQUINOX" or "EPOCH";

    /// <summary>The system for a column to which several that are given for a whole table may apply; null if none does, or if none says more than ICRS.</summary>
    /// <remarks>
    /// If the name of the column does not tell which it is, the system that is returned is none that is understood, so that it is an error where
    /// the positions are used.
    /// </remarks>
    public static CoordinateSystem? OfSeveral(IEnumerable<CoordinateSystem> systems, string name, string? ucd, string? unit)
    {
        CoordinateSystem[] may = [.. systems.Where(system => MayApply(system, name, ucd, unit)).Distinct()];
        PositionFrame? named = PositionNames.FrameOf(name);
        bool isOld = named is { IsEquatorial: true, Kind: not PositionFrameKind.Icrs };
        if (may.Length > 1 && (isOld || StatedFrames.IsInName(name)))
            may = [.. may.Where(system => isOld ? system.ToFrame()?.Kind == named!.Kind : IsOfJ2000(system))];
        return may.Length < 2 ? may.FirstOrDefault()
            : may.All(IsOfJ2000) ? null
            : new CoordinateSystem(string.Join(" or ", may.Select(system => system.ToString())));
    }

    // The two differ by 0.02 arcsec.
    private static bool IsOfJ2000(CoordinateSystem system) => system.ToFrame() is { } frame && (frame == PositionFrame.Icrs || frame == PositionFrame.Fk5);

    // The year as it is written: that of a letter B is Besselian.
    private static double? EquinoxYear(string? text) =>
        text?.Trim() is { Length: > 1 } trimmed && char.ToUpperInvariant(trimmed[0]) is 'B' or 'J' ? Number(trimmed[1..]) : Number(text);

    /// <summary>The systems of the SkyCoord columns of an ECSV file by the names of their columns.</summary>
    /// <param name="serialized">The entry __serialized_columns__ of its meta data, in one line.</param>
    public static Dictionary<string, CoordinateSystem> OfSkyCoords(string serialized)
    {
        Dictionary<string, string> anchors = [];
        foreach (Match match in AnchoredTime().Matches(serialized))
            anchors.TryAdd("*" + match.Groups["anchor"].Value, match.Groups["time"].Value);
        Dictionary<string, CoordinateSystem> systems = new(StringComparer.Ordinal);
        foreach (string body in SkyCoord().Split(serialized).Skip(1))
        {
            if (Frame().Match(body) is not { Success: true } frame)
                continue;
            CoordinateSystem system = new(frame.Groups[1].Value) { Equinox = Year(body, "equinox", anchors), Epoch = Year(body, "obstime", anchors) };
            foreach (Match column in ColumnName().Matches(body))
                systems.TryAdd(column.Groups[1].Value.Trim('\'', '"'), system);
        }

        return systems;
    }

    /// <summary>The systems of the SkyCoord columns of a FITS table that astropy wrote, by the names of their columns.</summary>
    /// <param name="comments">The texts of its COMMENT cards, in which astropy keeps the meta data as YAML; a backslash joins a line to the next.</param>
    public static Dictionary<string, CoordinateSystem> OfComments(IEnumerable<string> comments) => OfSkyCoords(string.Concat(comments
        .SkipWhile(line => line != "--BEGIN-ASTROPY-SERIALIZED-COLUMNS--")
        .TakeWhile(line => line != "--END-ASTROPY-SERIALIZED-COLUMNS--")
        .Select(line => line.EndsWith('\\') ? line[..^1] : line + "\n")));

    /// <summary>The name of a system in a VOTable (the values of COOSYS in its schema, where there is one).</summary>
    public static string VOTableName(CoordinateSystem system) => PositionFrame.KindOf(system.System) switch
    {
        PositionFrameKind.Icrs => "ICRS",
        PositionFrameKind.Fk5 => "eq_FK5",
        PositionFrameKind.Fk4 => "eq_FK4",
        PositionFrameKind.Galactic => "galactic",
        PositionFrameKind.Supergalactic => "supergalactic",
        PositionFrameKind.Ecliptic => "ecl_FK5",
        _ => system.System,
    };

    private static bool IsPositionUnit(string unit) => AstroUnit.InDegrees(unit) >= 1 || unit.Contains("h:m", StringComparison.OrdinalIgnoreCase)
        || unit.Contains("d:m", StringComparison.OrdinalIgnoreCase);

    // An equinox is a time with a Julian date in two parts, or a reference to one that was written before.
    private static string? Year(string body, string key, Dictionary<string, string> anchors)
    {
        if (Regex.Match(body, $@"\b{key}:\s+(?:&\w+\s+)?(?<time>\*\w+|!astropy\.time\.Time\s+\{{[^}}]*\}})") is not { Success: true } match)
            return null;
        string time = match.Groups["time"].Value;
        if (time.StartsWith('*'))
            time = anchors.GetValueOrDefault(time, "");
        return JulianDate().Match(time) is { Success: true } date && Number(date.Groups[1].Value) is double whole && Number(date.Groups[2].Value) is double part
            ? "J" + JulianYear.OfJulianDate(whole + part).ToString("R", CultureInfo.InvariantCulture)
            : "not understood";
    }

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    [GeneratedRegex(@"^\s*(?:eq(?:u|uatorial)?|celestial)\b[\s.,]*", RegexOptions.IgnoreCase)]
    private static partial Regex Equatorial();

    [GeneratedRegex(@"__class__:\s+astropy\.coordinates\.sky_coordinate\.SkyCoord\b")]
    private static partial Regex SkyCoord();

    [GeneratedRegex(@"\bframe:\s+([\w-]+)")]
    private static partial Regex Frame();

    [GeneratedRegex(@"SerializedColumn\s+\{\s*name:\s*([^,}]+?)\s*[,}]")]
    private static partial Regex ColumnName();

    [GeneratedRegex(@"&(?<anchor>\w+)\s+(?<time>!astropy\.time\.Time\s+\{[^}]*\})")]
    private static partial Regex AnchoredTime();

    [GeneratedRegex(@"\bjd1:\s*([-+.\deE]+).*?\bjd2:\s*([-+.\deE]+)", RegexOptions.Singleline)]
    private static partial Regex JulianDate();
}
