using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Finds the position columns of a table, and their frame and epoch.</summary>
/// <remarks>
/// <para>
/// Search order: right ascension and declination by name (<see cref="PositionNames"/>), with astropy's coord.ra and the ra_1 of joined tables;
/// in separate columns (RAh, RAm, RAs …); by UCD with meta.main; the other frames by name; and finally a single pair in any frame by UCD alone.
/// </para>
/// <para>
/// The frame is what the user says; otherwise what the file says of the column (COOSYS, RADESYS, SkyCoord); otherwise that of its UCD, its name
/// or its description; and otherwise ICRS.
/// </para>
/// </remarks>
internal sealed partial class PositionColumnFinder
{
    private static readonly (string Longitude, string Latitude, PositionFrame Frame)[] Ucds =
    [
        ("pos.eq.ra", "pos.eq.dec", PositionFrame.Icrs),
        ("pos.galactic.lon", "pos.galactic.lat", PositionFrame.Galactic),
        ("pos.ecliptic.lon", "pos.ecliptic.lat", PositionFrame.Ecliptic),
        ("pos.supergalactic.lon", "pos.supergalactic.lat", PositionFrame.Supergalactic),
        ("pos_eq_ra", "pos_eq_dec", PositionFrame.Icrs),
        ("pos_gal_lon", "pos_gal_lat", PositionFrame.Galactic),
        ("pos_ec_lon", "pos_ec_lat", PositionFrame.Ecliptic),
        ("pos_sg_lon", "pos_sg_lat", PositionFrame.Supergalactic),
    ];

    private readonly IReadOnlyList<ColumnInfo> _columns;
    private readonly string[] _normal;
    private readonly string _source;
    private readonly string? _option;
    private readonly PositionFrame? _given;
    private readonly double? _epoch;
    private bool _isAmbiguous;

    /// <summary>Prepares a search.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="option">What a user types before the names of the columns, such as -LeftPosition; null where there is no such option.</param>
    /// <param name="given">The frame of the positions, as the user says.</param>
    /// <param name="epoch">The epoch of the positions, a Julian year, as the user says: of several positions the one of this epoch is taken.</param>
    public PositionColumnFinder(IReadOnlyList<ColumnInfo> columns, string source, string? option, PositionFrame? given, double? epoch = null)
    {
        _epoch = epoch;
        _columns = columns;
        _normal = [.. columns.Select(column => PositionNames.Normalise(column.Name))];
        _source = source;
        _option = option;
        _given = given;
    }

    /// <summary>The columns and their frame.</summary>
    /// <exception cref="AstroException">As for <see cref="TablePositions.Find"/>.</exception>
    public TablePositions Find() => FindOptional() ?? throw new AstroException(
        ErrorIds.PositionColumnsNotFound,
        _isAmbiguous
            ? $"{_source} has several pairs of columns that may hold its positions."
            : $"{_source} has no columns that are recognized as {(_given is null ? "a position" : $"a position in the frame {_given}")}.",
        PositionAdvice.For(_columns, _option),
        _source);

    /// <summary>The columns and their frame; null if there are none, or several pairs with no main one among them.</summary>
    /// <exception cref="AstroException">FrameUnknown.</exception>
    public TablePositions? FindOptional() => JoinedColumns.Of(_columns) is { } joined ? OfLeftSide(joined) : FindAmongAll();

    /// <summary>The columns that an earlier match used, which must all be there.</summary>
    /// <exception cref="AstroException">FrameUnknown.</exception>
    public TablePositions Marked(MatchedPosition left)
    {
        ColumnInfo[] own = [.. left.Columns.Select(name => Column(name)!)];
        TablePositions found = Make(own[0], own[^1]);
        return new TablePositions(found.Longitude, found.Latitude, found.Frame, found.Epoch, own.Length > 2 ? SplitPosition.OfParts(own) : null)
        {
            Stated = found.Stated,
            IsOfLeftObject = Column(TableJoin.SeparationName) is not null,
        };
    }

    // The position that the left side has by itself, if it is the same whichever columns are of the left side.
    private TablePositions? OfLeftSide(JoinedColumns joined)
    {
        List<TablePositions> found = [];
        foreach (IReadOnlyList<ColumnInfo> left in joined.LeftSides)
        {
            if (new PositionColumnFinder(left, _source, _option, _given, _epoch).FindAmongAll() is { } one && !found.Exists(other => other.Columns.SequenceEqual(one.Columns)))
                found.Add(one);
        }

        _isAmbiguous |= found.Count > 1;
        return found is not [var only] ? null : new TablePositions(only.Longitude, only.Latitude, only.Frame, only.Epoch, only.Split)
        {
            Stated = only.Stated,
            IsOfLeftObject = true,
        };
    }

