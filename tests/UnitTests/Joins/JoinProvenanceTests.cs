using System.Security.Cryptography;
using System.Text.Json;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>What a joined table says of how it was made, and where files keep it.</summary>
public sealed class JoinProvenanceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;
    private readonly AstroTable _left = JoinFixtures.Csv("id,ra,dec\nx,10,0\ny,20,0\nz,30,0\n");
    private readonly AstroTable _right = JoinFixtures.Csv("id,ra,dec\np,30,0\nq,50,0\nr,10,0\ns,30,0.0001\n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sides_criterion_and_counts_are_told_in_memory_and_streamed(bool isStreamed)
    {
        JoinInput right = isStreamed ? JoinFixtures.Blocked(_right, 1) with { Origin = "right.csv" } : JoinInput.OfTable(_right) with { Origin = "right.csv" };
        StreamedJoin join = new(JoinInput.OfTable(_left), right, new JoinOptions { Radius = 0.001, Join = JoinKind.Left, BlockRows = 2, MinSeparation = 0 });
        AstroTable table = join.ToTable(Token);
        Assert.Equal(
            ["left = fixture.csv", "left_rows = 3", "left_columns = 'ra', 'dec' (ICRS)", "right = right.csv", "right_rows = 4", "right_columns = 'ra', 'dec' (ICRS)",
                "radius = 0.001 deg", "mode = All", "join = Left", "pairs = 3", "result_rows = 4"],
            table.GetProvenance().Skip(3).Select(entry => entry.ToString()));
        Assert.Equal("3.6 arcsec", table.GetProvenance().First(entry => entry.Name == "radius").Comment);
    }

    [Fact]
    public void Other_criteria_are_told_as_they_took_effect()
    {
        AstroTable left = JoinFixtures.Csv("id,ra,dec,err\nx,10,0,0.1\n");
        RowEllipse ellipse = new(new RowAngle("err:deg"), new RowAngle("err:deg"), new RowAngle("0deg"), EllipseLevel.Percent95);
        StreamedJoin join = new(
            JoinInput.OfTable(left) with { Ellipse = ellipse }, JoinInput.OfTable(left) with { Ellipse = ellipse },
            new JoinOptions
            {
                Mode = MatchMode.Nearest,
                NeighborCount = 2,
                Epoch = 2010,
                Filter = new PairCondition(
                new PairComparison(PairRelation.Less, new NumberTerm(1), new NumberTerm(2)))
                { Description = "1 < 2" }
            });
        string[] lines = [.. join.ToTable(Token).GetProvenance().Select(entry => entry.ToString())];
        Assert.Contains("left_ellipse = err:deg, err:deg, 0deg", lines);
        Assert.Contains("right_ellipse_level = Percent95", lines);
        Assert.Contains("max_normalized_sep = 2.447746830680816", lines);
        Assert.Contains("mode = Nearest", lines);
        Assert.Contains("top = 2", lines);
        Assert.Contains("epoch = 2010 yr", lines);
        Assert.Contains("where = 1 < 2", lines);
    }

    [Fact]
    public void Rows_without_a_position_are_a_note()
    {
        AstroTable left = JoinFixtures.Csv("id,ra,dec\nx,10,0\ny,,\n");
        MatchProvenance made = new StreamedJoin(JoinInput.OfTable(left), JoinInput.OfTable(_right), new JoinOptions { Radius = 0.001 }).ToTable(Token).GetProvenance();
        Assert.Contains("1 of 2 rows have no usable position", made["note"]);
    }

    [Fact]
    public void A_match_of_a_matched_table_keeps_how_that_was_made()
    {
        AstroTable two = Join(_left).ToTable(Token);
        MatchProvenance made = Join(two).ToTable(Token).GetProvenance();
        Assert.Equal(two.GetProvenance().Select(entry => "left." + entry), made.Where(entry => entry.Name.StartsWith("left.", StringComparison.Ordinal)).Select(entry => entry.ToString()));
    }

    [Fact]
    public void A_self_match_has_one_side()
    {
        SelfJoin join = new(_right, JoinInput.OfTable(_right), new JoinOptions { Radius = 0.001 });
        AstroTable pairs = TableJoin.ToTable(join.GetPairs(Token), Token).WithProvenance(join.Provenance);
        Assert.Equal(("4", "1", null), (pairs.GetProvenance()["left_rows"], pairs.GetProvenance()["pairs"], pairs.GetProvenance()["right"]));
    }

    [Theory]
    [InlineData("out.vot")]
    [InlineData("out.vot.gz")]
    public void A_VOTable_has_it_as_INFO_which_is_read_back_and_does_not_hide_the_left_position(string name)
    {
        string path = Path.Combine(_folder, name);
        StreamedJoin join = Join(_left);
        Assert.Equal(3, join.WriteFile(path, false, Token));
        AstroTable read = TableFile.Read(path, null, Token);
        Assert.Equal(join.Provenance.ToParameters(), read.Parameters.Skip(2));
        Assert.Contains(read.Parameters, parameter => parameter is { Name: "radius", Value: "0.001", Unit: "deg" });
        Assert.True(TableJoin.KnowsLeftPosition(read));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_text_file_has_it_in_a_file_beside_it_with_the_hash_of_the_table()
    {
        string path = Path.Combine(_folder, "out.csv");
        StreamedJoin join = Join(_left);
        join.WriteFile(path, false, Token);
        byte[] json = File.ReadAllBytes(path + ".provenance.json");
        Assert.DoesNotContain((byte)'\r', json);
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        Assert.Equal("out.csv", root.GetProperty("file").GetString());
        Assert.Equal(3, root.GetProperty("rows").GetInt32());
        Assert.Equal(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))), root.GetProperty("sha256").GetString()!.ToUpperInvariant());
        Assert.Equal(
            join.Provenance.Select(entry => (entry.Name, (string?)entry.Value, entry.Unit, entry.Comment)),
            root.GetProperty("provenance").EnumerateArray().Select(entry => (Text(entry, "name")!, Text(entry, "value"), Text(entry, "unit"), Text(entry, "comment"))));
    }

    [Fact]
    public void A_file_without_provenance_removes_that_of_an_earlier_one()
    {
        string path = Path.Combine(_folder, "out.csv");
        Join(_left).WriteFile(path, false, Token);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        TableFileWriter.Write(path, true, [_left], Token);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Nothing_is_written_where_the_file_beside_it_may_not_be_replaced()
    {
        string path = Path.Combine(_folder, "out.csv");
        File.WriteAllText(path + ".provenance.json", "mine");
        AstroException problem = Assert.Throws<AstroException>(() => Join(_left).WriteFile(path, false, Token));
        Assert.Equal(ErrorIds.FileExists, problem.ErrorId);
        Assert.Equal("mine", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder))));
    }

    private StreamedJoin Join(AstroTable left) => new(JoinInput.OfTable(left), JoinInput.OfTable(_right), new JoinOptions { Radius = 0.001 });

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
