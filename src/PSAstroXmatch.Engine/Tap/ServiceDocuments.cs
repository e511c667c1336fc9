using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

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

    /// <summary>Maximum number of rows in a synchronous result (outputLimit in rows).</summary>
    public TapLimit<long> OutputRows { get; init; }

    /// <summary>Maximum number of rows in the result of a job (outputLimit forMode="async", in rows).</summary>
    public TapLimit<long> JobOutputRows { get; init; }

    /// <summary>Maximum size of a result (outputLimit in bytes).</summary>
    public TapLimit<long> OutputBytes { get; init; }

    /// <summary>Maximum number of rows in a table that is uploaded with a synchronous query (uploadLimit in rows).</summary>
    public TapLimit<long> UploadRows { get; init; }

    /// <summary>Maximum number of rows in a table that is uploaded with a job (uploadLimit forMode="async", in rows).</summary>
    public TapLimit<long> JobUploadRows { get; init; }

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

    /// <summary>Maximum number of rows in a result of a job, or of a synchronous query.</summary>
    internal TapLimit<long> OutputRowsOf(bool isJob) => isJob ? JobOutputRows : OutputRows;

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
    private const string Sync = "sync";
    private const string Async = "async";

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
            OutputRows = Sizes(Limit(tap, "outputLimit", Sync), "row"),
            JobOutputRows = Sizes(Limit(tap, "outputLimit", Async), "row"),
            OutputBytes = Sizes(Limit(tap, "outputLimit", Sync), "byte"),
            UploadRows = Sizes(Limit(tap, "uploadLimit", Sync), "row"),
            JobUploadRows = Sizes(Limit(tap, "uploadLimit", Async), "row"),
            UploadBytes = Sizes(Limit(tap, "uploadLimit", Sync), "byte"),
            ExecutionDuration = Times(Limit(tap, "executionDuration", Async)),
            RetentionPeriod = Times(Limit(tap, "retentionPeriod", Async)),
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

    // A limit may be given for one mode; one without a mode is for all others (TAPRegExt's forMode, which pyvo reads since 1.9, its
    // pull request 757).
    private static MarkupElement? Limit(MarkupElement tap, string name, string mode)
    {
        MarkupElement? Of(string? wanted) =>
            tap.ChildrenOf(name).FirstOrDefault(limit => string.Equals(limit.Attribute("forMode")?.Trim(), wanted, StringComparison.OrdinalIgnoreCase));
        return Of(mode) ?? Of(null);
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

/// <summary>Whether a service currently accepts queries (VOSI 1.1, section 2.2: /availability).</summary>
/// <param name="IsAvailable">Whether it accepts queries.</param>
/// <param name="UpSince">When it last came up; null if unknown.</param>
/// <param name="DownAt">When it will next go down; null if unknown.</param>
/// <param name="BackAt">When it will be back up after that; null if unknown.</param>
/// <param name="Notes">Notes from its operators.</param>
public sealed record TapAvailability(
    bool IsAvailable, DateTimeOffset? UpSince, DateTimeOffset? DownAt, DateTimeOffset? BackAt, IReadOnlyList<string> Notes);

/// <summary>An example query provided by a service (DALI 1.1, section 2.3: /examples).</summary>
/// <param name="Name">What the example shows.</param>
/// <param name="Query">The query in ADQL; null for an example of another kind.</param>
/// <param name="Description">Description of the example; null for none.</param>
public sealed record TapExample(string Name, string? Query, string? Description);

/// <summary>Reads VOSI's /availability. Invalid times, which do occur, are treated as unknown.</summary>
internal static class AvailabilityDocument
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="FormatException">It is not an availability document.</exception>
    public static TapAvailability Read(Stream stream)
    {
        MarkupElement root = MarkupElement.ReadDocument(stream);
        if (root.Name != "availability" || root.TextOf("available") is not string available)
            throw new FormatException($"it does not say whether the service is available: its root element is <{root.Name}>");
        return new TapAvailability(
            available is "true" or "1",
            Time(root.TextOf("upSince")),
            Time(root.TextOf("downAt")),
            Time(root.TextOf("backAt")),
            [.. root.ChildrenOf("note").Select(note => note.Text).Where(note => note.Length > 0)]);
    }

    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        ? time
        : null;
}

/// <summary>
/// Reads DALI's /examples: a web page in XHTML whose elements of type "example" have the properties "name" and "query" (RDFa Lite).
/// </summary>
internal static partial class ExamplesDocument
{
    /// <summary>Reads a page; the list is empty if it has no examples.</summary>
    /// <exception cref="XmlException">It is not XHTML.</exception>
    /// <exception cref="FormatException">Its elements are nested too deeply.</exception>
    public static IReadOnlyList<TapExample> Read(Stream stream)
    {
        using StreamReader text = new(stream);
        // HTML's named entities are defined in a DTD that is not loaded.
        string page = Entity().Replace(text.ReadToEnd(), match => WebUtility.HtmlDecode(match.Value));
        page = page.TrimStart();
        // A deep document takes XDocument a time that grows with the square of the depth, so the depth is looked at first.
        using (XmlReader first = OpenReader(page))
            MarkupElement.RequireShallow(first);
        using XmlReader reader = OpenReader(page);
        XElement root = XDocument.Load(reader).Root!;
        return [.. root.DescendantsAndSelf().Where(element => Words(element, "typeof").Any(IsExample)).Select(Example)];
    }

    private static XmlReader OpenReader(string page) =>
        XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });

    private static TapExample Example(XElement element)
    {
        string[] paragraphs = [.. element.Descendants().Where(inner => inner.Name.LocalName == "p").Select(inner => Join(inner.Value))];
        string description = string.Join(' ', paragraphs.Where(paragraph => paragraph.Length > 0));
        return new TapExample(
            Join(Property(element, "name") ?? (string?)element.Attribute("id") ?? ""),
            Property(element, "query")?.Trim(),
            description.Length > 0 ? description : null);
    }

    private static string? Property(XElement element, string name)
    {
        XElement? found = element.Descendants().FirstOrDefault(inner => Words(inner, "property").Contains(name));
        return found is null ? null : (string?)found.Attribute("content") ?? found.Value;
    }

    // Older pages have the prefix of a vocabulary: "ex:example".
    private static bool IsExample(string type) => type == "example" || type.EndsWith(":example", StringComparison.Ordinal);

    private static string[] Words(XElement element, string attribute) =>
        ((string?)element.Attribute(attribute) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Join(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("&(?!(amp|lt|gt|quot|apos);)[A-Za-z]\\w*;")]
    private static partial Regex Entity();
}
