using System.Globalization;

namespace PSAstroXmatch.Engine.Tap;

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
