using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>A property of the objects in a pipeline, as a column of a table.</summary>
internal sealed class ObjectColumn
{
    private readonly Func<PSObject, object?> _get;
    private readonly ColumnInfo _info;
    private readonly Type? _declared;

    // The unit of a value that does not carry one itself.
    private readonly string? _usualUnit;
    private readonly CoordinateSystem? _usualSystem;

    // Whether the values are those of a .NET property or a column, which a property of the same name may replace.
    private readonly bool _isOwn;

    // Whether Select-Object, Clixml or a job made the property, which may be calculated under the name of one of the type.
    private readonly bool _mayBeCalculated;

    // Whether all values of the objects are texts, among which numbers are not told from texts by their types.
    private bool _isText;

    // The declared type is that of the property or of the source column; null if only the values tell.
    private ObjectColumn(
        string property,
        Func<PSObject, object?> get,
        ColumnInfo info,
        Type? declared,
        IReadOnlyList<PSObject> objects,
        bool isOwn = false,
        bool mayBeCalculated = false)
    {
        if (isOwn)
        {
            Func<PSObject, object?> own = get;
            get = item => OriginalType.IsReplaced(item, property) ? Value(item, property) : own(item);
        }

        _isOwn = isOwn;
        _mayBeCalculated = mayBeCalculated;
        Property = property;
        _get = get;
        _usualUnit = info.Unit;
        _usualSystem = info.CoordinateSystem;
        _declared = ColumnValues.Storage(declared);
        _info = InfoOf(objects.FirstOrDefault(item => !IsMissing(get(item))), info);
    }

    // Values that were read from a table say what they measure. A bare number in place of such a value has no unit, as the result of a calculation.
    private ColumnInfo InfoOf(PSObject? first, ColumnInfo info)
    {
        if (first is null)
            return info;
        if (Quantity.Of(_get(first)) is not { } known)
            return IsReplacedIn(first) || IsCalculated(_get(first)) ? info with { Unit = null, UnitRowText = null } : info;
        return known.Unit == info.Unit && known.Ucd is null && known.System is null ? info : info with
        {
            Unit = known.Unit,
            UnitRowText = known.Unit == info.Unit ? info.UnitRowText : null,
            Ucd = known.Ucd ?? info.Ucd,
            CoordinateSystem = known.System ?? info.CoordinateSystem,
        };
    }

    /// <summary>The property of live objects whose type describes it; null for other values.</summary>
    private PropertyInfo? Live { get; init; }

    /// <summary>Name of the property.</summary>
    public string Property { get; }

    /// <summary>Name of the column.</summary>
    public string Name => _info.Name;

    /// <summary>Unit of the column; null for none.</summary>
    public string? Unit => _info.Unit;

    /// <summary>The unit of the property whose name calculated values without a unit have; null for other values.</summary>
    public string? LostUnit => _mayBeCalculated && _info.Unit is null ? _usualUnit : null;

    /// <summary>The value of an object.</summary>
    public object? Get(PSObject item) => ColumnValues.Unwrap(_get(item));

    /// <summary>
    /// How the type of an object describes a property; null if it does not, or if the property was added or calculated in place of the one that the
    /// type describes.
    /// </summary>
    public static AstroColumnAttribute? DescriptionOf(PSObject item, string property)
    {
        OriginalType original = OriginalType.Of(item);
        if (original.Type is null || (original.IsLive && OriginalType.IsReplaced(item, property)))
            return null;
        DescribedColumn? column = DescribedColumns.Of(original.Type).FirstOrDefault(known => known.Property.Name.Equals(property, StringComparison.OrdinalIgnoreCase));
        return original.IsLive || !IsWrapped(item.Properties[property]?.Value) ? column?.Attribute : null;
    }

    /// <summary>Whether a type defines the names of its columns with <see cref="AstroColumnAttribute"/>.</summary>
    public static bool IsDescribed(Type type) => DescribedColumns.Of(type).Count > 0;

    /// <summary>The columns for objects like this one.</summary>
    public static IReadOnlyList<ObjectColumn> Of(PSObject first) => Of([first]);

    /// <summary>The columns for these objects, at least one: the first has the properties, and the first value of each its unit.</summary>
    public static IReadOnlyList<ObjectColumn> Of(IReadOnlyList<PSObject> objects)
    {
        PSObject first = objects[0];
        OriginalType original = OriginalType.Of(first);
        // Columns of live objects have one unit, unless properties were added in their place.
        bool isPlain = objects is PipelineObjects { PlainType: not null } || !objects.Any(OriginalType.MayHaveAdded);
        IReadOnlyList<PSObject> telling = isPlain ? [first] : objects;
        if (first.BaseObject is AstroTableRow row)
            return [.. row.GetTable().Columns.Select(column => OfSource(column, telling)), .. AddedTo(objects)];
        IReadOnlyList<DescribedColumn> described = original.Type is null ? [] : DescribedColumns.Of(original.Type);
        if (original.IsDescribed)
            return [.. described.Select(column => OfDescribed(column, original.IsLive, telling)), .. AddedTo(objects)];

        // Select-Object keeps the order that the user gave. The columns of a file keep the names that they had in it.
        bool isRow = original.Type == typeof(AstroTableRow), isText = TextObjects.Are(objects);
        return [.. OriginalType.Properties(first).Select(property =>
            described.FirstOrDefault(column => column.Property.Name.Equals(property.Name, StringComparison.Ordinal)) is { } column
                ? OfDescribed(column, isLive: false, objects)
                : OfName(property, isRow ? property.Name : SnakeCase(property.Name), objects, isText))];
    }

