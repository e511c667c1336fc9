using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

public class HourCheckTests
{
    private const string Hours = "id,ra,dec\n1,0.712,41.2\n2,5.57,22.0\n3,13.42,-43.0\n4,23.99,-0.5\n";

    [Theory]
    [InlineData(Hours, true)]
    [InlineData("id,ra,dec\n1,17.1,-60\n2,17.9,20\n3,18.2,-10\n", true)]
    [InlineData("id,ra,dec\n1,10.1,20\n2,10.2,21\n3,10.3,19\n", false)]
    [InlineData("id,ra,dec\n1,0.5,-30\n2,22,10\n3,12,-12\n", false)]
    [InlineData("id,ra,dec\n1,5,-45\n2,7,45\n", false)]
    [InlineData("id,ra,dec\n1,5,-45\n2,7,45\n3,24.1,0\n", false)]
    [InlineData("id,ra (deg),dec\n1,5,-45\n2,7,45\n3,9,0\n", false)]
    [InlineData("id,ra,dec\n1,00:20:00,-45:00:00\n2,00:40:00,45:00:00\n3,00:50:00,00:00:00\n", false)]
    public void Right_ascensions_below_24_in_a_wide_field_are_a_warning(string csv, bool warns)
    {
        AstroTable table = JoinFixtures.Csv(csv);
        JoinInput side = JoinInput.OfTable(table) with { PositionOption = "-LeftPosition", Source = "mine.csv", Position = (table.Columns[1].Name, "dec") };
        StreamedJoin join = new(side, JoinInput.OfTable(JoinFixtures.Csv("ra,dec\n100,0\n")), new JoinOptions { Radius = 1 });
        join.ToTable(CancellationToken.None);
        if (warns)
        {
            string warning = Assert.Single(join.Warnings);
            Assert.StartsWith("mine.csv: every right ascension is between 0 and 24", warning);
            Assert.Contains("-LeftPosition 'ra:hourangle', 'dec:deg'", warning);
        }
        else
            Assert.Empty(join.Warnings);
    }

    [Theory]
    [InlineData(2 * Math.PI, Math.PI / 2, "", true)]
    [InlineData(2 * Math.PI, Math.PI / 2, "deg", false)]
    [InlineData(6.4, 1.5, "", false)]
    [InlineData(6, 1.7, "", false)]
    [InlineData(3, 1.5, "", false)]
    [InlineData(6, 0.7, "", false)]
    public void Positions_within_the_range_of_radians_over_much_of_it_are_a_warning(double widest, double highest, string unit, bool warns)
    {
        double[] share = [.. Enumerable.Range(0, 20).Select(i => i / 19.0)];
        AstroTable table = new(
        [
            JoinFixtures.Column("ra", [.. share.Select(part => part * widest)], unit),
            JoinFixtures.Column("dec", [.. share.Select(part => (2 * part - 1) * highest)]),
        ]);
        JoinInput side = JoinInput.OfTable(table) with { PositionOption = "-LeftPosition", Source = "mine.csv" };
        StreamedJoin join = new(side, JoinInput.OfTable(JoinFixtures.Csv("ra,dec\n100,0\n")), new JoinOptions { Radius = 1 });
        join.ToTable(CancellationToken.None);
        if (warns)
            Assert.Contains("-LeftPosition 'ra:rad', 'dec:rad'", Assert.Single(join.Warnings));
        else
            Assert.Empty(join.Warnings);
    }

    [Theory]
    [InlineData("ra:hourangle", 4)]
    [InlineData("ra (h)", 4)]
    [InlineData("ra:deg", 0)]
    public void The_unit_after_the_name_counts_and_ends_the_warning(string ra, int pairs)
    {
        AstroTable degrees = JoinFixtures.Csv("ra,dec\n10.68,41.2\n83.55,22.0\n201.3,-43.0\n359.85,-0.5\n");
        JoinInput left = JoinInput.OfTable(JoinFixtures.Csv(Hours)) with { Position = (ra, "dec") };
        StreamedJoin join = new(left, JoinInput.OfTable(degrees), new JoinOptions { Radius = 0.001 });
        Assert.Equal(pairs, join.ToTable(CancellationToken.None).RowCount);
        Assert.Empty(join.Warnings);
    }
}
