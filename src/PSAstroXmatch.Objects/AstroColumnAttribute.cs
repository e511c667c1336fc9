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
