using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Fits the association probabilities to simulated skies of full size (407,806 Chandra and 7,194 Fermi sources), measures the false-match
/// rate with trials, and holds both against the true counterparts.
/// </summary>
internal static class AssociationRunner
{
    private static readonly double[] Cuts = [0.3, 0.5, 0.8, 0.9, 0.95];

    internal static int Run(string[] runsAndSeeds, TextWriter output)
    {
        int[] numbers = Array.ConvertAll(runsAndSeeds, text => int.Parse(text, CultureInfo.InvariantCulture));
        int runs = numbers[0];
        foreach (int seed in numbers[1..])
        {
            SimulatedSky sky = new(seed);
            CatalogTable fermi = CatalogTable.Create(Catalogs.Fermilpsc, sky.Fermilpsc), csc = CatalogTable.Create(Catalogs.Csc, sky.Csc);
            CatalogTable observations = CatalogTable.Create(Catalogs.Chanmaster, sky.Chanmaster);
            foreach (CatalogTable? pointings in new[] { observations, null })
            {
                int[] rows = [.. Enumerable.Range(0, fermi.RowCount)];
                FermiCscAssociation? association = null;
                FalseMatchEstimate? estimate = null;
                string fit = Time(runs, () => association = new FermiCscAssociation(fermi, csc, pointings, new AssociationOptions(), CancellationToken.None));
                string trials = Time(runs, () => estimate = association!.MeasureFalseMatches(rows, association.AssessAll(), new TrialOptions(), CancellationToken.None));
                Write(output, $"seed {seed}, {(pointings is null ? "sources" : "observations")}: fit {fit}, trials {trials}, {association!.CoveredCount} covered, footprint {association.Catalog.Footprint.Area:F0} deg², {association.Model.Prior}");
                Judge(fermi, csc, sky.FermiTruth, association, estimate!, output);
            }
        }

        return 0;
    }

    // On a busy machine the time of the processors says more than that on the clock.
    private static string Time(int runs, Action action)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan before = self.TotalProcessorTime;
        Timing timing = Timing.Of(runs, action);
        self.Refresh();
        double processor = (self.TotalProcessorTime - before).TotalMilliseconds / runs;
        return string.Create(CultureInfo.InvariantCulture, $"{timing.Median:F0} ms (least {timing.Minimum:F0}, processors {processor:F0})");
    }

    private static void Judge(CatalogTable fermi, CatalogTable csc, AstroTable truth, FermiCscAssociation association, FalseMatchEstimate estimate, TextWriter output)
    {
        Dictionary<string, string> trueNames = Enumerable.Range(0, truth.RowCount).ToDictionary(row => truth["fermi_name"].GetText(row), row => truth["csc_name"].GetText(row));
        FermiCscCandidate[] all = [.. association.Assess(fermi, [.. Enumerable.Range(0, fermi.RowCount)], CancellationToken.None)];
        FermiCscCandidate[] best = [.. all.Where(candidate => candidate.MatchFlag == 1)];
        Dictionary<string, FermiCscCandidate> bestOf = best.ToDictionary(candidate => candidate.FermiName);
        bool IsTrue(FermiCscCandidate candidate) => trueNames.TryGetValue(candidate.FermiName, out string? name) && name == candidate.CscName;
        MatchPairs circle = SkyMatcher.Match(
            new SkyPositions(fermi.Ra, fermi.Dec), new SkyPositions(csc.Ra, csc.Dec), new LeftRadius(fermi.Doubles("semi_major_axis_95")));
        Dictionary<string, int> competitors = circle.Left.GroupBy(row => fermi.Text("name", row)).ToDictionary(group => group.Key, group => group.Count());
        string[] known = [.. trueNames.Keys.Where(competitors.ContainsKey)], crowded = [.. known.Where(name => competitors[name] >= 6)];
        double Right(string[] names) => names.Count(name => bestOf.TryGetValue(name, out FermiCscCandidate? candidate) && IsTrue(candidate)) / (double)names.Length;
        Write(output, $"right {Right(known):F3} of {known.Length}, with six or more in the circle {Right(crowded):F3} of {crowded.Length}; sum of p_any {best.Sum(candidate => candidate.AnyProbability):F0}, true {all.Count(IsTrue)} (pairs {trueNames.Count})");
        foreach (double cut in Cuts)
        {
            FalseMatchRate rate = estimate.At(cut);
            FermiCscCandidate[] accepted = [.. best.Where(candidate => candidate.Reliability >= cut)];
            double actual = accepted.Count(candidate => !IsTrue(candidate)) / (double)accepted.Length;
            Write(output, $"  {cut:F2}\taccepted {accepted.Length}={rate.Accepted}\tactual {actual:F4}\tstated {rate.StatedRate:F4}\tchance {rate.ChanceRate:F4} ± {rate.ChanceRateError:F4}\t{rate.Trials} trials, {rate.Sources} sources");
        }
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
