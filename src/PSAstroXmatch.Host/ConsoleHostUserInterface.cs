using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PSAstroXmatch.Host;

/// <summary>
/// Output goes to the standard output; errors, warnings, verbose and debug text, progress and questions go to the standard error,
/// so that redirected output holds nothing else.
/// </summary>
internal sealed class ConsoleHostUserInterface(Terminal terminal) : PSHostUserInterface
{
    private readonly Lock _lock = new();
    private readonly ConsoleRawUserInterface _rawUI = new(terminal);
    private readonly ProgressLine _progress = new(terminal);
    private string _openLine = "";

    /// <summary>Called when the user answers a question by Ctrl+C: what asked must be stopped.</summary>
    public event Action? QuestionCancelled;

    public override PSHostRawUserInterface RawUI => _rawUI;

    public override bool SupportsVirtualTerminal => terminal is { OutputIsTerminal: true, AllowsColor: true };

    public void EndProgress()
    {
        lock (_lock)
            _progress.Clear();
    }

    public override void Write(string value)
    {
        lock (_lock)
        {
            _progress.Clear();
            // The engine colours its views for every host and leaves it to the host to take the colours away.
            string text = GetOutputString(value, SupportsVirtualTerminal);
            terminal.Output.Write(text);
            if (terminal.OutputIsTerminal)
                ContinueOpenLine(text);
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(PSStyle.MapForegroundColorToEscapeSequence(foregroundColor) + PSStyle.MapBackgroundColorToEscapeSequence(backgroundColor)
            + value + PSStyle.Instance.Reset);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteMessage("", value, PSStyle.Instance.Formatting.Error);

    public override void WriteWarningLine(string message) => WriteMessage("WARNING: ", message, PSStyle.Instance.Formatting.Warning);

    public override void WriteVerboseLine(string message) => WriteMessage("VERBOSE: ", message, PSStyle.Instance.Formatting.Verbose);

    public override void WriteDebugLine(string message) => WriteMessage("DEBUG: ", message, PSStyle.Instance.Formatting.Debug);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_lock)
            _progress.Show(record);
    }

    public override string ReadLine()
    {
        RefuseWithoutUser("read a line");
        return ReadAnswer();
    }

    public override SecureString ReadLineAsSecureString() =>
        throw new PSNotSupportedException("This console can't read a hidden line. Run the script in an installed PowerShell.");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new PSNotSupportedException("This console can't ask for credentials. Run the script in an installed PowerShell.");

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);

    /// <summary>Asks for the values of missing mandatory parameters. The engine converts the text to the parameter's type.</summary>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RefuseWithoutUser("ask for " + string.Join(", ", descriptions.Select(field => field.Name)));
        WriteHeading(caption, message);
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            bool isList = field.ParameterTypeFullName.EndsWith("[]", StringComparison.Ordinal);
            answers[field.Name] = isList ? AskForList(field.Name) : PSObject.AsPSObject(Ask(field.Name + ": "));
        }
        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RefuseWithoutUser($"ask '{message.ReplaceLineEndings(" ")}'");
        WriteHeading(caption, message);
        ChoiceMenu menu = new(choices, defaultChoice);
        while (true)
        {
            string answer = Ask(menu.Question).Trim();
            if (answer == "?")
                WriteToUser(menu.Help + Environment.NewLine);
            else if (menu.IndexOf(answer) is int index)
                return index;
        }
    }

    private void WriteMessage(string label, string message, string style)
    {
        string line = style + label + message + PSStyle.Instance.Reset;
        WriteToUser(GetOutputString(line, terminal is { ErrorIsTerminal: true, AllowsColor: true }) + Environment.NewLine);
    }

    private void WriteHeading(string caption, string message)
    {
        foreach (string line in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(line))
                WriteToUser(line + Environment.NewLine);
        }
    }

    private void WriteToUser(string text)
    {
        lock (_lock)
        {
            _progress.Clear();
            terminal.Error.Write(text);
            ContinueOpenLine(text);
        }
    }

    /// <summary>Keeps what stands in the terminal's line before the cursor: an answer that is edited there must not overwrite it.</summary>
    private void ContinueOpenLine(string text)
    {
        int lastLine = text.LastIndexOf('\n') + 1;
        _openLine = lastLine > 0 ? text[lastLine..] : _openLine + text;
    }

    private PSObject AskForList(string name)
    {
        List<string> values = [];
        while (Ask($"{name}[{values.Count}]: ") is { Length: > 0 } value)
            values.Add(value);
        return PSObject.AsPSObject(values.ToArray());
    }

    private string Ask(string question)
    {
        WriteToUser(question);
        return ReadAnswer();
    }

    private string ReadAnswer()
    {
        (LineEnd end, string? answer) = terminal.ReadKey is { } readKey
            ? new LineEditor(terminal, readKey).Read(_openLine)
            : (LineEnd.Entered, terminal.Input.ReadLine());
        _openLine = "";
        if (end == LineEnd.Cancelled)
        {
            QuestionCancelled?.Invoke();
            throw new PipelineStoppedException();
        }
        return end == LineEnd.Entered && answer is not null
            ? answer
            : throw new PSInvalidOperationException("The input ended before the question was answered.");
    }

    private void RefuseWithoutUser(string action)
    {
        if (!terminal.IsInteractive)
            throw new PSInvalidOperationException(
                $"The console can't {action}: it is not interactive (-NonInteractive, or its input is redirected). "
                + "Give the value as a parameter, or -Confirm:$false.");
    }
}
