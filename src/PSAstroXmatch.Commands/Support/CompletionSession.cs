using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PSAstroXmatch.Commands;

/// <summary>The session whose user presses Tab, for completers: it is looked at, and nothing of what the user typed is run.</summary>
internal sealed class CompletionSession
{
    private readonly EngineIntrinsics _engine;

    private CompletionSession(EngineIntrinsics engine) => _engine = engine;

    /// <summary>The session; null outside of one.</summary>
    public static CompletionSession? Get()
    {
        if (Runspace.DefaultRunspace is null)
            return null;
        // The runspace is busy with the completion itself, so its SessionStateProxy refuses to answer; this is the way round.
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext").Invoke<EngineIntrinsics>().FirstOrDefault() is { } engine ? new CompletionSession(engine) : null;
    }

    /// <summary>The value of a variable; null where there is none, and for a path into a drive such as $env:x, which a provider would answer.</summary>
    public object? Value(VariablePath variable) => variable.IsVariable ? _engine.SessionState.PSVariable.GetValue(variable.UserPath) : null;

    /// <summary>The command that a name means, behind all aliases; null where it is not known.</summary>
    public CommandInfo? Command(string name)
    {
        CommandInfo? found = _engine.InvokeCommand.GetCommand(name, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Cmdlet);
        while (found is AliasInfo alias)
            found = alias.ResolvedCommand;
        return found;
    }

    /// <summary>The name that an alias stands for; null where the name is none.</summary>
    public string? AliasTarget(string name) => (_engine.InvokeCommand.GetCommand(name, CommandTypes.Alias) as AliasInfo)?.Definition;

    /// <summary>The one file of this machine that a path names, whose content has a known length; null where there is none.</summary>
    public string? LocalFile(string path)
    {
        try
        {
            string file = _engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            // A share may take a minute to answer that it is not there. A pipe has no length, and would wait for its writer.
            return provider.Name == "FileSystem" && !file.StartsWith(@"\\", StringComparison.Ordinal) && new FileInfo(file) is { Exists: true, Length: > 0 } ? file : null;
        }
        catch (Exception problem) when (problem is RuntimeException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // No path that could be completed from; the command itself will say so.
            return null;
        }
    }
}
