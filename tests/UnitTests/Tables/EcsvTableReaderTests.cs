using System.Numerics;
using System.Text;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

public class EcsvTableReaderTests
{
    private const string Block = """
        # %ECSV 1.0
        # ---
        # delimiter: ','
        # datatype:
        # -
        #   name: ra
        #   unit: deg
        #   datatype: float64
        #   description: 'Right
        #     ascension: it''s ICRS'
        # - name: n
        #   datatype: int16
        #   meta:
        #     nested: {name: wrong}
        # schema: astropy-2.0
        ra,n
        1.5,3
        """;

    private const string Flow = """
        # %ECSV 1.0
        # ---
        # datatype:
        # - {name: ra, unit: deg, datatype: float64, description: 'Right ascension: it''s, ICRS'}
        # - {name: n, unit: !astropy.units.Unit {unit: pix}, datatype: int16, meta: !!omap [{name: wrong}],
        #   description: "a \"long\" one"}
        # - {name: name of star, datatype: string, description: Barnard's star}
        # meta: !!omap
        # - {origin: Vizier, bands: [g, r]}
        # - comments:
        #   - first
        # schema: astropy-2.0
        ra n "name of star"
        1.5 3 "a ""b"" c"
        "" "" ""
        """;

    [Fact]
    public void A_header_in_block_form_describes_the_columns()
    {
        AstroTable table = Read(Block);
        Assert.Equal(["ra", "n"], table.Columns.Select(c => c.Name));
        Assert.Equal("deg", table["ra"].Unit);
        Assert.Equal("Right ascension: it's ICRS", table["ra"].Info.Description);
        Assert.Equal(1.5, table["ra"].GetValue(0));
        Assert.Equal((short)3, table["n"].GetValue(0));
    }

    [Fact]
    public void A_header_in_flow_form_describes_the_columns()
    {
        AstroTable table = Read(Flow);
        Assert.Equal(2, table.RowCount);
        Assert.Equal("Right ascension: it's, ICRS", table["ra"].Info.Description);
        Assert.Equal("pix", table["n"].Unit);
        Assert.Equal("a \"long\" one", table["n"].Info.Description);
        Assert.Equal("Barnard's star", table["name of star"].Info.Description);
        Assert.Equal("a \"b\" c", table["name of star"].GetValue(0));
        Assert.All(table.Columns, column => Assert.True(column.IsNull(1)));
        Assert.Equal("Vizier", table.Parameters[0].Value);
        Assert.Equal("[g, r]", table.Parameters[1].Value);
    }

    [Theory]
    [InlineData("bool", "True", true)]
    [InlineData("int8", "-128", (sbyte)-128)]
    [InlineData("uint8", "255", (byte)255)]
    [InlineData("uint16", "65535", (ushort)65535)]
    [InlineData("int32", "-5", -5)]
    [InlineData("uint32", "4294967295", 4294967295u)]
    [InlineData("int64", "174871174006072576", 174871174006072576L)]
    [InlineData("uint64", "18446744073709551615", 18446744073709551615ul)]
    [InlineData("float32", "20.78351", 20.78351f)]
    [InlineData("float64", "-inf", double.NegativeInfinity)]
    [InlineData("string", "007", "007")]
    public void Each_datatype_has_its_type(string dataType, string cell, object expected) =>
        Assert.Equal(expected, Read($"# %ECSV 1.0\n# ---\n# datatype:\n# - {{name: x, datatype: {dataType}}}\nx\n{cell}\n")["x"].GetValue(0));

    [Theory]
    [InlineData("(1.5+2j)", 1.5, 2)]
    [InlineData("(1e-05-2e+10j)", 1e-05, -2e+10)]
    [InlineData("2j", 0, 2)]
    [InlineData("3", 3, 0)]
    public void Complex_numbers_are_spelled_as_Python_spells_them(string cell, double real, double imaginary) =>
        Assert.Equal(new Complex(real, imaginary), Read($"# %ECSV 1.0\n# ---\n# datatype:\n# - {{name: x, datatype: complex128}}\nx\n{cell}\n")["x"].GetValue(0));

    [Fact]
    public void Arrays_are_JSON_and_their_axes_turn_around()
    {
        AstroTable table = Read("""
            # %ECSV 1.0
            # ---
            # delimiter: ','
            # datatype:
            # - {name: f, datatype: string, subtype: 'float64[2,3]'}
            # - {name: v, datatype: string, subtype: 'string[null]'}
            # - {name: j, datatype: string, subtype: json}
            f,v,j
            "[[1,null,NaN],[-Infinity,5,6]]","[""a"",null]","{""a"": 1}"
            ,[],
            """);
        Assert.Equal([1, double.NaN, double.NaN, double.NegativeInfinity, 5, 6], (double[])table["f"].GetValue(0)!);
        Assert.Equal("3x2", table["f"].Info.ArraySize);
        Assert.Equal(["a", ""], (string[])table["v"].GetValue(0)!);
        Assert.Equal("*", table["v"].Info.ArraySize);
        Assert.Equal("{\"a\": 1}", table["j"].GetValue(0));
        Assert.Null(table["f"].GetValue(1));
        Assert.Equal([], (string[])table["v"].GetValue(1)!);
    }

    [Theory]
    [InlineData("int16", "", "70000")]
    [InlineData("int16", "", "1.5")]
    [InlineData("bool", "", "2")]
    [InlineData("string", "int32[2]", "[1")]
    [InlineData("string", "int32[2]", "[1,null]")]
    [InlineData("string", "int32[2]", "5")]
    public void A_cell_of_another_type_names_line_and_column(string dataType, string subtype, string cell)
    {
        string more = subtype.Length == 0 ? "" : $", subtype: '{subtype}'";
        AstroException error = Assert.Throws<AstroException>(() =>
            Read($"# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {{name: x, datatype: {dataType}{more}}}\nx\n\"{cell}\"\n"));
        Assert.Equal("ValueInvalid", error.ErrorId);
        Assert.Contains("line 7 (row 1), column x", error.Message);
    }

    [Theory]
    [InlineData("# - {name: x, datatype: int7}", "x", "int7")]
    [InlineData("# - {name: x}", "x", "no datatype")]
    [InlineData("# - {datatype: int32}", "x", "no name")]
    [InlineData("# - {name: x, datatype: int32", "x", "braces")]
    [InlineData("# - {name: x, datatype: int32}", "y", "x, but the line of names has y")]
    [InlineData("#", "x", "no column")]
    [InlineData("# - {name: x, datatype: int32}\n# delimiter: ';'", "x", "delimiter")]
    public void A_header_that_is_wrong_says_what(string column, string names, string expected)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read($"# %ECSV 1.0\n# ---\n# datatype:\n{column}\n{names}\n1\n"));
        Assert.Equal("EcsvHeaderInvalid", error.ErrorId);
        Assert.Contains(expected, error.Message);
    }

    private static AstroTable Read(string text)
    {
        using EcsvTableReader reader = EcsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.ecsv");
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }
}
