namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>
/// A clock for pauses and time limits, so that no test depends on how fast the machine is: short waits (pauses) end at once and are
/// recorded; longer ones (limits) expire when the test says so.
/// </summary>
/// <param name="longestPause">What counts as a pause; half a minute where it is null.</param>
internal sealed class ImpatientTime(TimeSpan? longestPause = null) : TimeProvider
{
    private readonly TimeSpan _longestPause = longestPause ?? TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<Timer> _limits = [];

    /// <summary>The pauses so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Timer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets all limits of this length that run now be over.</summary>
    /// <exception cref="InvalidOperationException">None runs.</exception>
    public void Expire(TimeSpan limit)
    {
        Timer[] over;
        lock (_gate)
        {
            over = [.. _limits.Where(timer => timer.DueTime == limit)];
            _limits.RemoveAll(over.Contains);
        }

        if (over.Length == 0)
            throw new InvalidOperationException($"No limit of {limit} runs.");
        foreach (Timer timer in over)
            timer.Fire();
    }

    private sealed class Timer(ImpatientTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan DueTime { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._limits.Remove(this);
                DueTime = dueTime;
                if (dueTime > time._longestPause)
                {
                    time._limits.Add(this);
                }
                else if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time._waits.Add(dueTime);
                    ThreadPool.QueueUserWorkItem(_ => Fire());
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
                time._limits.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
