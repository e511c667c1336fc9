using System.Text;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Objects;

/// <summary>What a terminal would obey is shown, not sent to it.</summary>
public class VisibleTextTests
{
    [Theory]
    [InlineData("a\u001b[31mb", @"a\x1b[31mb")]
    [InlineData("\u0000\u0007\u0008\u007f\u009b", @"\x00\x07\x08\x7f\x9b")]
    [InlineData("abc\u202Efed\u2066x\u2069", @"abc\u202efed\u2066x\u2069")]
    [InlineData("one\ntwo\r\nthree\tfour", "one\ntwo\r\nthree\tfour")]
    [InlineData("one\rtwo\r", @"one\x0dtwo\x0d")]
    [InlineData("β Cen, 5″, 星 🔭 é", "β Cen, 5″, 星 🔭 é")]
    [InlineData("", "")]
    public void Control_characters_become_visible(string text, string visible)
    {
        Assert.Equal(visible, VisibleText.Of(text));
        Assert.Equal(visible, VisibleText.Of(visible));
    }

    [Fact]
    public void A_text_on_one_line_has_blanks_for_breaks() => Assert.Equal(@"a b c d\x0d\x1b", VisibleText.OnOneLine("a\nb\r\nc\td\r\u001b"));

    [Fact]
    public void No_character_of_Unicode_is_left_that_controls_a_terminal()
    {
        StringBuilder all = new();
        for (int c = 0; c < 0x10000; c++)
            all.Append((char)c);
        string visible = VisibleText.OnOneLine(all.ToString());
        Assert.DoesNotContain(visible, c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        Assert.True(VisibleText.IsPlain(visible));
        Assert.False(VisibleText.IsPlain("a\nb"));
    }

    [Fact]
    public void An_error_and_its_causes_are_made_visible()
    {
        AstroException error = new(ErrorIds.ServiceError, "a\u001b]52;c;eA==\u0007b\nc", "d\u009b31m", "target", new IOException("outer", new IOException("e\u001bf"))) { ServiceWords = "g\u001bh" };
        Assert.Equal("a\\x1b]52;c;eA==\\x07b\nc", error.Message);
        Assert.Equal(@"d\x9b31m", error.Recommendation);
        Assert.Equal(@"g\x1bh", error.ServiceWords);
        Assert.DoesNotContain(error.ToString(), c => c is '\u001b' or '\u009b' or '\u0007');
        Assert.Contains(@"e\x1bf", error.InnerException!.Message);
        IOException harmless = new("harmless");
        Assert.Same(harmless, new AstroException(ErrorIds.ServiceError, "a", "b", null, harmless).InnerException);
    }

    [Fact]
    public void What_a_table_says_of_itself_is_visible_and_its_cells_stay()
    {
        using TableReader reader = TableFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(
            """
            <VOTABLE><RESOURCE><INFO name="a&#27;" value="b&#x9b;">c&#7;</INFO><TABLE name="d&#27;">
            <FIELD name="e&#27;" datatype="char" arraysize="*" unit="f&#27;" ucd="g&#27;"><DESCRIPTION>h&#27;</DESCRIPTION></FIELD>
            <DATA><TABLEDATA><TR><TD>i&#27;</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
            """)), "test.vot");
        AstroTable table = reader.ReadToEnd(TestContext.Current.CancellationToken).WithWarning("w\u001b");
        ColumnInfo info = table.Columns[0].Info;
        Assert.Equal([@"d\x1b", @"e\x1b", @"f\x1b", @"g\x1b", @"h\x1b", @"w\x1b"], [table.Name, info.Name, info.Unit, info.Ucd, info.Description, table.Warnings[^1]]);
        Assert.Equal(new TableParameter(@"a\x1b", @"b\x9b", @"c\x07"), table.Parameters[0]);
        Assert.Equal("i\u001b", table.Columns[0].GetValue(0));
        Assert.Equal(@"i\x1b", RowText.Cell(table.Columns[0].GetValue(0)));
        Assert.Equal(@"@{e\x1b=i\x1b}", table[0].ToString());
    }
}
