using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>The columns or properties that hold the position, radius and error ellipse of a side; null if not given.</summary>
/// <param name="Side">-Left or -Right, with which the parameters begin.</param>
/// <param name="Position">Right ascension and declination.</param>
/// <param name="Radius">Radius.</param>
/// <param name="Ellipse">Semi-major axis, semi-minor axis and position angle.</param>
/// <param name="Level">Probability inside the ellipse.</param>
internal sealed record SkyMatchColumns(string Side, string[]? Position, PropertySelector? Radius, PropertySelector[]? Ellipse, EllipseLevel Level)
{
    // The angles that script blocks have returned, by the script block.
    private Dictionary<PropertySelector, double[]> Degrees { get; init; } = [];

    private IEnumerable<PropertySelector> Angles => [.. Radius is null ? [] : new[] { Radius }, .. Ellipse ?? []];

    /// <summary>Whether an angle is the result of a script block.</summary>
    public bool HasScripts => Angles.Any(angle => angle.Script is not null);

    /// <summary>The frame of the positions; null if not given.</summary>
    public string? Frame { get; init; }

    /// <summary>The epoch of the positions, or its column; null if not given.</summary>
    public string? Epoch { get; init; }

    /// <summary>The column whose values must be equal; null if not given.</summary>
    public string? Key { get; init; }

    /// <summary>The column of distances or parallaxes, perhaps with a unit; null if not given.</summary>
    public string? Distance { get; init; }

    /// <summary>The column with the brightness, perhaps with a unit; null if not given.</summary>
    public string? Brightness { get; init; }

    /// <summary>Whether radii and ellipses are position errors, so that a radius is that of an error circle.</summary>
    public bool AreErrors { get; init; }

    /// <summary>The properties that a condition on pairs names.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>The columns that a match needs besides the position that is found by name, without the units after their names.</summary>
    /// <param name="hasColumn">Whether the side has a column of a name.</param>
    public IEnumerable<string> Names(Func<string, bool> hasColumn) =>
    [
        .. new[] { Key, Distance is null ? null : new RowDistance(Distance).ColumnName(hasColumn) }.OfType<string>(),
        .. (Position ?? []).Concat(Angles.Where(angle => angle.Script is null).Select(angle => angle.Name)).Concat(Brightness is null ? [] : [Brightness])
            .SelectMany(name => new[] { name, ColumnUnit.Split(name)?.Name ?? name }),
        .. Members,
    ];

    /// <summary>The same columns with their names changed.</summary>
    public SkyMatchColumns Rename(Func<string, string> rename) => this with
    {
        Position = Position?.Select(rename).ToArray(),
        Radius = Renamed(Radius, rename),
        Ellipse = Ellipse?.Select(angle => Renamed(angle, rename)!).ToArray(),
        Epoch = Epoch is null ? null : rename(Epoch),
        Key = Key is null ? null : rename(Key),
        Distance = Distance?.LastIndexOf(':') is > 0 and var colon && rename(Distance) == Distance ? rename(Distance[..colon]) + Distance[colon..]
            : Distance is null ? null
            : rename(Distance),
        Brightness = Brightness is null ? null : rename(Brightness),
        Members = [.. Members.Select(rename)],
    };

    /// <summary>The same columns with the results of their script blocks for each object of the side.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="warn">Receives a warning for numbers that are probably not in degrees.</param>
    /// <param name="cancellationToken">Cancels the evaluation.</param>
    public SkyMatchColumns Evaluate(IReadOnlyList<PSObject> objects, Action<string> warn, CancellationToken cancellationToken)
    {
        Dictionary<PropertySelector, double[]> degrees = [];
        foreach (PropertySelector angle in Angles.Where(angle => angle.Script is not null).Distinct())
        {
            bool isDirection = Ellipse is [_, _, var direction] && angle == direction;
            ScriptAngles angles = new(angle, $"{Side}{(angle == Radius ? "Radius" : "Ellipse")}", isDirection);
            degrees.Add(angle, angles.Read(objects, cancellationToken));
            if (angles.Warning(objects, warnsOfLarge: true) is { } warning)
                warn(warning);
        }

        return this with { Degrees = degrees };
    }

