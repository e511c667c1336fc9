namespace PSAstroXmatch.Engine.Tap;

/// <summary>A job in a service's list of jobs (UWS 1.1, section 2.2.2.1).</summary>
/// <param name="JobId">The service's name for the job.</param>
/// <param name="Phase">Phase when the list was made.</param>
/// <param name="Address">Where the job is, for <see cref="TapJob.Attach"/>: the service says so, so that a credential needs the service too.</param>
/// <param name="RunId">Its user's name for it; null for none.</param>
/// <param name="OwnerId">Whose job it is; null where the service does not tell.</param>
/// <param name="CreationTime">When it was made; null where the service does not tell.</param>
public sealed record UwsJobReference(string JobId, UwsPhase Phase, Uri Address, string? RunId, string? OwnerId, DateTimeOffset? CreationTime);
