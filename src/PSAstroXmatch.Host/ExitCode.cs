namespace PSAstroXmatch.Host;

/// <summary>Exit codes of the process; <c>exit N</c> in a script gives N.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>A terminating error or a parse error.</summary>
    public const int Failure = 1;

    /// <summary>The command line can't be understood or its script doesn't exist (EX_USAGE, the same as pwsh).</summary>
    public const int Usage = 64;

    /// <summary>Stopped by Ctrl+C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
