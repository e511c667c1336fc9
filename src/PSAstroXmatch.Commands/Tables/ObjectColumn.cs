using System.Collections;
using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>A property of the objects in a pipeline, as a column of a table.</summary>
internal sealed class ObjectColumn
{
    private static readonly Dictionary<string, AstroColumnAttribute> Described = DescribedProperties();

    private readonly Func<PSObject, object?> _get;
    private readonly AstroColumnAttribute? _attribute;
    private readonly AstroColumn? _source;

    private ObjectColumn(string property, Func<PSObject, object?> get, AstroColumnAttribute? attribute, AstroColumn? source = null)
    {
        Property = property;
        _get = get;
        _attribute = attribute;
        _source = source;
    }

    /// <summary>Name of the property.</summary>
    public string Property { get; }

    /// <summary>The value of an object.</summary>
    public object? Get(PSObject item) => _get(item);

    /// <summary>Whether a type defines the names of its columns with <see cref="AstroColumnAttribute"/>.</summary>
    public static bool IsDescribed(Type type) => type.GetProperties().Any(property => property.GetCustomAttribute<AstroColumnAttribute>() is not null);

    /// <summary>The columns for objects like this one.</summary>
    public static IReadOnlyList<ObjectColumn> Of(PSObject first) => first.BaseObject switch
    {
        AstroTableRow row => [.. row.GetTable().Columns.Select(column =>
            new ObjectColumn(column.Name, item => item.BaseObject is AstroTableRow own ? own[column.Name] : item.Properties[column.Name]?.Value, null, column))],
        var item when IsDescribed(item.GetType()) => [.. DeclaredFirst(item.GetType()).Select(property =>
            new ObjectColumn(property.Name, other => property.GetValue(other.BaseObject), property.GetCustomAttribute<AstroColumnAttribute>()))],
        _ => [.. first.Properties.Select(property => new ObjectColumn(
            property.Name,
            other => Unwrap(other.Properties[property.Name]?.Value),
            Described.GetValueOrDefault(property.Name)))],
    };

    /// <summary>The column with a value for each object.</summary>
    public AstroColumn ToColumn(IReadOnlyList<PSObject> objects, CancellationToken cancellationToken)
    {
        object?[] values = new object?[objects.Count];
        for (int i = 0; i < values.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            values[i] = Simplify(_get(objects[i]));
        }

        Type type = CommonType(values);
        return TypedColumn.Create(Describe(type), values);
    }

    /// <summary>Name, unit and UCD of the column, for values of a type.</summary>
    public ColumnInfo Describe(Type type) => _source is not null
        ? _source.Info with { ValueType = type }
        : new ColumnInfo(_attribute?.Name ?? SnakeCase(Property), type)
        {
            Unit = _attribute?.Unit,
            UnitRowText = _attribute?.UnitRowText,
            Ucd = _attribute?.Ucd,
            Description = _attribute?.Description,
            ArraySize = type.IsArray ? "*" : null,
        };

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

    // Objects from Select-Object have lost their type; units are found by property name, which has the same unit in all types.
    private static Dictionary<string, AstroColumnAttribute> DescribedProperties()
    {
        Dictionary<string, AstroColumnAttribute> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (Type type in new[] { typeof(FermiMatchGroup), typeof(FermiCscMatch), typeof(FermiCounterpart), typeof(SkyMatch) })
        {
            foreach (PropertyInfo property in type.GetProperties())
            {
                // Left and Right hold objects in a match only; in another object, properties of these names are ordinary.
                if (property.PropertyType != typeof(object) && property.GetCustomAttribute<AstroColumnAttribute>() is { } attribute)
                    found.TryAdd(property.Name, attribute);
            }
        }

        return found;
    }

    // Reflection lists the properties of a derived class before those of its base; the published order is the reverse.
    private static IEnumerable<PropertyInfo> DeclaredFirst(Type type) => type.GetProperties()
        .Where(property => property.GetCustomAttribute<AstroColumnAttribute>() is not null)
        .OrderBy(property => Depth(property.DeclaringType!));

    private static int Depth(Type type) => type.BaseType is Type parent ? 1 + Depth(parent) : 0;

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static object? Simplify(object? value) => value switch
    {
        null or string => value,
        DateTime time => ValueText.Format(time),
        IDictionary or AstroTable => value.ToString(),
        ValueList<object> members => Array.ConvertAll([.. members], DisplayText.Label),
        IEnumerable<double?> list => list.Select(item => item ?? double.NaN).ToArray(),
        IEnumerable list => List([.. list.Cast<object?>().Select(Unwrap)]),
        bool or byte or short or int or long or float or double => value,
        uint or ushort or sbyte => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        decimal number => (double)number,
        _ => ValueText.Format(value),
    };

    private static object List(object?[] items)
    {
        if (items.All(item => item is null or double or float or int or long or short or byte) && items.Any(item => item is not null))
        {
            return items.All(item => item is int or long or short or byte)
                ? Array.ConvertAll(items, item => Convert.ToInt64(item, System.Globalization.CultureInfo.InvariantCulture))
                : Array.ConvertAll(items, item => item switch
                {
                    null => double.NaN,
                    float number => ValueText.ToDouble(number),
                    _ => Convert.ToDouble(item, System.Globalization.CultureInfo.InvariantCulture),
                });
        }

        return Array.ConvertAll(items, item => ValueText.Format(item));
    }

    private static Type CommonType(object?[] values)
    {
        Type? common = null;
        foreach (object? value in values)
        {
            if (value is null)
                continue;
            Type type = value.GetType();
            common = common is null || common == type ? type : Wider(common, type);
        }

        return common ?? typeof(string);
    }

    private static Type Wider(Type left, Type right)
    {
        Type[] ladder = [typeof(byte), typeof(short), typeof(int), typeof(long), typeof(double)];
        int a = Array.IndexOf(ladder, left), b = Array.IndexOf(ladder, right);
        if (a >= 0 && b >= 0)
            return ladder[Math.Max(a, b)];
        bool numberLists = (left == typeof(double[]) || left == typeof(long[])) && (right == typeof(double[]) || right == typeof(long[]));
        return numberLists ? typeof(double[]) : left.IsArray && right.IsArray ? typeof(string[]) : typeof(string);
    }
}
