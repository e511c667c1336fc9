using System.Globalization;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>The capabilities of a terminal according to its environment variables.</summary>
/// <param name="ColorDepth">Number of colours.</param>
/// <param name="IsLight">Whether the terminal reports a light background.</param>
/// <param name="HasKittyGraphics">Whether it supports the kitty graphics protocol.</param>
public sealed record TerminalCapabilities(TerminalColorDepth ColorDepth, bool IsLight, bool HasKittyGraphics)
{
    /// <summary>Reads the capabilities from the environment.</summary>
    /// <param name="variable">Returns the value of an environment variable; null if it is not set.</param>
    /// <param name="isTerminal">Whether the output goes to a terminal that understands escape sequences.</param>
    public static TerminalCapabilities Of(Func<string, string?> variable, bool isTerminal)
    {
        string terminal = variable("TERM") ?? "";
        bool understands = isTerminal && terminal != "dumb";
        return new TerminalCapabilities(
            understands && string.IsNullOrEmpty(variable("NO_COLOR")) ? Depth(variable, terminal) : TerminalColorDepth.None,
            IsLightBackground(variable("COLORFGBG")),
            understands && ShowsKittyGraphics(variable, terminal));
    }

    // Terminals announce 24-bit colour in COLORTERM; Windows Terminal sets its session; Windows consoles, without TERM, have it since 2016.
    private static TerminalColorDepth Depth(Func<string, string?> variable, string terminal) =>
        variable("COLORTERM") is "truecolor" or "24bit" || terminal.Length == 0 || terminal.EndsWith("-direct", StringComparison.Ordinal)
            || !string.IsNullOrEmpty(variable("WT_SESSION"))
            ? TerminalColorDepth.TrueColor
            : TerminalColorDepth.Palette256;

    // rxvt and others: "15;0" gives foreground and background as numbers of the 16 colours; 7 and 15 are light.
    private static bool IsLightBackground(string? colors) =>
        int.TryParse(colors?.Split(';')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int background) && background is 7 or 15;

    // tmux and screen pass on the variables of the outer terminal, but not its graphics.
    private static bool ShowsKittyGraphics(Func<string, string?> variable, string terminal) =>
        string.IsNullOrEmpty(variable("TMUX")) && !terminal.StartsWith("screen", StringComparison.Ordinal)
        && (terminal == "xterm-kitty" || !string.IsNullOrEmpty(variable("KITTY_WINDOW_ID")) || variable("TERM_PROGRAM") is "ghostty" or "WezTerm");
}
