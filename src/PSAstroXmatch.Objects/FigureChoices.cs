namespace PSAstroXmatch;

/// <summary>The theme of a figure.</summary>
public enum FigureThemeKind
{
    /// <summary>Dark on white, for print.</summary>
    Light,

    /// <summary>Light on near-black, for slides and screens.</summary>
    Dark,
}

/// <summary>The statistic of the values that a bar shows.</summary>
public enum BarStatistic
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,
}

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

/// <summary>The number of colours of a terminal.</summary>
public enum TerminalColorDepth
{
    /// <summary>None: text without escape sequences.</summary>
    None,

    /// <summary>The 256 colours of xterm.</summary>
    Palette256,

    /// <summary>24-bit colour.</summary>
    TrueColor,
}
