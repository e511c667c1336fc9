namespace PSAstroXmatch.Engine.Tap;

/// <summary>The phase of a job, as UWS 1.1 (https://www.ivoa.net/documents/UWS/, section 2.1.3) names them.</summary>
public enum UwsPhase
{
    /// <summary>The service can't say at present, or used a word that UWS does not know: ask again.</summary>
    Unknown,

    /// <summary>Accepted, and waiting to be started by its owner.</summary>
    Pending,

    /// <summary>Started by its owner, and waiting for its turn.</summary>
    Queued,

    /// <summary>At work.</summary>
    Executing,

    /// <summary>Finished: the result is there.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Error,

    /// <summary>Stopped by its owner or by the service.</summary>
    Aborted,

    /// <summary>Not run by itself: its owner has to start it again.</summary>
    Held,

    /// <summary>Interrupted by the service, which goes on by itself.</summary>
    Suspended,

    /// <summary>Finished long ago; its results were deleted.</summary>
    Archived,
}

/// <summary>What a phase means for who waits.</summary>
internal static class UwsPhases
{
    /// <summary>The phase of a word such as EXECUTING.</summary>
    public static UwsPhase Parse(string? text) =>
        Enum.TryParse(text?.Trim(), ignoreCase: true, out UwsPhase phase) && Enum.IsDefined(phase) && !char.IsDigit(text!.Trim()[0])
            ? phase
            : UwsPhase.Unknown;

    /// <summary>Whether a job in this phase stays in it.</summary>
    public static bool IsFinal(this UwsPhase phase) => phase is UwsPhase.Completed or UwsPhase.Error or UwsPhase.Aborted or UwsPhase.Archived;

    /// <summary>Whether a service that knows UWS 1.1 holds its answer back until a job leaves this phase.</summary>
    public static bool CanBlock(this UwsPhase phase) => phase is UwsPhase.Pending or UwsPhase.Queued or UwsPhase.Executing;
}
