namespace PSAstroXmatch;

/// <summary>How a property of an emitted object is called and described as the column of an exported table.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AstroColumnAttribute : Attribute
{
    /// <summary>Names the column.</summary>
    /// <param name="name">Name in the exported table, in the snake_case of the published tables.</param>
    public AstroColumnAttribute(string name) => Name = name;

    /// <summary>Name in the exported table.</summary>
    public string Name { get; }

    /// <summary>Unit as astropy and VOTable write it; null for a number without one and for text.</summary>
    public string? Unit { get; init; }

    /// <summary>What the published table has in its row of units where that is not the unit; null where it is.</summary>
    public string? UnitRowText { get; init; }

    /// <summary>IVOA unified content descriptor.</summary>
    public string? Ucd { get; init; }

    /// <summary>What the column means.</summary>
    public string? Description { get; init; }
}
