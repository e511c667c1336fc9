using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the columns of one side of Find-SkyMatch: the parameter name begins with the side.</summary>
public sealed class SkyMatchColumnCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string side = parameterName.StartsWith(nameof(FindSkyMatchCommand.Right), StringComparison.OrdinalIgnoreCase)
            ? nameof(FindSkyMatchCommand.Right)
            : nameof(FindSkyMatchCommand.Left);
        return PropertyNames.Complete(Properties(side, fakeBoundParameters[side], commandAst), wordToComplete);
    }

    private static IReadOnlyList<PropertyName> Properties(string side, object? given, CommandAst command)
    {
        object? value = given is PSObject { BaseObject: string or FileSystemInfo } wrapped ? wrapped.BaseObject : given;
        return value switch
        {
            null => side == nameof(FindSkyMatchCommand.Left) ? UpstreamProperties.Of(command) : [],
            string path => CompletionSession.Get() is { } session ? PropertyNames.OfFile(session, path) : [],
            FileSystemInfo file => CompletionSession.Get() is { } session ? PropertyNames.OfFile(session, file.FullName) : [],
            _ => PropertyNames.Of(value),
        };
    }
}
