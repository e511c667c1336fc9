using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Starts a query as a job on a TAP service; the job outlives this shell.</summary>
[Cmdlet(VerbsLifecycle.Start, "TapJob")]
[OutputType(typeof(TapQueryJob))]
public sealed class StartTapJobCommand : TapJobCmdlet
{
    /// <inheritdoc cref="TapServiceCmdlet.Service"/>
    [Parameter]
    [Alias("Uri")]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.Query"/>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(TapQueryCompleter))]
    public string Query { get; set; } = "";

    /// <summary>Name of the job, here and in the service's own list.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Name { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.Upload"/>
    [Parameter]
    public IDictionary? Upload { get; set; }

    /// <summary>Maximum number of rows. Receive-TapJob accepts a result that reaches it as complete.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public long? MaxRow { get; set; }

    /// <summary>
    /// Maximum execution time of the job: 10min, 2h, or a number in seconds, from 1 second to 365 days. The service may choose a different
    /// time.
    /// </summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? ExecutionDuration { get; set; }

    /// <summary>How long the service should keep the job and its result: 3d, 2weeks. The service may choose a different time.</summary>
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
        TapQueryJob started = RunQuery($"Starting a job at {service.Dialect.Name}", async (log, stopping) =>
        {
            TapJob job = await service.SubmitAsync(Query, options with { Log = log }, stopping).ConfigureAwait(false);
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
                // Stored before it runs, so that it can be found again whatever happens next.
                Store.Keep(stored);
            }
            catch
            {
                job.KeepJob = TapJobKeeping.Never;
                await job.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            if (KeepFor is TimeSpan time)
                await job.SetDestructionAsync(DateTimeOffset.UtcNow + time, stopping).ConfigureAwait(false);
            await job.RunAsync(stopping).ConfigureAwait(false);
            stored = stored.Seen(job);
            Store.Update(stored);
            return ToObject(stored, job);
        });
        WriteObject(started);
    }
}
