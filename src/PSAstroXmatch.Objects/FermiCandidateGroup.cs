namespace PSAstroXmatch;

/// <summary>A Fermi source with its candidate counterparts and their probabilities: a <see cref="FermiMatchGroup"/> with further columns.</summary>
public sealed class FermiCandidateGroup : FermiMatchGroup
{
    /// <summary>Creates the group of a Fermi source's candidates.</summary>
    /// <param name="candidates">At least one candidate, all of one Fermi source, in the order of the lists.</param>
    public FermiCandidateGroup(IReadOnlyList<FermiCscCandidate> candidates)
        : base(candidates)
    {
        CscReliabilities = new ValueList<double>([.. candidates.Select(candidate => candidate.Reliability)]);
        // Of equal candidates the first is the best, as MatchFlag says too.
        FermiCscCandidate? best = candidates.Where(candidate => !double.IsNaN(candidate.Reliability)).MaxBy(candidate => candidate.Reliability);
        if (best is null)
            return;
        BestCscName = best.CscName;
        BestReliability = best.Reliability;
        AnyProbability = best.AnyProbability;
        ExpectedChance = best.ExpectedChance;
    }

    /// <summary>Creates the group of a Fermi source without candidates; nothing is known of its probabilities.</summary>
    public FermiCandidateGroup(FermiSource source)
        : base(source)
    {
    }

    // Declared here again because reflection, and so Export-Csv, lists the properties of a derived class first.

    /// <inheritdoc/>
    public override string FermiName => base.FermiName;

    /// <summary>Name of the most probable Chandra source of the group; empty if none has a probability, as around an extended source.</summary>
    [AstroColumn("best_csc_name", Ucd = "meta.id", Description = "Name of the most probable Chandra source")]
    public string BestCscName { get; } = "";

    /// <summary>The probability that this source is the counterpart; NaN if none has a probability, like the numbers that follow.</summary>
    [AstroColumn("best_reliability", Ucd = "stat.probability", Description = "Probability that this source is the counterpart")]
    public double BestReliability { get; } = double.NaN;

    /// <summary>p_any: the probability that any Chandra source is the counterpart, those that are not in the group included.</summary>
    [AstroColumn("any_probability", Ucd = "stat.probability", Description = "Probability that any Chandra source is the counterpart (p_any)")]
    public double AnyProbability { get; } = double.NaN;

    /// <summary>Number of unrelated Chandra sources of any brightness to be expected in the covered part of the 95 % error ellipse.</summary>
    [AstroColumn("expected_chance", Ucd = "meta.number;stat.mean", Description = "Unrelated Chandra sources to be expected in the 95 % error ellipse")]
    public double ExpectedChance { get; } = double.NaN;

    /// <summary>Probability of each Chandra source to be the counterpart, in the order of the names.</summary>
    [AstroColumn("csc_reliabilities", Ucd = "stat.probability", Description = "Probabilities of the Chandra sources to be the counterpart")]
    public ValueList<double> CscReliabilities { get; } = ValueList<double>.Empty;
}
