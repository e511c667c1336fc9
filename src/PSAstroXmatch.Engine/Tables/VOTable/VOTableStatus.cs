namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>What a VOTable says of the query whose answer it is (DALI 1.1, section 4.4), found without looking at its cells.</summary>
/// <param name="IsTruncated">Whether the service says that it cut the rows at its limit (QUERY_STATUS OVERFLOW).</param>
/// <param name="Problem">Why the document could not be read to its end; null where it was.</param>
internal sealed record VOTableStatus(bool IsTruncated, string? Problem)
{
    /// <summary>Reads a document to the end tag of its root, or as far as it can be read.</summary>
    /// <param name="stream">The document; stays open.</param>
    /// <param name="source">Path or address that errors name.</param>
    /// <exception cref="AstroException">ServiceError: it is the error message of a service. TableTruncated: it ends before its end tag.</exception>
    public static VOTableStatus Read(Stream stream, string source)
    {
        VOTableErrors errors = new(source);
        VOTableDocument? document = null;
        try
        {
            document = new VOTableDocument(new XmlScanner(new Utf8Buffer(stream, errors), errors), errors, new VOTableReadOptions());
            VOTableHeader header = document.FindTable();
            document.ReadRest([], isTableOpen: header.Data is not null);
            return new VOTableStatus(document.IsTruncated, null);
        }
        catch (AstroException error) when (error.ErrorId is not (ErrorIds.ServiceError or ErrorIds.TableTruncated))
        {
            return new VOTableStatus(document?.IsTruncated ?? false, error.Message);
        }
    }
}
