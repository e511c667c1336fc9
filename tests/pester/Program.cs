using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Capabilities.TestFramework;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;
using Microsoft.Testing.Platform.Services;
using PSAstroXmatch.PesterTests;

ITestApplicationBuilder builder = await TestApplication.CreateBuilderAsync(args);
builder.CommandLine.AddProvider(() => new PesterOptions());
builder.RegisterTestFramework(
    _ => new TestFrameworkCapabilities(), (_, services) => new PesterFramework(new PowerShellRun(services.GetCommandLineOptions())));
using ITestApplication application = await builder.BuildAsync();
return await application.RunAsync();

namespace PSAstroXmatch.PesterTests
{
    /// <summary>What can be typed: <c>dotnet run --project tests/pester -- --name Views --pester 5.9.1</c>.</summary>
    internal sealed class PesterOptions : ICommandLineOptionsProvider
    {
        public const string Name = "name", Pester = "pester";

        public string Uid => nameof(PesterOptions);

        public string Version => "1.0.0";

        public string DisplayName => "Pester";

        public string Description => "Which Pester tests are run, and by which Pester.";

        public Task<bool> IsEnabledAsync() => Task.FromResult(true);

        public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
        [
            new(Name, "Names of files of tests/pester without .Tests.ps1, with wildcards.", ArgumentArity.OneOrMore, isHidden: false),
            new(Pester, $"Version of Pester: {string.Join(" or ", PowerShellRun.PesterVersions)}.", ArgumentArity.ExactlyOne, isHidden: false),
        ];

        public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments) =>
            commandOption.Name != Pester || PowerShellRun.PesterVersions.Contains(arguments[0])
                ? ValidationResult.ValidTask
                : ValidationResult.InvalidTask($"Pester {arguments[0]} was not restored. There are {string.Join(" and ", PowerShellRun.PesterVersions)}.");

        public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) => ValidationResult.ValidTask;
    }
}
