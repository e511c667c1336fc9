using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestFramework;
using Microsoft.Testing.Platform.Requests;

namespace PSAstroXmatch.PesterTests;

/// <summary>Tells the test platform of each Pester test, so that <c>dotnet test</c> names and counts them as all others.</summary>
internal sealed class PesterFramework(PowerShellRun run) : ITestFramework, IDataProducer
{
    public string Uid => nameof(PesterFramework);

    public string Version => "1.0.0";

    public string DisplayName => "Pester";

    public string Description => "Runs the Pester tests in PowerShell.";

    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task<CreateTestSessionResult> CreateTestSessionAsync(CreateTestSessionContext context) =>
        Task.FromResult(new CreateTestSessionResult { IsSuccess = true });

    public Task<CloseTestSessionResult> CloseTestSessionAsync(CloseTestSessionContext context) =>
        Task.FromResult(new CloseTestSessionResult { IsSuccess = true });

    public async Task ExecuteRequestAsync(ExecuteRequestContext context)
    {
        TestExecutionRequest request = (TestExecutionRequest)context.Request;
        HashSet<string>? wanted = request.Filter is TestNodeUidListFilter list ? [.. list.TestNodeUids.Select(uid => uid.Value)] : null;
        Dictionary<string, int> seen = [];

        Task PublishAsync(TestNode node) => context.MessageBus.PublishAsync(this, new TestNodeUpdateMessage(request.Session.SessionUid, node));

        try
        {
            await foreach (PesterResult result in run.RunAsync(request is DiscoverTestExecutionRequest, context.CancellationToken))
            {
                // All tests that -ForEach makes of one have its id.
                string id = $"{result.File}: {result.Id}";
                int number = seen[id] = seen.GetValueOrDefault(id) + 1;
                TestNode node = Node(result, $"{id} ({number})");
                if (wanted is null || wanted.Contains(node.Uid))
                    await PublishAsync(node);
            }
        }
        catch (PowerShellRunException exception)
        {
            await PublishAsync(new TestNode
            {
                Uid = "PowerShell",
                DisplayName = "PowerShell runs all Pester tests",
                Properties = new PropertyBag(new ErrorTestNodeStateProperty(exception.Message)),
            });
        }

        context.Complete();
    }

    private static TestNode Node(PesterResult result, string uid)
    {
        TimeSpan duration = TimeSpan.FromMilliseconds(result.Milliseconds);
        DateTimeOffset end = DateTimeOffset.Now;
        LinePosition line = new(result.Line, 0);
        return new TestNode
        {
            Uid = uid,
            DisplayName = $"{result.File}: {result.Path}",
            Properties = new PropertyBag(
                State(result),
                new TimingProperty(new TimingInfo(end - duration, end, duration)),
                new TestFileLocationProperty(Path.Combine(PowerShellRun.Folder, result.File), new LinePositionSpan(line, line))),
        };
    }

    // What has no result of its own below did not run to its end, and is no pass.
    private static TestNodeStateProperty State(PesterResult result) => result.Result switch
    {
        "Passed" => PassedTestNodeStateProperty.CachedInstance,
        "Skipped" => new SkippedTestNodeStateProperty(result.Message),
        "Found" => DiscoveredTestNodeStateProperty.CachedInstance,
        "Failed" => new FailedTestNodeStateProperty(result.Message),
        _ => new FailedTestNodeStateProperty($"{result.Result}. {result.Message}"),
    };
}
