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

/// <summary>Which table of a file to read, and in which format.</summary>
public sealed record TableReadOptions
{
    /// <summary>The format; null: it is recognized by the content, never by the name.</summary>
    public TableFormat? Format { get; init; }

    /// <summary>
    /// Name (of a FITS extension or a VOTable TABLE) or number of the table. In a FITS file the number is that of the extension (1 is the first
    /// after the primary HDU), in a VOTable that of the TABLE, counted from 0. Null: the first.
    /// </summary>
    public string? Table { get; init; }

    /// <summary>Whether to read the rows of a VOTable even if the service reports in QUERY_STATUS that the query failed.</summary>
    public bool KeepRowsOfError { get; init; }
}
