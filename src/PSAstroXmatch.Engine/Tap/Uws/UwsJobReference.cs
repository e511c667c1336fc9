namespace PSAstroXmatch.Engine.Tap;

/// <summary>A job in a service's list of jobs (UWS 1.1, section 2.2.2.1).</summary>
/// <param name="JobId">The service's name for the job.</param>
/// <param name="Phase">Phase when the list was made.</param>
/// <param name="Address">The job's address, for <see cref="TapJob.Attach"/>: it comes from the service, so a credential needs the service too.</param>
/// <param name="RunId">The name given by its user; null for none.</param>
/// <param name="OwnerId">Its owner; null if unknown.</param>
/// <param name="CreationTime">When it was created; null if unknown.</param>
public sealed record UwsJobReference(string JobId, UwsPhase Phase, Uri Address, string? RunId, string? OwnerId, DateTimeOffset? CreationTime);
