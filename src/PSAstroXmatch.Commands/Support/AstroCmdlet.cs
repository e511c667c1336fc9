using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// What all cmdlets share: errors of the engine become error records, Ctrl+C reaches the engine, and the engine works on a thread of
/// its own while the pipeline thread writes what it reports.
/// </summary>
public abstract class AstroCmdlet : PSCmdlet, IDisposable
{
    // A stopped command returns within a second; a job is deleted within 0.7 s, or not at all.
    private static readonly TimeSpan JobCleanUpTime = TimeSpan.FromMilliseconds(800);

    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Set when the user stops the pipeline.</summary>
    protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Releases what the cmdlet holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What to do where a service can't be had: the cmdlets that read an archive have others.</summary>
    private protected virtual string WithoutService => "Without it use a folder archive, Use-AstroArchive -Path, or the simulated one, Use-AstroArchive -Simulated.";

    /// <summary>Called once before the first object of the pipeline.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Called for each object of the pipeline.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Called after the last object of the pipeline.</summary>
    protected virtual void End()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guarded(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guarded(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guarded(End);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => _stopping.Dispose();

    /// <summary>Writes a warning, whose texts of services and files can't control the terminal.</summary>
    public new void WriteWarning(string text) => base.WriteWarning(VisibleText.Of(text));

    /// <summary>Writes a verbose line, whose texts of services and files can't control the terminal.</summary>
    public new void WriteVerbose(string text) => base.WriteVerbose(VisibleText.Of(text));

    /// <summary>Writes an error that does not end the pipeline.</summary>
    protected void WriteProblem(AstroException problem) => WriteError(Errors.ToRecord(problem, WithoutService));

    /// <summary>Whether the user has stopped the pipeline.</summary>
    internal bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>As <see cref="Run"/>, for a query that may have a job on a service: a stopped one is given the time to delete it.</summary>
    internal T RunQuery<T>(string activity, Func<Action<string>, CancellationToken, T> work) =>
        new EngineRunner(this, activity) { CleanUpTime = JobCleanUpTime }.Run(work, StopToken);

    /// <summary>Runs work of the engine while the pipeline thread writes what it logs and shows progress.</summary>
    /// <param name="activity">What is done, for the progress display.</param>
    /// <param name="work">The work: takes where to log to and the token that ends it.</param>
    protected T Run<T>(string activity, Func<Action<string>, CancellationToken, T> work) =>
        new EngineRunner(this, activity).Run(work, StopToken);

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (AstroException problem)
        {
            ThrowTerminatingError(Errors.ToRecord(problem, WithoutService));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
