namespace PSAstroXmatch;

/// <summary>The services that make up the live archive.</summary>
public enum TapServiceName
{
    /// <summary>NASA's HEASARC: Chandra and Fermi catalogs.</summary>
    Heasarc,

    /// <summary>ESA's Gaia archive.</summary>
    Gaia,

    /// <summary>IRSA: 2MASS.</summary>
    Irsa,
}
