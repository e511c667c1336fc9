using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Says where probabilities are worth little.</summary>
internal static class ProbabilityWarnings
{
    /// <summary>The warnings of a match.</summary>
    public static IEnumerable<string> Of(ProbabilityMatch match, JoinOptions options)
    {
        CounterpartPrior prior = match.Prior;
        if (!match.HasBrightness)
            yield return "No row has a known brightness, so that positions decide alone.";
        if (BrightnessMarks.Warning(match.BrightnessMarks is { } marks ? [marks] : []) is { } missing)
            yield return missing;
        if (match.RepeatedObjects is { } repeated)
            yield return repeated;
        if (match.RepeatedShare >= 0.01)
        {
            yield return $"{ValueText.Format(Math.Round(100 * match.RepeatedShare, 1))} % of the rows among which counterparts are sought lie exactly where another one does. "
                + "If they are the same sources, listed twice, their probability is shared out: remove the repeated rows.";
        }

        if (options.Probability?.Completeness is not null)
            yield break;
        if (prior.IsAtLimit)
        {
            yield return $"The fitted completeness is at its limit, {ValueText.Format(CounterpartPrior.MaxCompleteness)}: either nearly every object has a counterpart, "
                + "or the other side lists candidates without the sources around them, and the probabilities of having a counterpart are too high.";
        }
        else if (!prior.IsFitted)
        {
            yield return $"Too few objects are covered by the other side to fit how many have a counterpart: {ValueText.Format(prior.Completeness)} is assumed.";
        }
    }
}
