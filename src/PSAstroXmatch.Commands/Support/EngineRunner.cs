using System.Collections.Concurrent;
using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The one bridge between the pipeline and the engine: runs work on another thread, waits for it, and writes its log from the pipeline
/// thread, the only one that may write. So a long query can be stopped at any moment, and fast work shows no progress bar.
/// </summary>
internal sealed class EngineRunner
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);
    private static int _lastActivityId = 4000;

    private readonly AstroCmdlet _cmdlet;
    private readonly ProgressRecord _progress;
    private readonly BlockingCollection<string> _log = [];
    private bool _progressShown;

    public EngineRunner(AstroCmdlet cmdlet, string activity)
    {
        _cmdlet = cmdlet;
        _progress = new ProgressRecord(Interlocked.Increment(ref _lastActivityId), activity, activity);
    }

    /// <summary>How long to wait for stopped work to clean up; zero for no wait.</summary>
    public TimeSpan CleanUpTime { get; init; }

    public T Run<T>(Func<Action<string>, CancellationToken, Task<T>> work, CancellationToken stopping)
    {
        // A thread of its own, since work may compute for long before it first waits for something.
        Task<T> task = Task.Factory.StartNew(
            () => work(_log.Add, stopping), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        task.ContinueWith(_ => _log.CompleteAdding(), TaskScheduler.Default);
        try
        {
            WriteLogUntilDone(stopping);
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

    private void WriteLogUntilDone(CancellationToken stopping)
    {
        Stopwatch elapsed = Stopwatch.StartNew();
        while (!_log.IsCompleted)
        {
            // The token ends the wait at once on a stop, even if the work is slow to react.
            if (_log.TryTake(out string? line, (int)ProgressInterval.TotalMilliseconds, stopping))
            {
                _cmdlet.WriteVerbose(line);
                _progress.StatusDescription = VisibleText.OnOneLine(line);
            }
            else if (!_log.IsCompleted)
            {
                _progress.CurrentOperation = $"{elapsed.Elapsed.TotalSeconds:F0} s";
                _cmdlet.WriteProgress(_progress);
                _progressShown = true;
            }
        }
    }

    private void Complete(CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested)
            return;
        _progress.RecordType = ProgressRecordType.Completed;
        _cmdlet.WriteProgress(_progress);
    }
}
