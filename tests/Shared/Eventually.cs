namespace PSAstroXmatch.Tests;

/// <summary>Waits for what happens soon, but at a time that a test can't know.</summary>
internal static class Eventually
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Returns as soon as a condition holds, and whether it does; gives up after two minutes, which no busy machine takes.</summary>
    public static Task<bool> HoldsAsync(Func<bool> condition, CancellationToken cancellationToken) =>
        HoldsAsync(() => Task.FromResult(condition()), cancellationToken);

    /// <summary>As the other one, for a condition that takes time to look at.</summary>
    public static async Task<bool> HoldsAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        for (long start = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(start) < Patience;)
        {
            if (await condition())
                return true;
            await Task.Delay(LookInterval, cancellationToken);
        }

        return await condition();
    }
}
