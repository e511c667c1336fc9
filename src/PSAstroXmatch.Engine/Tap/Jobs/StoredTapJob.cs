using System.Security.Cryptography;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>What is stored about a job between sessions: enough to continue with it, and no secrets.</summary>
/// <param name="Uri">The job's address, without credentials.</param>
public sealed record StoredTapJob(Uri Uri)
{
    /// <summary>A short local name for the job, derived from its address.</summary>
    public string Id => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Uri.AbsoluteUri)))[..8].ToLowerInvariant();

    /// <summary>The name given by the user (RUNID); empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// Base URL of the service, without credentials: the one place to which a secret goes. The job itself may lie at another host, where
    /// a service has put it. Null in files that were written before it was kept.
    /// </summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>Name of the archive or service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The query; empty if unknown.</summary>
    public string Query { get; init; } = "";

    /// <summary>The maximum number of rows requested by the user: a result that reaches it is complete. Null for no maximum.</summary>
    public long? MaxRow { get; init; }

    /// <summary>When it was created, or became known here.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The phase as last seen.</summary>
    public UwsPhase Phase { get; init; }

    /// <summary>When the service deletes it; null if unknown.</summary>
    public DateTimeOffset? Destruction { get; init; }

    /// <summary>The same job, updated with its service's current description.</summary>
    public StoredTapJob Seen(TapJob job) => this with
    {
        Phase = job.Phase,
        Query = job.Query ?? Query,
        Name = job.Description.RunId is { Length: > 0 } name ? name : Name,
        Created = job.Description.CreationTime ?? Created,
        Destruction = job.Description.Destruction ?? Destruction,
    };
}
