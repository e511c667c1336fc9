using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Commands;

/// <summary>Measures how many of the most probable counterparts of Fermi sources are false.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "FalseMatchRate")]
[OutputType(typeof(FalseMatchRate))]
public sealed class MeasureFalseMatchRateCommand : AssociationCmdlet
{
    // A list of this many Fermi sources always has one whose candidates are all improbable, unless it was selected by reliability.
    private const int ManySources = 20;
    private const double LowReliability = 0.1;

    private readonly List<FermiCscCandidate> _candidates = [];
    private int _count;

    /// <summary>
    /// Candidates from Find-FermiCscMatch -Probability, also from a file, a job or a selection: the most probable one of each Fermi source is
    /// accepted or not, and the trials are near these sources. Pipe in all candidates of the Fermi sources that you ask about, not only those
    /// with a high reliability: -Cut selects. Without input, all Fermi sources of the current archive are measured; an empty pipeline
    /// measures nothing.
    /// </summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    [AllowEmptyCollection]
    public PSObject[]? InputObject { get; set; }

    /// <summary>
    /// Maximum distance of a Fermi source of the archive from the galactic plane: 10deg, or a number in degrees. Defaults to the whole sky.
    /// Candidates that you pass in are all used; with them, this is an error (ArgumentsConflict).
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MaxLatitude { get; set; }

    /// <summary>
    /// Minimum reliabilities of an accepted candidate, one row each; more than 0, less than 1. Defaults to 0.5, 0.8, 0.9 and 0.95; with -Rate,
    /// to none.
    /// </summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[] Cut { get; set; } = [0.5, 0.8, 0.9, 0.95];

    /// <summary>
    /// Chance rates that you accept, such as 0.05: for each, one row with the lowest cut, in steps of 0.01, whose ChanceRate is not higher. If
    /// no cut has such a rate, a warning says so.
    /// </summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[] Rate { get; set; } = [];

    /// <summary>
    /// Maximum number of trials per Fermi source, 1 to 48. A trial is a place within 2 to 6 search radii at which there is no Fermi source and
    /// Chandra looked at about the same share of the error ellipse. Defaults to 4.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 48)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Trial { get; set; } = 4;

    /// <summary>Seed of the trials: the same seed gives the same trials on every computer. Defaults to 1.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Seed { get; set; } = 1;

    // An empty pipeline means no candidates, not all of them.
    private bool IsGiven => MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <inheritdoc/>
    protected override void Begin()
    {
        CheckModel();
        foreach (double cut in Cut)
            CheckShare(nameof(Cut), cut);
        foreach (double rate in Rate)
            CheckShare(nameof(Rate), rate);
        if (IsGiven && MaxLatitude is not null)
        {
            throw new AstroException(
                ErrorIds.ArgumentsConflict, "-MaxLatitude selects Fermi sources of the archive, but candidates are given.",
                "Remove -MaxLatitude, or give it to Find-FermiCscMatch.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in InputObject ?? [])
        {
            _count++;
            FermiCscCandidate candidate = ToCandidate(item);
            // An extended Fermi source has candidates, but no probabilities.
            if (!double.IsNaN(candidate.Reliability))
                _candidates.Add(candidate);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (IsGiven && _candidates.Count == 0)
        {
            if (_count > 0)
                throw WithoutProbabilities(InputObject);
            return;
        }

        Archive archive = CurrentArchive.Get();
        TrialOptions trials = new() { Count = Trial, Seed = Seed };
        double? maxLatitude = Region.ToLatitude(MaxLatitude);
        FalseMatchResult result = Run("Measuring the false-match rate", (log, stopping) =>
            new FalseMatchSearch(archive).MeasureAsync(ModelOptions(), trials, maxLatitude, IsGiven ? _candidates : null, log, stopping));
        FalseMatchRate[] rates = Rate.Length == 0 || MyInvocation.BoundParameters.ContainsKey(nameof(Cut)) ? [.. Cut.Select(result.Estimate.At)] : [];
        WriteObject(rates, enumerateCollection: true);
        double[] unreached = [.. Rate.Where(rate => !WriteAtRate(result.Estimate, rate))];
        WarnOfProbabilities(result.Association);
        Warn(result.Estimate, unreached);
        WarnOfFew(rates, result.Estimate);
    }

    private bool WriteAtRate(FalseMatchEstimate estimate, double rate)
    {
        if (estimate.AtRate(rate) is not FalseMatchRate found)
            return false;
        WriteObject(found);
        return true;
    }

    private void Warn(FalseMatchEstimate estimate, double[] unreached)
    {
        if (!estimate.IsMeasured)
            WriteWarning("No place without a Fermi source was found at which Chandra has seen candidates: only the stated rate is known.");
        else if (unreached.Length > 0)
            WriteWarning($"No cut has a chance rate of at most {string.Join(" or ", unreached.Select(rate => ValueText.Format(rate)))}.");
        if (IsGiven && estimate.SourceCount >= ManySources && estimate.LowestReliability >= LowReliability)
        {
            WriteWarning("The candidates seem to have been selected by Reliability, so that ChanceRate is too low. "
                + "Pipe in all candidates of Find-FermiCscMatch -Probability; -Cut selects.");
        }
    }

    private void WarnOfFew(FalseMatchRate[] rates, FalseMatchEstimate estimate)
    {
        string[] few = [.. rates.Where(rate => rate.Accepted > 0 && double.IsNaN(rate.ChanceRate)).Select(rate => $"{ValueText.Format(rate.Cut)} ({rate.Accepted} accepted)")];
        if (estimate.IsMeasured && few.Length > 0)
            WriteWarning($"Too few candidates are accepted to measure a chance rate, whose error would be 1 or more, at the cut {string.Join(", ", few)}.");
    }

    private static FermiCscCandidate ToCandidate(PSObject? item) => (StoredObjects.Match(item) ?? StoredMatch.OfRow(item)) switch
    {
        FermiCscCandidate candidate => candidate,
        null => throw Errors.WrongInput("Measure-FalseMatchRate", "candidates of Find-FermiCscMatch -Probability", item?.BaseObject),
        _ => throw WithoutProbabilities(item),
    };

    private static AstroException WithoutProbabilities(object? target) => new(
        ErrorIds.InputInvalid,
        "The matches have no probabilities.",
        "Find them with Find-FermiCscMatch -Probability.",
        target);
}
