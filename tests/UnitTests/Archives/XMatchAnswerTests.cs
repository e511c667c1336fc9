using System.Text;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.UnitTests.Tap;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>
/// Answers of the CDS cross-match service with the columns of its tables of Gaia DR3 and 2MASS: after angDist and the uploaded columns come those
/// of the table (of 2MASS as in the answer that astroquery recorded; of Gaia as the service lists them for I/355/gaiadr3). The rows are made by
/// hand: Barnard's star with its published positions and motions; the correlation in Gaia and the position error of 1 arcsec in 2MASS are ours.
/// </summary>
public sealed class XMatchAnswerTests
{
    // Gaia DR3, epoch 2016.0.
    private const double Ra = 269.448502525438, Dec = 4.739420051112, MotionRa = -801.551, MotionDec = 10362.394;

    // 2MASS, at the Julian date 2451692.9284.
    private const double InfraredRa = 269.452044, InfraredDec = 4.694597;

    // Where SIMBAD has it in 2000: 166 arcsec to the south, with the perspective acceleration that a plain motion lacks (0.1 arcsec).
    private static readonly (double Ra, double Dec) In2000 = (269.452076959, 4.693364966);

    private static readonly string Gaia = Document(
        """
        angDist double arcsec|position_id int -|position_ra double deg|position_dec double deg|DR3Name char -|RAdeg double deg|DEdeg double deg|SolID long -
        Source long -|RandomI long -|e_RAdeg float mas|e_DEdeg float mas|Plx double mas|e_Plx float mas|RPlx float -|PM float mas/yr|pmRA double mas/yr
        e_pmRA float mas/yr|pmDE double mas/yr|e_pmDE float mas/yr|RADEcor float -|RUWE float -|Gmag double mag|BPmag double mag|RPmag double mag
        VarFlag char -|PQSO double -|PGal double -|PSS double -|RAJ2000 double deg|DEJ2000 double deg
        """,
        $"0.05|0|{In2000.Ra}|{In2000.Dec}|Gaia DR3 4472832130942575872|{Ra}|{Dec}|1636148068921376768|4472832130942575872||0.0262|0.0290|546.9759|0.0401|13630.1|10393.349|{MotionRa}"
            + $"|0.0323|{MotionDec}|0.0361|0.0814||8.1939945|9.753|7.051|NOT_AVAILABLE||||{In2000.Ra}|{In2000.Dec}");

    private static readonly string TwoMass = Document(
        """
        angDist double arcsec|position_id int -|position_ra double deg|position_dec double deg|2MASS char -|RAJ2000 double deg|DEJ2000 double deg|errHalfMaj float arcsec
        errHalfMin float arcsec|errPosAng short deg|Jmag float mag|Hmag float mag|Kmag float mag|e_Jmag float mag|e_Hmag float mag|e_Kmag float mag|Qfl char -|Rfl char -
        X unsignedByte -|MeasureJD double d
        """,
        $"1.500000|0|{InfraredRa}|{Text(InfraredDec - 1.5 / 3600)}|17574849+0441405|{InfraredRa}|+{InfraredDec}|1.000|0.900|45|5.244|4.834|4.524|0.020||0.020|AAA|111|0|2451692.9284");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_star_of_Gaia_is_where_it_was_at_the_epoch_of_Gaia()
    {
        CatalogTable stars = Read(Catalogs.GaiaSource, Gaia);
        Assert.Equal((Ra, Dec), (stars.Ra[0], stars.Dec[0]));
        string[] names = ["ra_error", "dec_error", "ra_dec_corr", "pmra", "pmra_error", "pmdec", "parallax", "parallax_error", "phot_g_mean_mag"];
        Assert.Equal([0.0262, 0.029, 0.0814, MotionRa, 0.0323, MotionDec, 546.9759, 0.0401, 8.193995], names.Select(name => Math.Round(stars.Doubles(name)[0], 6)));
        Assert.Equal("4472832130942575872", stars.Text("source_id", 0));
    }

    // VizieR and the X-Match call the probability of a single star PSS.
    [Fact]
    public void The_class_probabilities_of_Gaia_are_known()
    {
        string document = Gaia.Replace("<TD>NOT_AVAILABLE</TD><TD></TD><TD></TD><TD></TD>", "<TD>VARIABLE</TD><TD>0.1</TD><TD>0.2</TD><TD>0.7</TD>", StringComparison.Ordinal);
        CatalogTable stars = Read(Catalogs.GaiaSource, document);
        Assert.Equal([0.1, 0.2, 0.7], new[] { "quasar", "galaxy", "star" }.Select(name => stars.Doubles("classprob_dsc_combmod_" + name)[0]));
        Assert.Equal("VARIABLE", stars.Text("phot_variable_flag", 0));
    }

    [Theory]
    [InlineData(null, 0, true)]
    [InlineData(2016.0, 0, true)]
    [InlineData(2000.0, -16, true)]
    [InlineData(2026.0, 10, true)]
    [InlineData(null, -16, false)]
    [InlineData(2000.0, 0, false)]
    public async Task It_is_found_where_it_was_at_the_epoch(double? epoch, double years, bool isFound)
    {
        (double ra, double dec) = SpaceMotion.Move(Ra, Dec, MotionRa, MotionDec, years);
        GaiaSource[] found = [.. (await Search(Catalogs.GaiaSource, Gaia, epoch, 0.01, ra, dec)).Gaia];
        Assert.Equal(isFound ? 1 : 0, found.Length);
        Assert.All(found, star => Assert.Equal(0, star.SepFromCsc, 1e-3));
    }

