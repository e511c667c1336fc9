using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PSAstroXmatch.Engine.Storage;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// The jobs that this user started and has not yet received or removed: one file per job, written to a temporary file and renamed, so
/// that several processes may use the store and any of them may be killed at any moment.
/// </summary>
/// <param name="folder">The folder of the files.</param>
public sealed class TapJobStore(string folder)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>The store of this user.</summary>
    public static TapJobStore OfUser => new(UserFolder.Jobs);

    /// <summary>Stores a job, or updates it.</summary>
    /// <exception cref="AstroException">The file cannot be written.</exception>
    public void Keep(StoredTapJob job)
    {
        UserFolder.Ensure(folder);
        AtomicFile.Write(PathOf(job.Id), overwrite: true, file => JsonSerializer.Serialize(file, job, Format));
    }

    /// <summary>Updates a job, unless it was removed meanwhile.</summary>
    public void Update(StoredTapJob job)
    {
        if (File.Exists(PathOf(job.Id)))
            Keep(job);
    }

    /// <summary>Removes a job from the store; a missing one is not an error.</summary>
    /// <exception cref="AstroException">FileAccessDenied.</exception>
    public void Forget(StoredTapJob job) => UserFolder.Delete(PathOf(job.Id));

    /// <summary>All jobs, oldest first.</summary>
    /// <param name="problems">Receives an error for each file that cannot be read; the others are still listed.</param>
    public IReadOnlyList<StoredTapJob> List(ICollection<AstroException> problems)
    {
        if (!Directory.Exists(folder))
            return [];
        List<StoredTapJob> jobs = [];
        foreach (string path in Directory.GetFiles(folder, "*.json"))
        {
            if (Read(path, problems) is StoredTapJob job)
                jobs.Add(job);
        }

        return [.. jobs.OrderBy(job => job.Created).ThenBy(job => job.Id, StringComparer.Ordinal)];
    }

    private static StoredTapJob? Read(string path, ICollection<AstroException> problems)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            StoredTapJob? job = JsonSerializer.Deserialize<StoredTapJob>(file, Format);
            if (job is not null && IsAddress(job.Uri))
            {
                // A file may have null where the code never has it.
                return job with
                {
                    ServiceUri = IsAddress(job.ServiceUri) ? job.ServiceUri : null,
                    Name = job.Name ?? "",
                    Service = job.Service ?? "",
                    Query = job.Query ?? "",
                };
            }

            problems.Add(Problem(path, "does not name a job", null));
        }
        catch (FileNotFoundException)
        {
            // Another process received or removed it just now.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            problems.Add(Problem(path, $"cannot be read: {cause.Message}", cause));
        }

        return null;
    }

    private static bool IsAddress(Uri? address) => address is { IsAbsoluteUri: true } && TapAddress.IsHttp(address);

    private string PathOf(string id) => Path.Combine(folder, id + ".json");

    private static AstroException Problem(string path, string what, Exception? cause) => new(
        ErrorIds.JobFileDamaged,
        $"The file {path} of a stored job {what}.",
        "Delete the file; the job itself stays on its service until the service destroys it.",
        path,
        cause);
}

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
