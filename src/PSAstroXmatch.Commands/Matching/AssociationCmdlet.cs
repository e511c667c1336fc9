using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that compute association probabilities: the parameters of the model.</summary>
public abstract class AssociationCmdlet : AstroCmdlet
{
    /// <summary>
    /// Where completeness and brightness of counterparts come from.
    /// <list type="bullet">
    /// <item>Fitted: from the catalogs of the session, without any known association (fewer than 20 covered sources: as Fixed, and a warning
    /// says so).</item>
    /// <item>Fixed: completeness 0.8; log₁₀ of the density of brighter sources 0.7 ± 0.7.</item>
    /// </list>
    /// </summary>
    [Parameter]
    public PriorSource Prior { get; set; }

    /// <summary>
    /// The share of the Fermi sources whose counterpart is in the Chandra catalog where Chandra has looked, if you know it;
    /// more than 0, less than 1. By default it is fitted with the rest.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Completeness { get; set; }

    /// <summary>
    /// What measures brightness: the flux, or nothing. Without it, positions decide alone, which finds one in eight
    /// counterparts where six or more sources compete.
    /// </summary>
    [Parameter]
    public BrightnessSource Brightness { get; set; }

    /// <summary>
    /// Factor on the axes of Fermi's error ellipses, such as 1.1 if they are thought to be 10 percent too small. Defaults
    /// to 1.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? ErrorScale { get; set; }

    /// <summary>
    /// What tells where Chandra has looked.
    /// <list type="bullet">
    /// <item>Auto: the observations, if the archive has them and nine in ten sources lie in their fields, otherwise the sources.</item>
    /// <item>Observation: discs of 8 arcmin around the pointings in which the catalog has sources.</item>
    /// <item>Source: pixels of 6.9 arcmin (HEALPix) with at least one source.</item>
    /// </list>
    /// </summary>
    [Parameter]
    public FootprintSource Footprint { get; set; }

    private protected void CheckModel()
    {
        CheckShare(nameof(Completeness), Completeness);
        if (ErrorScale is double scale && !(scale > 0 && scale <= LargestScale))
        {
            throw new AstroException(
                ErrorIds.ProbabilityInvalid,
                $"-ErrorScale is {ValueText.Format(scale)}: it must be greater than 0 and at most {ValueText.Format(LargestScale)}.",
                "Give a factor such as 1.1, for errors that are 10 percent larger.",
                scale);
        }
    }

    // Larger factors are percentages.
    private const double LargestScale = 10;

    private protected static void CheckShare(string name, double? share)
    {
        if (share is double given && !(given > 0 && given < 1))
        {
            throw new AstroException(
                ErrorIds.ProbabilityInvalid,
                $"-{name} is {ValueText.Format(given)}: it must be greater than 0 and less than 1.",
                "Give a probability, such as 0.95 for 95 percent.",
                given);
        }
    }

    private protected AssociationOptions ModelOptions() => new()
    {
        Prior = new PriorOptions { IsFitted = Prior == PriorSource.Fitted, Completeness = Completeness },
        UsesBrightness = Brightness == BrightnessSource.Flux,
        ErrorScale = ErrorScale ?? 1,
        Footprint = Footprint,
    };

    private protected void WarnOfProbabilities(FermiCscAssociation association)
    {
        CounterpartPrior prior = association.Model.Prior;
        if (!association.HasFluxes && Brightness == BrightnessSource.Flux)
        {
            WriteWarning("The Chandra sources have no fluxes, so that positions decide alone: where six or more compete, "
                + "the most probable source is then the counterpart in one case of eight.");
        }

        if (prior.IsAtLimit)
        {
            WriteWarning("The fitted completeness is at its limit: the catalog has hardly any sources besides the candidates (a published list of pairs?). "
                + "AnyProbability and Reliability are too high; MatchProbability is still good.");
        }

        if (Footprint == FootprintSource.Observation && association.OutsideShare > 0.1)
        {
            WriteWarning(FormattableString.Invariant($"{association.OutsideShare:0 %} of the Chandra sources lie outside the observations of the archive, ")
                + "so that these do not tell where the catalog has looked. Use -Footprint Source.");
        }

        if (Prior == PriorSource.Fitted && !prior.IsFitted)
            WriteWarning($"Only {association.CoveredCount} Fermi sources are covered by the catalog, too few to fit the prior: the fixed one is used.");
        if (!association.HasEllipses)
            WriteWarning("The Fermi sources have no semi-minor axes or position angles: circles with the semi-major axis are used.");
    }
}
