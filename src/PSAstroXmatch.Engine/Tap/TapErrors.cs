using System.Globalization;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A query as shown in errors: its text, and where it was sent.</summary>
/// <param name="Service">Name of the archive or service.</param>
/// <param name="Address">URL that was called, without credentials and parameters.</param>
/// <param name="Adql">Text of the query; empty for a request without one.</param>
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
        ErrorIds.TapOptionInvalid,
        $"'{value}' is not a valid value of {option}: it must be {expected}.",
        $"Set {option} to {expected}.",
        value);

    public static AstroException AddressInvalid(Uri address) => new(
        ErrorIds.ServiceAddressInvalid,
        $"'{TapAddress.Show(address)}' is not the address of a TAP service: it must begin with http:// or https:// and a host.",
        "Give the service's base URL, such as https://heasarc.gsfc.nasa.gov/xamin/vo/tap, without /sync or /async.",
        TapAddress.Show(address));

    /// <summary>Nothing may be sent, and there is no stored answer.</summary>
    public static AstroException NotInCache(TapRequestInfo request) => new(
        ErrorIds.NotInCache,
        $"There is no stored answer from {request.Service} ({request.Address}) for this request, and nothing may be sent."
            + (request.Adql.Length > 0 ? $" Query: {request.Shown}" : ""),
        "Allow the request to be sent once and its answer to be stored, or save whole catalogs beforehand.",
        request.Adql)
    { Service = request.Service };

    public static AstroException QueryEmpty() => new(
        ErrorIds.QueryEmpty,
        "The query is empty.",
        "Give a query in ADQL, such as SELECT TOP 5 * FROM csc.");

    public static AstroException TableNameInvalid(string table) => new(
        ErrorIds.TableNameInvalid,
        $"'{table}' is not a valid table name in ADQL.",
        "Give the name as listed by the service, such as gaiadr3.gaia_source; enclose parts with special characters in double quotes.",
        table);

    /// <summary>The service reports that the query failed.</summary>
    public static AstroException ServiceError(TapRequestInfo request, string words, int? status) => new(
        ErrorIds.ServiceError,
        Describe(request, $"answered with an error{Status(status)}: {Sentence(words)}"),
        "Correct the query according to the service's message; SELECT TOP 1 * FROM a table shows its columns.",
        request.Adql)
    { Service = request.Service, HttpStatus = Failed(status), ServiceWords = words };

    /// <summary>A web page instead of a table, or a server error without a message.</summary>
    public static AstroException ServiceUnavailable(TapRequestInfo request, string what, int status) => new(
        ErrorIds.ServiceUnavailable,
        Describe(request, $"is not working at present: it answered with {Sentence(what + Status(status))}"),
        "Try again later; the archive's web page may announce maintenance.",
        request.Adql)
    { Service = request.Service, HttpStatus = Failed(status), ServiceWords = what };

    public static AstroException TooManyRequests(TapRequestInfo request, string words) => new(
        ErrorIds.ServiceUnavailable,
        Describe(request, $"is refusing further queries for now (HTTP status 429): {Sentence(words)}"),
        "Send fewer queries at a time, and try again later.",
        request.Adql)
    { Service = request.Service, HttpStatus = 429, ServiceWords = words };

    public static AstroException ServiceForbidden(TapRequestInfo request, string words, int status) => new(
        ErrorIds.ServiceForbidden,
        Describe(request, $"refused the query (HTTP status {status}): {Sentence(words)}"),
        "The service requires a login, or has blocked this machine, as some do after too many simultaneous queries. Ask its operators.",
        request.Adql)
    { Service = request.Service, HttpStatus = Failed(status), ServiceWords = words };

    /// <summary>The service does not accept a user name and password.</summary>
    public static AstroException LoginRefused(TapRequestInfo request, int status) => new(
        ErrorIds.ServiceForbidden,
        $"{request.Service} ({request.Address}) did not accept the user name and password (HTTP status {status}).",
        "Check the user name and the password, or use the service without them.",
        request.Address)
    { Service = request.Service, HttpStatus = Failed(status) };

    public static AstroException ServiceNotFound(TapRequestInfo request, string words, int status) => new(
        ErrorIds.ServiceNotFound,
        Describe(request, $"has no TAP service at this address (HTTP status {status}): {Sentence(words)}"),
        "Check the base URL: queries are sent to its /sync.",
        request.Adql)
    { Service = request.Service, HttpStatus = Failed(status), ServiceWords = words };

    public static AstroException RedirectRefused(TapRequestInfo request, string why) => new(
        ErrorIds.ServiceRedirectInvalid,
        Describe(request, $"redirected the query, {Sentence(why)}"),
        "Give the service's current base URL.",
        request.Adql)
    { Service = request.Service };

    /// <summary>No connection: unknown host, network fault, refused connection or TLS error.</summary>
    public static AstroException ServiceUnreachable(TapRequestInfo request, string why, Exception cause) => new(
        ErrorIds.ServiceUnreachable,
        Describe(request, $"cannot be reached: {Sentence(why)}"),
        "Check the network, the proxy (HTTPS_PROXY) and the address of the service.",
        request.Adql,
        cause)
    { Service = request.Service };

    public static AstroException ServiceTimeout(TapRequestInfo request, string what, Exception? cause) => new(
        ErrorIds.ServiceTimeout,
        Describe(request, $"did not answer in time: {Sentence(what)}"),
        "Request less data (fewer columns, a smaller region), allow more time, or try again when the service is less busy.",
        request.Adql,
        cause)
    { Service = request.Service };

    /// <summary>The connection was lost, or the document ended, in the middle of the answer.</summary>
    public static AstroException TableTruncated(TapRequestInfo request, string what, Exception? cause) => new(
        ErrorIds.TableTruncated,
        Describe(request, $"sent an incomplete answer: {Sentence(what)}"),
        "Try again; if the problem persists, request the result in parts.",
        request.Adql,
        cause)
    { Service = request.Service };

    public static AstroException AnswerDamaged(TapRequestInfo request, string what, Exception? cause) => new(
        ErrorIds.AnswerDamaged,
        Describe(request, $"sent an answer that cannot be read: {Sentence(what)}"),
        "Try again; if the problem persists, tell the operators of the service.",
        request.Adql,
        cause)
    { Service = request.Service };

    /// <summary>An error of the table reader, with the service and the query added; it keeps its id.</summary>
    public static AstroException TableInvalid(TapRequestInfo request, AstroException cause) => new(
        cause.ErrorId,
        Describe(request, $"sent a table that cannot be read: {Sentence(cause.Message.Replace(request.Address, "it", StringComparison.Ordinal))}"),
        "Try again; if the problem persists, tell the operators of the service.",
        request.Adql,
        cause)
    { Service = request.Service, HttpStatus = cause.HttpStatus, ServiceWords = cause.ServiceWords };

    /// <summary>The service reports, or the number of rows shows, that rows are missing.</summary>
    public static AstroException ResultTruncated(TapRequestInfo request, long? rows, string why, bool byMaxRec) => new(
        ErrorIds.ResultTruncated,
        Describe(request, string.Create(CultureInfo.InvariantCulture, $"truncated the result{(rows is null ? "" : $" after {rows:N0} rows")}: {Sentence(why)}")),
        byMaxRec
            ? "Give a larger MAXREC; or, if part of the result is enough, use TOP in the query or allow truncated results."
            : "Request a smaller region or give a larger TOP; if part of the result is enough, use TOP with ORDER BY.",
        request.Adql)
    { Service = request.Service };

    public static AstroException UploadInvalid(string name, string why, string recommendation) => new(
        ErrorIds.UploadInvalid,
        $"The table '{name}' cannot be uploaded: {why}.",
        recommendation,
        name);

    public static AstroException UploadTooLarge(string service, TapUpload upload, long most) => new(
        ErrorIds.UploadTooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The table '{upload.Name}' has {upload.Table.RowCount:N0} rows; {service} accepts at most {most:N0}."),
        "Split the table and run the query for each part, or upload fewer rows.",
        upload.Name)
    { Service = service };

    public static AstroException TableNotFound(string service, string table) => new(
        ErrorIds.TableNotFound,
        $"{service} does not list a table '{table}'.",
        "Give the name as it appears in the service's list of tables, with its schema.",
        table)
    { Service = service };

    /// <summary>The last calls to the host all failed, so no further calls are attempted for a while.</summary>
    public static AstroException CircuitOpen(TapRequestInfo request, int failures, TimeSpan pause, Exception cause) => new(
        ErrorIds.ServiceUnavailable,
        Describe(request, $"receives no requests for {TapRetry.Show(pause)}: at least the last {failures} requests to its host all failed."),
        "Try again later; the archive's web page may announce maintenance.",
        request.Adql,
        cause)
    { Service = request.Service };

    /// <summary>The job is gone: someone deleted it, or the service destroyed it when it expired.</summary>
    public static AstroException JobNotFound(TapRequestInfo request, string words, int? status) => new(
        ErrorIds.JobNotFound,
        Describe(request, $"does not have this job (any more){Status(status)}: {Sentence(words)}"),
        "The job was deleted, or the service destroyed it when it expired; run the query again.",
        request.Address)
    { Service = request.Service, HttpStatus = Failed(status), ServiceWords = words };

    public static AstroException JobAborted(TapRequestInfo request, string words) => new(
        ErrorIds.JobAborted,
        Describe(request, $"aborted the job: {Sentence(words)}"),
        "If nobody aborted it on purpose, it exceeded the service's time limit: request less data, or set a longer execution duration.",
        request.Address)
    { Service = request.Service, ServiceWords = words };

    public static AstroException JobUnfinished(TapRequestInfo request, UwsPhase phase) => new(
        ErrorIds.JobNotFinished,
        Describe(request, $"has no result for the job yet: it is {phase.ToString().ToUpperInvariant()}."),
        "Start the job if it is PENDING, and wait until it is COMPLETED.",
        request.Address)
    { Service = request.Service };

    /// <summary>The service accepted the query as a job, but its answer does not give the job's address.</summary>
    public static AstroException JobAddressMissing(TapRequestInfo request, int status) => new(
        ErrorIds.AnswerDamaged,
        Describe(request, $"accepted the query as a job, but did not give the job's address (HTTP status {status})."),
        "Run the query synchronously, and tell the operators of the service.",
        request.Adql)
    { Service = request.Service, HttpStatus = Failed(status) };

    public static AstroException QueryNotSplittable(string adql, string why) => new(
        ErrorIds.QueryNotSplittable,
        $"The query cannot be run in parts: {why}. Query: {adql}",
        "Split only queries whose rows do not depend on each other: without TOP, ORDER BY, DISTINCT, GROUP BY, OFFSET or set operators.",
        adql);

    /// <summary>Even the smallest part of a query exceeds the limit or fails.</summary>
    public static AstroException PartTooLarge(TapRequestInfo request, string part, AstroException cause) => new(
        cause.ErrorId,
        Describe(request, $"cannot return {part}, which cannot be split further: {Sentence(cause.Message)}"),
        cause.Recommendation,
        request.Adql,
        cause)
    { Service = request.Service, HttpStatus = cause.HttpStatus, ServiceWords = cause.ServiceWords };

    /// <summary>More rows than make sense in one table: most likely a condition is missing.</summary>
    public static AstroException ResultTooLarge(TapRequestInfo request, long counted, long most) => new(
        ErrorIds.ResultTooLarge,
        Describe(request, string.Create(CultureInfo.InvariantCulture, $"counts {counted:N0} rows; at most {most:N0} can be read at once.")),
        "Request a smaller region, or add conditions.",
        request.Adql)
    { Service = request.Service };

    /// <summary>The parts of a result do not have as many rows as the service counts.</summary>
    public static AstroException RowCountMismatch(TapRequestInfo request, long rows, long counted) => new(
        ErrorIds.RowCountMismatch,
        Describe(request, string.Create(CultureInfo.InvariantCulture, $"sent {rows:N0} rows, but counts {counted:N0}.")),
        "The table may have changed while it was read, or the service omitted rows: try again.",
        request.Adql)
    { Service = request.Service };

    private static string Describe(TapRequestInfo request, string what) =>
        $"{request.Service} ({request.Address}) {what}" + (request.Adql.Length == 0 ? "" : $" Query: {request.Shown}");

    private static string Status(int? status) => status is null or 200 ? "" : $" (HTTP status {status})";

    private static int? Failed(int? status) => status is >= 200 and < 300 ? null : status;

    private static string Sentence(string words) => words.Length > 0 && ".!?…".Contains(words[^1], StringComparison.Ordinal) ? words : words + ".";
}
