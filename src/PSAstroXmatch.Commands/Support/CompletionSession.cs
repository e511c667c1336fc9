using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PSAstroXmatch.Commands;

/// <summary>The session that a completer runs in. It is only inspected: nothing that the user typed is run.</summary>
internal sealed class CompletionSession
{
    private readonly EngineIntrinsics _engine;

    private CompletionSession(EngineIntrinsics engine) => _engine = engine;

    /// <summary>The current session; null if there is none.</summary>
    public static CompletionSession? Get()
    {
        if (Runspace.DefaultRunspace is null)
            return null;
        // The runspace is busy with the completion itself, so its SessionStateProxy can't be used; this works instead.
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext").Invoke<EngineIntrinsics>().FirstOrDefault() is { } engine ? new CompletionSession(engine) : null;
    }

    /// <summary>The value of a variable; null if it does not exist, and for a drive path such as $env:x, which would call a provider.</summary>
    public object? Value(VariablePath variable) => variable.IsVariable ? _engine.SessionState.PSVariable.GetValue(variable.UserPath) : null;

    /// <summary>The command of a name, with aliases resolved; null if unknown.</summary>
    public CommandInfo? Command(string name)
    {
        CommandInfo? found = _engine.InvokeCommand.GetCommand(name, CommandTypes.Alias | CommandTypes.Function | CommandTypes.Cmdlet);
        while (found is AliasInfo alias)
            found = alias.ResolvedCommand;
        return found;
    }

    /// <summary>The name that an alias stands for; null if the name is not an alias.</summary>
    public string? AliasTarget(string name) => (_engine.InvokeCommand.GetCommand(name, CommandTypes.Alias) as AliasInfo)?.Definition;

    /// <summary>The local regular file of a path; null unless there is exactly one.</summary>
    public string? LocalFile(string path)
    {
        try
        {
            string file = _engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            // Excludes network shares, which may take a minute to time out, and pipes, which have no length and would wait for their writer.
            return provider.Name == "FileSystem" && !file.StartsWith(@"\\", StringComparison.Ordinal) && new FileInfo(file) is { Exists: true, Length: > 0 } ? file : null;
        }
        catch (Exception problem) when (problem is RuntimeException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Not a path; the command itself will report it.
            return null;
        }
    }
}
