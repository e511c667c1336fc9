using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;

namespace PSAstroXmatch.Commands;

/// <content>The parameters of the probabilities.</content>
public sealed partial class FindSkyMatchCommand
{
    /// <summary>
    /// <para>Also says how probable each match is: for each left object, finds all candidates out to 99.9 % of the joint position error and
    /// returns them with Reliability, the probability that this is the counterpart, and the numbers from which it follows (docs/matching.md).
    /// How many objects have a counterpart, and how bright it is, is fitted to the two sides.</para>
    /// <para>-LeftRadius, -RightRadius, -LeftEllipse and -RightEllipse are then position errors, one sigma unless -LeftEllipseLevel and
    /// -RightEllipseLevel say otherwise; at least one side must have them (PositionErrorInvalid). A side without is taken as exact. -Radius or
    /// -MaxNormalizedSep, if given, limits the candidates instead, and the best matches are the most probable ones. With -Mode BestForRight,
    /// the counterpart of each right object is sought among the left ones.</para>
    /// <para>Both sides are held in memory (at most 2 GB, InputTooLarge).</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Probability { get; set; }

    /// <summary>
    /// <para>With -Probability: the column with the magnitude or flux of the right objects. A bright candidate is less likely to be there by
    /// chance than one of the many faint ones; without this, only the density of all right objects counts.</para>
    /// <para>Magnitudes are brighter when smaller, fluxes when larger. The unit decides which it is, otherwise the UCD or the name; -Verbose
    /// says so. If none of these tells, it is an error (UnitMissing): write a unit after the name, 'm:mag' or 'f:count/s'. A flux of 0 or
    /// less is taken as unknown.</para>
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? RightBrightness { get; set; }

    /// <summary>
    /// With -Probability and -Mode BestForRight, where counterparts are sought among the left objects: the column with their magnitude or
    /// flux, given in the same way as -RightBrightness.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? LeftBrightness { get; set; }

    /// <summary>
    /// With -Probability: the position error (one sigma) of rows whose own error is missing, zero or more than 10 degrees, such as 0.5arcsec
    /// (a number is in degrees). Without it, such rows are an error (PositionErrorInvalid).
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? DefaultError { get; set; }

    /// <summary>
    /// With -Probability: the share of the objects that have a counterpart on the other side, if you know it; more than 0, less than 1. By
    /// default it is fitted to the data, or 0.8 if fewer than 20 objects lie where the other side has any.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Completeness { get; set; }

    private void CheckProbability()
    {
        string[] own = [nameof(RightBrightness), nameof(LeftBrightness), nameof(DefaultError), nameof(Completeness)];
        if (!Probability)
        {
            if (own.FirstOrDefault(_given.Contains) is string alone)
                throw Conflict($"-{alone} needs -Probability.", "Add -Probability, or remove the parameter.");
            return;
        }

        string[] others =
            [nameof(AsGroup), nameof(Key), nameof(LeftKey), nameof(RightKey), nameof(MaxSpatialSep), nameof(LeftDistance), nameof(RightDistance)];
        if (others.FirstOrDefault(_given.Contains) is string other)
            throw Conflict($"-Probability follows from position errors, and cannot be used with -{other}.", $"Remove -{other}.");
        CheckBrightness();
        foreach (string side in new[] { "Left", "Right" })
        {
            if (_given.Contains(side + "Radius") && _given.Contains(side + "Ellipse"))
                throw Conflict($"-{side}Radius and -{side}Ellipse both give the position errors of one side.", "Give only one of them.");
        }

        if (LeftRadius is null && LeftEllipse is null && RightRadius is null && RightEllipse is null)
        {
            throw new AstroException(
                ErrorIds.PositionErrorInvalid,
                "-Probability follows from position errors, and neither side has any.",
                "Name the column with the errors and their unit, such as -LeftRadius 'err:arcsec', or give one error for all rows: "
                    + "-RightRadius 0.1arcsec. -LeftEllipse and -RightEllipse take ellipses.");
        }

        CheckNumbers();
    }

    private void CheckBrightness()
    {
        if (Mode == MatchMode.BestForRight && !_given.Contains(nameof(Top)))
        {
            if (RightBrightness is not null)
            {
                throw Conflict(
                    "-RightBrightness does not count: with -Mode BestForRight, counterparts are sought among the left objects.",
                    "Use -LeftBrightness, or another mode to seek them among the right ones.");
            }
        }
        else if (LeftBrightness is not null)
        {
            throw Conflict(
                "-LeftBrightness does not count: counterparts are sought among the right objects.",
                "Use -RightBrightness, or -Mode BestForRight to seek them among the left ones.");
        }
    }

    private void CheckNumbers()
    {
        if (Completeness is double share && !(share > 0 && share < 1))
        {
            throw new AstroException(
                ErrorIds.ProbabilityInvalid,
                $"-Completeness is {ValueText.Format(share)}: it must be greater than 0 and less than 1.",
                "Give a share, such as 0.8.",
                share);
        }

        if (DefaultError is { } error && !(error.Degrees > 0 && error.Degrees <= ProbabilityOptions.MaxRadius))
        {
            throw new AstroException(
                ErrorIds.PositionErrorInvalid,
                $"-DefaultError is {error}: it must be greater than 0 and at most {ProbabilityOptions.MaxRadius} degrees.",
                "Give an error with its unit, such as 0.5arcsec.",
                error);
        }
    }

    private static AstroException Conflict(string message, string recommendation) => new(ErrorIds.ArgumentsConflict, message, recommendation);
}
