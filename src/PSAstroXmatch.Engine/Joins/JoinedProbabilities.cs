using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The probabilities of joined rows, one element per row of the join; NaN where a row has none.</summary>
/// <remarks>
/// A row without a counterpart has <see cref="AnyProbability"/>, <see cref="CandidateCount"/> and <see cref="CoveredShare"/> only. What the
/// numbers mean is said at <see cref="SkyMatchCandidate"/>.
/// </remarks>
public sealed class JoinedProbabilities
{
    /// <summary>Creates probabilities that are not known yet.</summary>
    /// <param name="rowCount">Number of rows of the join.</param>
    public JoinedProbabilities(int rowCount)
    {
        (BayesFactor, ChanceDensity, ChanceProbability) = (Unknown(), Unknown(), Unknown());
        (LikelihoodRatio, MatchProbability, AnyProbability) = (Unknown(), Unknown(), Unknown());
        (Reliability, CoveredShare) = (Unknown(), Unknown());
        (MatchFlag, CandidateCount) = (new int[rowCount], new int[rowCount]);

        double[] Unknown()
        {
            double[] values = new double[rowCount];
            Array.Fill(values, double.NaN);
            return values;
        }
    }

    /// <summary>Logarithm of the Bayes factor of the positions, dex.</summary>
    public double[] BayesFactor { get; }

    /// <summary>Density of unrelated sources at least as bright, per square degree.</summary>
    public double[] ChanceDensity { get; }

    /// <summary>Probability of an unrelated source as bright and as close.</summary>
    public double[] ChanceProbability { get; }

    /// <summary>Likelihood as the counterpart over that as an unrelated source.</summary>
    public double[] LikelihoodRatio { get; }

    /// <summary>p_i.</summary>
    public double[] MatchProbability { get; }

    /// <summary>p_any. NaN for an object without candidates of whose position probability the other catalog covers at most 2 %: it says nothing of it.</summary>
    public double[] AnyProbability { get; }

    /// <summary>p_any p_i.</summary>
    public double[] Reliability { get; }

    /// <summary>1 for the most probable candidate of an object, 2 for one at least half as probable, 0 for others.</summary>
    public int[] MatchFlag { get; }

    /// <summary>Number of candidates of the object.</summary>
    public int[] CandidateCount { get; }

    /// <summary>Share of the object's position probability that the other catalog covers.</summary>
    public double[] CoveredShare { get; }

    /// <summary>The columns of a joined table.</summary>
    internal IEnumerable<AstroColumn> Columns()
    {
        const string Probability = "stat.probability";
        yield return Column("bayes_factor", BayesFactor, "stat.likelihood;pos", "Logarithm of the Bayes factor of the positions alone", "dex");
        yield return Column("chance_density", ChanceDensity, "src.density", "Density of unrelated sources at least as bright, in the surroundings", "deg-2");
        yield return Column("chance_probability", ChanceProbability, Probability, "Probability of an unrelated source as bright and as close");
        yield return Column("likelihood_ratio", LikelihoodRatio, "stat.likelihood;arith.ratio", "Likelihood as the counterpart over that as an unrelated source");
        yield return Column("match_probability", MatchProbability, Probability, "Probability that it is this candidate, if it is one of them (p_i)");
        yield return Column("any_probability", AnyProbability, Probability, "Probability that any candidate is the counterpart (p_any)");
        yield return Column("reliability", Reliability, Probability, "Probability that this candidate is the counterpart (p_any p_i)");
        yield return Column("match_flag", MatchFlag, "meta.code", "1: most probable candidate; 2: at least half as probable; 0: other");
        yield return Column("candidate_count", CandidateCount, "meta.number", "Number of candidates of the object");
        yield return Column("covered_share", CoveredShare, "stat.probability;obs.field", "Share of the position probability that the other catalog covers");
    }

    /// <summary>Names of the columns of a joined table.</summary>
    internal static IReadOnlyList<string> ColumnNames { get; } = [.. new JoinedProbabilities(0).Columns().Select(column => column.Name)];

    private static AstroColumn<double> Column(string name, double[] values, string ucd, string description, string? unit = null)
    {
        NullMask missing = new(values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
                missing[row] = true;
        }

        return new AstroColumn<double>(new ColumnInfo(name, typeof(double)) { Unit = unit, Ucd = ucd, Description = description }, values, missing);
    }

    // A row that is no object of the match has no coverage, and so no candidates to be counted.
    private AstroColumn<int> Column(string name, int[] values, string ucd, string description)
    {
        NullMask missing = new(values.Length);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(CoveredShare[row]))
                missing[row] = true;
        }

        return new AstroColumn<int>(new ColumnInfo(name, typeof(int)) { Ucd = ucd, Description = description }, values, missing);
    }
}
