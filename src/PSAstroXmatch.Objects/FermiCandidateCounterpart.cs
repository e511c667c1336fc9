namespace PSAstroXmatch;

/// <summary>
/// A <see cref="FermiCounterpart"/> with probabilities: those of the Chandra sources, if the group has them (<see cref="FermiCandidateGroup"/>),
/// and those of the sources of other catalogs near them, if they were asked for.
/// </summary>
public sealed class FermiCandidateCounterpart : FermiCounterpart
{
    /// <summary>Creates the row.</summary>
    /// <inheritdoc cref="FermiCounterpart(FermiMatchGroup, IReadOnlyList{GaiaSource}, IReadOnlyList{TwoMassSource}, IReadOnlyList{OtherSource})"/>
    public FermiCandidateCounterpart(
        FermiMatchGroup group,
        IReadOnlyList<GaiaSource> gaia,
        IReadOnlyList<TwoMassSource> twoMass,
        IReadOnlyList<OtherSource> others)
        : base(group, gaia, twoMass, others)
    {
        GaiaReliabilities = new ValueList<double>([.. gaia.Select(source => source.Reliability)]);
        TwoMassReliabilities = new ValueList<double>([.. twoMass.Select(source => source.Reliability)]);
        if (group is not FermiCandidateGroup candidates)
            return;
        BestCscName = candidates.BestCscName;
        BestReliability = candidates.BestReliability;
        AnyProbability = candidates.AnyProbability;
        ExpectedChance = candidates.ExpectedChance;
        CscReliabilities = candidates.CscReliabilities;
    }

    // Declared here again because reflection, and so Export-Csv, lists the properties of a derived class first.

    /// <inheritdoc/>
    public override string FermiName => base.FermiName;

    /// <inheritdoc cref="FermiCandidateGroup.BestCscName"/>
    [AstroColumn("best_csc_name", Ucd = "meta.id", Description = "Name of the most probable Chandra source")]
    public string BestCscName { get; } = "";

    /// <inheritdoc cref="FermiCandidateGroup.BestReliability"/>
    [AstroColumn("best_reliability", Ucd = "stat.probability", Description = "Probability that this source is the counterpart")]
    public double BestReliability { get; } = double.NaN;

    /// <inheritdoc cref="FermiCandidateGroup.AnyProbability"/>
    [AstroColumn("any_probability", Ucd = "stat.probability", Description = "Probability that any Chandra source is the counterpart (p_any)")]
    public double AnyProbability { get; } = double.NaN;

    /// <inheritdoc cref="FermiCandidateGroup.ExpectedChance"/>
    [AstroColumn("expected_chance", Ucd = "meta.number;stat.mean", Description = "Unrelated Chandra sources to be expected in the 95 % error ellipse")]
    public double ExpectedChance { get; } = double.NaN;

    /// <inheritdoc cref="FermiCandidateGroup.CscReliabilities"/>
    [AstroColumn("csc_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the Chandra sources to be the counterpart")]
    public ValueList<double> CscReliabilities { get; } = ValueList<double>.Empty;

    /// <summary>Probability of each Gaia source to be the counterpart of its Chandra source, in the order of the names; NaN if not asked for.</summary>
    [AstroColumn("gaia_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the Gaia sources to be the counterparts of their Chandra sources")]
    public ValueList<double> GaiaReliabilities { get; }

    /// <summary>Probability of each 2MASS source to be the counterpart of its Chandra source, in the order of the names.</summary>
    [AstroColumn("twomass_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the 2MASS sources to be the counterparts of their Chandra sources")]
    public ValueList<double> TwoMassReliabilities { get; }
}