    private TablePositions? FindAmongAll()
    {
        if (Wants(PositionFrame.Icrs) && (Equatorial() ?? Split()) is { } equatorial)
            return equatorial;
        foreach ((IReadOnlyList<(string Longitude, string Latitude)> pairs, PositionFrame frame) in PositionNames.ByFrame.Skip(1).Where(list => Wants(list.Frame)))
        {
            if ((ByName(pairs) ?? ByLastPart(frame)) is { } found)
                return found;
        }

        foreach ((string longitude, string latitude, PositionFrame frame) in Ucds.Where(ucd => Wants(ucd.Frame)))
        {
            if (ByUcd([longitude, longitude + ";meta.main"], [latitude, latitude + ";meta.main"]) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The positions in two columns, with their frame and epoch.</summary>
    /// <exception cref="AstroException">FrameUnknown.</exception>
    public TablePositions Make(ColumnInfo longitude, ColumnInfo latitude) =>
        new(longitude.Name, latitude.Name, FrameOf(longitude, latitude), EpochOf(longitude)) { Stated = StatedBeside(longitude, latitude) };

    /// <summary>The column with a name, ignoring case; null if there is none.</summary>
    public ColumnInfo? Column(string name) => _columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // Where the user gives a frame, only columns of its kind are taken without being named.
    private bool Wants(PositionFrame frame) =>
        _given is null || (_given.IsEquatorial ? frame.IsEquatorial : frame.Kind == _given.Kind);

    private TablePositions? Equatorial() =>
        ByName(PositionNames.Equatorial)
        ?? BySuffix()
        ?? ByLastPart(PositionFrame.Icrs)
        ?? ByUcd(["pos.eq.ra;meta.main", "pos_eq_ra_main"], ["pos.eq.dec;meta.main", "pos_eq_dec_main"]);

    private TablePositions? ByName(IEnumerable<(string Longitude, string Latitude)> pairs)
    {
        List<(ColumnInfo Longitude, ColumnInfo Latitude)> found = [];
        foreach ((string longitude, string latitude) in pairs)
        {
            (ColumnInfo Longitude, ColumnInfo Latitude)[] named = [.. Named(longitude).SelectMany(lon => Named(latitude).Select(lat => (lon, lat)))];
            if (named.Length > 0)
                found.Add(named.Length == 1 ? named[0] : OfOneFrame(named));
        }

        if (found.Count == 0)
            return null;
        int wanted = _epoch is double year ? found.FindIndex(pair => Math.Abs((EpochOf(pair.Longitude) ?? EpochOfName(pair.Longitude)) - year) < 0.1) : -1;
        return Make(found[Math.Max(0, wanted)].Longitude, found[Math.Max(0, wanted)].Latitude);
    }

    // Beside another position of the same source, RAJ2000 and VizieR's _RA.icrs are those that were computed for the epoch J2000.
    private static double EpochOfName(ColumnInfo longitude) =>
        PositionNames.Normalise(longitude.Name) is "ra.icrs" || PositionNames.Normalise(longitude.Name).Contains("j2000", StringComparison.Ordinal) ? 2000 : double.NaN;

    // A table may have both "RA (B1950)" and "RA (J2000)".
    private static (ColumnInfo Longitude, ColumnInfo Latitude) OfOneFrame((ColumnInfo Longitude, ColumnInfo Latitude)[] pairs)
    {
        var framed = Array.ConvertAll(pairs, pair => (Pair: pair, First: PositionNames.FrameOf(pair.Longitude.Name), Second: PositionNames.FrameOf(pair.Latitude.Name)));
        return framed
            .OrderBy(pair => pair.First != pair.Second)
            .ThenBy(pair => pair.First?.Kind is PositionFrameKind.Fk4 or PositionFrameKind.Fk5)
            .First().Pair;
    }

    // The exact name comes first: a table may have both "_ra" and "ra".
    private ColumnInfo[] Named(string name)
    {
        if (Column(name) is { } exact)
            return [exact];
        string normal = PositionNames.Normalise(name);
        return [.. _columns.Where((_, i) => _normal[i] == normal)];
    }

    private ColumnInfo? Normal(string name) => Array.IndexOf(_normal, PositionNames.Normalise(name)) is >= 0 and int i ? _columns[i] : null;

    // ra_1 and dec_1, ra_2 and dec_2 of a joined table. In the module's own the first is the left object; elsewhere two are ambiguous.
    private TablePositions? BySuffix()
    {
        List<TablePositions> found = [];
        foreach (string suffix in _columns.Select(column => Suffix().Match(column.Name).Value).Where(suffix => suffix.Length > 0).Distinct())
        {
            foreach ((string longitude, string latitude) in PositionNames.Equatorial)
            {
                if ((Column(longitude + suffix) ?? Normal(longitude + suffix)) is { } lon && (Column(latitude + suffix) ?? Normal(latitude + suffix)) is { } lat)
                {
                    found.Add(Make(lon, lat));
                    break;
                }
            }
        }

        if (found.Count == 1 || (found.Count == 2 && Column(TableJoin.SeparationName) is not null && found[0].Longitude.EndsWith("_1", StringComparison.Ordinal)))
        {
            return new TablePositions(found[0].Longitude, found[0].Latitude, found[0].Frame, found[0].Epoch)
            {
                Stated = found[0].Stated,
                IsOfLeftObject = found.Count == 2,
            };
        }

        _isAmbiguous |= found.Count > 1;
        return null;
    }

    // astropy writes a SkyCoord column "coord" as coord.ra and coord.dec, or as coord.l and coord.b.
    private TablePositions? ByLastPart(PositionFrame frame)
    {
        (string longitude, string latitude) = frame.Kind switch
        {
            PositionFrameKind.Icrs => (".ra", ".dec"),
            PositionFrameKind.Galactic => (".l", ".b"),
            PositionFrameKind.Supergalactic => (".sgl", ".sgb"),
            PositionFrameKind.Ecliptic => (".lon", ".lat"),
            _ => ("", ""),
        };
        TablePositions[] found = [.. _columns
            .Where(column => longitude.Length > 0 && column.Name.EndsWith(longitude, StringComparison.OrdinalIgnoreCase))
            .Where(column => frame.Kind != PositionFrameKind.Ecliptic || column.CoordinateSystem is not null)
            .Select(column => (Longitude: column, Latitude: Column(column.Name[..^longitude.Length] + latitude)))
            .Where(pair => pair.Latitude is not null)
            .Select(pair => Make(pair.Longitude, pair.Latitude!))];
        _isAmbiguous |= found.Length > 1;
        return found is [var only] ? only : null;
    }

    private TablePositions? Split() => SplitPosition.Find(_columns) is { } split
        ? new TablePositions(split.Columns[0], split.Columns[^1], FrameOf(Column(split.Columns[0])!, Column(split.Columns[^1])!), EpochOf(Column(split.Columns[0])!), split)
        {
            Stated = StatedBeside(Column(split.Columns[0])!, Column(split.Columns[^1])!),
        }
        : null;

    // Two columns with the same UCD, as in a joined table, are ambiguous.
    private TablePositions? ByUcd(string[] longitude, string[] latitude)
    {
        ColumnInfo[] longitudes = WithUcd(longitude), latitudes = WithUcd(latitude);
        _isAmbiguous |= longitudes.Length > 1 && latitudes.Length > 1;
        return longitudes is [var lon] && latitudes is [var lat] ? Make(lon, lat) : null;
    }

    private ColumnInfo[] WithUcd(string[] ucds) => [.. _columns.Where(column => ucds.Contains(column.Ucd?.Trim(), StringComparer.OrdinalIgnoreCase))];

    private PositionFrame FrameOf(ColumnInfo longitude, ColumnInfo latitude)
    {
        if (_given is not null)
            return _given;
        DescribedFrames described = DescribedFrames.Of(longitude.Description, latitude.Description);
        PositionFrame? byUcd = Ucds.Where(ucd => longitude.Ucd?.StartsWith(ucd.Longitude, StringComparison.OrdinalIgnoreCase) ?? false).Select(ucd => ucd.Frame).FirstOrDefault();
        if ((longitude.CoordinateSystem ?? latitude.CoordinateSystem) is { } system)
        {
            PositionFrame frame = system.ToFrame() ?? throw FrameUnknown(longitude, $"the frame '{system}', which is not understood");
            if (byUcd is not null && !(byUcd.IsEquatorial ? frame.IsEquatorial : frame.Kind == byUcd.Kind))
                throw FrameUnknown(longitude, $"the frame {frame} and the UCD {longitude.Ucd}, which contradict each other");
            return Described(frame, longitude, latitude, described);
        }

        // An equinox of the ecliptic is found in descriptions only.
        if ((byUcd is { IsEquatorial: false } ? byUcd : ByName(longitude, latitude)) is { } named)
        {
            return named.Kind == PositionFrameKind.Ecliptic && described.Only is { Kind: PositionFrameKind.Ecliptic } ofEquinox
                ? ofEquinox
                : Described(named, longitude, latitude, described);
        }

        if (StatedFrames.IsInName(longitude.Name))
            return Described(PositionFrame.Icrs, longitude, latitude, described);
        if (described.Frames.Count > 1 || described.IsUnclear)
            throw FrameUnknown(longitude, $"a description that does not tell its frame: {Descriptions(longitude, latitude)}");
        // RA and Dec cannot be galactic.
        bool isEquatorial = byUcd is not null || PositionNames.FrameOf(longitude.Name) is { IsEquatorial: true };
        return described.Only is { IsEquatorial: false } && isEquatorial
            ? Described(PositionFrame.Icrs, longitude, latitude, described)
            : described.Only ?? PositionFrame.Icrs;
    }

    // The frame that the system or the name of the columns says, if their descriptions agree. Galactic columns may name the equinox of what they were computed from.
    private PositionFrame Described(PositionFrame frame, ColumnInfo longitude, ColumnInfo latitude, DescribedFrames described) =>
        frame.IsEquatorial && described.Contradict(frame)
            ? throw FrameUnknown(longitude, $"the frame {frame} by its metadata or name, which contradicts its description: {Descriptions(longitude, latitude)}")
            : frame;

    private static string Descriptions(ColumnInfo longitude, ColumnInfo latitude) =>
        string.Join(" and ", new[] { longitude.Description, latitude.Description }.OfType<string>().Select(text => $"'{VisibleText.OnOneLine(text)}'"));

    // The rows may state the frame where nothing else does.
    private StatedFrames? StatedBeside(ColumnInfo longitude, ColumnInfo latitude) =>
        _given is null && (longitude.CoordinateSystem ?? latitude.CoordinateSystem) is null
            && FrameOf(longitude, latitude) == PositionFrame.Icrs && !StatedFrames.IsInName(longitude.Name)
            ? StatedFrames.Of(_columns, longitude.Name, (FrameOption, _option))
            : null;

    private static PositionFrame? ByName(ColumnInfo longitude, ColumnInfo latitude)
    {
        (PositionFrame? first, PositionFrame? second) = (PositionNames.FrameOf(longitude.Name), PositionNames.FrameOf(latitude.Name));
        if (Array.Find([first, second], frame => frame is { IsEquatorial: true, Kind: not PositionFrameKind.Icrs }) is { } told)
            return told;
        return first == second && first?.IsEquatorial == false ? first : null;
    }

    private static double? EpochOf(ColumnInfo longitude) => longitude.CoordinateSystem?.ToEpoch()
        ?? (longitude.Description is { } text && DescribedEpoch().Match(text) is { Success: true } match && JulianYear.TryParse(match.Groups[1].Value, out double year)
            ? year
            : null);

    // The option for the names of columns ends in Position or Property, and that for the frame in Frame.
    private string? FrameOption => _option is not null && (_option.EndsWith("Position", StringComparison.Ordinal) || _option.EndsWith("Property", StringComparison.Ordinal))
        ? _option[..^"Position".Length] + "Frame"
        : null;

    private AstroException FrameUnknown(ColumnInfo column, string what) => new(
        ErrorIds.FrameUnknown,
        $"{_source} gives column '{column.Name}' {what}.",
        FrameOption is { } option
            ? $"Say which frame it is, such as {option} 'FK4 B1950'. Known are {string.Join(", ", PositionFrame.Examples)}."
            : $"Convert the positions to a frame that is known: {string.Join(", ", PositionFrame.Examples)}.",
        column.Name);

    [GeneratedRegex(@"_\d$")]
    private static partial Regex Suffix();

    // As VizieR describes its columns: "Right ascension (ICRS) at Ep=2016.0", "at Epoch=J2000".
    [GeneratedRegex(@"\bEp(?:och)?\s*=\s*(J?[12]\d{3}(?:\.\d+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex DescribedEpoch();
}
