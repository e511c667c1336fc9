using System.Management.Automation.Runspaces;

namespace PSAstroXmatch.Host;

/// <summary>What the host was asked to do.</summary>
internal enum HostMode
{
    Prompt,
    Script,
    Command,
    Help,
    Version,
}

/// <summary>The command line of the host. Its options are those of pwsh, everything after a script's path belongs to the script.</summary>
internal sealed record HostOptions
{
    public const string HelpText = """
        Runs PowerShell with the module PSAstroXmatch imported; no installed PowerShell is needed.

        PSAstroXmatch.Host [-NonInteractive] <script.ps1> [script arguments ...]
        PSAstroXmatch.Host [-NonInteractive] -Command "<text>"
        PSAstroXmatch.Host                     a prompt; 'exit' leaves it
        PSAstroXmatch.Host -Help | -Version

          -File <script.ps1>   the same as <script.ps1> alone
          -Command <text>      everything that follows is the text
          -NonInteractive      a command that would ask a question fails instead

        The module is looked for in the folder that PSASTROXMATCH_MODULE names, in the folder PSAstroXmatch beside this
        program, and in output/PSAstroXmatch of the folders above it.
        Exit codes: the number of 'exit N'; 0; 1 after a terminating error or a parse error; 64 for a wrong command line;
        130 when stopped by Ctrl+C, 143 by SIGTERM.
        The engine has the language and the core cmdlets only: Format-Table, Select-Object, Export-Csv and their like come
        with a PowerShell installation (https://aka.ms/powershell), which runs the same scripts.
        """;

    public HostMode Mode { get; private init; }

    public bool NonInteractive { get; private init; }

    /// <summary>Absolute path of the script; empty in other modes.</summary>
    public string ScriptPath { get; private init; } = "";

    public IReadOnlyList<CommandParameter> ScriptArguments { get; private init; } = [];

    public string CommandText { get; private init; } = "";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="HostException">An option is unknown or lacks its value, or the script does not exist (exit code 64).</exception>
    public static HostOptions Parse(IReadOnlyList<string> arguments)
    {
        HostOptions options = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i].ToLowerInvariant())
            {
                case "-help" or "--help" or "-h" or "-?":
                    return options with { Mode = HostMode.Help };
                case "-version" or "--version" or "-v":
                    return options with { Mode = HostMode.Version };
                case "-noninteractive":
                    options = options with { NonInteractive = true };
                    break;
                case "-command" or "-c":
                    if (i + 1 == arguments.Count)
                        throw Wrong($"{arguments[i]} needs the text to run after it.");
                    return options with { Mode = HostMode.Command, CommandText = string.Join(' ', arguments.Skip(i + 1)) };
                case "-file" or "-f":
                    if (i + 1 == arguments.Count)
                        throw Wrong($"{arguments[i]} needs the path of a script after it.");
                    return options.WithScript(arguments[i + 1], arguments.Skip(i + 2));
                default:
                    if (arguments[i].StartsWith('-'))
                        throw Wrong($"The option '{arguments[i]}' is unknown.");
                    return options.WithScript(arguments[i], arguments.Skip(i + 1));
            }
        }
        return options;
    }

    private HostOptions WithScript(string path, IEnumerable<string> scriptArguments)
    {
        if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
            throw Wrong($"'{path}' is not the path of a script: its name must end in .ps1.");
        string fullPath = Path.GetFullPath(path);
        if (!File.Exists(fullPath))
            throw Wrong($"The script '{fullPath}' does not exist.");
        return this with
        {
            Mode = HostMode.Script,
            ScriptPath = fullPath,
            ScriptArguments = Host.ScriptArguments.Parse(scriptArguments),
        };
    }

    private static HostException Wrong(string message) =>
        new(message + " PSAstroXmatch.Host -Help shows the usage.", ExitCode.Usage);
}
