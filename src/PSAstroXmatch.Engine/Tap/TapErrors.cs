using System.Globalization;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A query as errors show it: where it went and what it was.</summary>
/// <param name="Service">Name of the archive or service.</param>
/// <param name="Address">URL that was called, without credentials and parameters.</param>
/// <param name="Adql">Text of the query; empty for a request that is about none.</param>
internal sealed record TapRequestInfo(string Service, string Address, string Adql)
{
    /// <summary>Whether the address is that of a job.</summary>
    public bool IsJob { get; init; }

    private const int MaxShown = 2000;

    public string Shown => Adql.Length <= MaxShown ? Adql : Adql[..MaxShown] + " …";
}

/// <summary>Every error of the TAP client: ids, kinds and wording in one place.</summary>
internal static class TapErrors
{
    public static AstroException OptionInvalid(string option, string value, string expected) => new(
        "TapOptionInvalid",
        AstroErrorKind.InvalidArgument,
        $"'{value}' can't be used as {option}: it must be {expected}.",
        $"Give {option} as {expected}.",
        value);

    public static AstroException AddressInvalid(Uri address) => new(
        "ServiceAddressInvalid",
        AstroErrorKind.InvalidArgument,
        $"'{TapAddress.Show(address)}' is no address of a TAP service: that begins with http:// or https:// and a host.",
        "Give the service's base URL, such as https://heasarc.gsfc.nasa.gov/xamin/vo/tap, without /sync or /async.",
        TapAddress.Show(address));

    /// <summary>Nothing may be sent, and no stored answer is there.</summary>
    public static AstroException NotInCache(TapRequestInfo request) => new(
        "NotInCache",
        AstroErrorKind.NotFound,
        $"There is no stored answer from {request.Service} ({request.Address}) for this request, and nothing may be sent. {(request.Adql.Length > 0 ? $"Query: {request.Shown}" : "")}".TrimEnd(),
        "Allow the request to be sent once and its answer to be stored, or save whole catalogs beforehand.",
        request.Adql);

    public static AstroException QueryEmpty() => new(
        "QueryEmpty",
        AstroErrorKind.InvalidArgument,
        "The query is empty.",
        "Give a query in ADQL, such as SELECT TOP 5 * FROM csc.");

    public static AstroException TableNameInvalid(string table) => new(
        "TableNameInvalid",
        AstroErrorKind.InvalidArgument,
        $"'{table}' is no name of a table in ADQL.",
        "Give the name as the service lists it, such as gaiadr3.gaia_source; put a part with other characters between double quotes.",
        table);

    /// <summary>The service says in its own words that the query failed.</summary>
    public static AstroException ServiceError(TapRequestInfo request, string words, int? status) => new(
        "ServiceError",
        AstroErrorKind.Service,
        Describe(request, $"answered with an error{Status(status)}: {Sentence(words)}"),
        "Mend the query as the service's words say; SELECT TOP 1 * FROM a table shows which columns it has.",
        request.Adql);

    /// <summary>A page for people instead of a table, or a server error without words.</summary>
    public static AstroException ServiceUnavailable(TapRequestInfo request, string what, int status) => new(
        "ServiceUnavailable",
        AstroErrorKind.Connection,
        Describe(request, $"is not working at present: it answered with {Sentence(what + Status(status))}"),
        "Try again later; the archive's web page may tell of maintenance.",
        request.Adql);

    public static AstroException TooManyRequests(TapRequestInfo request, string words) => new(
        "ServiceUnavailable",
        AstroErrorKind.Connection,
        Describe(request, $"refuses further queries for now (HTTP status 429): {Sentence(words)}"),
        "Send fewer queries at a time, and try again later.",
        request.Adql);

    public static AstroException ServiceForbidden(TapRequestInfo request, string words, int status) => new(
        "ServiceForbidden",
        AstroErrorKind.Service,
        Describe(request, $"refused the query (HTTP status {status}): {Sentence(words)}"),
        "The service wants a login, or has shut out this machine, as some do after too many queries at a time. Ask its operators.",
        request.Adql);

