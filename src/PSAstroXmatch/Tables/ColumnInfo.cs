namespace PSAstroXmatch.Tables;

/// <summary>What is known of a column beside its values. Its texts are such as can be shown: see <see cref="VisibleText"/>.</summary>
/// <param name="Name">Name as the file or service gives it.</param>
/// <param name="ValueType">
/// Type of a value: bool, byte, sbyte, short, ushort, int, uint, long, ulong, float, double, string,
/// System.Numerics.Complex, DateTime, or a one-dimensional array of these where a cell holds several.
/// </param>
public sealed record ColumnInfo(string Name, Type ValueType)
{
    /// <summary>Name as the file or service gives it.</summary>
    public string Name { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Name);

    /// <summary>Unit as the file gives it, such as "deg" or "erg/cm2/s"; null where it gives none.</summary>
    public string? Unit { get; init => field = VisibleText.Of(value); }

    /// <summary>What a row of units in a text file writes where that is not the unit; null where it is.</summary>
    public string? UnitRowText { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA unified content descriptor, such as "pos.eq.ra;meta.main".</summary>
    public string? Ucd { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA data model path.</summary>
    public string? Utype { get; init => field = VisibleText.Of(value); }

    /// <summary>IVOA extended type, such as "timestamp".</summary>
    public string? Xtype { get; init => field = VisibleText.Of(value); }

    /// <summary>What the column means, in words.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); }

    /// <summary>Shape of an array cell as VOTable writes it ("3", "*", "2x3"); null for one value.</summary>
    public string? ArraySize { get; init; }
}
