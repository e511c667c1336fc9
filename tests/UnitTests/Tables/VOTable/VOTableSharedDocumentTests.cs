using System.IO.Compression;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables.VOTable;

/// <summary>Documents as archives sent them. The figures are those of astropy 5.2.1 (astropy.io.votable.parse, verify="ignore").</summary>
public class VOTableSharedDocumentTests
{
    // rows, columns, sum of the absolute values of all numbers, absent numbers, characters in all strings without the blanks at their end
    [Theory]
    [InlineData("captured/esagaia-binary2-gaiadr3.vot", 10, 15, 6.522107941645821e+17, 19, 414)]
    [InlineData("captured/heasarc-binary-xmmmaster.vot", 10, 11, 1959913.5567670558, 0, 430)]
    [InlineData("captured/irsa-tabledata-allwise.vot", 2, 15, 1.962816027021988e+17, 0, 54)]
    [InlineData("captured/vizier-tabledata-2mass-overflow.vot", 8, 12, 19607009.647311267, 0, 200)]
    [InlineData("pyvo/dal/query/basic.xml", 3, 2, 1402.0, 0, 53)]
    [InlineData("pyvo/dal/query/dataset.xml", 3, 2, 0, 0, 205)]
    [InlineData("pyvo/dal/query/firstresource.xml", 3, 2, 1402.0, 0, 53)]
    [InlineData("pyvo/dal/query/overflowstatus.xml", 3, 2, 1402.0, 0, 53)]
    [InlineData("pyvo/dal/query/rootinfo.xml", 3, 2, 1402.0, 0, 53)]
    [InlineData("pyvo/dal/query/tableinfo.xml", 3, 2, 1402.0, 0, 53)]
    [InlineData("pyvo/dal/tap/obscore-image.xml", 10, 36, 5055237.948469898, 90, 4170)]
    [InlineData("votable/IMCCE.with_namespace.vot", 14, 15, 39564.73421327077, 0, 1809)]
    [InlineData("votable/TS_gaia_ESAC.xml", 251, 12, 1.5608148571436645e+21, 0, 417)]
    [InlineData("votable/binary2_masked_strings.xml", 3, 6, 1.789806874475153e+19, 3, 231)]
    [InlineData("votable/empty_table.xml", 0, 2, 0, 0, 0)]
    [InlineData("votable/irsa-nph-m31.xml", 18, 25, 4603.632038663086, 81, 962)]
    [InlineData("votable/obscore.vot", 1259, 38, 5030546020.247031, 9059, 623332)]
    [InlineData("votable/simbad_unicodechar.xml", 298, 3, 0, 0, 8571)]
    // astropy finds 9,150 absent numbers here: in VOTable 1.1 it takes the 776 empty cells of the two short columns for 0.
    [InlineData("votable/vot_with_cdata.vot", 584, 40, 386167.2751964549, 9150 + 776, 38339)]
    public void A_document_holds_what_astropy_finds_in_it(string file, int rows, int columns, double sum, int absent, int characters)
    {
        AstroTable table = Read(file);
        Assert.Equal((rows, columns), (table.RowCount, table.Columns.Count));
        AstroColumn[] numbers = table.Columns.Where(c => c.ValueType.IsPrimitive && c.ValueType != typeof(bool)).ToArray();
        double total = 0;
        foreach (AstroColumn column in numbers)
            total += Enumerable.Range(0, rows).Where(row => !column.IsNull(row)).Sum(row => Math.Abs(Widen(column.GetValue(row)!)));
        Assert.Equal(sum, total, sum * 1e-13);
        Assert.Equal(absent, numbers.Sum(c => Enumerable.Range(0, rows).Count(c.IsNull)));
        Assert.Equal(characters, table.Columns.OfType<AstroColumn<string>>().Sum(c => Enumerable.Range(0, rows).Sum(row => (c.GetValue(row) as string ?? "").Length)));
    }

    [Fact]
    public void Values_are_those_of_astropy_to_the_last_digit()
    {
        AstroTable gaia = Read("captured/esagaia-binary2-gaiadr3.vot");
        Assert.Equal(65213653847596672, gaia["source_id"].GetValue(0));
        Assert.Equal(56.72153916732521, gaia["ra"].GetValue(9));
        Assert.Equal(22.01444, Read("captured/heasarc-binary-xmmmaster.vot")["dec"].GetValue(9));
        Assert.Equal(257.4313028613871, Read("votable/binary2_masked_strings.xml")["ra"].GetValue(2));
        Assert.Equal(51057879547016346, Read("votable/TS_gaia_ESAC.xml")["transit_id"].GetValue(250));
        Assert.Equal(22.8088554743, Read("votable/vot_with_cdata.vot").Columns[2].GetValue(583));
    }

    [Fact]
    public void VizieR_says_after_the_rows_that_it_cut_them()
    {
        using VOTableReader reader = Open("captured/vizier-tabledata-2mass-overflow.vot", null);
        reader.ReadToEnd(TestContext.Current.CancellationToken);
        Assert.True(reader.IsTruncated);
        Assert.Equal(("QUERY_STATUS", "OVERFLOW"), (reader.Parameters[^1].Name, reader.Parameters[^1].Value));
    }

