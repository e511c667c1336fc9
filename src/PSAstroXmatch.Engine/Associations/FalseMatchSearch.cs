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

    // Options as the provenance of candidates has them. A fitted completeness differs with all others, and so is last.
    private static readonly (string Entry, string What)[] Options =
    [
        ("prior", "prior"),
        ("brightness", "brightness"),
        ("error_scale", "error scale"),
        ("footprint_area", "footprint in square degrees"),
        ("completeness", "completeness"),
    ];

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
        MatchProvenance start = MatchProvenance.Start("false-match rate of the most probable Chandra sources of Fermi sources").With(archive.ToProvenance());
        FermiCscAssociation association = await new FermiCscAssociationSearch(archive).FitAsync(options, log, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Measure(association, start, trials, maxLatitude, candidates, log, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static FalseMatchResult Measure(
        FermiCscAssociation association, MatchProvenance start, TrialOptions trials, double? maxLatitude, IReadOnlyList<FermiCscCandidate>? candidates,
        Action<string>? log, CancellationToken cancellationToken)
    {
        AssessedObject[] all = association.AssessAll();
        int[] rows;
        AssessedObject[] sources;
        if (candidates is null)
        {
            double[] latitude = association.Fermi.B;
            rows = [.. Enumerable.Range(0, all.Length).Where(row => Math.Abs(latitude[row]) <= (maxLatitude ?? 90))];
            sources = Array.ConvertAll(rows, row => all[row]);
        }
        else
        {
            (rows, sources) = OfCandidates(association, all, candidates);
        }

        MatchProvenance made = Describe(start, association, trials)
            .With("max_latitude", maxLatitude is double latitudeLimit ? ValueText.Format(latitudeLimit) : "none", maxLatitude is null ? null : "deg", "of the Fermi sources")
            .With("candidates", candidates is null ? "of all Fermi sources" : ValueText.Format(candidates.Count), comment: candidates is null ? null : "given");
        FalseMatchEstimate estimate = association.MeasureFalseMatches(rows, sources, trials, cancellationToken, made);
        log?.Invoke($"{estimate.TrialCount} trials near {estimate.SourceCount} Fermi sources that Chandra has looked at.");
        return new FalseMatchResult(association, estimate);
    }

    private static MatchProvenance Describe(MatchProvenance start, FermiCscAssociation association, TrialOptions trials) => start
        .With(association.Fermi.Origin)
        .With("rows", association.Fermi.RowCount, comment: association.Fermi.Description.Title)
        .With(association.CscOrigin)
        .With("rows", association.Catalog.Positions.Count, comment: Catalogs.Csc.Title)
        .With(association.ToProvenance())
        .With("trials_per_source", trials.Count, comment: "at most")
        .With("trial_seed", trials.Seed)
        .With("trial_distance", $"{ValueText.Format(trials.MinDistance)} to {ValueText.Format(trials.MaxDistance)}", comment: "in search radii of the Fermi source")
        .With("trial_share_tolerance", trials.ShareTolerance, comment: "of the covered share of the error ellipse");

    private static (int[] Rows, AssessedObject[] Sources) OfCandidates(
        FermiCscAssociation association, AssessedObject[] all, IReadOnlyList<FermiCscCandidate> candidates)
    {
        CatalogTable fermi = association.Fermi;
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
                throw Different(candidate, all[row].AnyProbability, association);
            }

            best[row] = Math.Max(best.GetValueOrDefault(row), candidate.Reliability);
        }

        int[] rows = [.. best.Keys.Order()];
        return (rows, Array.ConvertAll(rows, row => all[row] with { Best = best[row] }));
    }

    // What the provenance of the candidates says, if they still have it, tells which option differs.
    private static AstroException Different(FermiCscCandidate candidate, double expected, FermiCscAssociation association)
    {
        MatchProvenance had = candidate.GetProvenance(), has = MatchProvenance.Empty.With(association.ToProvenance());
        string numbers = $"the candidates of {candidate.FermiName} have AnyProbability {ValueText.Format(candidate.AnyProbability)}, "
            + $"and the archive with these options gives {ValueText.Format(expected)}";
        foreach ((string entry, string what) in Options)
        {
            if (had[entry] is string before && has[entry] is string now && before != now)
            {
                return new AstroException(
                    ErrorIds.InputInvalid, $"The candidates were found with another {what} ({before}) than is asked for here ({now}): {numbers}.",
                    $"Give the {what} with which the candidates were found.", candidate);
            }
        }

        return new AstroException(
            ErrorIds.InputInvalid, $"The candidates were not found in this archive with these options: {numbers}.",
            "Choose the archive in which they were found, and give the prior, completeness, brightness, error scale and footprint with which they were. "
                + "Candidates among Chandra sources of your own cannot be measured.",
            candidate);
    }
}
