namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>How a map is shown in a terminal.</summary>
public enum TerminalGraphics
{
    /// <summary>As an image if the terminal reports that it supports graphics, otherwise in Braille dots.</summary>
    Auto,

    /// <summary>Braille dots, which work in any Unicode terminal.</summary>
    Braille,

    /// <summary>An image in the kitty graphics protocol, which ghostty and WezTerm support too.</summary>
    Kitty,

    /// <summary>An image as sixels (DEC VT340), which xterm, foot, mlterm, Windows Terminal and others support.</summary>
    Sixel,
}