    public static AstroException ServiceNotFound(TapRequestInfo request, string words, int status) => new(
        "ServiceNotFound",
        AstroErrorKind.NotFound,
        Describe(request, $"has no TAP service at that address (HTTP status {status}): {Sentence(words)}"),
        "Check the base URL: queries go to its /sync.",
        request.Adql);

    public static AstroException RedirectRefused(TapRequestInfo request, string why) => new(
        "ServiceRedirectInvalid",
        AstroErrorKind.Connection,
        Describe(request, $"sent the query elsewhere, {Sentence(why)}"),
        "Give the service's present base URL.",
        request.Adql);

    /// <summary>No connection: name, network, refusal or TLS.</summary>
    public static AstroException ServiceUnreachable(TapRequestInfo request, string why, Exception cause) => new(
        "ServiceUnreachable",
        AstroErrorKind.Connection,
        Describe(request, $"can't be reached: {Sentence(why)}"),
        "Check the network, a proxy (HTTPS_PROXY) and the address of the service.",
        request.Adql,
        cause);

    public static AstroException ServiceTimeout(TapRequestInfo request, string what, Exception? cause) => new(
        "ServiceTimeout",
        AstroErrorKind.Connection,
        Describe(request, $"did not answer in time: {Sentence(what)}"),
        "Ask for less (fewer columns, a smaller region), allow more time, or try again when the service is less busy.",
        request.Adql,
        cause);

    /// <summary>The connection was lost, or the document ended, within the answer.</summary>
    public static AstroException TableTruncated(TapRequestInfo request, string what, Exception? cause) => new(
        "TableTruncated",
        AstroErrorKind.InvalidData,
        Describe(request, $"sent an answer that is cut: {Sentence(what)}"),
        "Try again; if it stays so, ask for the result in parts.",
        request.Adql,
        cause);

    public static AstroException AnswerDamaged(TapRequestInfo request, string what, Exception? cause) => new(
        "AnswerDamaged",
        AstroErrorKind.InvalidData,
        Describe(request, $"sent an answer that can't be read: {Sentence(what)}"),
        "Try again; if it stays so, tell the operators of the service.",
        request.Adql,
        cause);

    /// <summary>An error of the table reader, with the service and the query added; its id stays.</summary>
    public static AstroException TableInvalid(TapRequestInfo request, AstroException cause) => new(
        cause.ErrorId,
        cause.Kind,
        Describe(request, $"sent a table that can't be read: {Sentence(cause.Message.Replace(request.Address, "it", StringComparison.Ordinal))}"),
        "Try again; if it stays so, tell the operators of the service.",
        request.Adql,
        cause);

    /// <summary>The service says, or the number of rows shows, that rows are missing.</summary>
    public static AstroException ResultTruncated(TapRequestInfo request, long? rows, string why, bool byMaxRec) => new(
        "ResultTruncated",
        AstroErrorKind.Limit,
        Describe(request, string.Create(CultureInfo.InvariantCulture, $"cut the result{(rows is null ? "" : $" after {rows:N0} rows")}: {Sentence(why)}")),
        byMaxRec
            ? "Give a larger MAXREC, or TOP in the query for a part on purpose, or allow truncated results."
            : "Ask for a smaller region or give TOP with a larger number; use TOP with ORDER BY for a part on purpose.",
        request.Adql);

    public static AstroException UploadInvalid(string name, string why, string recommendation) => new(
        "UploadInvalid",
        AstroErrorKind.InvalidArgument,
        $"The table '{name}' can't be uploaded: {why}.",
        recommendation,
        name);

    public static AstroException UploadTooLarge(string service, TapUpload upload, long most) => new(
        "UploadTooLarge",
        AstroErrorKind.Limit,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The table '{upload.Name}' has {upload.Table.RowCount:N0} rows; {service} takes at most {most:N0}."),
        "Run the query in parts of the table, or upload fewer rows.",
        upload.Name);

    public static AstroException TableNotFound(string service, string table) => new(
        "TableNotFound",
        AstroErrorKind.NotFound,
        $"{service} lists no table '{table}'.",
        "Give the name as the service's list of tables has it, with its schema.",
        table);