    public JoinInput ApplyTo(JoinInput input) => input with
    {
        Position = Position is [var longitude, var latitude] ? (longitude, latitude) : null,
        Frame = Frame is null ? null : PositionFrame.Parse(Frame),
        Epoch = Epoch,
        Radius = Radius is null || AreErrors ? null : ToRadius(Radius),
        Ellipse = Ellipse is [var major, var minor, var angle]
            ? new RowEllipse(ToAngle(major, EllipseExample), ToAngle(minor, EllipseExample), ToAngle(angle) with { IsDirection = true }, Level)
            : Radius is not null && AreErrors ? RowEllipse.Circle(ToRadius(Radius), Level)
            : null,
        Brightness = Brightness,
        Key = Key,
        Distance = Distance is null ? null : new RowDistance(Distance),
    };

    private RowAngle ToRadius(PropertySelector radius) => ToAngle(radius, $"{Side}Radius {ColumnUnit.Quote(ColumnUnit.WithLikely(radius.Name))}");

    private string EllipseExample =>
        $"{Side}Ellipse {string.Join(", ", Ellipse!.Select((angle, i) => ColumnUnit.Quote(i < 2 ? ColumnUnit.WithLikely(angle.Name) : angle.Name + ":deg")))}";

    private static PropertySelector? Renamed(PropertySelector? angle, Func<string, string> rename) =>
        angle is { Script: null, Number: null } ? new PropertySelector(rename(angle.Name)) : angle;

    private RowAngle ToAngle(PropertySelector angle, string? example = null) =>
        Degrees.TryGetValue(angle, out double[]? degrees) ? RowAngle.OfValues(angle.Name, degrees) : new RowAngle(angle.Name) { Example = example };
}

/// <summary>One side of Find-SkyMatch: objects from the pipeline, a table, or a file.</summary>
internal sealed class SkyMatchInput
{
    private readonly IReadOnlyList<PSObject>? _objects;
    private readonly IReadOnlyList<ObjectColumn> _properties;
    private IReadOnlyList<PSObject>? _typed;

    private SkyMatchInput(JoinInput input, AstroTable? table, IReadOnlyList<PSObject>? objects)
    {
        Input = input;
        Table = table;
        _objects = objects;
        _properties = objects is { Count: > 0 } ? ObjectColumn.Of(objects[0]) : [];
    }

    /// <summary>The input of the engine.</summary>
    public JoinInput Input { get; }

    /// <summary>The table if it is in memory; null for a file.</summary>
    public AstroTable? Table { get; }

    /// <summary>Whether the emitted rows are views of a file being read.</summary>
    public bool IsFile => Table is null;

