using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PSAstroXmatch.ModuleTests;

/// <summary>A host that knows how wide its window is, which views and maps ask for. It shows nothing and asks nobody.</summary>
internal sealed class WindowHost(CultureInfo culture) : PSHost
{
    /// <summary>Width of a window of which nothing is known, in characters.</summary>
    public const int DefaultWidth = 120;

    private const int Height = 50;

    /// <summary>Characters in a line of the window.</summary>
    public int Width { get; set; } = DefaultWidth;

    public override string Name => nameof(WindowHost);

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => culture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override PSHostUserInterface UI => field ??= new UserInterface(this);

    public override void SetShouldExit(int exitCode) { }

    public override void EnterNestedPrompt() => throw new PSNotSupportedException();

    public override void ExitNestedPrompt() => throw new PSNotSupportedException();

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    private sealed class UserInterface(WindowHost host) : PSHostUserInterface
    {
        public override PSHostRawUserInterface RawUI { get; } = new Window(host);

        public override void Write(string value) { }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }

        public override void WriteLine(string value) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteDebugLine(string message) { }

        public override void WriteVerboseLine(string message) { }

        public override void WriteWarningLine(string message) { }

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override string ReadLine() => throw new PSNotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new PSNotSupportedException();

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new PSNotSupportedException();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new PSNotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new PSNotSupportedException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) =>
            throw new PSNotSupportedException();
    }

    private sealed class Window(WindowHost host) : PSHostRawUserInterface
    {
        public override Size WindowSize { get => new(host.Width, Height); set => throw new PSNotSupportedException(); }

        public override Size BufferSize { get => WindowSize; set => throw new PSNotSupportedException(); }

        public override Size MaxWindowSize => WindowSize;

        public override Size MaxPhysicalWindowSize => WindowSize;

        public override Coordinates WindowPosition { get; set; }

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override ConsoleColor BackgroundColor { get; set; }

        public override string WindowTitle { get; set; } = "";

        public override bool KeyAvailable => false;

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new PSNotSupportedException();

        public override void FlushInputBuffer() { }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new PSNotSupportedException();

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new PSNotSupportedException();

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new PSNotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
            throw new PSNotSupportedException();
    }
}
