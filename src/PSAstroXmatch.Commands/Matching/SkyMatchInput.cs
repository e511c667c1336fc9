using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Which columns or properties of a side are its position, radius and error ellipse; null where the user names none.</summary>
internal sealed record SkyMatchColumns(string[]? Position, string? Radius, string[]? Ellipse, EllipseLevel Level)
{
    public IEnumerable<string> Names => [.. Position ?? [], .. Radius is null ? [] : new[] { Radius }, .. Ellipse ?? []];

    /// <summary>The same columns, each under another name.</summary>
    public SkyMatchColumns Rename(Func<string, string> rename) => this with
    {
        Position = Position?.Select(rename).ToArray(),
        Radius = Radius is null ? null : rename(Radius),
        Ellipse = Ellipse?.Select(rename).ToArray(),
    };

    public JoinInput ApplyTo(JoinInput input) => input with
    {
        Position = Position is [var longitude, var latitude] ? (longitude, latitude) : null,
        Radius = Radius is null ? null : new RowAngle(Radius),
        Ellipse = Ellipse is [var major, var minor, var angle] ? new RowEllipse(new RowAngle(major), new RowAngle(minor), new RowAngle(angle), Level) : null,
    };
}

/// <summary>One side of Find-SkyMatch: objects of the pipeline, a table, or a file.</summary>
internal sealed class SkyMatchInput
{
    private readonly IReadOnlyList<PSObject>? _objects;

    private SkyMatchInput(JoinInput input, AstroTable? table, IReadOnlyList<PSObject>? objects)
    {
        Input = input;
        Table = table;
        _objects = objects;
    }

    /// <summary>What the engine matches.</summary>
    public JoinInput Input { get; }

    /// <summary>The table, where it is in memory.</summary>
    public AstroTable? Table { get; }

    /// <summary>Whether the rows that are emitted are views of what is read from a file.</summary>
    public bool IsFile => Table is null;

    /// <summary>Makes the side of what the user gave.</summary>
    /// <param name="cmdlet">Resolves paths.</param>
    /// <param name="side">Name of the parameter, for errors.</param>
    /// <param name="objects">What the user gave.</param>
    /// <param name="columns">Which columns or properties are used.</param>
    /// <param name="allColumns">Whether all columns are wanted, not just those that the match needs.</param>
    /// <param name="cancellationToken">Ends it: many objects take seconds.</param>
    public static SkyMatchInput Create(
        PSCmdlet cmdlet, string side, IReadOnlyList<PSObject> objects, SkyMatchColumns columns, bool allColumns, CancellationToken cancellationToken)
    {
        if (objects.Count == 1 && objects[0].BaseObject is string or FileSystemInfo)
        {
            string path = objects[0].BaseObject is FileSystemInfo file ? file.FullName : FilePaths.Resolve(cmdlet, (string)objects[0].BaseObject);
            return new SkyMatchInput(columns.ApplyTo(JoinInput.OfFile(path)), null, null);
        }
        if (objects.Count == 1 && objects[0].BaseObject is AstroTable table)
            return new SkyMatchInput(columns.ApplyTo(JoinInput.OfTable(table)), table, null);
        AstroTable made = ToTable(side, objects, allColumns, ref columns, cancellationToken);
        return new SkyMatchInput(columns.ApplyTo(JoinInput.OfTable(made)) with { Source = side }, made, objects);
    }

    /// <summary>What is emitted for a row: the object as it was given, or a view of the row; null for −1.</summary>
    /// <remarks>Rows and custom objects stay wrapped: ConvertTo-Json sees the columns of a row inside another object only so.</remarks>
    public object? Item(AstroTable table, int row) => row < 0
        ? null
        : _objects is null ? PSObject.AsPSObject(new AstroTableRow(table, row))
        : _objects[row] is { BaseObject: not (PSCustomObject or AstroTableRow) } item ? item.BaseObject
        : _objects[row];

    private static AstroTable ToTable(
        string side, IReadOnlyList<PSObject> objects, bool allColumns, ref SkyMatchColumns columns, CancellationToken cancellationToken)
    {
        if (objects.Count == 0)
            return new AstroTable([], 0);
        CheckKind(side, objects);
        if (allColumns || objects.All(item => item.BaseObject is AstroTableRow))
        {
            IReadOnlyList<ObjectColumn> all = ObjectColumn.Of(objects[0]);
            columns = columns.Rename(name => ColumnName(all, name));
            return ObjectTable.Create(objects, cancellationToken);
        }

        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(objects[0]);
        columns = columns.Rename(name => ColumnName(known, name));
        TablePositions? positions = columns.Position is null
            ? TablePositions.Find([.. known.Select(column => column.Describe(typeof(double)))], side)
            : null;
        HashSet<string> needed = new(columns.Names, StringComparer.OrdinalIgnoreCase);
        if (positions is not null)
            needed.UnionWith([positions.Longitude, positions.Latitude]);
        return new AstroTable(
            known.Where(column => needed.Contains(column.Describe(typeof(double)).Name)).Select(column => column.ToColumn(objects, cancellationToken)), objects.Count);
    }

    // A user knows the property ErrorSemiMajor; its column is error_semi_major.
    private static string ColumnName(IReadOnlyList<ObjectColumn> columns, string name) =>
        columns.FirstOrDefault(column => column.Property.Equals(name, StringComparison.OrdinalIgnoreCase))?.Describe(typeof(double)).Name ?? name;

    private static void CheckKind(string side, IReadOnlyList<PSObject> objects)
    {
        Type first = objects[0].BaseObject.GetType();
        bool described = ObjectColumn.IsDescribed(first);
        for (int i = 0; i < objects.Count; i++)
        {
            object item = objects[i].BaseObject;
            if (item is string or FileSystemInfo or AstroTable)
            {
                throw Errors.InvalidArgument(
                    "InputInvalid",
                    $"{side} is {objects.Count} things, of which number {i + 1} is a {(item is AstroTable ? "table" : "file")}.",
                    "Give one file, one table, or objects with RA and Dec.",
                    item);
            }
            if (described && item.GetType() != first)
            {
                throw Errors.InvalidArgument(
                    "ObjectsDiffer",
                    $"{side}: object {i + 1} is of {item.GetType().Name}, the first of {first.Name}.",
                    "Match objects of one kind at a time.",
                    item);
            }
        }
    }
}
