namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Which table of a VOTable document to read, and how.</summary>
public sealed record VOTableReadOptions
{
    /// <summary>
    /// Position of the TABLE in the document, counted from 0 over all resources; null for the first that matches <see cref="TableName"/>.
    /// </summary>
    public int? TableIndex { get; init; }

    /// <summary>Name or ID of the TABLE; null for any.</summary>
    public string? TableName { get; init; }

    /// <summary>
    /// Whether to read the rows even if the service reports that its query failed (QUERY_STATUS ERROR); the caller finds the status in the
    /// reader's parameters. Otherwise, and always if there is no table, the error is thrown.
    /// </summary>
    public bool KeepRowsOfError { get; init; }

    /// <summary>
    /// Opens a FITS file embedded in the document; takes its decoded bytes and the source for error messages.
    /// If null, a table in FITS serialization is an error.
    /// </summary>
    public Func<Stream, string, TableReader>? FitsOpener { get; init; }
}
