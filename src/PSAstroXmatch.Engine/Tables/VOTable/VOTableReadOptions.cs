namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Which table of a VOTable document to read, and how.</summary>
public sealed record VOTableReadOptions
{
    /// <summary>
    /// Position of the TABLE in the document, counted from 0 over all resources; null for the first that <see cref="TableName"/> fits.
    /// </summary>
    public int? TableIndex { get; init; }

    /// <summary>Name or ID of the TABLE; null for any.</summary>
    public string? TableName { get; init; }

    /// <summary>
    /// Whether rows are read although the service says that its query failed (QUERY_STATUS ERROR); the caller finds that in the
    /// reader's parameters. Otherwise, and always where there is no table, the error is thrown.
    /// </summary>
    public bool KeepRowsOfError { get; init; }

    /// <summary>
    /// Opens a FITS file that is embedded in the document: gets its decoded bytes and the source to name in errors.
    /// Without it a table in FITS serialization is an error.
    /// </summary>
    public Func<Stream, string, TableReader>? FitsOpener { get; init; }
}
