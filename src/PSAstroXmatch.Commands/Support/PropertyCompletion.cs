using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>
/// The properties of the objects piped into a command, found from the command line without running it: the pipeline must begin with a
/// variable, a cmdlet of this module with an output type, or a command that reads a file.
/// </summary>
internal static class UpstreamProperties
{
    // These commands emit their input objects; for any other command that is not known.
    private static readonly HashSet<string> PassingOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Where-Object", "Sort-Object", "Select-Object", "Get-Random", "Get-Unique", "Tee-Object", "Add-AstroColumn",
    };

    /// <summary>The properties; none if they can't be found.</summary>
    public static IReadOnlyList<PropertyName> Of(CommandAst command)
    {
        if (command.Parent is not PipelineAst pipeline || CompletionSession.Get() is not { } session)
            return [];
        for (int i = pipeline.PipelineElements.IndexOf(command) - 1; i >= 0; i--)
        {
            if (pipeline.PipelineElements[i] is CommandExpressionAst { Expression: VariableExpressionAst variable })
                return PropertyNames.Of(session.Value(variable.VariablePath));
            if (pipeline.PipelineElements[i] is not CommandAst before || before.GetCommandName() is not string name)
                return [];
            CommandInfo? found = session.Command(name);
            // If its module is not loaded yet, a command is known by its name or by the target of its alias only.
            string known = found?.Name ?? session.AliasTarget(name) ?? name;
            if (!PassingOn.Contains(known))
                return Emitted(session, before, found);
            if (known.Equals("Select-Object", StringComparison.OrdinalIgnoreCase) && Selected(before) is { } selected)
                return selected;
        }

        return [];
    }

    private static IReadOnlyList<PropertyName> Emitted(CompletionSession session, CommandAst command, CommandInfo? found) => found switch
    {
        CmdletInfo cmdlet when cmdlet.ImplementingType == typeof(ImportAstroTableCommand) =>
            Text(command, "Path", "LiteralPath") is string path ? PropertyNames.OfFile(session, path, Text(command, "Table")) : [],
        CmdletInfo { Name: "Import-Csv" } when !Arguments(command).ContainsKey("Header") =>
            Text(command, "Path", "LiteralPath") is string path ? PropertyNames.OfFile(session, path) : [],
        CmdletInfo { ImplementingType.Namespace: "PSAstroXmatch.Commands" } cmdlet when !Arguments(command).ContainsKey("AsTable") =>
            PropertyNames.Of(cmdlet.OutputType.Select(output => output.Type).OfType<Type>()),
        _ => [],
    };

    // The names given to Select-Object, the only properties that it emits; null if there are none. Calculated properties and patterns are left out.
    private static IReadOnlyList<PropertyName>? Selected(CommandAst command)
    {
        if (!Arguments(command).TryGetValue("Property", out ParameterBindingResult? bound))
            return null;
        IReadOnlyList<Ast> items = bound.Value is ArrayLiteralAst list ? list.Elements : [bound.Value];
        string[] names = [.. items.OfType<StringConstantExpressionAst>().Select(item => item.Value)];
        // The static binder mistakes the number after an abbreviated -First for a property.
        return names.Any(WildcardPattern.ContainsWildcardCharacters) || items.All(item => item is ConstantExpressionAst and not StringConstantExpressionAst)
            ? null
            : [.. names.Select(name => new PropertyName(name, null))];
    }

    // The argument of a parameter, by name or position, if it is a literal: a variable may have another value when the command runs.
    private static string? Text(CommandAst command, params string[] parameters)
    {
        Dictionary<string, ParameterBindingResult> arguments = Arguments(command);
        return parameters.Select(parameter => arguments.TryGetValue(parameter, out ParameterBindingResult? bound) ? bound.ConstantValue : null)
            .OfType<object>().Select(value => $"{value}").FirstOrDefault();
    }

    private static Dictionary<string, ParameterBindingResult> Arguments(CommandAst command) => StaticParameterBinder.BindCommand(command, resolve: true).BoundParameters;
}

/// <summary>Completes the properties of the pipeline's objects, as far as the command line and the session's variables reveal them.</summary>
public sealed class PropertyNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        PropertyNames.Complete(UpstreamProperties.Of(commandAst), wordToComplete);
}

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

    /// <summary>The columns or properties of one side.</summary>
    internal static IReadOnlyList<PropertyName> Properties(string side, object? given, CommandAst command)
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
