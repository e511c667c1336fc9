using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>A property of the objects in a pipeline, as a column of a table.</summary>
internal sealed class ObjectColumn
{
    private readonly Func<PSObject, object?> _get;
    private readonly ColumnInfo _info;
    private readonly Type? _declared;

    // The declared type is that of the property or of the source column; null if only the values tell.
    private ObjectColumn(string property, Func<PSObject, object?> get, ColumnInfo info, Type? declared)
    {
        Property = property;
        _get = get;
        _info = info;
        _declared = ColumnValues.Storage(declared);
    }

    /// <summary>Name of the property.</summary>
    public string Property { get; }

    /// <summary>Name of the column.</summary>
    public string Name => _info.Name;

    /// <summary>Unit of the column; null for none.</summary>
    public string? Unit => _info.Unit;

    /// <summary>The value of an object.</summary>
    public object? Get(PSObject item) => _get(item);

    /// <summary>Whether a type defines the names of its columns with <see cref="AstroColumnAttribute"/>.</summary>
    public static bool IsDescribed(Type type) => DescribedColumns.Of(type).Count > 0;

    /// <summary>The columns for objects like this one.</summary>
    public static IReadOnlyList<ObjectColumn> Of(PSObject first)
    {
        OriginalType original = OriginalType.Of(first);
        if (first.BaseObject is AstroTableRow row)
            return [.. row.GetTable().Columns.Select(OfSource), .. AddedTo(first)];
        IReadOnlyList<DescribedColumn> described = original.Type is null ? [] : DescribedColumns.Of(original.Type);
        if (original.IsDescribed)
            return [.. described.Select(column => OfDescribed(column, original.IsLive)), .. AddedTo(first)];

        // Select-Object keeps the order that the user gave. The columns of a file keep the names that they had in it.
        bool isRow = original.Type == typeof(AstroTableRow);
        return [.. OriginalType.Properties(first).Select(property =>
            described.FirstOrDefault(column => column.Property.Name.Equals(property.Name, StringComparison.Ordinal)) is { } column
                ? OfDescribed(column, isLive: false)
                : OfName(property.Name, isRow ? property.Name : SnakeCase(property.Name)))];
    }

    /// <summary>The columns for properties that were added to an object, as by Add-Member.</summary>
    public static IReadOnlyList<ObjectColumn> AddedTo(PSObject item) =>
        [.. OriginalType.Of(item).Added(item).Select(property => OfName(property.Name, SnakeCase(property.Name)))];

    /// <summary>The column with a value for each object.</summary>
    public AstroColumn ToColumn(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        object?[] values = new object?[objects.Count];
        for (int i = 0; i < values.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values[i] = ColumnValues.Simplify(_get(objects[i]), _declared);
        }

        return TypedColumn.Create(Describe(ColumnValues.CommonType(values, _declared)), values);
    }

    /// <summary>Name, unit and UCD of the column, for values of a type.</summary>
    public ColumnInfo Describe(Type type) => _info with { ValueType = type, ArraySize = type.IsArray ? _info.ArraySize ?? "*" : null };

    private static ObjectColumn OfSource(AstroColumn column) => new(
        column.Name,
        item => item.BaseObject is AstroTableRow own ? own[column.Name] : item.Properties[column.Name]?.Value,
        column.Info,
        column.ValueType);

    private static ObjectColumn OfDescribed(DescribedColumn column, bool isLive)
    {
        (System.Reflection.PropertyInfo property, AstroColumnAttribute attribute) = column;
        bool isEnum = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum;
        // An enum that was stored is a number with the name as its text.
        return new ObjectColumn(
            property.Name,
            isLive ? item => property.GetValue(item.BaseObject) : item => item.Properties[property.Name]?.Value is { } value && isEnum ? value.ToString() : Value(item, property.Name),
            new ColumnInfo(attribute.Name, typeof(string))
            {
                Unit = attribute.Unit,
                UnitRowText = attribute.UnitRowText,
                Ucd = attribute.Ucd,
                Description = attribute.Description,
            },
            property.PropertyType);
    }

    private static ObjectColumn OfName(string property, string column) => new(property, item => Value(item, property), new ColumnInfo(column, typeof(string)), null);

    // A nested custom object stays wrapped: its wrapper alone knows its text.
    private static object? Value(PSObject item, string property) => ColumnValues.Unwrap(item.Properties[property]?.Value);

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
