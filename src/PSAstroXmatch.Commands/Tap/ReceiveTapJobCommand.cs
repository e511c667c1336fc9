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
public sealed class ReceiveTapJobCommand : TapJobCmdlet
{
    private const int BlockRows = 10_000;

    /// <summary>Ids or names, with wildcards, or addresses of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Uri")]
    [ArgumentCompleter(typeof(TapJobCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>Waits until the job is finished. Without it a job that is not is an error, and stays.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Leaves the job where it is, so that it can be received again.</summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>The most rows that are wanted now. The job stays then, since it may have more.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
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

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (OutFile is not null)
            TableFileWriter.CheckFormat(FilePaths.Resolve(this, OutFile));
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        StoredTapJob[] jobs = [.. FindJobs(Id)];
        if (OutFile is not null && jobs.Length > 1)
            throw Errors.InvalidArgument("JobsTooMany", $"{jobs.Length} jobs are meant, but -OutFile takes the rows of one.", "Name one job.", OutFile);
        foreach (StoredTapJob stored in jobs)
        {
            if (!ShouldProcess($"{stored.Uri}", (OutFile is null ? "Receive the rows" : $"Write the rows to {OutFile}") + (IsKept ? "" : ", then delete the job")))
                continue;
            try
            {
                Receive(stored);
            }
            catch (AstroException problem)
            {
                // One job that failed does not keep the others; it stays until it is removed.
                WriteProblem(problem);
            }
        }
    }

    private void Receive(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        TapQueryOptions options = new() { MaxRow = MaxRow ?? stored.MaxRow, AllowTruncated = AllowTruncated };
        if (Wait)
            RunQuery($"Waiting for the job {stored.Id}", (log, stopping) => Logging(job, log).Wait(null, stopping));
        if (OutFile is not null)
        {
            WriteFile(job, options, FilePaths.Resolve(this, OutFile));
        }
        else if (AsTable)
        {
            AstroTable table = RunQuery($"Receiving the job {stored.Id}", (log, stopping) => Logging(job, log).ReadResult(options, stopping));
            TapRows.WarnIfTruncated(this, table.Parameters, AllowTruncated);
            WriteObject(table);
        }
        else
        {
            TapRows.Write(this, $"Receiving the job {stored.Id}", (query, stopping) => job.OpenResult(query, stopping), options, BlockRows);
        }

        if (!IsKept)
            Delete(job, stored);
    }

    private bool IsKept => Keep || MaxRow is not null;

    private void WriteFile(TapJob job, TapQueryOptions options, string file)
    {
        IReadOnlyList<TableParameter> parameters = RunQuery("Receiving a job", (log, stopping) =>
        {
            using TableReader reader = Logging(job, log).OpenResult(options, stopping);
            TableFileWriter.Write(file, overwrite: !NoClobber, reader.ReadBlocks(BlockRows, stopping), stopping);
            return reader.Parameters;
        });
        TapRows.WarnIfTruncated(this, parameters, AllowTruncated);
        WriteObject(new FileInfo(file));
    }

    private void Delete(TapJob job, StoredTapJob stored)
    {
        RunQuery($"Deleting the job {stored.Id}", (log, stopping) =>
        {
            Logging(job, log).Delete(stopping);
            Store.Forget(stored);
            return true;
        });
    }

    private static TapJob Logging(TapJob job, Action<string> log)
    {
        job.Log = log;
        return job;
    }
}
