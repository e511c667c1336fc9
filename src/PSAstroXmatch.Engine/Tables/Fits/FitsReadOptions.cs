namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>Which table of a FITS file is read; the first where nothing is given.</summary>
public sealed record FitsReadOptions
{
    /// <summary>Number of the header-data unit: 1 is the first extension.</summary>
    public int? Hdu { get; init; }

    /// <summary>Name of the extension (EXTNAME), in any case.</summary>
    public string? ExtensionName { get; init; }
}
