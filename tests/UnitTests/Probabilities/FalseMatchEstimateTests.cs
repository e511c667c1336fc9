using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.UnitTests.Probabilities;

public class FalseMatchEstimateTests
{
    // Fully covered but for the last two, which are half covered; the third has no candidate.
    private static readonly AssessedObject[] Objects =
        [new(0.95, 0.99, 1), new(0.6, 0.8, 1), new(double.NaN, 0, 1), new(0.1, 0.2, 0.5), new(0.7, 0.75, 0.5)];

    // Two trials of one object, one of which has no candidate, and two of other objects.
    private static readonly AssessedObject[] Trials = [new(0.9, 0.9, 1), new(double.NaN, 0, 1), new(0.1, 0.1, 0.9), new(0.65, 0.7, 0.55)];

    private static readonly double[] Weights = [0.5, 0.5, 1, 1];

    [Fact]
    public void The_rates_are_chance_matches_of_each_stratum_and_wrong_choices()
    {
        FalseMatchRate rate = new FalseMatchEstimate(Objects, Trials, Weights).At(0.5);
        Assert.Equal((0.5, 3, 5, 4), (rate.Cut, rate.Accepted, rate.Sources, rate.Trials));
        Assert.Equal((0.05 + 0.4 + 0.3) / 3, rate.StatedRate, 1e-12);
        // Without counterpart: 0.01 + 0.2 fully covered, of which 0.5 of 1.5 trials have an accepted candidate; 0.8 + 0.25 half covered, of which all.
        double full = 0.21 * 0.5 / 1.5, half = 1.05, wrong = 0.04 + 0.2 + 0.05;
        Assert.Equal((full + half + wrong) / 3, rate.ChanceRate, 1e-12);
        Assert.Equal(Math.Sqrt(full * full + half * half) / 3, rate.ChanceRateError, 1e-12);
    }

    [Fact]
    public void An_accepted_candidate_may_have_the_cut_itself() => Assert.Equal(1, new FalseMatchEstimate(Objects, Trials, Weights).At(0.95).Accepted);

    [Fact]
    public void Where_no_trial_is_accepted_the_error_is_that_of_one()
    {
        // As above, but the second object is accepted too: 0.04 and 0.02 wrong choices of two, and no trial.
        AssessedObject[] objects = [Objects[0], new(0.93, 0.95, 1), .. Objects[2..]];
        FalseMatchRate rate = new FalseMatchEstimate(objects, Trials, Weights).At(0.92);
        Assert.Equal(2, rate.Accepted);
        Assert.Equal((0.04 + 0.02) / 2, rate.ChanceRate, 1e-12);
        Assert.Equal(1.05 / 2, rate.ChanceRateError, 1e-12);
    }

    // Of one accepted candidate, the error would be 1.05, wider than all shares: nothing was measured, and the rate is not taken as a low one.
    [Fact]
    public void Where_the_error_would_be_wider_than_all_shares_there_is_no_measured_rate()
    {
        FalseMatchEstimate estimate = new(Objects, Trials, Weights);
        FalseMatchRate rate = estimate.At(0.92);
        Assert.Equal(1, rate.Accepted);
        Assert.Equal(0.05, rate.StatedRate, 1e-12);
        Assert.All([rate.ChanceRate, rate.ChanceRateError], value => Assert.True(double.IsNaN(value)));
        Assert.Null(estimate.AtRate(0.05));
    }

    [Fact]
    public void Where_nothing_is_accepted_there_is_no_rate()
    {
        FalseMatchRate rate = new FalseMatchEstimate(Objects, Trials, Weights).At(0.99);
        Assert.Equal(0, rate.Accepted);
        Assert.All([rate.StatedRate, rate.ChanceRate, rate.ChanceRateError], value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Without_a_trial_with_candidates_only_the_stated_rate_is_known()
    {
        FalseMatchEstimate estimate = new(Objects, [new(double.NaN, 0, 1)], [1]);
        Assert.False(estimate.IsMeasured);
        FalseMatchRate rate = estimate.At(0.5);
        Assert.Equal(0.25, rate.StatedRate, 1e-12);
        Assert.True(double.IsNaN(rate.ChanceRate));
        Assert.Null(estimate.AtRate(0.99));
    }

    [Fact]
    public void Objects_of_a_stratum_without_trials_are_like_the_rest()
    {
        FalseMatchRate rate = new FalseMatchEstimate(Objects, [new(0.9, 0.9, 1), new(0.1, 0.1, 1)], [1, 1]).At(0.5);
        Assert.Equal((0.5 * (0.21 + 1.05) + 0.29) / 3, rate.ChanceRate, 1e-12);
    }

    [Fact]
    public void The_cut_of_a_rate_is_the_lowest_that_has_it()
    {
        FalseMatchEstimate estimate = new(Objects, Trials, Weights);
        FalseMatchRate found = Assert.IsType<FalseMatchRate>(estimate.AtRate(0.2));
        Assert.True(found.ChanceRate <= 0.2);
        Assert.True(estimate.At(found.Cut - 0.01).ChanceRate > 0.2);
        Assert.Null(estimate.AtRate(1e-6));
    }

    // The third object has not been looked at: it is neither counted nor expected to have chance matches, but may be accepted.
    [Fact]
    public void Sources_are_those_that_were_looked_at()
    {
        FalseMatchEstimate estimate = new([new(0.9, 0.9, 1), new(0.8, 0.9, 1), new(0.7, 0.9, 0.02)], [new(0.9, 0.9, 1)], [1]);
        Assert.Equal(2, estimate.SourceCount);
        Assert.Equal(3, estimate.At(0.5).Accepted);
        Assert.Equal((0.2 + 0.0 + 0.1 + 0.2) / 3, estimate.At(0.5).ChanceRate, 1e-12);
        Assert.Equal(0.7, estimate.LowestReliability);
    }
}
