using System.Numerics;
using System.Text;
using CsCheck;
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
    public void Null_words_in_columns_of_numbers_are_missing_as_in_Gaia_DR3()
    {
        AstroTable table = Read("""
            # %ECSV 1.0
            # ---
            # delimiter: ','
            # datatype:
            # - {name: parallax, datatype: float64}
            # - {name: has_rvs, datatype: bool}
            # - {name: teff, datatype: int32}
            # - {name: library, datatype: string}
            parallax,has_rvs,teff,library
            null,"False",null,null
            -0.5,null,7,"PHOENIX"
            """);
        Assert.Equal([double.NaN, -0.5], table["parallax"].ToDoubles());
        Assert.True(table["has_rvs"].IsNull(1));
        Assert.Null(table["teff"].GetValue(0));
        Assert.Equal("null", table["library"].GetValue(0));
    }

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
    [InlineData("# - {name: x, datatype: int32", "x", "line 5: While parsing a flow mapping")]
    [InlineData("# - {name: x, datatype: int32, description: \"\\uD800\"}", "x", "line 4")]
    [InlineData("# - {name: x, datatype: int32, description: \"\\U00110000\"}", "x", "line 4")]
    [InlineData("# - {name: x, datatype: int32, datatype: int16}", "x", "line 4: the key 'datatype' occurs twice")]
    [InlineData("# - {name: [x], datatype: int32}", "x", "the name of a column must be text, not '[x]'")]
    [InlineData("# - {name: x, datatype: *y}", "x", "line 4: no value before this place has the anchor 'y'")]
    [InlineData("# - {name: x, datatype: int32, meta: &m {of: *m}}", "x", "the anchor 'm'")]
    [InlineData("# - {name: x, datatype: int32}\n# ---\n# meta: none", "x", "line 5")]
    [InlineData("# - {name: x, datatype: int32}", "y", "x, but the line of names has y")]
    [InlineData("#", "x", "no column")]
    [InlineData("# - {name: x, datatype: int32}\n# delimiter: ';'", "x", "delimiter")]
    public void A_header_that_is_wrong_says_what(string column, string names, string expected)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read($"# %ECSV 1.0\n# ---\n# datatype:\n{column}\n{names}\n1\n"));
        Assert.Equal("EcsvHeaderInvalid", error.ErrorId);
        Assert.Contains(expected, error.Message);
    }

    // Written by astropy 5.2.1; shortened.
    [Fact]
    public void Coordinates_times_and_quantities_of_astropy_are_columns()
    {
        AstroTable table = Read(""""
            # %ECSV 1.0
            # ---
            # datatype:
            # - {name: name, datatype: string}
            # - {name: pos.ra, unit: deg, datatype: float64}
            # - {name: pos.dec, unit: deg, datatype: float64}
            # - {name: t, datatype: float64}
            # - {name: flux, unit: erg / (cm2 s), datatype: float64}
            # - {name: m, datatype: string, description: "a matrix: 3 by 2, \"quoted\" \u2014 \xFCn\xEFcode\nsecond line", subtype: 'float64[3,2]'}
            # - {name: n, datatype: int32}
            # - {name: v, datatype: string, subtype: 'int64[null]'}
            # meta: !!omap
            # - comments: [first, 'second: with colon']
            # - {origin: Vizier}
            # - nested: &id001
            #     a: [1, 2]
            #     b: null
            # - {long: 'words words words words words words words words words words words words words words words words
            #     words words words '}
            # - {multi: 'line one
            #
            #     line two
            #
            #     '}
            # - {when: 3.5}
            # - same: *id001
            # - __serialized_columns__:
            #     pos:
            #       __class__: astropy.coordinates.sky_coordinate.SkyCoord
            #       dec: !astropy.table.SerializedColumn
            #         __class__: astropy.coordinates.angles.Latitude
            #         unit: &id002 !astropy.units.Unit {unit: deg}
            #         value: !astropy.table.SerializedColumn {name: pos.dec}
            #       frame: icrs
            #       ra: !astropy.table.SerializedColumn
            #         __class__: astropy.coordinates.angles.Longitude
            #         unit: *id002
            #         value: !astropy.table.SerializedColumn {name: pos.ra}
            #         wrap_angle: !astropy.coordinates.Angle
            #           unit: *id002
            #           value: 360.0
            #       representation_type: spherical
            #     t:
            #       __class__: astropy.time.core.Time
            #       format: mjd
            #       in_subfmt: '*'
            #       scale: tdb
            #       value: !astropy.table.SerializedColumn {name: t}
            # schema: astropy-2.0
            name pos.ra pos.dec t flux m n v
            "Barnard's star" 10.5 -5.0 58000.5 1.5e-12 [[0.0,1.0],[2.0,3.0],[4.0,5.0]] 1 [1,2]
            "a ""b""" 20.25 41.5 59000.25 2.0 [[6.0,7.0],[8.0,9.0],[10.0,11.0]] "" [3]
            """");
        Assert.Equal(["name", "pos.ra", "pos.dec", "t", "flux", "m", "n", "v"], table.Columns.Select(column => column.Name));
        Assert.Equal([null, "deg", "deg", null, "erg / (cm2 s)", null, null, null], table.Columns.Select(column => column.Unit));
        Assert.Equal("a matrix: 3 by 2, \"quoted\" — ünïcode\nsecond line", table["m"].Info.Description);
        Assert.Equal("2x3", table["m"].Info.ArraySize);
        Assert.Equal([6.0, 7, 8, 9, 10, 11], (double[])table["m"].GetValue(1)!);
        Assert.True(table["n"].IsNull(1));
        Dictionary<string, string> meta = table.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        Assert.Equal(["comments", "origin", "nested", "long", "multi", "when", "same", "__serialized_columns__"], meta.Keys);
        Assert.Equal("[first, 'second: with colon']", meta["comments"]);
        Assert.Equal("&id001\n    a: [1, 2]\n    b: null", meta["nested"]);
        Assert.Equal(meta["nested"], meta["same"]);
        Assert.Equal(string.Concat(Enumerable.Repeat("words ", 19)), meta["long"]);
        Assert.Equal("line one\nline two\n", meta["multi"]);
        Assert.Equal("3.5", meta["when"]);
        Assert.StartsWith("pos:", meta["__serialized_columns__"]);
    }

    [Fact]
    public void All_that_YAML_allows_is_read()
    {
        AstroTable table = Read("""
            # %ECSV 1.0
            # ---
            # # written by hand
            # datatype:
            #   - name: ra
            #     unit: &degree !astropy.units.Unit {unit: deg}
            #     datatype: &double float64
            #     description: |
            #       Right ascension
            #         at J2016
            #   - name: dec
            #     unit: *degree
            #     datatype: *double
            #     description: >-
            #       Declination,
            #       folded
            #   - { "name": 'null', 'datatype': string, unit: null, description: "\uD83D\uDD2D",
            #       meta: {name: no, ? [complex, key] : 1} }
            # meta: {author: "A. Name", notes: [a, b], empty: , twice: {of: 1}}
            ra dec null
            1 2 "3"
            """);
        Assert.Equal("Right ascension\n  at J2016", table["ra"].Info.Description!.TrimEnd());
        Assert.Equal("Declination, folded", table["dec"].Info.Description);
        Assert.Equal("deg", table["dec"].Unit);
        Assert.Equal(2.0, table["dec"].GetValue(0));
        Assert.Null(table["null"].Unit);
        Assert.Equal("\U0001F52D", table["null"].Info.Description);
        Assert.Equal(["A. Name", "[a, b]", "", "{of: 1}"], table.Parameters.Select(parameter => parameter.Value));
    }

    [Fact]
    public void Deep_nesting_is_an_error()
    {
        AstroException error = Assert.Throws<AstroException>(() => Read($"# %ECSV 1.0\n# ---\n# meta: {{a: {new string('[', 200_000)}\nx\n1\n"));
        Assert.Equal("EcsvHeaderInvalid", error.ErrorId);
        Assert.Contains("line 3: values are nested more than 100 levels deep", error.Message);
    }

    // Written out, the last entry would have 3^60 values.
    [Fact]
    public void Aliases_are_not_written_out()
    {
        string entries = string.Concat(Enumerable.Range(1, 60).Select(i => $"# - a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));
        AstroTable table = Read($"# %ECSV 1.0\n# ---\n# datatype:\n# - {{name: x, datatype: int32}}\n# meta: !!omap\n# - a0: &a0 lol\n{entries}x\n1\n");
        Assert.Equal("&a60 [*a59, *a59, *a59]", table.Parameters[60].Value);
    }

    // Any damage of a header leads to the same error or to a table, never to an exception of YamlDotNet or .NET.
    [Fact]
    public void A_damaged_header_is_read_or_refused()
    {
        string[] pieces =
        [
            "{", "}", "[", "]", ":", ": ", "- ", "?", "*a", "&a", "!", "!!", "|", ">", "'", "\"", "\\", "\\uD800",
            "%", "@", "`", ",", "\n# ", "\t", "\u0085", "\uD800", "---", "...",
        ];
        Gen.Select(Gen.Int[0, Flow.Length - 1], Gen.Int[0, 12], Gen.Int[0, pieces.Length - 1]).Array[1, 4].Sample(damages =>
        {
            string text = Flow;
            foreach ((int at, int removed, int piece) in damages)
            {
                int from = Math.Min(at, text.Length);
                text = text.Remove(from, Math.Min(removed, text.Length - from)).Insert(from, pieces[piece]);
            }

            try
            {
                Read(text);
            }
            catch (AstroException)
            {
            }
        }, iter: 5_000);
    }

    [Fact]
    public void Texts_among_the_numbers_of_a_column_of_strings_are_told()
    {
        const string Header = "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: mag, datatype: string}\n# - {name: id, datatype: string}\nmag id\n";
        string warning = Assert.Single(Read(Header + "9.5 HD7\n>20.5 12\nnodet M31\n17.5 12\n10 HD8\n").Warnings);
        Assert.StartsWith("test.ecsv: text instead of numbers in the column mag (2 of 5 values are not a number: the first is '>20.5' in row 2).", warning);
        Assert.Contains("float64", warning);
        Assert.Empty(Read(Header + "9.5 HD7\n\"\" 12\n17.5 M31\n").Warnings);
    }

    private static AstroTable Read(string text)
    {
        using EcsvTableReader reader = EcsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.ecsv");
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }
}
