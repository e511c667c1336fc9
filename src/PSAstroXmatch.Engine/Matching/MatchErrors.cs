namespace PSAstroXmatch.Engine.Matching;

/// <summary>The errors of matching, in one place.</summary>
internal static class MatchErrors
{
    internal static void CheckLength(string what, int length, string of, int expected)
    {
        if (length != expected)
        {
            throw new AstroException(
                ErrorIds.MatchLengthMismatch,
                $"There are {ValueText.Count(length)} {what} for {ValueText.Count(expected)} {of}.",
                "Give one number per row; use NaN for a row without one.");
        }
    }

    internal static AstroException InvalidRadius(string name, double value) => new(
        ErrorIds.MatchRadiusInvalid,
        $"The {name} {ValueText.Format(value)} is not valid: it must be 0 or more.",
        "Give a radius from 0 to 180 degrees.",
        value);

    internal static AstroException TooManyPairs(long limit) => new(
        ErrorIds.MatchTooManyPairs,
        $"There are more than {ValueText.Count(limit)} pairs, which is all that fits in memory.",
        "Use a smaller radius or fewer rows.");
}
