using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Objects;

public class MatchProvenanceTests
{
    [Theory]
    [InlineData("https://user:geheim@tap.example/sync", "https://tap.example/sync")]
    [InlineData("ftp://user@host.example/a, http://a:b@c.example", "ftp://host.example/a, http://c.example")]
    [InlineData("https://tap.example/sync?QUERY=a&access_token=geheim&x=1", "https://tap.example/sync?QUERY=a&access_token=...&x=1")]
    [InlineData("https://tap.example/?APIKey=geheim#part", "https://tap.example/?APIKey=...#part")]
    [InlineData("SELECT a FROM b WHERE mail = 'x@y.example' AND c > 1", "SELECT a FROM b WHERE mail = 'x@y.example' AND c > 1")]
    [InlineData("C:\\data\\a@b.csv", "C:\\data\\a@b.csv")]
    public void A_value_has_no_secret_of_an_address(string text, string shown)
    {
        ProvenanceEntry entry = new("request", text, Comment: text);
        Assert.Equal(shown, entry.Value);
        Assert.Equal(shown, entry.Comment);
        Assert.Equal(shown, (entry with { Value = text }).Value);
    }

    [Fact]
    public void No_text_has_a_control_character_or_a_line_break()
    {
        ProvenanceEntry entry = new("na\u001bme", "a\u001b[2J\nb", "de\u0007g", "\u202ec");
        Assert.Equal(@"na\x1bme = a\x1b[2J b de\x07g", entry.ToString());
        Assert.Equal(@"\u202ec", entry.Comment);
    }

    [Fact]
    public void Numbers_keep_all_their_digits()
    {
        MatchProvenance made = MatchProvenance.Empty.With("c", 0.1 + 0.2).With("n", 9007199254740993L).With("s", double.NaN, "deg");
        Assert.Equal(["c = 0.30000000000000004", "n = 9007199254740993", "s = NaN deg"], made.ToString().Split('\n'));
        Assert.Equal("9007199254740993", made["n"]);
        Assert.Null(made["nothing"]);
    }

    [Fact]
    public void A_run_begins_with_what_is_done_the_version_and_the_date()
    {
        MatchProvenance made = MatchProvenance.Start("sky match");
        Assert.Equal(["operation", "server_software", "request_date"], made.Select(entry => entry.Name));
        Assert.Matches(@"^PSAstroXmatch \d+\.\d+\.\d+[^+]*$", made["server_software"]!);
        Assert.Matches(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$", made["request_date"]!);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1767225600", 1767225600)]
    [InlineData("253402300799", 253402300799)]
    public void The_date_is_that_of_SOURCE_DATE_EPOCH_where_it_is_set(string text, long seconds) =>
        Assert.Equal(seconds, MatchProvenance.Date(text).ToUnixTimeSeconds());

    [Theory]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("253402300800")]
    public void A_date_that_is_not_a_number_of_seconds_is_an_error(string text)
    {
        AstroException problem = Assert.Throws<AstroException>(() => MatchProvenance.Date(text));
        Assert.Equal(ErrorIds.ValueInvalid, problem.ErrorId);
        Assert.Contains($"'{text}'", problem.Message);
    }

    [Fact]
    public void Runs_are_combined_in_order_and_each_once()
    {
        MatchProvenance a = MatchProvenance.Empty.With("n", 1), b = MatchProvenance.Empty.With("n", 2);
        Assert.Same(MatchProvenance.Empty, MatchProvenance.Combine([]));
        Assert.Same(a, MatchProvenance.Combine([a, MatchProvenance.Empty, a]));
        Assert.Equal(["2", "1"], MatchProvenance.Combine([b, a, b]).Select(entry => entry.Value));
    }

    [Fact]
    public void A_table_keeps_its_provenance_with_other_rows_and_columns()
    {
        MatchProvenance made = MatchProvenance.Empty.With("n", 1);
        AstroTable table = new AstroTable([new AstroColumn<int>(new ColumnInfo("a", typeof(int)), [1, 2])]).WithProvenance(made);
        Assert.Same(made, table.Take([1]).GetProvenance());
        Assert.Same(made, table.With(table.Columns).GetProvenance());
        Assert.Same(made, AstroTable.Concat([table, table.Take([0])]).GetProvenance());
        Assert.Empty(new AstroTable(table.Columns).GetProvenance());
    }
}
