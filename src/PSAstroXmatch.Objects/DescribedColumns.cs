using System.Collections.Concurrent;
using System.Reflection;

namespace PSAstroXmatch;

/// <summary>A property and its description as a column.</summary>
/// <param name="Property">The property.</param>
/// <param name="Attribute">Its name, unit, UCD and description as a column.</param>
public sealed record DescribedColumn(PropertyInfo Property, AstroColumnAttribute Attribute);

/// <summary>The columns that types describe with <see cref="AstroColumnAttribute"/>: the only source of their names, units, UCDs and order.</summary>
public static class DescribedColumns
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<DescribedColumn>> Known = [];

    /// <summary>The described properties of a type in the order of an exported table; empty if it has none.</summary>
    public static IReadOnlyList<DescribedColumn> Of(Type type) => Known.GetOrAdd(type, Find);

    /// <summary>The type of this assembly with a full name such as "PSAstroXmatch.FermiSource"; null if there is none.</summary>
    public static Type? TypeNamed(string name) => typeof(DescribedColumns).Assembly.GetType(name, throwOnError: false);

    // Reflection lists the properties of a derived class before those of its base; the published order is the reverse.
    private static DescribedColumn[] Find(Type type) =>
    [
        .. type.GetProperties()
            .Select(property => (Property: property, Attribute: property.GetCustomAttribute<AstroColumnAttribute>()))
            .Where(pair => pair.Attribute is not null)
            .OrderBy(pair => pair.Attribute!.Group)
            .ThenBy(pair => Depth(pair.Property.DeclaringType!))
            .Select(pair => new DescribedColumn(pair.Property, pair.Attribute!)),
    ];

    private static int Depth(Type type) => type.BaseType is Type parent ? 1 + Depth(parent) : 0;
}
