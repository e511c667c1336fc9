using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.BZip2;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;
using static PSAstroXmatch.UnitTests.Tables.FitsBytes;

namespace PSAstroXmatch.UnitTests.Tables;

public sealed class TableFileTests : IDisposable
{
    private const string VOTable = """
        <?xml version="1.0"?>
        <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
        <TABLE name="first"><FIELD name="ra" datatype="double"/><DATA><TABLEDATA><TR><TD>1.5</TD></TR></TABLEDATA></DATA></TABLE>
        <TABLE name="second"><FIELD name="ra" datatype="double"/><DATA><TABLEDATA><TR><TD>2.5</TD></TR></TABLEDATA></DATA></TABLE>
        </RESOURCE></VOTABLE>
        """;

    private static readonly byte[] Fits = new FitsBytes()
        .AddTable([("ra", "D")], [Big(1.5)], [Text("EXTNAME", "first")])
        .AddTable([("ra", "D")], [Big(2.5)], [Text("EXTNAME", "second")])
        .ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;

    public static TheoryData<string, byte[]> Formats => new()
    {
        { "FITS", Fits },
        { "VOTable", Encoding.UTF8.GetBytes(VOTable) },
        { "VOTable with mark and blanks", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("\n" + VOTable[VOTable.IndexOf("<VOTABLE", StringComparison.Ordinal)..])] },
        { "CSV", "ra\n1.5\n"u8.ToArray() },
        { "CSV in UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ra\n1.5\n")] },
        { "ECSV", "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: ra, datatype: float64}\nra\n1.5\n"u8.ToArray() },
        { "IPAC", "|ra    |\n|double|\n 1.5\n"u8.ToArray() },
        { "IPAC with keywords", "\\origin = 'x'\n|ra    |\n|double|\n 1.5\n"u8.ToArray() },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_names_of_the_columns_are_read_alone(string format, byte[] content)
    {
        string path = Path.Combine(_folder, "names");
        File.WriteAllBytes(path, content);
        Assert.True(TableFile.ReadColumnNames(path) is ["ra"], format);
        using (GZipStream zip = new(File.Create(path), CompressionLevel.Fastest))
            zip.Write(content);
        Assert.True(TableFile.ReadColumnNames(path) is ["ra"], format);
    }

    [Fact]
    public void For_the_names_of_the_columns_no_row_is_read()
    {
        string path = Path.Combine(_folder, "names.csv");
        File.WriteAllText(path, "ra,dec,dec\n1,2,3,4\n" + new string('x', 1 << 17));
        // As when the file is read, a name that comes twice gets a number.
        Assert.Equal(["ra", "dec", "dec_2"], TableFile.ReadColumnNames(path));
        Assert.Equal("RaggedRow", Assert.Throws<AstroException>(() => TableFile.Read(path, null, TestContext.Current.CancellationToken)).ErrorId);
        // What has no line end in its beginning is hardly a table; its only name would be cut.
        File.WriteAllText(path, new string('x', 1 << 17));
        Assert.Empty(TableFile.ReadColumnNames(path));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_content_says_the_format_plain_and_compressed(string format, byte[] bytes)
    {
        foreach (byte[] content in new[] { bytes, Gzip(bytes), BZip2(bytes) })
        {
            AstroTable table = Read(content);
            Assert.Equal(1, table.RowCount);
            Assert.Equal(1.5, table["ra"].GetValue(0));
            Assert.EndsWith("file.dat", table.Source, StringComparison.Ordinal);
        }

        Assert.NotEmpty(format);
    }

    [Fact]
    public void A_table_of_many_is_chosen_by_name_or_number()
    {
        Assert.Equal(2.5, Read(Fits, "2")["ra"].GetValue(0));
        Assert.Equal(2.5, Read(Fits, "Second")["ra"].GetValue(0));
        Assert.Equal(2.5, Read(Encoding.UTF8.GetBytes(VOTable), "1")["ra"].GetValue(0));
        Assert.Equal(2.5, Read(Encoding.UTF8.GetBytes(VOTable), "second")["ra"].GetValue(0));
        AssertError("TableNotFound", () => Read("ra\n1\n"u8.ToArray(), "second"));
        AssertError("TableNotFound", () => Read(Fits, "third"));
    }

    [Fact]
    public void A_given_format_goes_before_the_content()
    {
        string path = WriteFile("|a\n1\n"u8.ToArray());
        AstroTable table = TableFile.Read(path, new TableReadOptions { Format = TableFormat.Csv }, TestContext.Current.CancellationToken);
        Assert.Equal("|a", table.Columns[0].Name);
        AssertError("TableFormatUnknown", () => TableFile.Read(path, new TableReadOptions { Format = TableFormat.Fits }));
    }

    [Fact]
    public void A_gzip_file_of_several_members_is_one_text()
    {
        byte[] bytes = [.. Gzip("a\n1\n"u8.ToArray()), .. Gzip("2\n"u8.ToArray()), .. Gzip("3\n"u8.ToArray())];
        Assert.Equal(3, Read(bytes).RowCount);
    }

    [Fact]
    public void A_compressed_text_whose_late_rows_change_a_type_is_read_again()
    {
        AstroTable table = Read(Gzip(Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("1\n", 3000)) + "x\n")));
        Assert.Equal("x", table["a"].GetValue(3000));
        using FileStream exclusive = new(Path.Combine(_folder, "file.dat"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(exclusive.CanWrite);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 8)]
    [InlineData(true, 20)]
    [InlineData(false, 10)]
    public void A_cut_compressed_file_is_an_error(bool gzip, int cut)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 100003}\n")));
        byte[] compressed = gzip ? Gzip(bytes) : BZip2(bytes);
        AssertError("CompressedFileDamaged", () => Read(compressed[..^cut]));
    }

    [Fact]
    public void A_damaged_compressed_file_is_an_error()
    {
        byte[] compressed = Gzip(Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 100003}\n"))));
        compressed.AsSpan(100, 50).Fill(0xFF);
        AssertError("CompressedFileDamaged", () => Read(compressed));
    }

    [Theory]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData("PAR1", "Parquet")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("<!DOCTYPE html><p>Error", "HTML")]
    [InlineData("<?xml version=\"1.0\"?><html><body>Error", "HTML")]
    [InlineData("\u0001\u0002\u0003\u0000\u0004", "it is not text, because line 1, column 1 has the control character \\x01")]
    [InlineData("name,ra\nà,1\nñb\u0000,2\n", "it is not text, because line 3, column 3 has the control character \\x00")]
    public void What_is_no_table_is_named(string content, string name) =>
        Assert.Contains(name, AssertError("TableFormatUnknown", () => Read(Encoding.Latin1.GetBytes(content))).Message);

    [Fact]
    public void Images_and_HDF5_are_named()
    {
        Assert.Contains("PNG", AssertError("TableFormatUnknown", () => Read([0x89, .. "PNG\r\n"u8])).Message);
        Assert.Contains("HDF5", AssertError("TableFormatUnknown", () => Read([0x89, .. "HDF\r\n"u8])).Message);
    }

    [Fact]
    public void An_empty_file_is_empty()
    {
        AssertError("TableEmpty", () => Read([]));
        AssertError("TableEmpty", () => Read(Gzip([])));
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_not_found()
    {
        AssertError("FileNotFound", () => TableFile.Open(Path.Combine(_folder, "none.csv")));
        AssertError("FileNotFound", () => TableFile.Open(Path.Combine(_folder, "none", "none.csv")));
        AssertError("FileNotFound", () => TableFile.Open(""));
        Assert.Contains("is a folder", AssertError("FileNotFound", () => TableFile.Open(_folder)).Message);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_denied()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "Only on Unix, and not for root, is a file's mode enough to deny reading.");
        string path = WriteFile("a\n1\n"u8.ToArray());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserWrite);
        AssertError("FileAccessDenied", () => TableFile.Open(path));
    }

    [Fact]
    public void A_file_is_free_again_when_opening_fails_and_when_the_reader_is_disposed()
    {
        string path = WriteFile("PAR1"u8.ToArray());
        AssertError("TableFormatUnknown", () => TableFile.Open(path));
        File.WriteAllText(path, "a\n1\n");
        TableFile.Open(path).Dispose();
        using FileStream exclusive = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(4, exclusive.Length);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream result = new();
        using (GZipStream gzip = new(result, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return result.ToArray();
    }

    private static byte[] BZip2(byte[] bytes)
    {
        using MemoryStream result = new();
        using (BZip2OutputStream bzip2 = new(result))
            bzip2.Write(bytes);
        return result.ToArray();
    }

    private static AstroException AssertError(string id, Func<object> action)
    {
        AstroException error = Assert.Throws<AstroException>(action);
        Assert.Equal(id, error.ErrorId);
        Assert.NotEmpty(error.Recommendation);
        return error;
    }

    private string WriteFile(byte[] bytes)
    {
        string path = Path.Combine(_folder, "file.dat");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private AstroTable Read(byte[] bytes, string? table = null) =>
        TableFile.Read(WriteFile(bytes), new TableReadOptions { Table = table }, TestContext.Current.CancellationToken);
}
