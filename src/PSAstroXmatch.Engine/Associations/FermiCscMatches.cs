using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Makes the objects for pairs of a Fermi and a Chandra source, wherever they were found.</summary>
public static class FermiCscMatches
{
    private const double ArcsecondsPerDegree = 3600;

    /// <summary>One object per pair.</summary>
    /// <param name="fermi">4FGL.</param>
    /// <param name="fermiRows">Row of the Fermi source, one per pair.</param>
    /// <param name="csc">The Chandra Source Catalog.</param>
    /// <param name="cscRows">Row of the Chandra source, one per pair.</param>
    public static IReadOnlyList<FermiCscMatch> Create(CatalogTable fermi, int[] fermiRows, CatalogTable csc, int[] cscRows)
    {
        SkyPositions left = Positions(fermi, fermiRows), right = Positions(csc, cscRows);
        int[] each = [.. Enumerable.Range(0, fermiRows.Length)];
        double[] separation = new double[each.Length];
        Separation.Degrees(left.Ra, left.Dec, right.Ra, right.Dec, separation);
        double[] normalized = JointEllipses.NormalizedSeparations(
            new MatchPairs(each, each, separation, null), left, FermiErrors(fermi, fermiRows), right, CscErrors(csc, cscRows));
        Sources ofFermi = new(fermi), ofCsc = new(csc);
        double[] radius = fermi.Doubles("semi_major_axis_95"), fermiFlux = fermi.Doubles("energy_flux"), cscFlux = csc.Doubles("b_flux_ap");
        double[] major = csc.Doubles("error_ellipse_r0"), minor = csc.Doubles("error_ellipse_r1"), angle = csc.Doubles("error_ellipse_angle");
        return Array.ConvertAll(each, i =>
        {
            (int fermiRow, int cscRow) = (fermiRows[i], cscRows[i]);
            return new FermiCscMatch
            {
                FermiName = fermi.Text("name", fermiRow),
                FermiL = ofFermi.L[fermiRow],
                FermiB = ofFermi.B[fermiRow],
                FermiR95 = KnownAxis(radius[fermiRow]),
                FermiFlux = fermiFlux[fermiRow],
                FermiClass = fermi.Text("source_type", fermiRow),
                CscName = csc.Text("name", cscRow),
                CscL = ofCsc.L[cscRow],
                CscB = ofCsc.B[cscRow],
                CscFlux = cscFlux[cscRow],
                SepDeg = separation[i],
                NormalizedSep = normalized[i],
                FermiRA = ofFermi.Ra[fermiRow],
                FermiDec = ofFermi.Dec[fermiRow],
                CscRA = ofCsc.Ra[cscRow],
                CscDec = ofCsc.Dec[cscRow],
                CscErrorSemiMajor = major[cscRow],
                CscErrorSemiMinor = minor[cscRow],
                CscErrorAngle = angle[cscRow],
            };
        });
    }

    private static SkyPositions Positions(CatalogTable catalog, int[] rows) => new(Gather(catalog.Ra, rows), Gather(catalog.Dec, rows));

    // 1σ ellipses in degrees; both catalogs give 95 % ellipses. A Fermi source without one has no normalised separation.
    private static SkyEllipses FermiErrors(CatalogTable fermi, int[] rows) => new SkyEllipses(
        Array.ConvertAll(Gather(fermi.Doubles("semi_major_axis_95"), rows), KnownAxis),
        Array.ConvertAll(Gather(fermi.Doubles("semi_minor_axis_95"), rows), KnownAxis),
        Gather(fermi.Doubles("position_angle_95"), rows)).Scale(1 / SkyEllipses.Sigma95);

    // The position of a Chandra source without an error is treated as exact: an arcsecond hardly matters beside Fermi's arcminutes.
    private static SkyEllipses CscErrors(CatalogTable csc, int[] rows)
    {
        double[] major = Gather(csc.Doubles("error_ellipse_r0"), rows), minor = Gather(csc.Doubles("error_ellipse_r1"), rows);
        double[] angle = Gather(csc.Doubles("error_ellipse_angle"), rows);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!(major[i] >= 0 && minor[i] >= 0 && double.IsFinite(angle[i])))
                major[i] = minor[i] = 0;
        }

        return new SkyEllipses(major, minor, angle).Scale(1 / SkyEllipses.Sigma95 / ArcsecondsPerDegree);
    }

    private static double[] Gather(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

    // The official files have 0 for the axes of an extended source.
    private static double KnownAxis(double axis) => axis > 0 ? axis : double.NaN;

    /// <summary>The positions of a catalog, looked up once rather than for every object.</summary>
    private sealed class Sources(CatalogTable catalog)
    {
        internal readonly double[] Ra = catalog.Ra, Dec = catalog.Dec, L = catalog.L, B = catalog.B;
    }
}

