using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the properties of the objects that come down the pipeline, from what the commands before say that they emit.</summary>
public sealed class PropertyNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        WildcardPattern pattern = WildcardPattern.Get(wordToComplete.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Upstream(commandAst)
            .SelectMany(type => type.GetProperties())
            .Where(property => property.GetIndexParameters().Length == 0 && pattern.IsMatch(property.Name))
            .DistinctBy(property => property.Name)
            .Select(property => new CompletionResult(property.Name, property.Name, CompletionResultType.Property, $"{property.PropertyType.Name} {property.Name}"));
    }

    // The nearest command before that names the type of its output; Where-Object, Sort-Object and the like pass on what they get.
    private static IEnumerable<Type> Upstream(CommandAst command)
    {
        if (command.Parent is not PipelineAst pipeline)
            return [];
        int own = pipeline.PipelineElements.IndexOf(command);
        for (int i = own - 1; i >= 0; i--)
        {
            if (pipeline.PipelineElements[i] is not CommandAst { } before)
                return [];
            Type[] types = [.. OutputTypes(before).Where(type => type != typeof(object) && type != typeof(PSObject))];
            if (types.Length > 0)
                return types;
        }

        return [];
    }

    private static IEnumerable<Type> OutputTypes(CommandAst command)
    {
        string? name = command.GetCommandName();
        if (name is null)
            return [];
        // Runs in the session whose user is typing: the command is looked up there, and nothing is invoked.
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        CommandInfo? found = shell.AddCommand("Get-Command").AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Ignore)
            .Invoke<CommandInfo>().FirstOrDefault();
        while (found is AliasInfo alias)
            found = alias.ResolvedCommand;
        return found is CmdletInfo { ImplementingType.Namespace: "PSAstroXmatch.Commands" } ? found.OutputType.Select(output => output.Type).OfType<Type>() : [];
    }
}
