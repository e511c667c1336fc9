using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Base of all cmdlets: turns errors of the engine into error records, passes Ctrl+C on to the engine, and runs the engine on a separate
/// thread while the pipeline thread writes its log.
/// </summary>
public abstract class AstroCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private EngineRunner? _runner;

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    protected CancellationToken StopToken => _stopping.Token;

    /// <summary>Releases what the cmdlet holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What to do if a service cannot be reached; overridden by the cmdlets for a TAP service.</summary>
    private protected virtual string WithoutService => "To work without it, use a folder of files (Use-AstroArchive -Path) or simulated data (Use-AstroArchive -Simulated).";

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
    protected void WriteProblem(AstroException problem) => WriteError(Errors.ToRecord(problem, this, WithoutService));

    /// <summary>
    /// Writes what had to be left out: rows without a position as a warning, since the result is what the documentation says of them, and
    /// everything else as an error. Write it after the result, which a warning that stops the pipeline would take away.
    /// </summary>
    protected void WriteProblems(IEnumerable<AstroException> problems)
    {
        foreach (AstroException problem in problems)
        {
            if (problem.ErrorId == ErrorIds.PositionMissing)
                WriteWarning(problem.Message);
            else
                WriteProblem(problem);
        }
    }

    /// <summary>Writes warnings, after the result, which a warning that stops the pipeline would take away.</summary>
    protected void WriteWarnings(IEnumerable<string> warnings)
    {
        foreach (string warning in warnings)
            WriteWarning(warning);
    }

    /// <summary>Whether the user has stopped the pipeline.</summary>
    internal bool IsStopping => _stopping.IsCancellationRequested;

    /// <summary>Like <c>Run</c>, for a query that may have a job on a service: after a stop, it gets time to delete the job.</summary>
    internal T RunQuery<T>(string activity, Func<Action<string>, CancellationToken, Task<T>> work) =>
        new EngineRunner(this, activity) { CleanUpTime = StopBudget.Default.Command }.Run(work, StopToken);

    /// <summary>Runs work of the engine while the pipeline thread writes what it logs and shows progress.</summary>
    /// <param name="activity">The activity shown in the progress display.</param>
    /// <param name="work">The work; receives the log and the cancellation token.</param>
    /// <param name="share">The share of the work that is done, 0 to 1, or null while that is not known; read by the pipeline thread.</param>
    protected T Run<T>(string activity, Func<Action<string>, CancellationToken, T> work, Func<double?>? share = null) =>
        Run(activity, (log, stopping) => Task.FromResult(work(log, stopping)), share);

    /// <inheritdoc cref="Run{T}(string, Func{Action{string}, CancellationToken, T}, Func{double?})"/>
    protected T Run<T>(string activity, Func<Action<string>, CancellationToken, Task<T>> work, Func<double?>? share = null) =>
        (_runner = new EngineRunner(this, activity) { Share = share ?? (() => null) }).Run(work, StopToken);

    /// <summary>
    /// The objects of one input: a list that was given with -InputObject, which PowerShell does not take apart as it does in a pipeline, is its
    /// members.
    /// </summary>
    private protected static IEnumerable<PSObject> Items(PSObject? input) => input switch
    {
        null => [],
        { BaseObject: IList list } => list.Cast<object?>().Where(item => item is not null).Select(PSObject.AsPSObject),
        _ => [input],
    };

    /// <summary>Runs a part of the engine's work on the pipeline thread, such as a script block. Called during <c>Run</c>, on the engine's thread.</summary>
    internal T OnPipelineThread<T>(Func<T> work) => _runner!.OnPipelineThread(work, StopToken);

    private void Guarded(Action step)
    {
        try
        {
            step();
        }
        catch (AstroException problem)
        {
            ThrowTerminatingError(Errors.ToRecord(problem, this, WithoutService));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
