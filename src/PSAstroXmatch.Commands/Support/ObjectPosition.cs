using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The position of any object: from its properties RA and Dec, under any of the names that are common in files and services (ra, RAJ2000,
/// RightAscension, l and b …), in the frame that these names mean; of a row of a table, in the frame that its file gives.
/// </summary>
internal static class ObjectPosition
{
    // The columns are found once for all rows of a table.
    private static readonly ConditionalWeakTable<AstroTable, Found> OfTables = [];

    /// <summary>The position in ICRS; null if the object has no pair of position properties, or no values in them.</summary>
    /// <exception cref="AstroException">The properties exist but do not hold a valid position. FrameUnknown.</exception>
    public static SkyCoordinate? Find(PSObject item)
    {
        if (item.BaseObject is AstroTableRow row)
        {
            bool isReplaced = OriginalType.HasReplaced(item);
            AstroTable table = isReplaced ? ObjectTable.Create("", [item], CancellationToken.None) : row.GetTable();
            string source = table.Source ?? table.Name ?? "The table";
            TablePositions? positions = OfTables.GetValue(table, key => new Found(
                TablePositions.OfLeftObjects(key, source) ?? TablePositions.FindOptional([.. key.Columns.Select(column => column.Info)], source))).Positions;
            return positions?.ReadRow(table, isReplaced ? 0 : row.GetIndex(), source);
        }

        PositionFrame? stated = item.BaseObject is PSCustomObject ? Stated(item) : null;
        return FindByName(name => Value(item, name), name => Given(item, name), stated) ?? FindByNormalName(item, stated) ?? FindAsRow(item);
    }

    // What Select-Object or Clixml left of a row may have its position in the columns of a SkyCoord, or under any other names that tables have.
    private static SkyCoordinate? FindAsRow(PSObject item)
    {
        if (item.BaseObject is not PSCustomObject || OriginalType.Of(item).Type != typeof(AstroTableRow))
            return null;
        AstroTable table = ObjectTable.Create("", [item], CancellationToken.None);
        return TablePositions.FindOptional([.. table.Columns.Select(column => column.Info)], "The object")?.ReadRow(table, 0, "The object");
    }

    /// <summary>Whether an object has properties for a position, even if they are empty.</summary>
    public static bool HasNames(PSObject item) => item.BaseObject is AstroTableRow row
        ? row.GetTable() is { } table && TablePositions.FindOptional([.. table.Columns.Select(column => column.Info)], "The table") is not null
        : item.Properties.Select(property => PositionNames.Normalise(property.Name)).ToHashSet() is { } names
            && PositionNames.ByFrame.Any(frame => frame.Pairs.Any(pair =>
                names.Contains(PositionNames.Normalise(pair.Longitude)) && names.Contains(PositionNames.Normalise(pair.Latitude))));

    // Most objects have one of the exact names, which are found without going through all properties.
    private static SkyCoordinate? FindByName(Func<string, object?> value, Func<string, PositionFrame?> given, PositionFrame? stated)
    {
        foreach ((IReadOnlyList<(string Longitude, string Latitude)> pairs, PositionFrame frame) in PositionNames.ByFrame)
        {
            foreach ((string longitude, string latitude) in pairs)
            {
                if (value(longitude) is { } first && value(latitude) is { } second)
                    return Create(first, second, given(longitude) ?? (frame == PositionFrame.Icrs && !IsOfJ2000(longitude) ? stated ?? frame : frame));
            }
        }

        return null;
    }

    // "RA (deg)", "Right Ascension"; "RA (B1950)" tells the frame.
    private static SkyCoordinate? FindByNormalName(PSObject item, PositionFrame? stated)
    {
        Dictionary<string, string> names = [];
        // Of "RA (B1950)" and "RA (J2000)" the latter, whichever comes first, so that both coordinates are of one frame.
        foreach (PSPropertyInfo property in item.Properties.OrderBy(property => PositionNames.FrameOf(property.Name)?.Kind is PositionFrameKind.Fk4 or PositionFrameKind.Fk5))
            names.TryAdd(PositionNames.Normalise(property.Name), property.Name);
        string? Own(string name) => names.GetValueOrDefault(PositionNames.Normalise(name));
        return FindByName(
            name => Own(name) is { } own ? Value(item, own) : null,
            name => Own(name) is { } own ? Given(item, own) ?? PositionNames.FrameOf(own) : null,
            stated);
    }

    // The frame that the file gave from which the value was read.
    private static PositionFrame? Given(PSObject item, string name) =>
        Quantity.Of(item.Properties[name]?.Value)?.System is not { } system ? null
        : system.ToFrame() ?? throw new AstroException(
            ErrorIds.FrameUnknown, $"'{name}' is in the frame '{system}', which is not known.", $"Known are {string.Join(", ", PositionFrame.Examples)}.", name);

    // The frame that an object, such as one of Import-Csv, states beside its RA and Dec.
    private static PositionFrame? Stated(PSObject item) => StatedFrames.Read(
        name => ColumnValues.Unwrap(item.Properties[name]?.Value) is { } value ? ValueText.Format(value) : null);

    // RA_ICRS and RAJ2000 state it themselves.
    private static bool IsOfJ2000(string name) =>
        name.Contains("icrs", StringComparison.OrdinalIgnoreCase) || name.Contains("2000", StringComparison.Ordinal);

    private static object? Value(PSObject item, string name)
    {
        object? value = item.Properties[name]?.Value;
        string? unit = Quantity.Of(value)?.Unit;
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (value is not IConvertible or "" or "NaN" or double.NaN or float.NaN or DateTime or bool)
            return null;
        // A row of a table may have its position in hours or radians. The unit of a text such as 05:34:31.9 says how it is written.
        if (string.IsNullOrWhiteSpace(unit) || value is string)
            return value;
        double factor = AstroUnit.InDegrees(unit) ?? throw new AstroException(
            ErrorIds.UnitUnknown, $"'{name}' is in '{unit}', which is not a unit of angle.", "Give the unit of the column: Import-AstroTable -Unit.", name);
        return factor == 1 ? value : Convert.ToDouble(value, CultureInfo.InvariantCulture) * factor;
    }

    // Import-Csv returns every value as text, which may also be sexagesimal.
    private static SkyCoordinate Create(object longitude, object latitude, PositionFrame frame) =>
        longitude is not string && latitude is not string && frame.Kind is (PositionFrameKind.Icrs or PositionFrameKind.Galactic)
            ? frame.Kind == PositionFrameKind.Icrs ? new SkyCoordinate(Number(longitude), Number(latitude)) : SkyCoordinate.FromGalactic(Number(longitude), Number(latitude))
            : FramedPosition.Of(frame, $"{ValueText.Format(longitude)} {ValueText.Format(latitude)}");

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private sealed record Found(TablePositions? Positions);
}
