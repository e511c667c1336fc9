namespace PSAstroXmatch.Host;

/// <summary>The host can't start what it was asked to run; the message says why and what to do.</summary>
internal sealed class HostException(string message, int exitCode) : Exception(message)
{
    /// <summary>The code that the process ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
