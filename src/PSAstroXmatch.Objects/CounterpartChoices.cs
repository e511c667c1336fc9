namespace PSAstroXmatch;

/// <summary>What counterparts are searched around.</summary>
public enum SearchCentre
{
    /// <summary>The Fermi source, as in the reference notebook. Along the plane nearly all sources found this way are chance coincidences.</summary>
    Fermi,

    /// <summary>Each Chandra source, whose position is a hundred times better, so that a counterpart can be distinguished from a chance star.</summary>
    Chandra,
}

/// <summary>What does the searching for counterparts.</summary>
public enum CounterpartEngine
{
    /// <summary>The archive, in the way that suits it best.</summary>
    Auto,

    /// <summary>The archive.</summary>
    Archive,

    /// <summary>The CDS cross-match service, in VizieR's copy of the catalog, up to 180 arcsec.</summary>
    CdsXMatch,

    /// <summary>This machine, on the whole catalog of the archive.</summary>
    Local,
}
