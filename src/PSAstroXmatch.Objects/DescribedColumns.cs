using System.Collections.Concurrent;
using System.Reflection;

namespace PSAstroXmatch;

/// <summary>Name and metadata of a property as a column of an exported table.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AstroColumnAttribute : Attribute
{
    /// <summary>Names the column.</summary>
    /// <param name="name">Name in the exported table: that of the published tables or of the catalog itself, otherwise in snake_case.</param>
    public AstroColumnAttribute(string name) => Name = name;

    /// <summary>Name in the exported table.</summary>
    public string Name { get; }

    /// <summary>Unit in astropy and VOTable notation; null for text and for a number without a unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Text in the unit row of the published table, if it differs from the unit; otherwise null.</summary>
    public string? UnitRowText { get; init; }

    /// <summary>IVOA unified content descriptor.</summary>
    public string? Ucd { get; init; }

    /// <summary>What the column means.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// Groups of lower number come first in the table; within a group, properties of the base class come first, then the order is that of
    /// the source code. 0 if not given.
    /// </summary>
    public int Group { get; init; }

    /// <summary>Whether the property names the object, so that it comes first where all properties are listed (Format-List).</summary>
    public bool LeadsList { get; init; }
}

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
            .ThenBy(pair => Depth(pair.Property))
            .Select(pair => new DescribedColumn(pair.Property, pair.Attribute!)),
    ];

    /// <summary>How many classes lie above the one that declares a property first.</summary>
    public static int Depth(PropertyInfo property) => Depth(property.GetMethod!.GetBaseDefinition().DeclaringType!);

    private static int Depth(Type type) => type.BaseType is Type parent ? 1 + Depth(parent) : 0;
}
