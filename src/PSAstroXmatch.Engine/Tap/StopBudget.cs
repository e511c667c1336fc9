namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// How long a stopped call may go on, so that it leaves no job on the service and yet ends within a second. Each time must be shorter than
/// the next: the engine has to be done before the command gives up waiting for it.
/// </summary>
/// <param name="Creation">How long to wait for a job that is just being created: without its address it could not be deleted.</param>
/// <param name="CleanUp">How long the engine waits for the deletion of a job.</param>
/// <param name="Command">How long a command waits for the engine.</param>
/// <param name="Deletion">How long a deletion that takes longer may continue in the background.</param>
public sealed record StopBudget(TimeSpan Creation, TimeSpan CleanUp, TimeSpan Command, TimeSpan Deletion)
{
    /// <summary>The times of every call.</summary>
    public static StopBudget Default { get; } = new(
        TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(700), TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(15));
}
