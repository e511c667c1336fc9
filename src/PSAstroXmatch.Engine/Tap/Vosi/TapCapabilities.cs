using System.Globalization;

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

/// <summary>Reads VOSI's /capabilities with TAPRegExt 1.0.</summary>
internal static class CapabilitiesDocument
{
    private const string TapStandard = "ivo://ivoa.net/std/TAP";

    /// <summary>Reads a document; if it does not list TAP, the capabilities are empty.</summary>
    /// <exception cref="FormatException">It is not a capabilities document.</exception>
    public static TapCapabilities Read(Stream stream)
    {
        MarkupElement root = MarkupElement.ReadDocument(stream);
        if (root.Name != "capabilities")
            throw new FormatException($"it does not list capabilities: its root element is <{root.Name}>");
        MarkupElement? tap = root.ChildrenOf("capability").FirstOrDefault(IsTap);
        if (tap is null)
            return TapCapabilities.Empty;
        return new TapCapabilities
        {
            OutputRows = Sizes(tap.Child("outputLimit"), "row"),
            OutputBytes = Sizes(tap.Child("outputLimit"), "byte"),
            UploadRows = Sizes(tap.Child("uploadLimit"), "row"),
            UploadBytes = Sizes(tap.Child("uploadLimit"), "byte"),
            ExecutionDuration = Times(tap.Child("executionDuration")),
            RetentionPeriod = Times(tap.Child("retentionPeriod")),
            UploadMethods = [.. tap.ChildrenOf("uploadMethod").Select(UploadMethod).Where(method => method.Length > 0).Distinct()],
            Languages = [.. tap.ChildrenOf("language").Select(Language)],
            OutputFormats = [.. tap.ChildrenOf("outputFormat").Where(format => format.TextOf("mime") is not null).Select(Format)],
            DataModels = [.. tap.ChildrenOf("dataModel").Select(model => model.Attribute("ivo-id") ?? model.Text)],
        };
    }

    // "ivo://ivoa.net/std/TAP", followed in later drafts by "#sync-1.1" or the like; if the id is wrong, the type is used.
    private static bool IsTap(MarkupElement capability)
    {
        string id = (capability.Attribute("standardID") ?? "").Trim();
        return id.Equals(TapStandard, StringComparison.OrdinalIgnoreCase)
            || id.StartsWith(TapStandard + "#", StringComparison.OrdinalIgnoreCase)
            || MarkupElement.LocalName(capability.Attribute("type") ?? "") == "TableAccess";
    }

    private static TapLimit<long> Sizes(MarkupElement? limit, string unit)
    {
        // TAPRegExt: old services may omit the unit of "default" and "hard", and then mean rows.
        long? Find(string name) => (limit?.ChildrenOf(name) ?? [])
            .Where(size => (size.Attribute("unit") ?? "row").Equals(unit, StringComparison.OrdinalIgnoreCase))
            .Select(size => Number(size.Text))
            .FirstOrDefault(size => size is not null);
        return new TapLimit<long>(Find("default"), Find("hard"));
    }

    private static TapLimit<TimeSpan> Times(MarkupElement? limit)
    {
        TimeSpan? Find(string name) => Number(limit?.TextOf(name)) is long seconds and < 10_000_000_000 ? TimeSpan.FromSeconds(seconds) : null;
        return new TapLimit<TimeSpan>(Find("default"), Find("hard"));
    }

    // Some services use 0 or negative numbers for no limit.
    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) && number > 0 ? number : null;

    private static string UploadMethod(MarkupElement method)
    {
        string id = method.Attribute("ivo-id") ?? "";
        int start = id.LastIndexOf("#upload-", StringComparison.OrdinalIgnoreCase);
        return start < 0 ? id : id[(start + "#upload-".Length)..].ToLowerInvariant();
    }

    private static TapLanguage Language(MarkupElement language) => new(
        language.TextOf("name") ?? "",
        [.. language.ChildrenOf("version").Select(version => version.Text)],
        [.. language.ChildrenOf("languageFeatures").SelectMany(list => list.ChildrenOf("feature").Select(feature => new TapLanguageFeature(
            list.Attribute("type") ?? "", feature.TextOf("form") ?? "", feature.TextOf("description"))))]);

    private static TapOutputFormat Format(MarkupElement format) => new(
        format.TextOf("mime")!,
        [.. format.ChildrenOf("alias").Select(alias => alias.Text).Where(alias => alias.Length > 0)],
        format.Attribute("ivo-id"));
}
