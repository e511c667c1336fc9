using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>A FIELD as a document declares it.</summary>
internal sealed record VOTableField
{
    /// <summary>Name, or the ID if there is no name.</summary>
    public required string Name { get; init; }

    public string Datatype { get; init; } = "";

    /// <summary>Shape as declared, or null.</summary>
    public string? ArraySize { get; init; }

    public string? Unit { get; init; }

    public string? Ucd { get; init; }

    public string? Utype { get; init; }

    public string? Xtype { get; init; }

    public string? Description { get; init; }

    /// <summary>ID of the FIELD, to which a GROUP may refer.</summary>
    public string? Id { get; init; }

    /// <summary>ID of the element that the FIELD refers to, such as its COOSYS.</summary>
    public string? Reference { get; init; }

    /// <summary>The COOSYS of a position.</summary>
    public CoordinateSystem? CoordinateSystem { get; init; }

    /// <summary>The declared null value (VALUES null), or null.</summary>
    public string? Null { get; init; }

    /// <summary>Datatype and shape, for messages.</summary>
    public string Declared => string.IsNullOrEmpty(ArraySize) ? Datatype : $"{Datatype}[{ArraySize}]";
}

/// <summary>The shape of a cell (VOTable 1.4, section 2.2).</summary>
/// <param name="Inner">Number of elements in the fixed dimensions: all dimensions, or all but the last if that is variable.</param>
/// <param name="FirstDimension">Length of the first dimension, which in an array of strings is the length of a string; −1 if variable.</param>
/// <param name="Dimensions">Number of dimensions; 0 for a single value.</param>
/// <param name="IsVariable">Whether the last dimension is variable.</param>
internal readonly record struct CellShape(int Inner, int FirstDimension, int Dimensions, bool IsVariable)
{
    /// <summary>Whether a cell holds one element.</summary>
    public bool IsScalar => !IsVariable && (Dimensions == 0 || (Dimensions == 1 && Inner == 1));

    /// <summary>Reads arraysize, such as "3", "*", "16*", "2x3" or "2x3x*".</summary>
    public static bool TryParse(string? arraySize, out CellShape shape)
    {
        shape = new CellShape(1, 1, 0, false);
        if (string.IsNullOrWhiteSpace(arraySize))
            return true;
        string[] parts = arraySize.Trim().Split('x');
        bool variable = parts[^1].EndsWith('*');
        long inner = 1;
        for (int i = 0; i < parts.Length - (variable ? 1 : 0); i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out int length) || (inner *= length) > int.MaxValue / 16)
                return false;
        }

        if (variable && parts[^1].Length > 1 && !int.TryParse(parts[^1][..^1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        int first = variable && parts.Length == 1 ? -1 : int.Parse(parts[0], CultureInfo.InvariantCulture);
        shape = new CellShape((int)inner, first, parts.Length, variable);
        return true;
    }
}
