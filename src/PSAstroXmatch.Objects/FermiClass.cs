namespace PSAstroXmatch;

/// <summary>The origin of the sources of a 4FGL class.</summary>
public enum FermiClassOrigin
{
    /// <summary>In the Milky Way.</summary>
    Galactic,

    /// <summary>Outside the Milky Way, including the Magellanic Clouds.</summary>
    Extragalactic,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>A 4FGL class of gamma-ray sources (Abdollahi et al. 2020, ApJS 247, 33, Table 7, with the additions of DR3 and DR4).</summary>
public sealed class FermiClass
{
    /// <summary>Name for identified sources, in upper case, such as "PSR"; empty for the unassociated sources.</summary>
    [AstroColumn("identified", Ucd = "src.class", Description = "Name for identified sources")]
    public required string Identified { get; init; }

    /// <summary>Name for associated sources, in lower case, such as "psr"; empty for the unassociated sources.</summary>
    [AstroColumn("associated", Ucd = "src.class", Description = "Name for associated sources")]
    public required string Associated { get; init; }

    /// <summary>Origin of its sources.</summary>
    [AstroColumn("origin", Ucd = "src.class", Description = "Galactic, Extragalactic or Unknown")]
    public required FermiClassOrigin Origin { get; init; }

    /// <summary>Its meaning, such as "pulsar, identified by pulsations".</summary>
    [AstroColumn("meaning", Ucd = "meta.note", Description = "Meaning of the class for identified sources")]
    public required string Meaning { get; init; }

    /// <summary>Its meaning for associated sources, such as "pulsar, no pulsations seen by the LAT yet"; the same for most classes.</summary>
    [AstroColumn("associated_meaning", Ucd = "meta.note", Description = "Meaning of the class for associated sources")]
    public required string AssociatedMeaning { get; init; }

    /// <summary>Position in the order from Galactic to extragalactic to unknown, counted from 0.</summary>
    [AstroColumn("order", Ucd = "meta.number", Description = "Position in the order from Galactic to extragalactic to unknown, counted from 0")]
    public required int Order { get; init; }

    /// <summary>The name for identified sources.</summary>
    public override string ToString() => Identified;
}
