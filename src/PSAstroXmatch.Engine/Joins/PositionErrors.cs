using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The 1σ position errors of the rows of one side of a join that gives probabilities.</summary>
internal static class PositionErrors
{
    /// <summary>The errors, degrees. A side without errors has exact positions.</summary>
    /// <param name="input">The side.</param>
    /// <param name="rows">What was read of its rows.</param>
    /// <param name="defaultError">1σ error of rows without one, degrees; null if they are an error.</param>
    /// <exception cref="AstroException">PositionErrorInvalid: a row that has a position has no usable error.</exception>
    public static SkyEllipses Read(JoinInput input, RowGeometry rows, double? defaultError)
    {
        int count = rows.Positions.Count;
        if (input.Ellipse is not { } described || rows.Ellipses is not { } given)
            return new SkyEllipses(new double[count], new double[count], new double[count]);
        SkyEllipses errors = given.Scale(1 / described.Sigmas);
        // Position angles are not copied by scaling, and may be a column of the user's table.
        double[] angles = [.. errors.PositionAngle];
        int missing = 0, first = -1;
        for (int row = 0; row < count; row++)
        {
            if (IsError(errors, row) || !TablePositions.IsUsable(rows.Positions, row))
                continue;
            if (missing++ == 0)
                first = row;
            if (defaultError is double error)
                (errors.SemiMajor[row], errors.SemiMinor[row], angles[row]) = (error, error, 0);
        }

        return missing == 0 || defaultError is not null
            ? new SkyEllipses(errors.SemiMajor, errors.SemiMinor, angles)
            : throw new AstroException(
                ErrorIds.PositionErrorInvalid,
                $"{input.Source}: {ValueText.Count(missing)} of {ValueText.Count(count)} rows have no usable position error, which must be greater than 0 "
                    + $"and at most {ProbabilityOptions.MaxRadius} degrees; the first is row {first + 1}.",
                "Remove these rows, or give an error for them: a default error, such as 0.5arcsec.",
                input.Source);
    }

    private static bool IsError(SkyEllipses errors, int row) =>
        errors.IsUsable(row) && Math.Min(errors.SemiMajor[row], errors.SemiMinor[row]) > 0
        && Math.Max(errors.SemiMajor[row], errors.SemiMinor[row]) <= ProbabilityOptions.MaxRadius;
}