    /// <summary>The last calls to the host all failed, so that further ones are not even tried for a while.</summary>
    public static AstroException CircuitOpen(TapRequestInfo request, int failures, TimeSpan pause, Exception cause) => new(
        "ServiceUnavailable",
        AstroErrorKind.Connection,
        Describe(request, $"is left alone for {TapRetry.Show(pause)}: the last {failures} or more requests to its host all failed."),
        "Try again later; the archive's web page may tell of maintenance.",
        request.Adql,
        cause);

    /// <summary>The job is gone: deleted by someone, or destroyed when its time was over.</summary>
    public static AstroException JobNotFound(TapRequestInfo request, string words, int? status) => new(
        "JobNotFound",
        AstroErrorKind.NotFound,
        Describe(request, $"has no such job (any more){Status(status)}: {Sentence(words)}"),
        "The job was deleted, or the service destroyed it when its time was over; run the query again.",
        request.Address);

    public static AstroException JobAborted(TapRequestInfo request, string words) => new(
        "JobAborted",
        AstroErrorKind.Service,
        Describe(request, $"aborted the job: {Sentence(words)}"),
        "If nobody aborted it on purpose, it ran into the service's time limit: ask for less, or set a longer execution duration.",
        request.Address);

    public static AstroException JobUnfinished(TapRequestInfo request, UwsPhase phase) => new(
        "JobNotFinished",
        AstroErrorKind.InvalidArgument,
        Describe(request, $"has no result of the job yet: it is {phase.ToString().ToUpperInvariant()}."),
        "Start the job if it is PENDING, and wait until it is COMPLETED.",
        request.Address);

    /// <summary>The service took the query for a job, but its answer does not say where the job is.</summary>
    public static AstroException JobAddressMissing(TapRequestInfo request, int status) => new(
        "AnswerDamaged",
        AstroErrorKind.InvalidData,
        Describe(request, $"took the query for a job, but didn't say where the job is (HTTP status {status})."),
        "Run the query synchronously, and tell the operators of the service.",
        request.Adql);

    public static AstroException QueryNotSplittable(string adql, string why) => new(
        "QueryNotSplittable",
        AstroErrorKind.InvalidArgument,
        $"The query can't be run in parts: {why}. Query: {adql}",
        "Split only a query whose rows do not depend on each other: without TOP, ORDER BY, DISTINCT, GROUP BY, OFFSET, set operators.",
        adql);

    /// <summary>Even the smallest part of a query passes the limit or fails.</summary>
    public static AstroException PartTooLarge(TapRequestInfo request, string part, AstroException cause) => new(
        cause.ErrorId,
        cause.Kind,
        Describe(request, $"can't give {part}, which can't be split further: {Sentence(cause.Message)}"),
        cause.Recommendation,
        request.Adql,
        cause);

    /// <summary>More rows than make sense in one table: most likely a condition was forgotten.</summary>
    public static AstroException ResultTooLarge(TapRequestInfo request, long counted, long most) => new(
        "ResultTooLarge",
        AstroErrorKind.Limit,
        Describe(request, string.Create(CultureInfo.InvariantCulture, $"counts {counted:N0} rows; no more than {most:N0} are read at a time.")),
        "Ask for a smaller region, or add conditions.",
        request.Adql);

    /// <summary>The parts of a result are not as many rows as the service counts.</summary>
    public static AstroException RowCountMismatch(TapRequestInfo request, long rows, long counted) => new(
        "RowCountMismatch",
        AstroErrorKind.InvalidData,
        Describe(request, string.Create(CultureInfo.InvariantCulture, $"sent {rows:N0} rows, while it counts {counted:N0}.")),
        "The table may have changed while it was read, or the service left rows out: try again.",
        request.Adql);

    private static string Describe(TapRequestInfo request, string what) =>
        $"{request.Service} ({request.Address}) {what}" + (request.Adql.Length == 0 ? "" : $" Query: {request.Shown}");

    private static string Status(int? status) => status is null or 200 ? "" : $" (HTTP status {status})";

    private static string Sentence(string words) => words.Length > 0 && ".!?…".Contains(words[^1], StringComparison.Ordinal) ? words : words + ".";
}
