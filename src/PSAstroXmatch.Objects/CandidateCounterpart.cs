namespace PSAstroXmatch;

/// <summary>A <see cref="Counterpart"/> whose sources have probabilities.</summary>
public sealed class CandidateCounterpart : Counterpart
{
    /// <summary>Creates the object.</summary>
    /// <inheritdoc cref="Counterpart(object, string, double, double, IReadOnlyList{CatalogCounterpart})"/>
    public CandidateCounterpart(object source, string name, double ra, double dec, IReadOnlyList<CatalogCounterpart> found)
        : base(source, name, ra, dec, found)
    {
        GaiaReliabilities = Reliabilities(Gaia);
        TwoMassReliabilities = Reliabilities(TwoMass);
        OtherReliabilities = Reliabilities(Others);
    }

    // Declared here again because reflection, and so Export-Csv, lists the properties of a derived class first.

    /// <inheritdoc/>
    public override string Name => base.Name;

    /// <summary>Probability of each Gaia source to be the counterpart, in the order of the names; NaN if the position error of the object is unknown.</summary>
    [AstroColumn("gaia_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the Gaia sources to be the counterpart")]
    public ValueList<double> GaiaReliabilities { get; }

    /// <summary>Probability of each 2MASS source to be the counterpart, in the order of the names.</summary>
    [AstroColumn("twomass_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the 2MASS sources to be the counterpart")]
    public ValueList<double> TwoMassReliabilities { get; }

    /// <summary>Probability of each other source to be the counterpart, in the order of the names.</summary>
    [AstroColumn("other_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the other sources to be the counterpart")]
    public ValueList<double> OtherReliabilities { get; }

    private static ValueList<double> Reliabilities(IEnumerable<CatalogCounterpart> sources) => new([.. sources.Select(source => source.Reliability)]);
}
