using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The one bridge between the pipeline and the engine: runs work on another thread, waits for it, and writes its log from the pipeline
/// thread, the only one that may write or run script blocks. So a long query can be stopped at any moment, and fast work shows no progress bar.
/// </summary>
internal sealed class EngineRunner
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstEstimate = TimeSpan.FromSeconds(1);
    private const double FirstShare = 0.02;
    private static int _lastActivityId = 4000;

    private readonly AstroCmdlet _cmdlet;
    private readonly ProgressRecord _progress;
    // What the engine wants done on the pipeline thread, in order: to write a line, or to run a script block of the user.
    private readonly BlockingCollection<Action> _requests = [];
    private bool _progressShown;

    public EngineRunner(AstroCmdlet cmdlet, string activity)
    {
        _cmdlet = cmdlet;
        _progress = new ProgressRecord(Interlocked.Increment(ref _lastActivityId), activity, activity);
    }

    /// <summary>The share of the work that is done, 0 to 1, or null while that is not known.</summary>
    public Func<double?> Share { get; init; } = () => null;

    /// <summary>How long to wait for stopped work to clean up; zero for no wait.</summary>
    public TimeSpan CleanUpTime { get; init; }

    public T Run<T>(Func<Action<string>, CancellationToken, Task<T>> work, CancellationToken stopping)
    {
        // A thread of its own, since work may compute for long before it first waits for something.
        Task<T> task = Task.Factory.StartNew(
            () => work(line => _requests.Add(() => WriteLine(line)), stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        task.ContinueWith(_ => _requests.CompleteAdding(), TaskScheduler.Default);
        try
        {
            ServeUntilDone(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && CleanUpTime > TimeSpan.Zero)
        {
            // The result no longer matters, only that the work has ended.
            Task.WhenAny(task, Task.Delay(CleanUpTime, CancellationToken.None)).GetAwaiter().GetResult();
            throw;
        }
        finally
        {
            if (_progressShown)
                Complete(stopping);
        }

        stopping.ThrowIfCancellationRequested();
        if (task.Exception is { } failure)
            ExceptionDispatchInfo.Capture(failure.InnerExceptions[0]).Throw();
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Runs work on the pipeline thread, which alone may run script blocks. Called by the engine's work on its own thread.</summary>
    public T OnPipelineThread<T>(Func<T> work, CancellationToken stopping)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception problem)
            {
                // Whatever it is, it belongs to the work that waits for it.
                done.SetException(problem);
            }
        }, stopping);
        return done.Task.WaitAsync(stopping).GetAwaiter().GetResult();
    }

    private void ServeUntilDone(CancellationToken stopping)
    {
        Stopwatch elapsed = Stopwatch.StartNew();
        while (!_requests.IsCompleted)
        {
            // The token ends the wait at once on a stop, even if the work is slow to react.
            if (_requests.TryTake(out Action? request, (int)ProgressInterval.TotalMilliseconds, stopping))
            {
                request();
            }
            else if (!_requests.IsCompleted)
            {
                ShowShare(elapsed.Elapsed);
                _cmdlet.WriteProgress(_progress);
                _progressShown = true;
            }
        }
    }

    // The time left is what the rest takes at the rate so far, which says little at the beginning.
    private void ShowShare(TimeSpan elapsed)
    {
        double? share = Share();
        _progress.CurrentOperation = $"{elapsed.TotalSeconds:F0} s";
        _progress.PercentComplete = share is double done ? (int)(100 * done) : -1;
        _progress.SecondsRemaining = share is > FirstShare and double part && elapsed >= FirstEstimate ? (int)Math.Ceiling(elapsed.TotalSeconds * (1 - part) / part) : -1;
    }

    private void WriteLine(string line)
    {
        _cmdlet.WriteVerbose(line);
        _progress.StatusDescription = VisibleText.OnOneLine(line);
    }

    private void Complete(CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
            return;
        _progress.RecordType = ProgressRecordType.Completed;
        _cmdlet.WriteProgress(_progress);
    }
}