    [Fact]
    public void The_regression_document_in_its_normal_form_is_read_with_its_three_tables()
    {
        const string File = "votable/regression.bin.tabledata.truth.1.3.xml";
        AstroTable table = Read(File);
        Assert.Equal((5, 29), (table.RowCount, table.Columns.Count));
        Assert.Equal(new[] { true, false, true, true, false, true }, table["bitarray"].GetValue(0));
        Assert.Equal(new long[] { 42, 32, 12, 32 }, table["array"].GetValue(1));
        Assert.Equal(double.PositiveInfinity, table["double"].GetValue(2));
        Assert.True(table["nulls"].IsNull(1));
        Assert.Equal((1, 29), (Read(File, 1).RowCount, Read(File, 1).Columns.Count));
        Assert.Equal(0, Read(File, 2).RowCount);
    }

    // What astropy can't read, or reads by changing values.
    [Fact]
    public void Documents_that_astropy_can_not_read_are_read_or_refused_for_a_reason()
    {
        // VOTable 1.6 counts UTF-8 bytes in char, which astropy 5.2 refuses (E01).
        AstroTable unicode = Read("votable/unicode.vot");
        Assert.Equal(["Βητα..", "beta......"], (string[])unicode["words"].GetValue(1)!);
        Assert.Equal(["Γ\uA66E...", "ABCDE"], (string[])unicode["uwords"].GetValue(2)!);

        // Latin-1 or UTF-8 in a char field of BINARY2: astropy 5.2 demands ASCII.
        AstroTable vizier = Read("votable/vizier_b2_votable.xml");
        Assert.Equal((20, 12), (vizier.RowCount, vizier.Columns.Count));
        Assert.Equal("PHR0615-0025", vizier.Columns[2].GetValue(0));

        // Both refuse a row with more cells than columns.
        Assert.Equal("RaggedRow", Assert.Throws<AstroException>(() => Read("votable/too_many_columns.xml.gz")).ErrorId);

        // astropy clips 256 in an unsignedByte to 255; a wrong number is worse than none.
        AstroTable regression = Read("votable/regression.xml");
        Assert.Equal(5, regression.RowCount);
        Assert.Contains(regression.Warnings, warning => warning.Contains("unsignedByte", StringComparison.Ordinal));
        Assert.True(regression["unsignedByte"].IsNull(2));
    }

    [Theory]
    [InlineData("captured/esagaia-error-unknown-table.vot", "ServiceError", "Unknown table \"gaiadr3.no_such_table\"")]
    [InlineData("pyvo/dal/query/errorstatus.xml", "ServiceError", "ERROR")]
    [InlineData("votable/irsa-nph-error.xml", "ServiceError", "wrong or missing coordinate")]
    [InlineData("pyvo/dal/query/missingtable.xml", "TableNotFound", "without a table")]
    [InlineData("pyvo/dal/query/missingresource.xml", "TableNotFound", "without a table")]
    [InlineData("votable/no_resource.xml", "TableNotFound", "without a table")]
    [InlineData("captured/irsa-uws-job-error.xml", "TableFormatUnknown", "<uws:job>")]
    [InlineData("pyvo/dal/tap/examples.htm", "TableFormatUnknown", "Examples queries for HEASARC's TAP service")]
    [InlineData("votable/LICENSE.rst", "TableFormatUnknown", "it is not XML")]
    public void A_document_without_a_table_is_a_clear_error(string file, string errorId, string words)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(file));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_other_answer_of_a_service_is_a_clear_error()
    {
        string[] files = [.. Files("pyvo/vosi"), .. Files("pyvo/uws")];
        Assert.True(files.Length > 30);
        foreach (string file in files)
        {
            AstroException error = Assert.Throws<AstroException>(() => VOTableReader.Open(File.OpenRead(file), file, null, TestContext.Current.CancellationToken));
            Assert.Equal("TableFormatUnknown", error.ErrorId);
            Assert.Contains("whose root is <", error.Message, StringComparison.Ordinal);
        }
    }

    // A float is widened as astropy widens it, with its binary digits.
    private static double Widen(object number) => number is float single ? single : Convert.ToDouble(number, null);

    private static string[] Files(string folder) => Directory.GetFiles(SharedData.Path("responses/" + folder), "*.xml", SearchOption.AllDirectories);

    private static VOTableReader Open(string file, int? index)
    {
        Stream stream = File.OpenRead(SharedData.Path("responses/" + file));
        if (file.EndsWith(".gz", StringComparison.Ordinal))
            stream = new GZipStream(stream, CompressionMode.Decompress);
        return VOTableReader.Open(stream, file, new VOTableReadOptions { TableIndex = index });
    }

    private static AstroTable Read(string file, int? index = null)
    {
        using VOTableReader reader = Open(file, index);
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }
}