    /// <summary>Creates the side from the user's argument.</summary>
    /// <param name="cmdlet">The cmdlet that was called: resolves paths, and errors name it.</param>
    /// <param name="side">Name of the parameter, for error messages.</param>
    /// <param name="objects">The user's argument.</param>
    /// <param name="columns">The columns or properties to use.</param>
    /// <param name="allColumns">Whether to read all columns, not just those that the match needs.</param>
    /// <param name="warn">Receives warnings of what the script blocks return.</param>
    /// <param name="cancellationToken">Cancels the conversion; many objects take seconds.</param>
    public static SkyMatchInput Create(
        PSCmdlet cmdlet,
        string side,
        IReadOnlyList<PSObject> objects,
        SkyMatchColumns columns,
        bool allColumns,
        Action<string> warn,
        CancellationToken cancellationToken)
    {
        if (objects.Count == 1 && objects[0].BaseObject is string or FileSystemInfo)
        {
            if (columns.HasScripts)
            {
                throw new AstroException(
                    ErrorIds.ArgumentsConflict,
                    $"A script block cannot be used with a file, and {side} is one.",
                    $"Pass the rows of the file: {side} (Import-AstroTable …). For a column without a unit, write its name with the unit, such as 'err:arcsec'.");
            }

            string path = objects[0].BaseObject is FileSystemInfo file ? file.FullName : FilePaths.Resolve(cmdlet, (string)objects[0].BaseObject);
            return new SkyMatchInput(Apply(JoinInput.OfFile(path)), null, null);
        }
        if (objects.Count == 1 && OriginalType.Table(objects[0]) is { } table)
        {
            if (columns.HasScripts)
                columns = columns.Evaluate([.. table.GetRows().Select(row => PSObject.AsPSObject(row))], warn, cancellationToken);
            return new SkyMatchInput(Apply(JoinInput.OfTable(table)), table, null);
        }

        if (columns.HasScripts)
            columns = columns.Evaluate(TextObjects.Are(objects) ? TextObjects.WithNumbers(objects, cancellationToken) : objects, warn, cancellationToken);
        AstroTable made = ToTable(cmdlet.MyInvocation.MyCommand.Name, side, objects, allColumns, ref columns, cancellationToken);
        return new SkyMatchInput(Apply(JoinInput.OfTable(made)) with { Source = side, Origin = Describe(objects) }, made, objects);

        JoinInput Apply(JoinInput input) => columns.ApplyTo(input) with { PositionOption = side + "Position" };
    }

    /// <summary>The object emitted for a row: the original object, or a view of the row; null for −1.</summary>
    /// <remarks>Rows and custom objects stay wrapped; otherwise ConvertTo-Json would not see the columns of a row nested in another object.</remarks>
    public object? Item(AstroTable table, int row) => row < 0
        ? null
        : _objects is null ? PSObject.AsPSObject(new AstroTableRow(table, row))
        : _objects[row] is { BaseObject: not (PSCustomObject or AstroTableRow) } item ? item.BaseObject
        : _objects[row];

    /// <summary>The object of a row for a script block: as <see cref="Item"/>, but with numbers where an object of Import-Csv has texts.</summary>
    public object? ScriptItem(AstroTable table, int row, CancellationToken cancellationToken)
    {
        if (row < 0 || _objects is null || !TextObjects.Are(_objects))
            return Item(table, row);
        _typed ??= TextObjects.WithNumbers(_objects, cancellationToken);
        return _typed[row];
    }

    /// <summary>The column of the engine's table that holds a property of the objects; null if there is no such column.</summary>
    public string? ColumnOf(string property)
    {
        if (_objects is not { Count: > 0 })
            return property;
        string[] columns =
        [
            .. _properties.Where(known => known.Property.Equals(property, StringComparison.OrdinalIgnoreCase)).Select(known => known.Describe(typeof(double)).Name),
        ];
        // An added property may hide a column of the same name. The sides of a match are not columns of the table that is made of it.
        return columns is [var column] && Table!.TryGetColumn(column, out _) && !(SkyMatchTable.IsMatch(_objects[0]) && column is "left" or "right") ? column : null;
    }

    /// <summary>Throws if no object or row of this side has a property.</summary>
    /// <param name="property">Name of the property, ignoring case.</param>
    /// <param name="table">The table of the side, or a block of it.</param>
    /// <exception cref="AstroException">ColumnNotFound: there is no such column or property.</exception>
    public void CheckMember(string property, AstroTable table)
    {
        if (_objects is null)
            _ = table[property];
        else if (_objects.Count > 0 && !_objects.Any(item => item.Properties[property] is not null))
        {
            throw new AstroException(
                ErrorIds.ColumnNotFound,
                $"No object of {Input.Source} has a property '{property}'. The first has: {string.Join(", ", _objects[0].Properties.Select(known => known.Name))}.",
                "Give the name of one of these properties.",
                property);
        }
    }

