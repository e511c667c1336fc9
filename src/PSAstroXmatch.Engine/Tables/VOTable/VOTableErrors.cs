using System.Globalization;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>The errors of one document; each names the source and the location.</summary>
internal sealed class VOTableErrors(string source)
{
    private const string CopyAgain = "Copy or download the file again: its end is missing.";
    private const string FetchAgain = "Download the document again; if that fails the same way, request fewer rows or report it to the service.";
    private const string AskProvider =
        "The document violates the VOTable standard at that location: report it to its provider, or request another format.";

    /// <summary>Path or address of the document.</summary>
    public string Source { get; } = source;

    /// <summary>Number of rows read so far, once a table has been found; errors name the row after them.</summary>
    public long? RowsRead { get; set; }

    /// <summary>Set when the last row has been read.</summary>
    public bool IsPastRows { get; set; }

    public AstroException Truncated(string what, long offset) =>
        Make(ErrorIds.TableTruncated, $"{Source} is truncated: {what} ({Place(offset)}).", Source.Contains("://", StringComparison.Ordinal) ? FetchAgain : CopyAgain);

    public AstroException Damaged(string what, long offset, Exception? cause = null) =>
        Make(ErrorIds.TableDamaged, $"{Source} is damaged: {what} ({Place(offset)}).", AskProvider, cause);

    public AstroException DtdNotAllowed(long offset) => Make(
        ErrorIds.DtdNotAllowed,
        $"{Source} declares a document type with its own rules or entities ({Place(offset)}), which are never expanded.",
        "A VOTable does not need them: remove the <!DOCTYPE ...> or <!ENTITY ...> declaration if you trust the document.");

    public AstroException RaggedRow(string what, long offset) =>
        Make(ErrorIds.RaggedRow, $"{Source}: {what} ({Place(offset)}).", AskProvider);

    public AstroException ValueInvalid(VOTableField field, ReadOnlySpan<byte> text, long offset) => Make(
        ErrorIds.ValueInvalid,
        $"{Source}: '{Shorten(VOTableText.Decode(text))}' in column {field.Name} can't be read as {field.Declared} ({Place(offset)}).",
        AskProvider);

    public AstroException HeaderInvalid(string what) => Make(ErrorIds.VOTableHeaderInvalid, $"{Source}: {what}.", AskProvider);

    public AstroException FormatUnknown(string what) => Make(
        ErrorIds.TableFormatUnknown,
        $"{Source} is not a VOTable: {what}.",
        "Check the address or the file: a service may answer like this when it is down, requires a login, or does not know the path.");

    public AstroException NotSupported(string what, string recommendation) =>
        Make(ErrorIds.SerializationNotSupported, $"{Source}: {what}.", recommendation);

    public AstroException TableNotFound(string what, string recommendation) => new(
        ErrorIds.TableNotFound, $"{Source} {what}.", recommendation, Source);

    public AstroException ServiceError(string text) => new(
        ErrorIds.ServiceError,
        $"{Source}: the service answered with an error: {Words(text)}",
        "Correct the query according to the message of the service, or try again later.",
        Source)
    {
        ServiceWords = Words(text),
    };

    /// <summary>Puts a text on one line and limits its length, for use in a message.</summary>
    public static string Shorten(string text, int length = 60)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= length ? line : line[..length] + "…";
    }

    private static string Words(string text) => text.Length == 0 ? "it gives no reason" : Shorten(text, 4000);

    private string Place(long offset)
    {
        string row = RowsRead is not { } rows ? "" : IsPastRows
            ? string.Create(CultureInfo.InvariantCulture, $"after the last row, {rows}, ")
            : string.Create(CultureInfo.InvariantCulture, $"row {rows + 1}, ");
        return string.Create(CultureInfo.InvariantCulture, $"{row}byte {offset}");
    }

    private AstroException Make(string id, string message, string recommendation, Exception? cause = null) =>
        new(id, message, recommendation, Source, cause);
}
