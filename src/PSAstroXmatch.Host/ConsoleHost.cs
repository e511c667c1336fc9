using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PSAstroXmatch.Host;

/// <summary>The engine's view of this program.</summary>
internal sealed class ConsoleHost(Terminal terminal, CultureInfo culture) : PSHost, IDisposable
{
    private readonly ConsoleHostUserInterface _ui = new(terminal);

    public ConsoleHost(Terminal terminal)
        : this(terminal, CultureInfo.CurrentCulture)
    {
    }

    public Terminal Terminal { get; } = terminal;

    /// <summary>The number of an <c>exit</c> that the engine ran, null before that.</summary>
    public int? RequestedExitCode { get; private set; }

    public override string Name => "PSAstroXmatch.Host";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = culture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => _ui;

    /// <summary>Called when the user answers a question by Ctrl+C.</summary>
    public event Action? QuestionCancelled
    {
        add => _ui.QuestionCancelled += value;
        remove => _ui.QuestionCancelled -= value;
    }

    /// <summary>Prints an error on the error stream.</summary>
    public void ReportError(string error) => _ui.WriteErrorLine(error);

    /// <summary>Removes the progress line: what it tells of has ended.</summary>
    public void EndProgress() => _ui.EndProgress();

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public override void EnterNestedPrompt() =>
        throw new PSNotSupportedException("This console has no nested prompt. Use an installed PowerShell to debug a script.");

    public override void ExitNestedPrompt() =>
        throw new PSNotSupportedException("This console has no nested prompt.");

    /// <summary>Native programs share the terminal as it is: nothing to save.</summary>
    public override void NotifyBeginApplication() => _ui.EndProgress();

    public override void NotifyEndApplication()
    {
    }

    public void Dispose() => _ui.EndProgress();
}
