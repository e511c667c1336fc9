using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>How the false-match rate of an archive was measured.</summary>
/// <param name="Association">The model.</param>
/// <param name="Estimate">The rates.</param>
public sealed record FalseMatchResult(FermiCscAssociation Association, FalseMatchEstimate Estimate);

/// <summary>Measures how many of the best candidates of an archive's Fermi sources are false.</summary>
/// <param name="archive">The source of the catalogs.</param>
public sealed class FalseMatchSearch(Archive archive)
{
    // Tables may round the probabilities.
    private const double Tolerance = 1e-3;

    /// <summary>Measures the rates.</summary>
    /// <param name="options">How the probabilities are computed.</param>
    /// <param name="trials">How the trials are placed.</param>
    /// <param name="maxLatitude">Maximum distance of the Fermi sources from the galactic plane, degrees; null for the whole sky.</param>
    /// <param name="candidates">Candidates found in this archive with these options, to be used in place of all; null for all.</param>
    /// <param name="log">Receives one line per query and step.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">InputInvalid: the candidates are not those of this archive and these options.</exception>
    public async Task<FalseMatchResult> MeasureAsync(
        AssociationOptions options, TrialOptions trials, double? maxLatitude, IReadOnlyList<FermiCscCandidate>? candidates,
        Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        FermiCscAssociation association = await new FermiCscAssociationSearch(archive).FitAsync(options, log, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Measure(association, trials, maxLatitude ?? 90, candidates, log, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static FalseMatchResult Measure(
        FermiCscAssociation association, TrialOptions trials, double maxLatitude, IReadOnlyList<FermiCscCandidate>? candidates,
        Action<string>? log, CancellationToken cancellationToken)
    {
        AssessedObject[] all = association.AssessAll();
        int[] rows;
        AssessedObject[] sources;
        if (candidates is null)
        {
            double[] latitude = association.Fermi.B;
            rows = [.. Enumerable.Range(0, all.Length).Where(row => Math.Abs(latitude[row]) <= maxLatitude)];
            sources = Array.ConvertAll(rows, row => all[row]);
        }
        else
        {
            (rows, sources) = OfCandidates(association.Fermi, all, candidates);
        }

        FalseMatchEstimate estimate = association.MeasureFalseMatches(rows, sources, trials, cancellationToken);
        log?.Invoke($"{estimate.TrialCount} trials near {estimate.SourceCount} Fermi sources that Chandra has looked at.");
        return new FalseMatchResult(association, estimate);
    }

    private static (int[] Rows, AssessedObject[] Sources) OfCandidates(CatalogTable fermi, AssessedObject[] all, IReadOnlyList<FermiCscCandidate> candidates)
    {
        Dictionary<string, int> rowOf = [];
        for (int row = 0; row < fermi.RowCount; row++)
            rowOf.TryAdd(fermi.Text(CatalogColumns.Name, row), row);
        Dictionary<int, double> best = [];
        foreach (FermiCscCandidate candidate in candidates)
        {
            if (!rowOf.TryGetValue(candidate.FermiName, out int row))
            {
                throw new AstroException(
                    ErrorIds.InputInvalid, $"The archive has no Fermi source '{candidate.FermiName}', of which there is a candidate.",
                    "Choose the archive in which the candidates were found.", candidate);
            }

            if (!(Math.Abs(candidate.AnyProbability - all[row].AnyProbability) <= Tolerance))
            {
                throw new AstroException(
                    ErrorIds.InputInvalid,
                    $"The candidates of {candidate.FermiName} have AnyProbability {ValueText.Format(candidate.AnyProbability)}; "
                    + $"the archive with these options gives {ValueText.Format(all[row].AnyProbability)}.",
                    "Choose the archive and the options with which the candidates were found, without Chandra sources of your own.",
                    candidate);
            }

            best[row] = Math.Max(best.GetValueOrDefault(row), candidate.Reliability);
        }

        int[] rows = [.. best.Keys.Order()];
        return (rows, Array.ConvertAll(rows, row => all[row] with { Best = best[row] }));
    }
}
