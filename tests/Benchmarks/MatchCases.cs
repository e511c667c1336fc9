using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables.Fits;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Benchmarks;

/// <summary>Two tables and a criterion.</summary>
internal sealed record MatchCase(string Name, SkyPositions Left, SkyPositions Right, MatchCriterion Criterion);

/// <summary>The matches that are measured, on the FITS files of a folder.</summary>
internal static class MatchCases
{
    private static readonly (string Name, Func<string, MatchCase> Load)[] All =
    [
        ("fermi_csc", folder => FermiCsc(folder, ellipse: false)),
        ("fermi_csc_ellipse", folder => FermiCsc(folder, ellipse: true)),
        ("1m", folder => OneArcsecond(folder, "1m", "u1m_a", "u1m_b")),
        ("10m", folder => OneArcsecond(folder, "10m", "u10m", "u1m_b")),
        ("gaia_2mass", folder => OneArcsecond(folder, "gaia_2mass", "gaia_source", "fp_psc")),
    ];

    /// <summary>The cases that are wanted, each read when its turn comes.</summary>
    internal static IEnumerable<MatchCase> Load(Arguments arguments) =>
        All.Where(known => arguments.Wants(known.Name)).Select(known => known.Load(arguments.Folder));

    private static MatchCase OneArcsecond(string folder, string name, string left, string right) =>
        new(name, Positions(Read(folder, left)), Positions(Read(folder, right)), new FixedRadius(1 / 3600.0));

    // The 4FGL sources near the galactic plane, with their own radius, and the Chandra sources with a flux.
    private static MatchCase FermiCsc(string folder, bool ellipse)
    {
        AstroTable fermi = Read(folder, "fermilpsc"), csc = Read(folder, "csc");
        double[] latitude = fermi["bii"].ToDoubles(), flux = csc["b_flux_ap"].ToDoubles();
        fermi = fermi.Take([.. Enumerable.Range(0, fermi.RowCount).Where(row => Math.Abs(latitude[row]) <= 10)]);
        csc = csc.Take([.. Enumerable.Range(0, csc.RowCount).Where(row => flux[row] > 0)]);
        double[] radius = fermi["semi_major_axis_95"].ToDoubles();
        MatchCriterion criterion = ellipse
            ? new EllipseContainsPoint(
                new SkyEllipses(radius, fermi["semi_minor_axis_95"].ToDoubles(), fermi["position_angle_95"].ToDoubles()))
            : new LeftRadius(radius);
        return new MatchCase(ellipse ? "fermi_csc_ellipse" : "fermi_csc", Positions(fermi), Positions(csc), criterion);
    }

    private static SkyPositions Positions(AstroTable table) => new(table["ra"].ToDoubles(), table["dec"].ToDoubles());

    private static AstroTable Read(string folder, string name)
    {
        string path = Path.Combine(folder, name + ".fits");
        using FitsTableReader reader = FitsTableReader.Open(File.OpenRead(path), path);
        return reader.ReadToEnd(CancellationToken.None);
    }
}
