using System.Text;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.UnitTests.Tap;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>
/// Answers of the CDS cross-match service with the columns, units and frames of its tables of Gaia DR3 and 2MASS. The rows are made by hand: a
/// star that moves by 1 arcsec a year, and a source of 2MASS with a position error of 1 arcsec.
/// </summary>
public sealed class XMatchAnswerTests
{
    private const double Ra = 150, Dec = 20, Motion = 1000;

    // Where the star was in 2000, 16 years before the epoch of Gaia.
    private static readonly (double Ra, double Dec) In2000 = SpaceMotion.Move(Ra, Dec, 0, Motion, -16);

    private static readonly string Gaia = Document(
        """
        angDist double arcsec|position_id long -|position_ra double deg|position_dec double deg|RAJ2000 double deg|DEJ2000 double deg|DR3Name char -|RAdeg double deg
        DEdeg double deg|Source long -|e_RAdeg float mas|e_DEdeg float mas|RADEcor float -|Plx double mas|e_Plx float mas|pmRA double mas/yr|e_pmRA float mas/yr
        pmDE double mas/yr|e_pmDE float mas/yr|Gmag double mag
        """,
        $"0|0|{Ra}|{Dec}|{Text(In2000.Ra)}|{Text(In2000.Dec)}|Gaia DR3 4472832130942575872|{Ra}|{Dec}|4472832130942575872|0.02|0.03|0.1|546.9|0.04|0|0.03|{Motion}|0.04|8.2");

    private static readonly string TwoMass = Document(
        """
        angDist double arcsec|position_id long -|position_ra double deg|position_dec double deg|2MASS char -|RAJ2000 double deg|DEJ2000 double deg|errHalfMaj float arcsec
        errHalfMin float arcsec|errPosAng int deg|Jmag float mag|Hmag float mag|Kmag float mag|e_Jmag float mag|e_Hmag float mag|e_Kmag float mag|Qfl char -|MeasureJD double d
        """,
        $"1.5|0|{Ra}|{Dec}|10000000+2000000|{Ra}|{Text(Dec + 1.5 / 3600)}|1.0|0.9|45|12|11|10|0.02|0.02|0.02|AAA|2451000.5");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_star_of_Gaia_is_where_it_was_at_the_epoch_of_Gaia()
    {
        CatalogTable stars = Read(Catalogs.GaiaSource, Gaia);
        Assert.Equal((Ra, Dec), (stars.Ra[0], stars.Dec[0]));
        Assert.Equal([0.02, 0.03, 0.1, Motion], new[] { "ra_error", "dec_error", "ra_dec_corr", "pmdec" }.Select(name => Math.Round(stars.Doubles(name)[0], 6)));
        Assert.Equal("4472832130942575872", stars.Text("source_id", 0));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(2016.0, 0)]
    [InlineData(2000.0, -16)]
    [InlineData(2026.0, 10)]
    public async Task With_an_epoch_it_is_moved_from_there(double? epoch, double arcsec)
    {
        double separation = (await Search(Catalogs.GaiaSource, Gaia, epoch, 0.01)).Gaia.Single().SepFromCsc;
        Assert.Equal(Math.Abs(arcsec), separation, 1e-2);
    }

    [Fact]
    public void A_table_with_the_positions_of_J2000_alone_is_of_that_epoch()
    {
        CatalogTable stars = Read(Catalogs.GaiaSource, Gaia.Replace("RAdeg", "other1", StringComparison.Ordinal).Replace("DEdeg", "other2", StringComparison.Ordinal));
        Assert.Equal(In2000, (stars.Ra[0], stars.Dec[0]));
        Assert.Equal(2000, stars.Doubles("ref_epoch")[0]);
    }

    [Fact]
    public void The_errors_of_2MASS_are_known()
    {
        CatalogTable sources = Read(Catalogs.TwoMass, TwoMass);
        Assert.Equal((1.0, 0.9, 45.0), (sources.Doubles("err_maj")[0], Math.Round(sources.Doubles("err_min")[0], 6), sources.Doubles("err_ang")[0]));
        Assert.Equal("AAA", sources.Text("ph_qual", 0));
        Assert.Equal(2451000.5, sources.Doubles("jdate")[0]);
    }

    [Fact]
    public async Task A_source_1_5_arcsec_off_with_an_error_of_1_arcsec_is_found() =>
        Assert.Equal("10000000+2000000", (await Search(Catalogs.TwoMass, TwoMass, null, null)).TwoMass.Single().Designation);

    // VizieR's TAP gives the frame of RAJ2000 as FK5, which shifts nothing here; a frame that matters is converted.
    [Theory]
    [InlineData("eq_FK5", "J2000", "ICRS")]
    [InlineData("ICRS", "", "ICRS")]
    [InlineData("eq_FK4", "B1950", "FK4")]
    [InlineData("eq_FK5", "J1975", "FK5 J1975")]
    public void The_frame_of_an_answer_counts(string system, string equinox, string frame)
    {
        CatalogTable sources = Read(Catalogs.TwoMass, TwoMass.Replace("<TABLE>", $"<COOSYS system=\"{system}\" equinox=\"{equinox}\"/><TABLE>", StringComparison.Ordinal));
        Assert.Equal(new FrameConversion(PositionFrame.Parse(frame)).ToIcrs(Ra, Dec + 1.5 / 3600), (sources.Ra[0], sources.Dec[0]));
    }

    [Fact]
    public void A_frame_that_is_not_understood_is_an_error() => Assert.Equal(
        ErrorIds.FrameUnknown,
        Assert.Throws<AstroException>(() => Read(Catalogs.TwoMass, TwoMass.Replace("<TABLE>", "<COOSYS system=\"geo_app\"/><TABLE>", StringComparison.Ordinal))).ErrorId);

    private static async Task<Counterpart> Search(CatalogDescription catalog, string answer, double? epoch, double? radius)
    {
        using FaultServer server = new(Acts.Send(answer));
        CounterpartTarget[] targets = [SourceTarget.Chandra("X", "X", SourceTarget.Centre95(Ra, Dec, 0.5, 0.5, 0))];
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
