namespace PSAstroXmatch.Engine.Matching;

/// <summary>The errors of matching, in one place.</summary>
internal static class MatchErrors
{
    internal static void CheckLength(string what, int length, string of, int expected)
    {
        if (length != expected)
        {
            throw new AstroException(
                "MatchLengthMismatch",
                AstroErrorKind.InvalidArgument,
                $"There are {length} {what} for {expected} {of}.",
                "Give one number a row; use NaN where a row has none.");
        }
    }

    internal static AstroException InvalidRadius(string name, double value) => new(
        "MatchRadiusInvalid",
        AstroErrorKind.InvalidArgument,
        $"The {name} {ValueText.Format(value)} is not a number from 0 on.",
        "Give a radius of 0 to 180 degrees.",
        value);

    internal static AstroException TooManyPairs(long limit) => new(
        "MatchTooManyPairs",
        AstroErrorKind.Limit,
        $"There are more than {limit} pairs, which is all that memory holds.",
        "Use a smaller radius or fewer rows.");
}
