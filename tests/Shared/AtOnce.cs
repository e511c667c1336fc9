namespace PSAstroXmatch.Tests;

/// <summary>
/// What tells "at once" from "when the wait is over". Where it is used, what is waited for would take a minute or for ever, so that
/// no load on the machine makes a test fail that should pass. That Ctrl+C ends a command within a second is measured, with the other
/// times, by tests/ShellBenchmarks; a test can't judge a second on a machine that it shares.
/// </summary>
internal static class AtOnce
{
    /// <summary>The longest time that counts as at once.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);
}
