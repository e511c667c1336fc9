namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>How a picture comes into a terminal.</summary>
public enum TerminalGraphics
{
    /// <summary>As a picture where the terminal says that it shows pictures, else in Braille dots.</summary>
    Auto,

    /// <summary>Braille dots, which any terminal shows that has Unicode.</summary>
    Braille,

    /// <summary>A picture by the protocol of kitty, which ghostty and WezTerm understand too.</summary>
    Kitty,

    /// <summary>A picture as sixels (DEC VT340), which xterm, foot, mlterm, Windows Terminal and others understand.</summary>
    Sixel,
}
