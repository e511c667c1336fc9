namespace PSAstroXmatch.Engine.Tables;

/// <summary>Errors shared by several table formats, so that each has one id and one wording.</summary>
internal static class TableErrors
{
    public static AstroException Invalid(string errorId, string source, string message, string recommendation, Exception? inner = null) =>
        new(errorId, message, recommendation, source, inner);

    public static AstroException Empty(string source) => Invalid(
        ErrorIds.TableEmpty,
        source,
        $"{source} is empty: it does not even have a header.",
        "Check that the file was written or downloaded completely.");

    public static AstroException FormatUnknown(string source, string whatItIs) => Invalid(
        ErrorIds.TableFormatUnknown,
        source,
        $"{source} is not a table in a supported format: {whatItIs}.",
        "Use a FITS, VOTable, CSV, TSV, ECSV or IPAC table, which may be compressed with gzip or bzip2.");

    public static AstroException TableNotFound(string source, string message, string recommendation) =>
        new(ErrorIds.TableNotFound, $"{source}: {message}", recommendation, source);
}
