namespace PSAstroXmatch.Engine.Tap;

/// <summary>The phase of a job, as defined by UWS 1.1 (https://www.ivoa.net/documents/UWS/, section 2.1.3).</summary>
public enum UwsPhase
{
    /// <summary>The service currently cannot tell, or used a word that is not defined by UWS: ask again.</summary>
    Unknown,

    /// <summary>Accepted, waiting to be started by its owner.</summary>
    Pending,

    /// <summary>Started by its owner, waiting for its turn.</summary>
    Queued,

    /// <summary>Running.</summary>
    Executing,

    /// <summary>Finished: the result is available.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Error,

    /// <summary>Stopped by its owner or by the service.</summary>
    Aborted,

    /// <summary>Held: its owner has to start it again.</summary>
    Held,

    /// <summary>Suspended by the service, which will resume it by itself.</summary>
    Suspended,

    /// <summary>Finished long ago; its results were deleted.</summary>
    Archived,
}

/// <summary>What a phase means while waiting.</summary>
internal static class UwsPhases
{
    /// <summary>Parses a word such as EXECUTING.</summary>
    public static UwsPhase Parse(string? text) =>
        Enum.TryParse(text?.Trim(), ignoreCase: true, out UwsPhase phase) && Enum.IsDefined(phase) && !char.IsDigit(text!.Trim()[0])
            ? phase
            : UwsPhase.Unknown;

    /// <summary>Whether the phase is final.</summary>
    public static bool IsFinal(this UwsPhase phase) => phase is UwsPhase.Completed or UwsPhase.Error or UwsPhase.Aborted or UwsPhase.Archived;

    /// <summary>Whether a UWS 1.1 service delays its answer until a job leaves this phase.</summary>
    public static bool CanBlock(this UwsPhase phase) => phase is UwsPhase.Pending or UwsPhase.Queued or UwsPhase.Executing;
}
