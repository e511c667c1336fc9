using System.Globalization;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>What the environment says of a terminal.</summary>
/// <param name="ColorDepth">How many colours it shows.</param>
/// <param name="IsLight">Whether its background is light, where it says so.</param>
/// <param name="HasKittyGraphics">Whether it shows pictures by the protocol of kitty.</param>
public sealed record TerminalCapabilities(TerminalColorDepth ColorDepth, bool IsLight, bool HasKittyGraphics)
{
    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
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

    // COLORTERM is how terminals say it; Windows Terminal says its session; a console of Windows without TERM has 24 bits since 2016.
    private static TerminalColorDepth Depth(Func<string, string?> variable, string terminal) =>
        variable("COLORTERM") is "truecolor" or "24bit" || terminal.Length == 0 || terminal.EndsWith("-direct", StringComparison.Ordinal)
            || !string.IsNullOrEmpty(variable("WT_SESSION"))
            ? TerminalColorDepth.TrueColor
            : TerminalColorDepth.Palette256;

    // rxvt and others: "15;0", foreground and background as numbers of the 16 colours; 7 and 15 are light.
    private static bool IsLightBackground(string? colors) =>
        int.TryParse(colors?.Split(';')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int background) && background is 7 or 15;

    // tmux and screen hand on the variables of the terminal that they run in, but not its pictures.
    private static bool ShowsKittyGraphics(Func<string, string?> variable, string terminal) =>
        string.IsNullOrEmpty(variable("TMUX")) && !terminal.StartsWith("screen", StringComparison.Ordinal)
        && (terminal == "xterm-kitty" || !string.IsNullOrEmpty(variable("KITTY_WINDOW_ID")) || variable("TERM_PROGRAM") is "ghostty" or "WezTerm");
}
