using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Emits the rows of a finished job, or writes them to a file. When all of them are delivered the job is deleted from its service and
/// forgotten here.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "TapJob", SupportsShouldProcess = true)]
[OutputType(typeof(AstroTableRow), typeof(AstroTable), typeof(FileInfo))]
public sealed class ReceiveTapJobCommand : NamedTapJobCmdlet
{
    /// <summary>Waits until the job is finished. Without it a job that is not is an error, and stays.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Leaves the job where it is, so that it can be received again.</summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>The most rows that are wanted now. The job stays then, since it may have more.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaxRow { get; set; }

    /// <summary>Takes a result that a limit of the service has cut, with a warning. Without it that is an error, and the job stays.</summary>
    [Parameter]
    public SwitchParameter AllowTruncated { get; set; }

    /// <summary>Emits one columnar table in place of rows.</summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <summary>Writes the rows of one job to a file (.csv, .tsv, .vot, also .gz) as they come, and emits the file.</summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that is write-protected too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
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
            throw Errors.InvalidArgument("JobsTooMany", $"{jobs.Count} jobs are meant, but -OutFile takes the rows of one.", "Name one job.", OutFile);
        ForEachJob(jobs, (OutFile is null ? "Receive the rows" : $"Write the rows to {OutFile}") + (IsKept ? "" : ", then delete the job"), Receive);
    }

    private void Receive(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        string activity = $"Receiving the job {stored.Id}";
        TapQueryOptions options = new() { MaxRow = MaxRow ?? stored.MaxRow, AllowTruncated = AllowTruncated };
        if (Wait)
            RunQuery($"Waiting for the job {stored.Id}", (log, stopping) => Logging(job, log).Wait(null, stopping));
        if (Output() is OutputFile output)
            TapRows.WriteFile(this, activity, job.OpenResult, options, output);
        else if (AsTable)
            TapRows.WriteTable(this, activity, job.ReadResult, options);
        else
            TapRows.Write(this, activity, job.OpenResult, options);

        if (!IsKept)
            Delete(job, stored);
    }

    private OutputFile? Output() => OutputFile.Optional(this, OutFile, Force, NoClobber);

    private bool IsKept => Keep || MaxRow is not null;

    private void Delete(TapJob job, StoredTapJob stored)
    {
        RunQuery($"Deleting the job {stored.Id}", (log, stopping) =>
        {
            Logging(job, log).Delete(stopping);
            Store.Forget(stored);
            return true;
        });
    }
}
