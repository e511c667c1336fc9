using System.Globalization;
using System.Xml;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Reads the document that describes a job (UWS 1.1, section 3.1; UWS 1.0 has the same elements).</summary>
internal static class UwsJobDocument
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    /// <exception cref="FormatException">It does not describe a job.</exception>
    public static UwsJob Read(Stream stream)
    {
        MarkupElement job = MarkupElement.ReadDocument(stream);
        if (job.Name != "job")
            throw new FormatException($"it does not describe a job: its root element is <{job.Name}>");
        return new UwsJob
        {
            Version = job.Attribute("version") ?? "1.0",
            JobId = job.TextOf("jobId") ?? "",
            RunId = job.TextOf("runId"),
            OwnerId = job.TextOf("ownerId"),
            Phase = UwsPhases.Parse(job.TextOf("phase")),
            Quote = Time(job.TextOf("quote")),
            CreationTime = Time(job.TextOf("creationTime")),
            StartTime = Time(job.TextOf("startTime")),
            EndTime = Time(job.TextOf("endTime")),
            ExecutionDuration = Duration(job.TextOf("executionDuration")),
            Destruction = Time(job.TextOf("destruction")),
            Parameters = Parameters(job.Child("parameters")),
            Results = [.. Results(job.Child("results"))],
            ErrorSummary = ErrorSummary(job.Child("errorSummary")),
            JobInfo = [.. JobInfo(job.Child("jobInfo"), "")],
        };
    }

    // UWS 1.1 requires UTC with a Z; times without one are UTC as well. An invalid time is treated as unknown.
    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        ? time
        : null;

    // Seconds; 0 means no limit.
    private static TimeSpan? Duration(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 10_000_000_000
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static Dictionary<string, string> Parameters(MarkupElement? element)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        foreach (MarkupElement parameter in element?.ChildrenOf("parameter") ?? [])
            parameters.TryAdd(parameter.Attribute("id") ?? "", parameter.Text);
        return parameters;
    }

    private static IEnumerable<UwsResult> Results(MarkupElement? element) =>
        (element?.ChildrenOf("result") ?? [])
            .Where(result => !string.IsNullOrWhiteSpace(result.Attribute("href")))
            .Select(result => new UwsResult(
                result.Attribute("id") ?? "",
                result.Attribute("href")!.Trim(),
                result.Attribute("mime-type"),
                long.TryParse(result.Attribute("size"), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null));

    private static UwsErrorSummary? ErrorSummary(MarkupElement? element) => element is null
        ? null
        : new UwsErrorSummary(
            element.TextOf("message") ?? element.Text,
            string.Equals(element.Attribute("type"), "transient", StringComparison.OrdinalIgnoreCase),
            element.Attribute("hasDetail") is "true" or "1");

    private static IEnumerable<KeyValuePair<string, string>> JobInfo(MarkupElement? element, string path)
    {
        foreach (MarkupElement child in element?.Children ?? [])
        {
            string name = path + child.Name;
            if (child.Children.Count == 0)
                yield return new(name, child.Text);
            foreach (KeyValuePair<string, string> inner in JobInfo(child, name + "/"))
                yield return inner;
        }
    }
}
