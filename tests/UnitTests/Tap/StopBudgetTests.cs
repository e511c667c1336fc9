using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>The times of a stop: the job is deleted before the engine gives up, and the engine is done before the command gives up.</summary>
public class StopBudgetTests
{
    [Fact]
    public void Each_time_is_shorter_than_the_next_and_a_command_ends_within_a_second()
    {
        StopBudget budget = StopBudget.Default;
        TimeSpan[] times = [TimeSpan.Zero, budget.Creation, budget.CleanUp, budget.Command, TimeSpan.FromSeconds(1), budget.Deletion];
        Assert.Equal(times.Distinct().Order(), times);
    }
}
