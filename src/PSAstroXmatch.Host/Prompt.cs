using System.Management.Automation.Language;
using System.Text;

namespace PSAstroXmatch.Host;

/// <summary>Reads statements from a terminal, or from redirected input, and runs them until <c>exit</c> or the end of the input.</summary>
internal sealed class Prompt
{
    private readonly ConsoleHost _host;
    private readonly ScriptRunner _runner;
    private readonly LineEditor? _editor;

    public Prompt(ConsoleHost host, ScriptRunner runner)
    {
        _host = host;
        _runner = runner;
        if (host.Terminal.ReadKey is { } readKey)
            _editor = new LineEditor(host.Terminal, readKey, runner.Complete);
    }

    /// <summary>Runs the prompt and returns the exit code of the process.</summary>
    public int Run()
    {
        while (ReadStatement() is { } statement)
        {
            int exitCode = _runner.RunCommand(statement, addToHistory: true);
            if (_host.RequestedExitCode is int requested)
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
        string prompt = _editor is null ? "" : _runner.Evaluate("prompt") ?? "PS> ";
        while (true)
        {
            (LineEnd end, string line) = ReadLine(prompt);
            if (end == LineEnd.EndOfInput)
                return statement.Length > 0 ? statement.ToString() : null;
            if (end == LineEnd.Cancelled)
                return "";
            statement.Append(line);
            if (line.Length == 0 || IsComplete(statement.ToString()))
                return statement.ToString();
            statement.AppendLine();
            prompt = ">> ";
        }
    }

    private (LineEnd End, string Text) ReadLine(string prompt)
    {
        if (_editor is null)
            return _host.Terminal.Input.ReadLine() is { } line ? (LineEnd.Entered, line) : (LineEnd.EndOfInput, "");
        _host.Terminal.Error.Write(prompt);
        return _editor.Read(prompt);
    }

    private static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return !errors.Any(error => error.IncompleteInput);
    }
}
