namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>Which table of a FITS file to read; by default the first one.</summary>
public sealed record FitsReadOptions
{
    /// <summary>Number of the header-data unit: 1 is the first extension.</summary>
    public int? Hdu { get; init; }

    /// <summary>Name of the extension (EXTNAME); case does not matter.</summary>
    public string? ExtensionName { get; init; }
}
