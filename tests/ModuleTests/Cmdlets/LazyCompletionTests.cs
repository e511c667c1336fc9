using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>The Tab key takes nothing out of a sequence, and looks at no more than the first element of a collection.</summary>
public sealed class LazyCompletionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Only_the_first_element_of_a_collection_is_looked_at_and_what_is_none_is_left_alone()
    {
        int made = 0;
        IEnumerable<object> lazy = Enumerable.Range(0, int.MaxValue).Select(_ => new { Number = made++ });
        object[] many = new object[1_000_000];
        many[0] = new { Number = 1 };
        many[1] = new { Other = 1 };
        _session.Invoke("", ("lazy", lazy), ("many", many));
        Assert.Empty(_session.Complete("$lazy | Export-Histogram x.png ").CompletionMatches);
        Assert.Equal(0, made);
        CompletionResult only = Assert.Single(_session.Complete("$many | Export-Histogram x.png ").CompletionMatches);
        Assert.Equal("Number", only.CompletionText);
    }
}
