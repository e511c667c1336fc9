using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
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
    /// <item>A coverage map (MOC): a FITS or text file, or a text such as '5/1-3 6/100'. Parts finer than order 11 (1.7 arcmin) are rounded. A
    /// file that is not a space MOC in ICRS is an error (FootprintInvalid).</item>
    /// </list>
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(FootprintCompleter))]
    [ValidateNotNullOrEmpty]
    public string Footprint { get; set; } = nameof(FootprintSource.Auto);

    private FootprintSource _source;
    private Footprint? _region;

    private protected void CheckModel()
    {
        ReadFootprint();
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

    // What is neither a name nor the text of a MOC is a file.
    private void ReadFootprint()
    {
        if (Enum.TryParse(Footprint, ignoreCase: true, out _source) && Enum.IsDefined(_source) && char.IsLetter(Footprint[0]))
            return;
        _source = FootprintSource.Source;
        if (MocFootprint.IsText(Footprint))
        {
            _region = MocFootprint.Parse(Footprint, Footprint.Length <= 40 ? $"'{Footprint}'" : $"'{Footprint[..40]}…'");
            return;
        }

        string path = FilePaths.Resolve(this, Footprint);
        if (!File.Exists(path))
        {
            throw new AstroException(
                ErrorIds.FileNotFound, $"-Footprint '{Footprint}' is neither Auto, Observation, Source nor a file.",
                "Give one of these names, a file with a coverage map (MOC), or the text of one, such as '5/1-3 6/100'.", Footprint);
        }

        _region = Run("Reading the footprint", (_, stopping) => MocFootprint.Read(path, stopping));
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
        Footprint = _source,
        Region = _region,
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

        if ((_source == FootprintSource.Observation || _region is not null) && association.OutsideShare > 0.1)
        {
            string where = _region is null ? "observations of the archive, so that these do" : "coverage map, so that it does";
            WriteWarning(FormattableString.Invariant($"{association.OutsideShare:0 %} of the Chandra sources lie outside the {where} not tell ")
                + "where the catalog has looked. Use -Footprint Source.");
        }

        if (Prior == PriorSource.Fitted && !prior.IsFitted)
            WriteWarning($"Only {association.CoveredCount} Fermi sources are covered by the catalog, too few to fit the prior: the fixed one is used.");
        if (!association.HasEllipses)
            WriteWarning("The Fermi sources have no semi-minor axes or position angles: circles with the semi-major axis are used.");
    }
}

/// <summary>Completes what tells where Chandra has looked; any other word is a path, which PowerShell completes.</summary>
public sealed class FootprintCompleter : IArgumentCompleter
{
    private static readonly (FootprintSource Source, string Meaning)[] Sources =
    [
        (FootprintSource.Auto, "the observations if the archive has them, otherwise the sources"),
        (FootprintSource.Observation, "discs of 8 arcmin around the pointings"),
        (FootprintSource.Source, "pixels of 6.9 arcmin with at least one source"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        CompletionResult[] found = [.. Sources.Where(one => $"{one.Source}".StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(one => CompletionText.Result($"{one.Source}", $"{one.Source}", one.Meaning))];
        return found.Length > 0 ? found : null!;
    }
}
