using System.Globalization;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives.Simulated;

/// <summary>Gaia and 2MASS around the X-ray sources, and their true associations.</summary>
public class SimulatedStarTests
{
    private static readonly SimulatedSky Sky = SimulatedSkies.Tenth;
    private static readonly long[] SourceIds = ((AstroColumn<long>)Sky.GaiaSource["source_id"]).Values;

    [Fact]
    public void Source_ids_are_unique_and_hold_the_cell_of_the_position()
    {
        double[] ra = Sky.GaiaSource["ra"].ToDoubles(), dec = Sky.GaiaSource["dec"].ToDoubles();
        int moved = 0;
        for (int row = 0; row < SourceIds.Length; row++)
        {
            Assert.True(row == 0 || SourceIds[row - 1] < SourceIds[row], $"row {row + 1}");
            Assert.Equal(0, SourceIds[row] & 0x7F);
            moved += Healpix.Nested(12, ra[row], dec[row]) == SourceIds[row] >> 35 ? 0 : 1;
        }

        // Rounding to 0.4 mas moves a position across the boundary of a 51 arcsec cell about once in 100,000 cases.
        Assert.InRange(moved, 0, 5);
    }

    [Fact]
    public void Designations_are_unique_and_cut_from_the_positions()
    {
        AstroTable table = Sky.FpPsc;
        string[] names = ((AstroColumn<string>)table["designation"]).Values;
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        for (int row = 0; row < names.Length; row++)
        {
            Assert.Matches("^[0-9]{8}[+-][0-9]{7}$", names[row]);
            long hundredths = (Number(names[row], 0, 2) * 360_000) + (Number(names[row], 2, 2) * 6_000) + Number(names[row], 4, 4);
            long tenths = (Number(names[row], 9, 2) * 36_000) + (Number(names[row], 11, 2) * 600) + Number(names[row], 13, 3);
            Assert.Equal(hundredths, (long)Math.Floor((decimal)table["ra"].GetDouble(row) * 24_000));
            decimal dec = (decimal)table["dec"].GetDouble(row);
            Assert.Equal(tenths, (long)Math.Floor(Math.Abs(dec) * 36_000));
            Assert.Equal(dec < 0 ? '-' : '+', names[row][8]);
        }
    }

    [Theory]
    [InlineData("gaia_source", "l", "b", 1e-7)]
    [InlineData("fp_psc", "glon", "glat", 1e-6)]
    public void Galactic_positions_agree_with_the_equatorial_ones(string catalog, string longitude, string latitude, double tolerance)
    {
        AstroTable table = Sky.GetTable(catalog, TestContext.Current.CancellationToken);
        for (int row = 0; row < table.RowCount; row++)
        {
            (double l, double b) = Galactic.FromIcrs(table["ra"].GetDouble(row), table["dec"].GetDouble(row));
            double distance = Separation.Degrees(l, b, table[longitude].GetDouble(row), table[latitude].GetDouble(row));
            Assert.True(distance < tolerance, $"row {row + 1}: {distance}");
        }
    }

