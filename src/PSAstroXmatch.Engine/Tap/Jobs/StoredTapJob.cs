using System.Security.Cryptography;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>What is kept of a job between sessions: enough to go on with it, and no secret.</summary>
/// <param name="Uri">The job's address, without credentials.</param>
public sealed record StoredTapJob(Uri Uri)
{
    /// <summary>A short name of this machine for the job: it follows from the address.</summary>
    public string Id => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Uri.AbsoluteUri)))[..8].ToLowerInvariant();

    /// <summary>The name that its user gave it (RUNID); empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// Base URL of the service, without credentials: the one place to which a secret goes. The job itself may lie at another host, where
    /// a service has put it. Null in files that were written before it was kept.
    /// </summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>Name of the archive or service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The query; empty where it is not known.</summary>
    public string Query { get; init; } = "";

    /// <summary>The most rows that its user asked for: a result that reaches them is whole. Null where none were.</summary>
    public long? MaxRow { get; init; }

    /// <summary>When it was made, or became known here.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The phase as it was seen last.</summary>
    public UwsPhase Phase { get; init; }

    /// <summary>When the service deletes it; null where it does not tell.</summary>
    public DateTimeOffset? Destruction { get; init; }

    /// <summary>The same job as its service describes it now.</summary>
    public StoredTapJob Seen(TapJob job) => this with
    {
        Phase = job.Phase,
        Query = job.Query ?? Query,
        Name = job.Description.RunId is { Length: > 0 } name ? name : Name,
        Created = job.Description.CreationTime ?? Created,
        Destruction = job.Description.Destruction ?? Destruction,
    };
}
