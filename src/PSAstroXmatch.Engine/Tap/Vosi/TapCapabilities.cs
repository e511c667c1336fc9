namespace PSAstroXmatch.Engine.Tap;

/// <summary>A feature of a query language.</summary>
/// <param name="Type">IVOA identifier of the kind of feature, such as "ivo://ivoa.net/std/TAPRegExt#features-udf".</param>
/// <param name="Form">Name or signature, such as "POINT" or "gavo_match(pattern TEXT, string TEXT) -> INTEGER".</param>
/// <param name="Description">What it does; null if the service does not say.</param>
public sealed record TapLanguageFeature(string Type, string Form, string? Description);

/// <summary>A query language of a service.</summary>
/// <param name="Name">Name, such as "ADQL".</param>
/// <param name="Versions">Versions, such as "2.0" and "2.1".</param>
/// <param name="Features">Optional features and functions.</param>
public sealed record TapLanguage(string Name, IReadOnlyList<string> Versions, IReadOnlyList<TapLanguageFeature> Features);

/// <summary>A format in which a service sends results.</summary>
/// <param name="Mime">MIME type.</param>
/// <param name="Aliases">Short names that RESPONSEFORMAT may have instead.</param>
/// <param name="IvoId">IVOA identifier of the format; null if there is none.</param>
public sealed record TapOutputFormat(string Mime, IReadOnlyList<string> Aliases, string? IvoId);

/// <summary>A limit: the default, and the maximum that cannot be exceeded.</summary>
/// <typeparam name="T">A number of rows or bytes, or a time.</typeparam>
/// <param name="Default">The limit if the query specifies none; null if unknown.</param>
/// <param name="Hard">The limit that no query can exceed; null if unknown.</param>
public readonly record struct TapLimit<T>(T? Default, T? Hard)
    where T : struct;

/// <summary>
/// The capabilities that a service declares at VOSI's /capabilities, in the terms of TAPRegExt 1.0
/// (https://www.ivoa.net/documents/TAPRegExt/). What the service does not declare is null or empty.
/// </summary>
public sealed record TapCapabilities
{
    /// <summary>The capabilities of a service that declares none.</summary>
    public static TapCapabilities Empty { get; } = new();

    /// <summary>Maximum number of rows in a result (outputLimit in rows).</summary>
    public TapLimit<long> OutputRows { get; init; }

    /// <summary>Maximum size of a result (outputLimit in bytes).</summary>
    public TapLimit<long> OutputBytes { get; init; }

    /// <summary>Maximum number of rows in an uploaded table (uploadLimit in rows).</summary>
    public TapLimit<long> UploadRows { get; init; }

    /// <summary>Maximum size of an uploaded table (uploadLimit in bytes).</summary>
    public TapLimit<long> UploadBytes { get; init; }

    /// <summary>Maximum execution time of a job.</summary>
    public TapLimit<TimeSpan> ExecutionDuration { get; init; }

    /// <summary>How long a job and its result are kept at most.</summary>
    public TapLimit<TimeSpan> RetentionPeriod { get; init; }

    /// <summary>How tables may be uploaded: "inline" for within the request, "http", "https", "ftp" for an address.</summary>
    public IReadOnlyList<string> UploadMethods { get; init; } = [];

    /// <summary>The query languages.</summary>
    public IReadOnlyList<TapLanguage> Languages { get; init; } = [];

    /// <summary>The formats of results.</summary>
    public IReadOnlyList<TapOutputFormat> OutputFormats { get; init; } = [];

    /// <summary>IVOA identifiers of the data models that the service's tables follow.</summary>
    public IReadOnlyList<string> DataModels { get; init; } = [];

    /// <summary>Whether the service declares that it accepts inline uploads; null if it declares nothing about uploads.</summary>
    public bool? TakesInlineUploads => UploadMethods.Count == 0 ? null : UploadMethods.Contains("inline");

    /// <summary>The value of RESPONSEFORMAT for VOTable with BINARY2 rows; null if the service has no such format.</summary>
    internal string? Binary2Format => OutputFormats
        .Where(format => format.IvoId?.EndsWith("#output-votable-binary2", StringComparison.OrdinalIgnoreCase) == true)
        .Select(format => format.Aliases.FirstOrDefault() ?? format.Mime)
        .FirstOrDefault();
}
