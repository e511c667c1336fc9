namespace PSAstroXmatch.Tables;

/// <summary>The metadata of a column. Control characters in its texts are shown as escapes: see <see cref="VisibleText"/>.</summary>
/// <param name="Name">Name in the file or service.</param>
/// <param name="ValueType">
/// Type of a value: bool, byte, sbyte, short, ushort, int, uint, long, ulong, float, double, string,
/// System.Numerics.Complex, DateTime, or a one-dimensional array of these if a cell holds several values.
/// </param>
public sealed record ColumnInfo(string Name, Type ValueType)
{
    /// <summary>Name in the file or service.</summary>
    public string Name { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Name);

    /// <summary>Unit as in the file, such as "deg" or "erg/cm2/s"; null if there is none.</summary>
    public string? Unit { get; init => field = VisibleText.Of(value); }

    /// <summary>Text in the unit row of a text file, if it differs from the unit; otherwise null.</summary>
    public string? UnitRowText { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA unified content descriptor, such as "pos.eq.ra;meta.main".</summary>
    public string? Ucd { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA data model path.</summary>
    public string? Utype { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA extended type, such as "timestamp".</summary>
    public string? Xtype { get; init => field = VisibleText.Of(value); }

    /// <summary>Frame and epoch of a position column as the file gives them; null if it gives none.</summary>
    public CoordinateSystem? CoordinateSystem { get; init; }

    /// <summary>Description of the column.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); }

    /// <summary>Shape of an array cell in VOTable notation ("3", "*", "2x3"); null for a single value.</summary>
    public string? ArraySize { get; init; }
}
