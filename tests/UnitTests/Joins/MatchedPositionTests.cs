using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>A joined table is matched again where its left objects are, with their frame, units, motions and epochs.</summary>
public sealed class MatchedPositionTests
{
    private static readonly JoinOptions OneMilliarcsecond = new() { Radius = 1 / 3_600_000.0 };

    // Where astropy 5.2.1 puts FK4 B1950 (10, 41) in ICRS.
    private static readonly AstroTable Andromeda = JoinFixtures.Csv("id,ra,dec\n1,10.68431813740636,41.27382491332315\n");

    [Theory]
    [InlineData("RAJ2000,DEJ2000", "ra,dec")]
    [InlineData("pos.ra,pos.dec", "ra,dec")]
    [InlineData("l,b", "ra,dec")]
    [InlineData("ra,dec", "ra,dec")]
    [InlineData("ra,dec", "RAJ2000,DEJ2000")]
    public void The_left_position_is_taken_whatever_the_columns_are_called(string left, string right)
    {
        AstroTable near = JoinFixtures.Csv($"id,{left}\n1,10,20\n"), other = JoinFixtures.Csv($"id,{right}\n1,10.001,20\n");
        JoinInput galactic = JoinInput.OfTable(near) with { Frame = PositionFrame.Icrs, Position = (left.Split(',')[0], left.Split(',')[1]) };
        AstroTable joined = Join(galactic, JoinInput.OfTable(other), new JoinOptions { Radius = 0.01 });
        foreach (AstroTable table in new[] { joined, ThroughVOTable(joined) })
        {
            Assert.Equal(1, Join(JoinInput.OfTable(table), JoinInput.OfTable(near) with { Position = galactic.Position, Frame = PositionFrame.Icrs }, OneMilliarcsecond).RowCount);
            Assert.Equal(0, Join(JoinInput.OfTable(table), JoinInput.OfTable(other), OneMilliarcsecond).RowCount);
        }
    }

    [Theory]
    [InlineData("ra,dec", null)]
    [InlineData("x,y", "x,y")]
    public void The_frame_that_the_user_gave_is_kept_with_the_columns(string names, string? position)
    {
        JoinInput old = JoinInput.OfTable(JoinFixtures.Csv($"id,{names}\n1,10,41\n")) with { Frame = PositionFrame.Fk4, Position = position is null ? null : ("x", "y") };
        foreach (JoinKind kind in new[] { JoinKind.Inner, JoinKind.Left, JoinKind.LeftAnti })
        {
            AstroTable joined = Join(old, JoinInput.OfTable(kind == JoinKind.LeftAnti ? Andromeda.Take([]) : Andromeda), OneMilliarcsecond with { Join = kind });
            Assert.Equal(1, Join(JoinInput.OfTable(joined), JoinInput.OfTable(Andromeda), OneMilliarcsecond).RowCount);
            Assert.Equal(1, Join(JoinInput.OfTable(ThroughVOTable(joined)), JoinInput.OfTable(Andromeda), OneMilliarcsecond).RowCount);
        }
    }

    [Fact]
    public void The_frame_of_a_right_side_is_not_taken_for_that_of_the_left()
    {
        JoinInput old = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec\n1,10,41\n")) with { Frame = PositionFrame.Fk4 };
        AstroTable read = ThroughVOTable(Join(JoinInput.OfTable(Andromeda), old, OneMilliarcsecond));
        Assert.Equal(["ICRS", "ICRS", "eq_FK4 B1950", "eq_FK4 B1950"], new[] { "ra_1", "dec_1", "ra_2", "dec_2" }.Select(name => read[name].Info.CoordinateSystem?.ToString()));
        Assert.Equal(1, Join(JoinInput.OfTable(read), JoinInput.OfTable(Andromeda), OneMilliarcsecond).RowCount);
    }

    [Fact]
    public void A_unit_that_the_user_gave_is_written_on_the_column()
    {
        JoinInput hours = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec\n1,2,20\n")) with { Position = ("ra:hourangle", "dec") };
        AstroTable right = JoinFixtures.Csv("id,ra,dec\n1,30,20\n"), joined = Join(hours, JoinInput.OfTable(right), OneMilliarcsecond);
        Assert.Equal("hourangle", joined["ra_1"].Unit);
        Assert.Equal(1, Join(JoinInput.OfTable(joined), JoinInput.OfTable(right), OneMilliarcsecond).RowCount);
        Assert.Equal(1, Join(JoinInput.OfTable(ThroughVOTable(joined)), JoinInput.OfTable(right), OneMilliarcsecond).RowCount);
    }