    /// <summary>The columns for properties that were added to an object, as by Add-Member.</summary>
    public static IReadOnlyList<ObjectColumn> AddedTo(IReadOnlyList<PSObject> objects) =>
    [
        .. OriginalType.Of(objects[0]).Added(objects[0]).Select(property =>
            OfName(property, SnakeCase(property.Name), objects)),
    ];

    /// <summary>The column with a value for each object.</summary>
    public AstroColumn ToColumn(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        if (objects is PipelineObjects plain && PlainColumn(plain, cancellationToken) is { } column)
            return column;
        object?[] values = new object?[objects.Count];
        for (int i = 0; i < values.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            object? value = _get(objects[i]);
            (string? unit, CoordinateSystem? system) = MeasureOf(value, objects[i]);
            if (unit != _info.Unit && !IsMissing(value))
                throw Differs(i, objects[i], InUnit(unit), InUnit(_info.Unit));
            if (!ColumnFrame.IsSame(Name, system, _info.CoordinateSystem) && !IsMissing(value))
                throw Differs(i, objects[i], $"is in {ColumnFrame.Of(Name, system)}", $"is in {ColumnFrame.Of(Name, _info.CoordinateSystem)}");
            value = ColumnValues.Unwrap(value);
            if (ColumnValues.IsNested(value))
                throw Nested(i, value!, objects[i]);
            values[i] = ColumnValues.Simplify(value, _declared);
        }

        ColumnInfo described = Describe(ColumnValues.CommonType(values, _declared));
        return (_isText && values.All(value => value is null or string) ? TextCells.ToNumbers(described, [.. values.Cast<string?>()]) : null)
            ?? TypedColumn.Create(described, values);
    }

    /// <summary>Throws if the values of the objects, which may be of several types, are in different units.</summary>
    /// <exception cref="AstroException">ObjectsDiffer.</exception>
    public void CheckUnits(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        Type type = objects[0].BaseObject.GetType();
        for (int i = 0; i < objects.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            PSObject item = objects[i];
            bool isAlike = item.BaseObject.GetType() == type;
            object? value = isAlike ? _get(item) : Value(item, Property);
            if (IsMissing(value))
                continue;
            string? unit = isAlike ? MeasureOf(value, item).Unit : (Quantity.Of(value)?.Unit ?? DescriptionOf(item, Property)?.Unit);
            if (unit != _info.Unit)
                throw UnitsDiffer($"'{Property}'", i, item, unit, _info.Unit);
        }
    }

    /// <summary>The error for values of one axis in different units.</summary>
    /// <param name="what">The property or script block.</param>
    /// <param name="index">Index of the object with the other unit.</param>
    /// <param name="item">That object.</param>
    /// <param name="unit">Its unit; null for none.</param>
    /// <param name="first">The unit of the first value; null for none.</param>
    public static AstroException UnitsDiffer(string what, int index, PSObject item, string? unit, string? first) => new(
        ErrorIds.ObjectsDiffer,
        $"{what} of object {index + 1} of the pipeline{Source(item)} {InUnit(unit)}, but the first value {InUnit(first)}.",
        "Draw objects of one table at a time, or give all the same unit, with Add-AstroColumn -Unit and -Force.",
        item.BaseObject);

    /// <summary>The column of objects that have only the members of their common type, or of rows of one table; null for all others.</summary>
    public AstroColumn? PlainColumn(PipelineObjects objects, CancellationToken cancellationToken)
    {
        if (objects.CommonTable is { } table)
            return _isOwn && table.TryGetColumn(Property, out AstroColumn? own) ? own.Take(objects.RowIndices()).With(Describe(own.ValueType)) : null;
        return Live is not null && objects.PlainType is { } type ? LiveColumn.Of(type, Live)?.Read(_info, objects.Plain, cancellationToken) : null;
    }

    /// <summary>Name, unit and UCD of the column, for values of a type.</summary>
    public ColumnInfo Describe(Type type) => _info with { ValueType = type, ArraySize = type.IsArray ? _info.ArraySize ?? "*" : null };

    private static ObjectColumn OfSource(AstroColumn column, IReadOnlyList<PSObject> objects) => new(
        column.Name,
        item => item.BaseObject is AstroTableRow own ? own[column.Name] : item.Properties[column.Name]?.Value,
        column.Info,
        column.ValueType,
        objects,
        isOwn: true);

