using System.Management.Automation.Language;
using System.Text;

namespace PSAstroXmatch.Host;

/// <summary>Reads statements from the input and runs them until <c>exit</c> or the end of the input.</summary>
internal sealed class Prompt(ConsoleHost host, ScriptRunner runner)
{
    private string _shownPrompt = "";

    /// <summary>Runs the prompt and returns the exit code of the process.</summary>
    public int Run()
    {
        runner.InterruptedWhileIdle += () => Show(Environment.NewLine + _shownPrompt);
        while (ReadStatement() is { } statement)
        {
            int exitCode = runner.RunCommand(statement, addToHistory: true);
            if (host.RequestedExitCode is int requested)
                return requested;
            if (exitCode == ExitCode.Terminated)
                return exitCode;
        }
        return ExitCode.Success;
    }

    /// <summary>Lines up to the end of a statement; an empty line ends an incomplete one. Null at the end of the input.</summary>
    private string? ReadStatement()
    {
        StringBuilder statement = new();
        AskFor(host.Terminal.IsInteractive ? runner.Evaluate("prompt") ?? "PS> " : "");
        while (host.Terminal.Input.ReadLine() is { } line)
        {
            statement.AppendLine(line);
            if (line.Length == 0 || IsComplete(statement.ToString()))
                return statement.ToString();
            AskFor(">> ");
        }
        return statement.Length > 0 ? statement.ToString() : null;
    }

    private static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return !errors.Any(error => error.IncompleteInput);
    }

    private void AskFor(string prompt)
    {
        _shownPrompt = prompt;
        Show(prompt);
    }

    private void Show(string text)
    {
        if (host.Terminal.IsInteractive)
            host.Terminal.Error.Write(text);
    }
}