    // Barnard's star, and where astropy 5.2.1 puts it in 2000.
    [Theory]
    [InlineData("id,ra,dec,pmra,pmdec,ref_epoch", null, false)]
    [InlineData("id,ra,dec,pmra,pmdec,ref_epoch", null, true)]
    [InlineData("id,ra,dec,pmra,pmdec,when", "when", false)]
    [InlineData("id,ra,dec,pmra,pmdec,note", "2016", false)]
    public void Motions_and_epochs_stay_with_the_left_position(string header, string? epoch, bool asText)
    {
        JoinInput gaia = JoinInput.OfTable(JoinFixtures.Csv($"{header}\n1,269.452,4.693,-801.551,10362.394,2016\n")) with { Epoch = epoch };
        AstroTable old = JoinFixtures.Csv("id,ra,dec\n1,269.45557419671337,4.646944916472433\n");
        JoinOptions options = new() { Radius = 1 / 3600.0, Epoch = 2000 };
        AstroTable joined = Join(gaia, JoinInput.OfTable(old), options);
        // A text file keeps only the names.
        AstroTable again = asText ? new AstroTable(joined.Columns) : ThroughVOTable(joined);
        Assert.Equal(1, Join(JoinInput.OfTable(again), JoinInput.OfTable(old), options).RowCount);
        Assert.Equal(1, Join(JoinInput.OfTable(again) with { Position = ("ra_1", "dec_1") }, JoinInput.OfTable(old), options).RowCount);
    }

    [Fact]
    public void Hours_minutes_and_seconds_of_both_sides_stay_apart()
    {
        AstroTable near = JoinFixtures.Csv("id,RAh,RAm,RAs,DE-,DEd,DEm,DEs\n1,0,42,44,-,41,16,7.5\n");
        AstroTable other = JoinFixtures.Csv("id,RAh,RAm,RAs,DE-,DEd,DEm,DEs\n1,0,42,44.1,-,41,16,7.5\n");
        AstroTable joined = ThroughVOTable(Join(JoinInput.OfTable(near), JoinInput.OfTable(other), new JoinOptions { Radius = 0.01 }));
        Assert.Equal(1, Join(JoinInput.OfTable(joined), JoinInput.OfTable(near), OneMilliarcsecond).RowCount);
        Assert.Equal(0, Join(JoinInput.OfTable(joined), JoinInput.OfTable(other), OneMilliarcsecond).RowCount);
    }

    [Theory]
    [InlineData("id_1,ra_1,dec_1,mag,id_2,ra_2,dec_2", "ra_1")]
    [InlineData("id_1,RAJ2000,DEJ2000,id_2,ra,dec", "RAJ2000")]
    [InlineData("ra,dec,RAJ2000,DEJ2000", "ra")]
    [InlineData("RAJ2000,DEJ2000,ra,dec", null)]
    [InlineData("id_1,x,y,id_2,ra,dec", null)]
    public void A_text_file_tells_the_left_position_by_the_order_of_its_columns_or_not_at_all(string names, string? longitude)
    {
        ColumnInfo[] columns = [.. $"{names},sep_arcsec,position_angle".Split(',').Select(name => new ColumnInfo(name, typeof(double)))];
        if (longitude is not null)
            Assert.Equal(longitude, TablePositions.Find(columns, "joined.csv").Longitude);
        else
            Assert.Equal(ErrorIds.PositionColumnsNotFound, Assert.Throws<AstroException>(() => TablePositions.Find(columns, "joined.csv")).ErrorId);
    }

    private static AstroTable Join(JoinInput left, JoinInput right, JoinOptions options) => new StreamedJoin(left, right, options).ToTable(TestContext.Current.CancellationToken);

    private static AstroTable ThroughVOTable(AstroTable table)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.vot");
        try
        {
            TableFileWriter.Write(path, false, [table], TestContext.Current.CancellationToken);
            return TableFile.Read(path, null, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
