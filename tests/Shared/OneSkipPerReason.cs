using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(PSAstroXmatch.Tests.OneSkipPerReason))]

namespace PSAstroXmatch.Tests;

/// <summary>
/// Tells of the tests that are skipped for one reason by one of them, with their number: a machine without test data or without a TAP
/// server skips hundreds, and <c>dotnet test</c> would print three lines for each.
/// </summary>
public sealed class OneSkipPerReason : XunitTestFramework
{
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) => new Executor(base.CreateExecutor(assembly));

    private sealed class Executor(ITestFrameworkExecutor executor) : ITestFrameworkExecutor
    {
        public ValueTask RunTestCases(
            IReadOnlyCollection<ITestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions, CancellationToken? cancellationToken) =>
            executor.RunTestCases(testCases, new Sink(executionMessageSink), executionOptions, cancellationToken);
    }

    // Holds back what comes of a test until it has ended, and of those that were skipped until all have.
    private sealed class Sink(IMessageSink next) : IMessageSink
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<string, List<IMessageSinkMessage>> _running = [];
        private readonly Dictionary<string, List<List<IMessageSinkMessage>>> _skipped = [];

        public bool OnMessage(IMessageSinkMessage message)
        {
            lock (_gate)
            {
                return message switch
                {
                    ITestMessage ofTest => Take(ofTest),
                    ITestAssemblyFinished => Send([.. _skipped.SelectMany(reason => First(reason.Key, reason.Value)), message]),
                    _ => next.OnMessage(message),
                };
            }
        }

        private bool Take(ITestMessage message)
        {
            if (!_running.TryGetValue(message.TestUniqueID, out List<IMessageSinkMessage>? all))
                _running.Add(message.TestUniqueID, all = []);
            all.Add(message);
            if (message is not ITestFinished)
                return true;
            _running.Remove(message.TestUniqueID);
            // An explicit test that nobody asked for.
            if (all.OfType<ITestNotRun>().Any())
                return true;
            if (all.OfType<ITestSkipped>().FirstOrDefault() is not { } skipped)
                return Send(all);
            if (!_skipped.TryGetValue(skipped.Reason, out List<List<IMessageSinkMessage>>? others))
                _skipped.Add(skipped.Reason, others = []);
            others.Add(all);
            return true;
        }

        private bool Send(IEnumerable<IMessageSinkMessage> messages) =>
            messages.Aggregate(true, (goOn, message) => next.OnMessage(message) && goOn);

        private static IEnumerable<IMessageSinkMessage> First(string reason, List<List<IMessageSinkMessage>> tests) => tests.Count == 1
            ? tests[0]
            : tests[0].Select(message => message is ITestSkipped skipped ? Retell(skipped, $"{reason} ({tests.Count} tests)") : message);

        private static TestSkipped Retell(ITestSkipped skipped, string reason) => new()
        {
            AssemblyUniqueID = skipped.AssemblyUniqueID,
            ExecutionTime = skipped.ExecutionTime,
            FinishTime = skipped.FinishTime,
            Output = skipped.Output,
            Reason = reason,
            TestCaseUniqueID = skipped.TestCaseUniqueID,
            TestClassUniqueID = skipped.TestClassUniqueID,
            TestCollectionUniqueID = skipped.TestCollectionUniqueID,
            TestMethodUniqueID = skipped.TestMethodUniqueID,
            TestUniqueID = skipped.TestUniqueID,
            Warnings = skipped.Warnings,
        };
    }
}
