namespace PSAstroXmatch.Host;

/// <summary>Three streams, and which of them are a terminal: none unless the properties say so.</summary>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    /// <summary>Width of output that goes to a file, a pipe or a terminal that doesn't know its size, in characters.</summary>
    public const int DefaultWidth = 120;

    public TextReader Input { get; } = input;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether somebody is there to answer a question.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether the user's environment allows colours (https://no-color.org).</summary>
    public bool AllowsColor { get; init; }

    /// <summary>Waits for a key and doesn't show it; null where no keyboard and no screen are there to edit a line with.</summary>
    public Func<ConsoleKeyInfo>? ReadKey { get; init; }

    /// <summary>Says whether Ctrl+C is to come as a key, or else as the signal that stops what runs.</summary>
    public Action<bool> SetControlCIsKey { get; init; } = _ => { };

    /// <summary>Characters in a line of the output.</summary>
    public Func<int> Width { get; init; } = () => DefaultWidth;

    /// <summary>Characters in a line of the error stream.</summary>
    public Func<int> ErrorWidth { get; init; } = () => DefaultWidth;

    /// <summary>The terminal, or the redirected streams, of this process.</summary>
    public static Terminal OfProcess(bool nonInteractive) => new(Console.In, Console.Out, Console.Error)
    {
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        IsInteractive = !nonInteractive && !Console.IsInputRedirected,
        ReadKey = nonInteractive || Console.IsInputRedirected || Console.IsErrorRedirected ? null : () => Console.ReadKey(intercept: true),
        SetControlCIsKey = isKey => Console.TreatControlCAsInput = isKey,
        AllowsColor = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Width = Console.IsOutputRedirected ? () => DefaultWidth : WindowWidth,
        ErrorWidth = Console.IsErrorRedirected ? () => DefaultWidth : WindowWidth,
    };

    private static int WindowWidth()
    {
        // A pseudo-terminal without a size says 0, and the engine would cut every line to nothing.
        int width = Console.WindowWidth;
        return width > 0 ? width : DefaultWidth;
    }
}
