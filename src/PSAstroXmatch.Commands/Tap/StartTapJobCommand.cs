using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Starts a query as a job on its service. The job is kept on disk: any later session can receive it.</summary>
[Cmdlet(VerbsLifecycle.Start, "TapJob")]
[OutputType(typeof(TapQueryJob))]
public sealed class StartTapJobCommand : TapJobCmdlet
{
    /// <inheritdoc/>
    [Parameter]
    [Alias("Uri")]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }

    /// <summary>The query in ADQL.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(TapQueryCompleter))]
    public string Query { get; set; } = "";

    /// <summary>A name to find the job by, here and in the service's own list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Name { get; set; }

    /// <summary>Tables that go to the service with the query, as for Invoke-TapQuery.</summary>
    [Parameter]
    public IDictionary? Upload { get; set; }

    /// <summary>The most rows that are wanted.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaxRow { get; set; }

    /// <summary>The longest time that the job may execute: 10min, 2h. The service may choose another.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? ExecutionDuration { get; set; }

    /// <summary>How long the service shall keep the job and its result: 3d. The service may choose another time.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? KeepFor { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        TapService service = FindService();
        TapQueryOptions options = new()
        {
            MaxRow = MaxRow,
            Uploads = TapUploads.Create(this, Upload, StopToken),
            StartJob = false,
            KeepJob = TapJobKeeping.Always,
            ExecutionDuration = ExecutionDuration,
            RunId = Name,
        };
        TapQueryJob started = RunQuery($"Starting a job at {service.Dialect.Name}", (log, stopping) =>
        {
            TapJob job = service.SubmitJob(Query, options with { Log = log }, stopping);
            StoredTapJob stored = new StoredTapJob(job.JobUri)
            {
                Name = Name ?? "",
                ServiceUri = service.BaseUri,
                Service = service.Dialect.Name,
                Query = Query,
                MaxRow = MaxRow,
                Created = DateTimeOffset.UtcNow,
            }.Seen(job);
            try
            {
                // Kept before it runs: whatever happens from here on, it can be found again.
                Store.Keep(stored);
            }
            catch
            {
                job.KeepJob = TapJobKeeping.Never;
                job.Dispose();
                throw;
            }

            job.Log = log;
            if (KeepFor is TimeSpan time)
                job.SetDestruction(DateTimeOffset.UtcNow + time, stopping);
            job.Run(stopping);
            stored = stored.Seen(job);
            Store.Update(stored);
            return ToObject(stored, job);
        });
        WriteObject(started);
    }
}