    [Fact]
    public void Faint_stars_lack_astrometry_colours_and_classes()
    {
        AstroTable gaia = Sky.GaiaSource;
        foreach ((string column, double low, double high) in new[]
        {
            ("parallax", 0.05, 0.3), ("pmra", 0.05, 0.3), ("phot_bp_mean_mag", 0.03, 0.2), ("classprob_dsc_combmod_star", 0.1, 0.3),
        })
        {
            int nulls = Enumerable.Range(0, gaia.RowCount).Count(gaia[column].IsNull);
            Assert.InRange(nulls / (double)gaia.RowCount, low, high);
        }

        for (int row = 0; row < gaia.RowCount; row++)
        {
            bool hasClass = !gaia["classprob_dsc_combmod_star"].IsNull(row);
            double sum = gaia["classprob_dsc_combmod_star"].GetDouble(row) + gaia["classprob_dsc_combmod_quasar"].GetDouble(row)
                + gaia["classprob_dsc_combmod_galaxy"].GetDouble(row);
            Assert.True(hasClass ? Math.Abs(sum - 1) < 1e-5 : double.IsNaN(sum), $"row {row + 1}");
            double flux = gaia["phot_g_mean_flux"].GetDouble(row), magnitude = gaia["phot_g_mean_mag"].GetDouble(row);
            Assert.Equal(25.6873668671 - (2.5 * Math.Log10(flux)), magnitude, 1e-4);
        }

        string[] flags = ((AstroColumn<string>)gaia["phot_variable_flag"]).Values;
        Assert.Equal(["NOT_AVAILABLE", "VARIABLE"], flags.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Upper_limits_of_2MASS_have_no_error()
    {
        AstroTable table = Sky.FpPsc;
        int limits = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            string quality = table["ph_qual"].GetText(row);
            Assert.Matches("^[ABCDU]{3}$", quality);
            Assert.Equal(quality[0] == 'U', table["j_cmsig"].IsNull(row));
            Assert.Equal(quality[1] == 'U', table["h_cmsig"].IsNull(row));
            Assert.Equal(quality[2] == 'U', table["k_cmsig"].IsNull(row));
            limits += quality.Contains('U') ? 1 : 0;
            double julianDate = table["jdate"].GetDouble(row);
            Assert.True(julianDate is >= 2_450_600 and <= 2_451_955);
        }

        Assert.InRange(limits / (double)table.RowCount, 0.001, 0.3);
    }

    [Fact]
    public void Stars_crowd_towards_the_galactic_plane_and_centre()
    {
        Assert.True(StarModel.Density(0, 3).Gaia > 20 * StarModel.Density(0, 85).Gaia);
        Assert.True(StarModel.Density(0, 3).Gaia > 2 * StarModel.Density(180, 3).Gaia);
        Assert.True(StarModel.Density(0, 0).Gaia < StarModel.Density(0, 3).Gaia);
        // The cone of the reference notebook, 0.03 deg around gamma-ray sources: never empty in the plane where Chandra has observed.
        double[] dec = Sky.GaiaSource["dec"].ToDoubles(), ra = Sky.GaiaSource["ra"].ToDoubles();
        AstroTable truth = Sky.FermiTruth, fermi = Sky.Fermilpsc;
        Dictionary<string, int> rowOf = Enumerable.Range(0, fermi.RowCount).ToDictionary(row => fermi["name"].GetText(row));
        int tested = 0;
        for (int i = 0; i < truth.RowCount; i++)
        {
            int row = rowOf[truth["fermi_name"].GetText(i)];
            if (Math.Abs(fermi["bii"].GetDouble(row)) > 5)
                continue;
            double centerRa = fermi["ra"].GetDouble(row), centerDec = fermi["dec"].GetDouble(row);
            int found = Enumerable.Range(0, dec.Length)
                .Count(k => Math.Abs(dec[k] - centerDec) <= 0.03 && Separation.Degrees(centerRa, centerDec, ra[k], dec[k]) <= 0.03);
            Assert.True(found >= 10, $"{fermi["name"].GetText(row)}: {found}");
            tested++;
        }

        Assert.True(tested > 3);
    }

    [Fact]
    public void The_truth_names_rows_that_exist_and_is_in_order()
    {
        HashSet<string> chandra = [.. ((AstroColumn<string>)Sky.Csc["name"]).Values];
        HashSet<string> fermi = [.. ((AstroColumn<string>)Sky.Fermilpsc["name"]).Values];
        HashSet<string> designations = [.. ((AstroColumn<string>)Sky.FpPsc["designation"]).Values];
        AstroTable fermiTruth = Sky.FermiTruth, cscTruth = Sky.CscTruth;
        Assert.InRange(fermiTruth.RowCount, 50, 200);
        Assert.All(((AstroColumn<string>)fermiTruth["fermi_name"]).Values, name => Assert.Contains(name, fermi));
        Assert.All(((AstroColumn<string>)fermiTruth["csc_name"]).Values, name => Assert.Contains(name, chandra));
        Assert.Equal(fermiTruth.RowCount, ((AstroColumn<string>)fermiTruth["fermi_name"]).Values.Distinct().Count());
        int withGaia = 0, withTwoMass = 0;
        for (int row = 0; row < cscTruth.RowCount; row++)
        {
            Assert.Contains(cscTruth["csc_name"].GetText(row), chandra);
            bool hasGaia = !cscTruth["source_id"].IsNull(row), hasTwoMass = !cscTruth["designation"].IsNull(row);
            Assert.True(hasGaia || hasTwoMass);
            if (hasGaia)
                Assert.True(Array.BinarySearch(SourceIds, (long)cscTruth["source_id"].GetValue(row)!) >= 0);
            if (hasTwoMass)
                Assert.Contains(cscTruth["designation"].GetText(row), designations);
            withGaia += hasGaia ? 1 : 0;
            withTwoMass += hasTwoMass ? 1 : 0;
        }

        Assert.InRange(cscTruth.RowCount / (double)Sky.Csc.RowCount, 0.3, 0.45);
        Assert.True(withGaia < cscTruth.RowCount && withTwoMass < withGaia);
    }

    /// <summary>Of 840 gamma-ray sources that Chandra detects, 95 % lie in the catalog's ellipse, give or take five deviations.</summary>
    [Fact]
    public void True_X_ray_counterparts_lie_in_the_gamma_ray_ellipses()
    {
        SimulatedSky full = SimulatedSkies.Full;
        AstroTable truth = full.FermiTruth, fermi = full.Fermilpsc, csc = full.Csc;
        Dictionary<string, int> fermiRow = Enumerable.Range(0, fermi.RowCount).ToDictionary(row => fermi["name"].GetText(row));
        Dictionary<string, int> cscRow = Enumerable.Range(0, csc.RowCount).ToDictionary(row => csc["name"].GetText(row));
        int inside = 0;
        for (int i = 0; i < truth.RowCount; i++)
        {
            int f = fermiRow[truth["fermi_name"].GetText(i)], c = cscRow[truth["csc_name"].GetText(i)];
            inside += NormalizedSquare(fermi, f, "semi_major_axis_95", "semi_minor_axis_95", "position_angle_95", 1, csc, c) <= 1 ? 1 : 0;
        }

        Assert.True(truth.RowCount > 500);
        // A pointing at the catalog position is more likely to see a counterpart that is near: slightly more than 95 % is right.
        double tolerance = 5 * Math.Sqrt(0.95 * 0.05 / truth.RowCount);
        Assert.InRange(inside / (double)truth.RowCount, 0.95 - tolerance, 0.95 + tolerance);
    }

    [Fact]
    public void True_optical_counterparts_lie_in_the_X_ray_ellipses()
    {
        AstroTable truth = Sky.CscTruth, gaia = Sky.GaiaSource, csc = Sky.Csc;
        Dictionary<string, int> cscRow = Enumerable.Range(0, csc.RowCount).ToDictionary(row => csc["name"].GetText(row));
        int inside = 0, trials = 0;
        for (int i = 0; i < truth.RowCount; i++)
        {
            // Quasars do not move between the epochs of Chandra and Gaia.
            if (truth["source_id"].IsNull(i) || truth["true_class"].GetText(i) != "quasar")
                continue;
            int row = Array.BinarySearch(SourceIds, (long)truth["source_id"].GetValue(i)!);
            int c = cscRow[truth["csc_name"].GetText(i)];
            trials++;
            inside += NormalizedSquare(csc, c, "error_ellipse_r0", "error_ellipse_r1", "error_ellipse_angle", 3600, gaia, row) <= 1 ? 1 : 0;
        }

        double tolerance = 5 * Math.Sqrt(0.95 * 0.05 / trials);
        Assert.True(trials > 4_000);
        Assert.InRange(inside / (double)trials, 0.95 - tolerance, 0.95 + tolerance);
    }

    [Fact]
    public void Fast_stars_have_moved_between_2MASS_and_Gaia_as_their_proper_motion_says()
    {
        AstroTable truth = Sky.CscTruth, gaia = Sky.GaiaSource, twoMass = Sky.FpPsc;
        Dictionary<string, int> rowOf = Enumerable.Range(0, twoMass.RowCount).ToDictionary(row => twoMass["designation"].GetText(row));
        int tested = 0;
        for (int i = 0; i < truth.RowCount; i++)
        {
            if (truth["source_id"].IsNull(i) || truth["designation"].IsNull(i))
                continue;
            int g = Array.BinarySearch(SourceIds, (long)truth["source_id"].GetValue(i)!), t = rowOf[truth["designation"].GetText(i)];
            double north = gaia["pmdec"].GetDouble(g);
            if (!(Math.Abs(north) > 100))
                continue;
            double years = 2016 - (2000 + ((twoMass["jdate"].GetDouble(t) - 2_451_545) / 365.25));
            double moved = (gaia["dec"].GetDouble(g) - twoMass["dec"].GetDouble(t)) * 3600;
            Assert.Equal(north / 1000 * years, moved, 6 * Math.Max(0.1, twoMass["err_maj"].GetDouble(t)));
            tested++;
        }

        Assert.True(tested > 20);
    }

    [Fact]
    public void The_smallest_sky_has_all_tables()
    {
        SimulatedSky sky = new(seed: 1, scale: 1e-9);
        foreach (string catalog in SimulatedSky.Catalogs.Concat(SimulatedSky.TruthCatalogs))
            Assert.Equal(catalog, sky.GetTable(catalog, TestContext.Current.CancellationToken).Name);
    }

    private static long Number(string text, int start, int length) =>
        long.Parse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture);

    // Squared distance of a position from the centre of an ellipse, in units of the ellipse in that direction.
    private static double NormalizedSquare(
        AstroTable ellipses, int row, string major, string minor, string angle, double unitsPerDegree, AstroTable positions, int other)
    {
        double ra = ellipses["ra"].GetDouble(row), dec = ellipses["dec"].GetDouble(row);
        double otherRa = positions["ra"].GetDouble(other), otherDec = positions["dec"].GetDouble(other);
        double distance = Separation.Degrees(ra, dec, otherRa, otherDec) * unitsPerDegree;
        double turned = (Separation.PositionAngle(ra, dec, otherRa, otherDec) - ellipses[angle].GetDouble(row)) * Math.PI / 180;
        double x = distance * Math.Cos(turned) / ellipses[major].GetDouble(row);
        double y = distance * Math.Sin(turned) / ellipses[minor].GetDouble(row);
        return (x * x) + (y * y);
    }
}
