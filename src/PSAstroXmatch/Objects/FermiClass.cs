namespace PSAstroXmatch;

/// <summary>Where the sources of a class of 4FGL are.</summary>
public enum FermiClassOrigin
{
    /// <summary>In the Milky Way.</summary>
    Galactic,

    /// <summary>Outside the Milky Way, the Magellanic Clouds included.</summary>
    Extragalactic,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>A class of gamma-ray sources, as 4FGL names them (Abdollahi et al. 2020, ApJS 247, 33, Table 7, with the additions of DR3 and DR4).</summary>
public sealed class FermiClass
{
    /// <summary>Spelling for identified sources, in capitals, such as "PSR"; empty for the unassociated sources.</summary>
    public required string Identified { get; init; }

    /// <summary>Spelling for associated sources, in small letters, such as "psr"; empty for the unassociated sources.</summary>
    public required string Associated { get; init; }

    /// <summary>Where its sources are.</summary>
    public required FermiClassOrigin Origin { get; init; }

    /// <summary>What it is, such as "pulsar, identified by pulsations".</summary>
    public required string Meaning { get; init; }

    /// <summary>What it is for associated sources, such as "pulsar, no pulsations seen by the LAT yet"; the same for most classes.</summary>
    public required string AssociatedMeaning { get; init; }

    /// <summary>Place in the order from Galactic to extragalactic to unknown, counted from 0.</summary>
    public required int Order { get; init; }

    /// <summary>The spelling for identified sources.</summary>
    public override string ToString() => Identified;
}
