using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Makes the objects of pairs of a Fermi and a Chandra source, wherever they were found.</summary>
internal static class FermiCscMatches
{
    private const double ArcsecondsPerDegree = 3600;

    /// <summary>One object a pair, made when it is asked for.</summary>
    /// <param name="fermi">4FGL.</param>
    /// <param name="fermiRows">Row of the Fermi source, one a pair.</param>
    /// <param name="csc">The Chandra Source Catalog.</param>
    /// <param name="cscRows">Row of the Chandra source, one a pair.</param>
    public static IEnumerable<FermiCscMatch> Create(CatalogTable fermi, int[] fermiRows, CatalogTable csc, int[] cscRows)
    {
        double[] separation = new double[fermiRows.Length];
        for (int i = 0; i < separation.Length; i++)
            separation[i] = Separation.Degrees(fermi.Ra[fermiRows[i]], fermi.Dec[fermiRows[i]], csc.Ra[cscRows[i]], csc.Dec[cscRows[i]]);
        MatchPairs pairs = new(fermiRows, cscRows, separation, null);
        double[] normalized = JointEllipses.NormalizedSeparations(
            pairs, new SkyPositions(fermi.Ra, fermi.Dec), Errors(fermi), new SkyPositions(csc.Ra, csc.Dec), Errors(csc));
        return Enumerable.Range(0, pairs.Count).Select(i => Create(fermi, fermiRows[i], csc, cscRows[i], separation[i], normalized[i]));
    }

    // 1σ ellipses in degrees; both catalogs give 95 % ones. A Chandra source without an error counts as exactly placed: beside Fermi's
    // arcminutes its arcsecond hardly matters. A Fermi source without an ellipse has no normalised separation.
    private static SkyEllipses Errors(CatalogTable catalog)
    {
        bool isFermi = catalog.Description == Catalogs.Fermilpsc;
        (string major, string minor, string angle) = isFermi
            ? ("semi_major_axis_95", "semi_minor_axis_95", "position_angle_95")
            : ("error_ellipse_r0", "error_ellipse_r1", "error_ellipse_angle");
        double[] semiMajor = catalog.Doubles(major), semiMinor = catalog.Doubles(minor), positionAngle = catalog.Doubles(angle);
        if (isFermi)
            return new SkyEllipses(Array.ConvertAll(semiMajor, KnownAxis), Array.ConvertAll(semiMinor, KnownAxis), positionAngle).Scale(1 / SkyEllipses.Sigma95);

        double[] a = new double[semiMajor.Length], b = new double[semiMajor.Length];
        for (int row = 0; row < a.Length; row++)
        {
            bool isKnown = semiMajor[row] >= 0 && semiMinor[row] >= 0 && double.IsFinite(positionAngle[row]);
            a[row] = isKnown ? semiMajor[row] / ArcsecondsPerDegree / SkyEllipses.Sigma95 : 0;
            b[row] = isKnown ? semiMinor[row] / ArcsecondsPerDegree / SkyEllipses.Sigma95 : 0;
        }

        return new SkyEllipses(a, b, positionAngle);
    }

    // The official files write 0 for the axes of an extended source.
    private static double KnownAxis(double axis) => axis > 0 ? axis : double.NaN;

    private static FermiCscMatch Create(CatalogTable fermi, int fermiRow, CatalogTable csc, int cscRow, double separation, double normalized) => new()
    {
        FermiName = fermi.Text("name", fermiRow),
        FermiL = fermi.L[fermiRow],
        FermiB = fermi.B[fermiRow],
        FermiR95 = fermi.Doubles("semi_major_axis_95")[fermiRow] is > 0 and var radius ? radius : null,
        FermiFlux = fermi.Number("energy_flux", fermiRow),
        FermiClass = fermi.Text("source_type", fermiRow),
        CscName = csc.Text("name", cscRow),
        CscL = csc.L[cscRow],
        CscB = csc.B[cscRow],
        CscFlux = csc.Number("b_flux_ap", cscRow),
        SepDeg = separation,
        NormalizedSep = double.IsNaN(normalized) ? null : normalized,
        FermiRA = fermi.Ra[fermiRow],
        FermiDec = fermi.Dec[fermiRow],
        CscRA = csc.Ra[cscRow],
        CscDec = csc.Dec[cscRow],
    };
}