    private static ObjectColumn OfDescribed(DescribedColumn column, bool isLive, IReadOnlyList<PSObject> objects)
    {
        (System.Reflection.PropertyInfo property, AstroColumnAttribute attribute) = column;
        bool isEnum = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum;
        // An enum that was stored is a number with the name as its text.
        return new ObjectColumn(
            property.Name,
            isLive ? item => property.GetValue(item.BaseObject)
                : item => item.Properties[property.Name]?.Value is { } value && isEnum ? value.ToString() : Value(item, property.Name),
            new ColumnInfo(attribute.Name, typeof(string))
            {
                Unit = attribute.Unit,
                UnitRowText = attribute.UnitRowText,
                Ucd = attribute.Ucd,
                Description = attribute.Description,
            },
            property.PropertyType,
            objects,
            isLive,
            mayBeCalculated: !isLive)
        {
            Live = isLive ? property : null,
        };
    }

    // The properties of .NET types do not carry units, and may take long to read, or count how often they are.
    private static ObjectColumn OfName(PSPropertyInfo property, string column, IReadOnlyList<PSObject> objects, bool isText = false)
    {
        string name = property.Name;
        bool isPlain = property.MemberType == PSMemberTypes.Property && objects[0].BaseObject is not (PSCustomObject or AstroTableRow);
        ColumnInfo info = new(column, typeof(string)) { Description = (property as DescribedNote)?.Description };
        return new ObjectColumn(name, item => Value(item, name), info, null, isPlain ? [] : objects) { _isText = isText };
    }

    private static object? Value(PSObject item, string property) => item.Properties[property]?.Value;

    private bool IsReplacedIn(PSObject item) => _isOwn && OriginalType.IsReplaced(item, Property);

    // Select-Object keeps what a script block returned in its wrapper, and the value of a property without one. In a job or a file the two are
    // alike, but for lists and objects, which have a wrapper that says so.
    private bool IsCalculated(object? value) => _mayBeCalculated && IsWrapped(value);

    private static bool IsWrapped(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped
        && !wrapped.TypeNames[0].StartsWith("Deserialized.", StringComparison.Ordinal);

    // What is put in place of a position without saying its frame is in that of the column.
    private (string? Unit, CoordinateSystem? System) MeasureOf(object? value, PSObject item)
    {
        if (!IsReplacedIn(item) && !IsCalculated(value) && item.BaseObject is AstroTableRow row && row.GetTable().TryGetColumn(Property, out AstroColumn? own))
            return (own.Unit, own.Info.CoordinateSystem);
        if (Quantity.Of(value) is { } quantity)
            return (quantity.Unit, quantity.System);
        return IsReplacedIn(item) || IsCalculated(value) ? (null, _info.CoordinateSystem) : (_usualUnit, _usualSystem);
    }

    private static bool IsMissing(object? value) => ColumnValues.Unwrap(value) is null or "" or double.NaN or float.NaN;

    private AstroException Differs(int index, PSObject item, string measure, string first) => new(
        ErrorIds.ObjectsDiffer,
        $"'{Property}' of object {index + 1} of the pipeline{Source(item)} {measure}, but the first value {first}.",
        "Use one table at a time, such as 'a.fits', 'b.fits' | ForEach-Object { Import-AstroTable $_ | Find-SkyMatch … }. "
            + "To join them as one table, give all the same unit, with Add-AstroColumn -Unit and -Force, and the same frame and epoch.",
        item.BaseObject);

    private static string Source(PSObject item) =>
        item.BaseObject is AstroTableRow row && row.GetTable() is { Source: { } source } ? $" (row {row.GetIndex() + 1} of {source})" : "";

    private AstroException Nested(int index, object value, PSObject item)
    {
        string[] names = value is System.Collections.IDictionary hash ? [.. hash.Keys.Cast<object>().Select(key => $"{key}")]
            : [.. OriginalType.Properties(PSObject.AsPSObject(value)).Select(property => property.Name)];
        return new AstroException(
            ErrorIds.InputInvalid,
            $"'{Property}' of object {index + 1} of the pipeline is not a value but an object with properties: {string.Join(", ", names.Take(10))}.",
            $"Select the values to write: Select-Object @{{ n = '{names.FirstOrDefault() ?? "name"}'; e = {{ $_.{Property}.{names.FirstOrDefault() ?? "name"} }} }}. "
                + "The sides of a match are written with all their columns if they keep the names Left and Right.",
            item.BaseObject);
    }

    private static string InUnit(string? unit) => unit is null ? "has no unit" : $"is in {unit}";

    /// <summary>Converts NumCscMatches to num_csc_matches and FermiR95 to fermi_r95; a name that is not in PascalCase stays as it is.</summary>
    internal static string SnakeCase(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetterUpper(name[0]) || name.Contains('_') || name.All(c => !char.IsAsciiLetterLower(c)))
            return name;
        System.Text.StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = char.IsAsciiLetterUpper(name[i]) && i > 0
                && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
