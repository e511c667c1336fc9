namespace PSAstroXmatch;

/// <summary>Which colours stand for small and large values. All are told apart by the colour-blind.</summary>
public enum ColorMap
{
    /// <summary>Dark blue to yellow; the default of matplotlib.</summary>
    Viridis,

    /// <summary>Dark blue to yellow over magenta.</summary>
    Plasma,

    /// <summary>Dark blue to yellow over grey, made for the colour-blind (Nuñez et al. 2018).</summary>
    Cividis,

    /// <summary>Blue over white to red, for what has a middle, as the logarithm of a ratio (cmocean's balance).</summary>
    Diverging,
}