    [Fact]
    public async Task It_is_found_at_its_position_in_SIMBAD()
    {
        double separation = (await Search(Catalogs.GaiaSource, Gaia, 2000, 0.01, In2000.Ra, In2000.Dec)).Gaia.Single().SepFromCsc;
        Assert.InRange(separation, 0, 0.2);
    }

    [Fact]
    public void A_table_with_the_positions_of_J2000_alone_is_of_that_epoch()
    {
        CatalogTable stars = Read(Catalogs.GaiaSource, Gaia.Replace("\"RAdeg", "\"other1", StringComparison.Ordinal).Replace("\"DEdeg", "\"other2", StringComparison.Ordinal));
        Assert.Equal(In2000, (stars.Ra[0], stars.Dec[0]));
        Assert.Equal(2000, stars.Doubles("ref_epoch")[0]);
    }

    [Fact]
    public void The_columns_of_2MASS_are_known()
    {
        CatalogTable sources = Read(Catalogs.TwoMass, TwoMass);
        Assert.Equal((InfraredRa, InfraredDec), (sources.Ra[0], sources.Dec[0]));
        Assert.Equal((1.0, 0.9, 45.0), (sources.Doubles("err_maj")[0], Math.Round(sources.Doubles("err_min")[0], 6), sources.Doubles("err_ang")[0]));
        Assert.Equal([5.244, 4.834, 4.524, 0.02, double.NaN], new[] { "j_m", "h_m", "k_m", "j_cmsig", "h_cmsig" }.Select(name => Math.Round(sources.Doubles(name)[0], 6)));
        Assert.Equal("AAA", sources.Text("ph_qual", 0));
        Assert.Equal(2451692.9284, sources.Doubles("jdate")[0]);
    }

    // II/246 itself has both uncertainties; that of the answer of the X-Match, e_Jmag, is the total one.
    [Fact]
    public void The_corrected_uncertainty_of_a_magnitude_comes_before_the_total_one()
    {
        CatalogTable sources = Read(Catalogs.TwoMass, TwoMass.Replace("\"X\" datatype=\"unsignedByte\"", "\"Jcmsig\" datatype=\"float\"", StringComparison.Ordinal));
        Assert.Equal(0, sources.Doubles("j_cmsig")[0]);
    }

    [Fact]
    public async Task A_source_1_5_arcsec_off_with_an_error_of_1_arcsec_is_found() => Assert.Equal(
        "17574849+0441405", (await Search(Catalogs.TwoMass, TwoMass, null, null, InfraredRa, InfraredDec - 1.5 / 3600)).TwoMass.Single().Designation);

    // VizieR's TAP gives the frame of RAJ2000 as FK5, which shifts nothing here; a frame that matters is converted.
    [Theory]
    [InlineData("eq_FK5", "J2000", "ICRS")]
    [InlineData("ICRS", "", "ICRS")]
    [InlineData("eq_FK4", "B1950", "FK4")]
    [InlineData("eq_FK5", "J1975", "FK5 J1975")]
    public void The_frame_of_an_answer_counts(string system, string equinox, string frame)
    {
        CatalogTable sources = Read(Catalogs.TwoMass, TwoMass.Replace("<TABLE>", $"<COOSYS system=\"{system}\" equinox=\"{equinox}\"/><TABLE>", StringComparison.Ordinal));
        Assert.Equal(new FrameConversion(PositionFrame.Parse(frame)).ToIcrs(InfraredRa, InfraredDec), (sources.Ra[0], sources.Dec[0]));
    }

    [Fact]
    public void A_frame_that_is_not_understood_is_an_error() => Assert.Equal(
        ErrorIds.FrameUnknown,
        Assert.Throws<AstroException>(() => Read(Catalogs.TwoMass, TwoMass.Replace("<TABLE>", "<COOSYS system=\"geo_app\"/><TABLE>", StringComparison.Ordinal))).ErrorId);

    private static async Task<Counterpart> Search(CatalogDescription catalog, string answer, double? epoch, double? radius, double ra, double dec)
    {
        using FaultServer server = new(Acts.Send(answer));
        CounterpartTarget[] targets = [SourceTarget.Chandra("X", "X", SourceTarget.Centre95(ra, dec, 0.5, 0.5, 0))];
        CounterpartOptions options = new()
        {
            Catalogs = [catalog],
            Radius = radius,
            Epoch = epoch,
            Engine = CounterpartEngine.CdsXMatch,
            XMatchUri = new Uri(server.BaseUri + "/sync"),
        };
        CounterpartResult result = await new CounterpartSearch(new SimulatedArchive()).FindAsync(CounterpartTarget.CentresOf(targets), options, Token);
        Assert.Empty(result.Problems);
        return Assert.IsType<Counterpart>(CounterpartTarget.ToObjects(targets, result).Single());
    }

    private static CatalogTable Read(CatalogDescription catalog, string document)
    {
        using VOTableReader reader = VOTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(document)), "answer");
        return CatalogTable.Create(catalog, reader.ReadToEnd(Token));
    }

    private static string Text(double value) => ValueText.Format(value);

    private static string Document(string fields, string row)
    {
        StringBuilder text = new("<?xml version=\"1.0\"?><VOTABLE version=\"1.3\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE><TABLE>");
        foreach (string[] field in fields.ReplaceLineEndings("|").Split('|').Select(field => field.Split(' ')))
            text.Append($"<FIELD name=\"{field[0]}\" datatype=\"{field[1]}\"{(field[1] == "char" ? " arraysize=\"*\"" : "")}{(field[2] == "-" ? "" : $" unit=\"{field[2]}\"")}/>");
        text.Append("<DATA><TABLEDATA><TR>").AppendJoin("", row.Split('|').Select(cell => $"<TD>{cell}</TD>"));
        return text.Append("</TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>").ToString();
    }
}
