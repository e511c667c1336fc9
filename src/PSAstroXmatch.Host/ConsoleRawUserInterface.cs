using System.Management.Automation;
using System.Management.Automation.Host;

namespace PSAstroXmatch.Host;

/// <summary>
/// The size of the terminal, which the engine's views need. Reading and writing cells of the screen is not supported: it has
/// meaning in a Windows console only.
/// </summary>
internal sealed class ConsoleRawUserInterface(Terminal terminal) : PSHostRawUserInterface
{
    // A view never asks for more rows than this; redirected output has no height.
    private const int DefaultHeight = 50;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override int CursorSize { get; set; } = 25;

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NotSupported();
    }

    public override Size WindowSize
    {
        get => new(terminal.Width(), Height());
        set => throw NotSupported();
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw NotSupported();
    }

    public override Coordinates CursorPosition
    {
        get => new(0, 0);
        set => throw NotSupported();
    }

    public override string WindowTitle { get; set; } = "PSAstroXmatch";

    public override bool KeyAvailable => terminal.IsInteractive && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotSupported();

    /// <summary>The keys that wait are read with the next line.</summary>
    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NotSupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotSupported();

    private int Height()
    {
        int height = terminal.OutputIsTerminal ? Console.WindowHeight : 0;
        return height > 0 ? height : DefaultHeight;
    }

    private static PSNotSupportedException NotSupported() =>
        new("This console can't read or change the screen. Run the script in an installed PowerShell.");
}
