using System.Text.RegularExpressions;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>The frames that the rows of a table state in columns of their own, such as frame and equinox, beside right ascension and declination.</summary>
/// <remarks>
/// The frame of a table is that of all its rows. So rows that state another one than ICRS, or than J2000, which differs from it by 0.03 arcsec at
/// most, are an error until the user says the frame.
/// </remarks>
public sealed partial class StatedFrames
{
    private static readonly string[] FrameNames =
        ["frame", "radesys", "radecsys", "coosys", "coordsys", "coord_sys", "coordinate_system", "refframe", "ref_frame", "refsys", "ref_sys"];

    // FITS 4.0, section 8.3: without RADESYS, an earlier equinox is of the FK4.
    private const double FirstEquinoxOfFk5 = 1984;

    private readonly string?[] _names;
    private readonly (string? Frame, string? Position) _options;

    private StatedFrames(string?[] names, (string? Frame, string? Position) options)
    {
        _names = names;
        _options = options;
    }

    /// <summary>Names of the columns.</summary>
    internal IEnumerable<string> Columns => _names.OfType<string>();

    /// <summary>The columns that belong to a position; null if there are none.</summary>
    /// <param name="columns">The columns of the table.</param>
    /// <param name="longitude">Name of the column of right ascension.</param>
    /// <param name="options">What a user types before the frame and before the names of the columns, such as -LeftFrame and -LeftPosition; null for none.</param>
    internal static StatedFrames? Of(IReadOnlyList<ColumnInfo> columns, string longitude, (string? Frame, string? Position) options)
    {
        (string before, string after) = PositionNames.Affixes(longitude);
        string? Named(string name) => columns.FirstOrDefault(column => column.Name.Length > before.Length + after.Length
            && column.Name.StartsWith(before, StringComparison.OrdinalIgnoreCase) && column.Name.EndsWith(after, StringComparison.OrdinalIgnoreCase)
            && PositionNames.Normalise(column.Name[before.Length..^after.Length]) == PositionNames.Normalise(name))?.Name;
        string?[] names = [FrameNames.Select(Named).FirstOrDefault(name => name is not null), Named("equinox"), Named("epoch")];
        return names.All(name => name is null) ? null : new StatedFrames(names, options);
    }

    /// <summary>Whether the name or description of a column says that it is in ICRS, FK5 or at J2000, whatever is beside it.</summary>
    internal static bool IsInName(string name) => OfJ2000().IsMatch(name);

    /// <summary>The frame that a row states; null if it states none, ICRS or J2000.</summary>
    /// <param name="value">The text of the row in a column; null or empty for none.</param>
    public static PositionFrame? Read(Func<string, string?> value) =>
        Read(FrameNames.Select(value).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)), value("equinox"), value("epoch"));

    /// <summary>Throws if a row states another frame.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="position">The columns of its positions.</param>
    /// <param name="source">Name of the table.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">FrameUnknown.</exception>
    internal void Check(AstroTable table, (string Longitude, string Latitude) position, string source, long firstRow)
    {
        AstroColumn?[] columns = Array.ConvertAll(_names, name => name is not null && table.TryGetColumn(name, out AstroColumn? column) ? column : null);
        (string?, string?, string?) last = default;
        for (int row = 0; row < table.RowCount; row++)
        {
            // Most rows state what the row before does.
            (string?, string?, string?) stated = (columns[0]?.GetText(row), columns[1]?.GetText(row), columns[2]?.GetText(row));
            if (stated == last)
                continue;
            last = stated;
            if (Read(stated.Item1, stated.Item2, stated.Item3) is not { } frame)
                continue;
            string says = string.Join(", ", columns.OfType<AstroColumn>().Select(column => $"{column.Name} = {VisibleText.OnOneLine(column.GetText(row))}"));
            throw new AstroException(
                ErrorIds.FrameUnknown,
                $"{source}: row {firstRow + row + 1} states that its position is in the frame {frame} ({says}), but the frame of "
                    + $"'{position.Longitude}' and '{position.Latitude}' is not given, and would be taken as {PositionFrame.Icrs}.",
                Advice(frame, position),
                source);
        }
    }

    private string Advice(PositionFrame frame, (string Longitude, string Latitude) position)
    {
        if (_options.Frame is not { } option)
            return "Convert the positions to ICRS, or write the table with the frame of its columns, as a VOTable has it.";
        string named = frame.IsEquatorial ? "" : $"{_options.Position} {ColumnUnit.Quote(position.Longitude)}, {ColumnUnit.Quote(position.Latitude)} ";
        return $"Say the frame of all rows, such as {named}{option} '{frame}'; with {option} ICRS, these columns are ignored. Rows of other frames belong in tables of their own.";
    }

    private static PositionFrame? Read(string? frame, string? equinox, string? epoch)
    {
        PositionFrame? named = FrameOf(frame);
        if (string.IsNullOrWhiteSpace(equinox))
            equinox = IsEquinox(epoch) ? epoch : null;
        if (named is null && equinox is not null && PositionFrame.EquinoxOf(PositionFrameKind.Fk5, equinox) is double year)
            named = year < FirstEquinoxOfFk5 ? PositionFrame.Fk4 : PositionFrame.Fk5;
        if (named is not null && equinox is not null && PositionFrame.EquinoxOf(named.Kind, equinox) is double own)
            named = PositionFrame.Of(named.Kind, own);
        return named == PositionFrame.Icrs || named == PositionFrame.Fk5 ? null : named;
    }

    private static PositionFrame? FrameOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (PositionFrame.KindOf(text.Trim()) is { } kind)
            return PositionFrame.Of(kind);
        // A column "frame" may as well hold the numbers of images.
        return PositionFrame.TryParse(text, out PositionFrame? frame) ? frame : null;
    }

    [GeneratedRegex("2000|ICRS|FK5", RegexOptions.IgnoreCase)]
    private static partial Regex OfJ2000();

    // What is called an epoch may be one of observation, unless it can only be the equinox of the FK4.
    private static bool IsEquinox(string? epoch) => epoch is not null && PositionFrame.EquinoxOf(PositionFrameKind.Fk4, epoch) is double year
        && year == PositionFrame.Fk4.Equinox && char.ToUpperInvariant(epoch.Trim()[0]) != 'J';
}
