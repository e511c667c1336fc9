using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>
/// How a join says which row is the counterpart of each row, and how probably. The error ellipses of the sides
/// (<see cref="JoinInput.Ellipse"/>) are then position errors, and <see cref="JoinOptions.Radius"/>, if given, only limits the candidates.
/// </summary>
/// <remarks>
/// Counterparts are sought among the right rows, or among the left ones with <see cref="MatchMode.BestForRight"/>. The brightness is that
/// of the side on which they are sought (<see cref="JoinInput.Brightness"/>). Both tables are held in memory.
/// </remarks>
public sealed record ProbabilityOptions
{
    /// <summary>Maximum separation with which candidates can be asked for, degrees: offsets are measured on a tangent plane.</summary>
    public const double MaxRadius = 10;

    /// <summary>1σ error of rows without one, degrees; null if such rows are an error.</summary>
    public double? DefaultError { get; init; }

    /// <summary>The share of the objects that have a counterpart among the other rows; null to fit it to the data.</summary>
    public double? Completeness { get; init; }

    /// <summary>Throws if a join cannot give probabilities.</summary>
    internal static void Check(JoinInput left, JoinInput right, JoinOptions options)
    {
        if (left.Key is not null || right.Key is not null || options.MaxSpatialSeparation is not null || left.Radius is not null || right.Radius is not null)
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "Probabilities follow from position errors; keys, distances and match radii of rows cannot be combined with them.",
                "Give the position errors as ellipses or circles, and nothing else that defines a match but a maximum separation.");
        }

        if (left.Ellipse is null && right.Ellipse is null)
        {
            throw new AstroException(
                ErrorIds.PositionErrorInvalid,
                "Neither side has position errors, from which the probabilities follow.",
                "Give the position errors of at least one side, with their unit.");
        }

        if (options.Radius is not null && options.MaxNormalizedSeparation is not null)
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "The candidates are limited in two ways: by a radius and by a maximum normalised separation.",
                "Give only one of them.");
        }

        if (options.Radius is double radius && !(radius >= 0 && radius <= MaxRadius))
            throw MatchErrors.InvalidRadius("radius of candidates with probabilities (at most 10 degrees)", radius);
        if (options.MaxNormalizedSeparation is double limit && !(limit > 0 && limit <= double.MaxValue))
            throw MatchErrors.InvalidRadius("maximum normalised separation", limit);
    }
}
