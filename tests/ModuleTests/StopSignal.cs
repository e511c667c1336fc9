using System.Management.Automation;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests;

/// <summary>Stops a script when something has happened, where <see cref="ModuleSession.StopAsync"/> does after a time.</summary>
internal static class StopSignal
{
    /// <summary>Starts a script, waits for a condition and stops the script as Ctrl+C does.</summary>
    public static Task StopWhenAsync(this ModuleSession session, string script, Func<bool> condition) =>
        session.StopWhenAsync(script, () => Task.FromResult(condition()));

    /// <summary>As the other one, for a condition that takes time to look at.</summary>
    public static async Task StopWhenAsync(this ModuleSession session, string script, Func<Task<bool>> condition)
    {
        using PowerShell shell = PowerShell.Create(session.Runspace).AddScript(script);
        Task running = shell.InvokeAsync();
        Assert.True(await Eventually.HoldsAsync(condition, TestContext.Current.CancellationToken));
        Assert.False(running.IsCompleted, "The script ended before it was stopped.");
        await shell.StopAsync(null, null).WaitAsync(AtOnce.Limit, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => running);
    }
}