/// <summary>Groups the matches of each Fermi source into one row (step 8 of the reference notebook).</summary>
public static class FermiMatchGrouper
{
    /// <summary>One group per Fermi source.</summary>
    /// <param name="matches">
    /// Matches in any order. If a pair occurs more than once, only the first is kept. Sources of one name at different positions are different
    /// sources.
    /// </param>
    /// <param name="searched">
    /// Fermi sources that were searched: those without a match get a group without members. Sources without an error region are left out,
    /// unless a match shows that such sources were searched too.
    /// </param>
    /// <returns>
    /// Groups in order of (FermiL, FermiB, FermiName); members in ordinal order of CscName. They are <see cref="FermiCandidateGroup"/> if the
    /// matches are candidates.
    /// </returns>
    /// <exception cref="AstroException">InputInvalid: some matches are candidates with probabilities, and some are not.</exception>
    public static IReadOnlyList<FermiMatchGroup> Group(IEnumerable<FermiCscMatch> matches, IReadOnlyCollection<FermiSource>? searched = null)
    {
        FermiCscMatch[] all = [.. matches];
        bool areCandidates = all.Length > 0 && all[0] is FermiCscCandidate;
        // The groups would have different columns, of which Export-Csv and others write those of the first.
        if (Array.Find(all, match => match is FermiCscCandidate != areCandidates) is { } odd)
        {
            throw new AstroException(
                ErrorIds.InputInvalid,
                "Some matches have probabilities, and some do not.",
                "Group those with probabilities by themselves.",
                odd);
        }

        return WithProvenance(all,
        [
            .. all
                .GroupBy(match => (match.FermiName, match.FermiRA, match.FermiDec))
                .Select(group => GroupOf(
                    [.. group.DistinctBy(match => (match.CscName, match.CscRA, match.CscDec)).OrderBy(match => match.CscName, StringComparer.Ordinal)]))
                .Concat(Empty(all, searched ?? [], areCandidates))
                .OrderBy(group => group.FermiL)
                .ThenBy(group => group.FermiB)
                .ThenBy(group => group.FermiName, StringComparer.Ordinal),
        ]);
    }

    private static FermiMatchGroup[] WithProvenance(FermiCscMatch[] matches, FermiMatchGroup[] groups)
    {
        int unknown = matches.Count(match => match.GetProvenance().Count == 0), empty = groups.Count(group => group.NumCscMatches == 0);
        MatchProvenance made = MatchProvenance.Combine(matches.Select(match => match.GetProvenance()))
            .With("grouped_pairs", groups.Sum(group => (long)group.NumCscMatches), comment: "pairs that were grouped by Fermi source, each once")
            .With("groups", groups.Length, comment: empty == 0 ? null : $"{ValueText.Format(empty)} of them without a Chandra source");
        if (unknown > 0)
        {
            made = made.With("note", $"{ValueText.Format(unknown)} of {ValueText.Format(matches.Length)} pairs came from a file, a selection, a job or Clixml; "
                + "how they were made is not known.");
        }

        foreach (FermiMatchGroup group in groups)
            group.Provenance = made;
        return groups;
    }

    /// <summary>The group of matches of one Fermi source, in the order of its lists: with probabilities if all matches have them.</summary>
    public static FermiMatchGroup GroupOf(IReadOnlyList<FermiCscMatch> matches) => matches.All(match => match is FermiCscCandidate)
        ? new FermiCandidateGroup([.. matches.Cast<FermiCscCandidate>()])
        : new FermiMatchGroup(matches);

    private static IEnumerable<FermiMatchGroup> Empty(FermiCscMatch[] matches, IReadOnlyCollection<FermiSource> searched, bool areCandidates)
    {
        HashSet<string> matched = [.. matches.Select(match => match.FermiName)];
        bool withExtended = matches.Any(match => double.IsNaN(match.FermiR95));
        return searched
            .Where(source => !matched.Contains(source.Name) && (withExtended || source.SemiMajorAxis95 > 0))
            .DistinctBy(source => source.Name)
            .Select(source => areCandidates ? new FermiCandidateGroup(source) : new FermiMatchGroup(source));
    }
}
