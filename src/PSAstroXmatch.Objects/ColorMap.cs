namespace PSAstroXmatch;

/// <summary>Colour maps for values. All are suitable for colour-blind readers.</summary>
public enum ColorMap
{
    /// <summary>Dark blue to yellow; the default of matplotlib.</summary>
    Viridis,

    /// <summary>Dark blue through magenta to yellow.</summary>
    Plasma,

    /// <summary>Dark blue through grey to yellow, designed for colour-blind readers (Nuñez et al. 2018).</summary>
    Cividis,

    /// <summary>Blue through white to red, for values with a midpoint, such as the logarithm of a ratio (cmocean's balance).</summary>
    Diverging,
}
