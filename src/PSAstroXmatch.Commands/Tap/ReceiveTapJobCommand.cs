using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Returns the rows of a finished TAP job, or writes them to a file.</summary>
[Cmdlet(VerbsCommunications.Receive, "TapJob", SupportsShouldProcess = true)]
[OutputType(typeof(AstroTableRow), typeof(AstroTable), typeof(FileInfo))]
public sealed class ReceiveTapJobCommand : NamedTapJobCmdlet
{
    /// <summary>
    /// Waits until the job has finished, for at most -Timeout. Without it, a job that has not finished is an error (JobNotFinished), and is
    /// kept.
    /// </summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Keeps the job, so that it can be received again.</summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>Maximum number of rows to return now. The job is kept, because it may have more.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaxRow { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.AllowTruncated"/>
    [Parameter]
    public SwitchParameter AllowTruncated { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.AsTable"/>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.OutFile"/>
    [Parameter]
    public string? OutFile { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.NoClobber"/>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (Output() is not OutputFile output)
            return;
        TableFileWriter.CheckFormat(output.Path);
        output.Check();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        IReadOnlyList<StoredTapJob> jobs = FindJobs(Id);
        if (OutFile is not null && jobs.Count > 1)
            throw new AstroException(ErrorIds.JobsTooMany, $"{jobs.Count} jobs match, but -OutFile takes the rows of one job only.", "Name one job.", OutFile);
        ForEachJob(jobs, (OutFile is null ? "Receive the rows" : $"Write the rows to {OutFile}") + (IsKept ? "" : ", then delete the job"), Receive);
    }

    private void Receive(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        string activity = $"Receiving the job {stored.Id}";
        TapQueryOptions options = new() { MaxRow = MaxRow ?? stored.MaxRow, AllowTruncated = AllowTruncated };
        if (Wait)
            RunQuery($"Waiting for the job {stored.Id}", (log, stopping) => Logging(job, log).WaitAsync(null, stopping));
        if (Output() is OutputFile output)
            TapRows.WriteFile(this, activity, job.OpenResultAsync, options, output);
        else if (AsTable)
            TapRows.WriteTable(this, activity, job.ReadResultAsync, options);
        else
            TapRows.Write(this, activity, job.OpenResultAsync, options);

        if (!IsKept)
            Delete(job, stored);
    }

    private OutputFile? Output() => OutputFile.Optional(this, OutFile, Force, NoClobber);

    private bool IsKept => Keep || MaxRow is not null;

    private void Delete(TapJob job, StoredTapJob stored)
    {
        RunQuery($"Deleting the job {stored.Id}", async (log, stopping) =>
        {
            await Logging(job, log).DeleteAsync(stopping).ConfigureAwait(false);
            Store.Forget(stored);
            return true;
        });
    }
}