    private static AstroTable ToTable(
        string cmdlet, string side, IReadOnlyList<PSObject> objects, bool allColumns, ref SkyMatchColumns columns, CancellationToken cancellationToken)
    {
        if (objects.Count == 0)
            return new AstroTable([], 0);
        CheckKind(side, objects);
        if (SkyMatchTable.IsMatch(objects[0]) || SkyMatchTable.IsSelectedMatch(objects[0]))
        {
            AstroTable matches = ObjectTable.Create(cmdlet, objects, cancellationToken);
            if (columns.Position is not null || TableJoin.KnowsLeftPosition(matches))
                return matches;
            SkyMatchTable.CheckAlike(side, objects);
            columns = columns with
            {
                Position = SkyMatchTable.LeftPosition(cmdlet, objects, matches, side, isNeeded: columns.Key is null, cancellationToken),
            };
            return matches;
        }
        if (allColumns || objects.All(item => item.BaseObject is AstroTableRow))
        {
            IReadOnlyList<ObjectColumn> all = ObjectColumn.Of(objects);
            columns = columns.Rename(name => ColumnName(all, name));
            return ObjectTable.Create(cmdlet, objects, cancellationToken);
        }

        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(objects);
        columns = columns.Rename(name => ColumnName(known, name));
        JoinInput input = columns.ApplyTo(JoinInput.OfTable(new AstroTable([], 0))) with { Source = side, PositionOption = side + "Position" };
        ColumnInfo[] infos = [.. known.Select(column => column.Describe(typeof(double)))];
        HashSet<string> needed = new(
            columns.Names(name => infos.Any(info => info.Name.Equals(name, StringComparison.OrdinalIgnoreCase))), StringComparer.OrdinalIgnoreCase);
        needed.UnionWith(input.FindPositionColumns(infos));
        AstroTable table = new(
            known.Where(column => needed.Contains(column.Describe(typeof(double)).Name)).Select(column => column.ToColumn(objects, cancellationToken)), objects.Count);
        return table.WithProvenance(ObjectProvenance.Of(objects));
    }

    // Users know the property name ErrorSemiMajor; the column is error_semi_major.
    private static string ColumnName(IReadOnlyList<ObjectColumn> columns, string name)
    {
        if (ColumnOf(columns, name) is { } column)
            return column.Name;
        return ColumnUnit.Split(name) is (string bare, string unit) && ColumnOf(columns, bare) is { } known ? $"{known.Name}:{unit}" : name;
    }

    private static ObjectColumn? ColumnOf(IReadOnlyList<ObjectColumn> columns, string property) =>
        columns.FirstOrDefault(column => column.Property.Equals(property, StringComparison.OrdinalIgnoreCase));

    private static string Describe(IReadOnlyList<PSObject> objects) => objects.Count == 0
        ? "no objects"
        : $"{ValueText.Format(objects.Count)} objects ({(OriginalType.Of(objects[0]).Type ?? objects[0].BaseObject.GetType()).Name})";

    private static void CheckKind(string side, IReadOnlyList<PSObject> objects)
    {
        Type first = objects[0].BaseObject.GetType();
        bool described = ObjectColumn.IsDescribed(first);
        for (int i = 0; i < objects.Count; i++)
        {
            object item = objects[i].BaseObject;
            if (item is string or FileSystemInfo or AstroTable)
            {
                throw new AstroException(
                    ErrorIds.InputInvalid,
                    $"{side} has {objects.Count} items, and item {i + 1} is a {(item is AstroTable ? "table" : "file")}.",
                    "Give one file, one table, or objects with RA and Dec.",
                    item);
            }
            if (described && item.GetType() != first)
            {
                throw new AstroException(
                    ErrorIds.ObjectsDiffer,
                    $"{side}: object {i + 1} is of type {item.GetType().Name}, but the first is of type {first.Name}.",
                    "Match objects of one type at a time.",
                    item);
            }
        }
    }
}
