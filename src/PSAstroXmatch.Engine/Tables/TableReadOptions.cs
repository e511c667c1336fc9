namespace PSAstroXmatch.Engine.Tables;

/// <summary>Formats of table files.</summary>
public enum TableFormat
{
    /// <summary>FITS: BINTABLE and TABLE extensions.</summary>
    Fits,

    /// <summary>VOTable.</summary>
    VOTable,

    /// <summary>Delimited text: comma, tab or semicolon.</summary>
    Csv,

    /// <summary>Enhanced CSV of astropy.</summary>
    Ecsv,

    /// <summary>IPAC table.</summary>
    Ipac,
}

/// <summary>Which table of a file is read, and as what.</summary>
public sealed record TableReadOptions
{
    /// <summary>The format; null: it is recognised by the content, never by the name.</summary>
    public TableFormat? Format { get; init; }

    /// <summary>
    /// Which table: its name (of a FITS extension or a VOTable TABLE), or its number as the format counts: of a FITS file the extension
    /// (1 is the first after the primary HDU), of a VOTable the TABLE counted from 0. Null: the first.
    /// </summary>
    public string? Table { get; init; }

    /// <summary>Whether the rows of a VOTable are read whose service says that its query failed; see the parameter QUERY_STATUS.</summary>
    public bool KeepRowsOfError { get; init; }
}
