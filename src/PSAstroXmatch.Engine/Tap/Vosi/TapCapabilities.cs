namespace PSAstroXmatch.Engine.Tap;

/// <summary>A feature of a query language.</summary>
/// <param name="Type">IVOA identifier of the kind of feature, such as "ivo://ivoa.net/std/TAPRegExt#features-udf".</param>
/// <param name="Form">Name or signature, such as "POINT" or "gavo_match(pattern TEXT, string TEXT) -> INTEGER".</param>
/// <param name="Description">What it does; null where the service does not tell.</param>
public sealed record TapLanguageFeature(string Type, string Form, string? Description);

/// <summary>A query language of a service.</summary>
/// <param name="Name">Name, such as "ADQL".</param>
/// <param name="Versions">Versions, such as "2.0" and "2.1".</param>
/// <param name="Features">Optional features and functions.</param>
public sealed record TapLanguage(string Name, IReadOnlyList<string> Versions, IReadOnlyList<TapLanguageFeature> Features);

/// <summary>A format in which a service sends results.</summary>
/// <param name="Mime">MIME type.</param>
/// <param name="Aliases">Short names that RESPONSEFORMAT may have instead.</param>
/// <param name="IvoId">IVOA identifier of the format; null where there is none.</param>
public sealed record TapOutputFormat(string Mime, IReadOnlyList<string> Aliases, string? IvoId);

/// <summary>A limit: what holds where nothing is asked for, and what can't be passed.</summary>
/// <typeparam name="T">A number of rows or bytes, or a time.</typeparam>
/// <param name="Default">What holds where the query asks for nothing; null where the service does not tell.</param>
/// <param name="Hard">What no query gets past; null where the service does not tell.</param>
public readonly record struct TapLimit<T>(T? Default, T? Hard)
    where T : struct;

/// <summary>
/// What a service tells of itself at VOSI's /capabilities, in the terms of TAPRegExt 1.0 (https://www.ivoa.net/documents/TAPRegExt/).
/// Everything is null or empty where the service does not tell.
/// </summary>
public sealed record TapCapabilities
{
    /// <summary>The capabilities of a service that tells none.</summary>
    public static TapCapabilities Empty { get; } = new();

    /// <summary>The most rows of a result (outputLimit in rows).</summary>
    public TapLimit<long> OutputRows { get; init; }

    /// <summary>The most bytes of a result (outputLimit in bytes).</summary>
    public TapLimit<long> OutputBytes { get; init; }

    /// <summary>The most rows of an uploaded table (uploadLimit in rows).</summary>
    public TapLimit<long> UploadRows { get; init; }

    /// <summary>The most bytes of an uploaded table (uploadLimit in bytes).</summary>
    public TapLimit<long> UploadBytes { get; init; }

    /// <summary>The longest time that a job may execute.</summary>
    public TapLimit<TimeSpan> ExecutionDuration { get; init; }

    /// <summary>The longest time that a job and its result are kept.</summary>
    public TapLimit<TimeSpan> RetentionPeriod { get; init; }

    /// <summary>How tables may be uploaded: "inline" for within the request, "http", "https", "ftp" for an address.</summary>
    public IReadOnlyList<string> UploadMethods { get; init; } = [];

    /// <summary>The query languages.</summary>
    public IReadOnlyList<TapLanguage> Languages { get; init; } = [];

    /// <summary>The formats of results.</summary>
    public IReadOnlyList<TapOutputFormat> OutputFormats { get; init; } = [];

    /// <summary>IVOA identifiers of the data models that the service's tables follow.</summary>
    public IReadOnlyList<string> DataModels { get; init; } = [];

    /// <summary>Whether the service says that it takes tables within a request; null where it says nothing of uploads.</summary>
    public bool? TakesInlineUploads => UploadMethods.Count == 0 ? null : UploadMethods.Contains("inline");

    /// <summary>The value of RESPONSEFORMAT for VOTable with BINARY2 rows; null where the service has no such format.</summary>
    internal string? Binary2Format => OutputFormats
        .Where(format => format.IvoId?.EndsWith("#output-votable-binary2", StringComparison.OrdinalIgnoreCase) == true)
        .Select(format => format.Aliases.FirstOrDefault() ?? format.Mime)
        .FirstOrDefault();
}
