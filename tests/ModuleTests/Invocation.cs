using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests;

/// <summary>All that a script wrote, stream by stream.</summary>
public sealed class Invocation
{
    internal Invocation(IEnumerable<PSObject> output, PSDataStreams streams)
    {
        Output = [.. output];
        Errors = [.. streams.Error];
        Warnings = [.. streams.Warning.Select(record => record.Message)];
        Verbose = [.. streams.Verbose.Select(record => record.Message)];
        Debug = [.. streams.Debug.Select(record => record.Message)];
        Information = [.. streams.Information];
        ProgressRecords = [.. streams.Progress];
    }

    public IReadOnlyList<PSObject> Output { get; }

    /// <summary>The non-terminating errors.</summary>
    public IReadOnlyList<ErrorRecord> Errors { get; }

    public IReadOnlyList<string> Warnings { get; }

    public IReadOnlyList<string> Verbose { get; }

    public IReadOnlyList<string> Debug { get; }

    public IReadOnlyList<InformationRecord> Information { get; }

    public IReadOnlyList<ProgressRecord> ProgressRecords { get; }
}

/// <summary>What a stopped script wrote, and the time from the request to stop to its end.</summary>
public sealed record StoppedInvocation(TimeSpan TimeToStop, Invocation Written);
