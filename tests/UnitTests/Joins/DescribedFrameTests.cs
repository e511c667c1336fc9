using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Frames that only the descriptions of columns, or comments, name.</summary>
public sealed class DescribedFrameTests
{
    [Theory]
    [InlineData("Right ascension (FK4, Equinox=B1950.0) (computed by VizieR)", "FK4 B1950")]
    [InlineData("Right ascension (B1950)", "FK4 B1950")]
    [InlineData("RA (FK4, B1950)", "FK4 B1950")]
    [InlineData("RA in B1950 coordinates", "FK4 B1950")]
    [InlineData("RA in 1950 coordinates", "FK4 B1950")]
    [InlineData("Right Ascension 1950.0", "FK4 B1950")]
    [InlineData("Right Ascension (1950)", "FK4 B1950")]
    [InlineData("Right Ascension, equinox 1950", "FK4 B1950")]
    [InlineData("R.A. B1900.0", "FK4 B1900")]
    [InlineData("Right ascension Eq.1875", "FK4 B1875")]
    [InlineData("Right ascension (epoch 1950)", "FK4 B1950")]
    [InlineData("Right ascension (FK4-NO-E)", "FK4-NO-E B1950")]
    [InlineData("Right ascension (FK5, equinox J1975)", "FK5 J1975")]
    [InlineData("Mean right ascension, equinox J2015.5", "FK5 J2015.5")]
    [InlineData("Right ascension, J2000, converted to B1950", "FK4 B1950")]
    [InlineData("Right ascension (FK5, Equinox=J2000.0), from the B1950 position", "ICRS")]
    [InlineData("B1950 position precessed to J2000", "ICRS")]
    [InlineData("Right ascension (ICRS) at Ep=2016.0", "ICRS")]
    [InlineData("Right ascension (FK5) Eq=J2000, Ep=J1950", "ICRS")]
    [InlineData("Right ascension (ICRS) at epoch J1991.25", "ICRS")]
    [InlineData("Right ascension of the galactic cluster", "ICRS")]
    [InlineData("Right ascension J2016", "ICRS")]
    [InlineData("Right ascension, Smith (1975a)", "ICRS")]
    [InlineData("Hours of the right ascension", "ICRS")]
    public void A_description_tells_the_frame(string description, string frame)
    {
        Assert.Equal(frame, TablePositions.Find(Columns("ra", description), "t").Frame.ToString());
        Assert.Equal(PositionFrame.Galactic, TablePositions.Named(Columns("ra", description), "ra", "dec", "t", frame: PositionFrame.Galactic).Frame);
    }

    [Theory]
    [InlineData("Galactic longitude", "Galactic")]
    [InlineData("Longitude (Galactic)", "Galactic")]
    [InlineData("Longitude in galactic coordinates, from the B1950 position", "Galactic")]
    [InlineData("Galactic l (deg)", "Galactic")]
    [InlineData("Ecliptic longitude", "Ecliptic J2000")]
    [InlineData("Ecliptic longitude, equinox J2025.0", "Ecliptic J2025")]
    [InlineData("Supergalactic longitude", "Supergalactic")]
    [InlineData("Super-galactic longitude", "Supergalactic")]
    public void A_description_of_columns_that_the_user_names_tells_other_coordinates(string description, string frame)
    {
        Assert.Equal(frame, TablePositions.Named([new("x", typeof(double)) { Description = description }, new("y", typeof(double))], "x", "y", "t").Frame.ToString());
    }

    [Theory]
    [InlineData("ELON", "ELAT", "Ecliptic longitude (B1950)", "Ecliptic J1949.9998")]
    [InlineData("GLON", "GLAT", "Galactic longitude (B1950)", "Galactic")]
    [InlineData("RAB1950", "DEB1950", "Right ascension", "FK4 B1950")]
    [InlineData("RAJ2000", "DEJ2000", "Right ascension (J2000), B1950 in the plates", "ICRS")]
    public void A_description_agrees_with_names(string longitude, string latitude, string description, string frame) =>
        Assert.Equal(frame, TablePositions.Find([new(longitude, typeof(double)) { Description = description }, new(latitude, typeof(double))], "t").Frame.ToString());

    [Theory]
    [InlineData("ra", "Right ascension (J2000 or B1950)")]
    [InlineData("ra", "Right ascension from the B1950 position")]
    [InlineData("ra", "Right ascension, mean equinox of date")]
    [InlineData("ra", "Apparent right ascension")]
    [InlineData("ra", "Galactic longitude")]
    [InlineData("ra", "Ecliptic longitude")]
    [InlineData("RAJ2000", "Right ascension (B1950)")]
    [InlineData("RAB1950", "Right ascension (J2000)")]
    [InlineData("RAB1950", "Right ascension (B1900)")]
    public void A_description_that_contradicts_itself_or_the_name_is_an_error(string name, string description)
    {
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(Columns(name, description), "t", "-LeftPosition"));
        Assert.Equal(ErrorIds.FrameUnknown, error.ErrorId);
        Assert.Contains($"'{description}'", error.Message);
        Assert.StartsWith("Say which frame it is, such as -LeftFrame 'FK4 B1950'.", error.Recommendation);
        Assert.Equal(PositionFrame.Icrs, TablePositions.Find(Columns(name, description), "t", "-LeftPosition", PositionFrame.Icrs).Frame);
    }

    [Theory]
    [InlineData("ICRS", null, true)]
    [InlineData("eq_FK4", "B1950", false)]
    [InlineData("FK4", "B1900", true)]
    [InlineData("FK5", "J2000", true)]
    public void A_system_that_contradicts_the_description_is_an_error(string system, string? equinox, bool isError)
    {
        ColumnInfo[] columns = [.. Columns("ra", "Right ascension (B1950)").Select(column => column with { CoordinateSystem = new CoordinateSystem(system) { Equinox = equinox } })];
        if (isError)
            Assert.Equal(ErrorIds.FrameUnknown, Assert.Throws<AstroException>(() => TablePositions.Find(columns, "t")).ErrorId);
        else
            Assert.Equal(PositionFrame.Fk4, TablePositions.Find(columns, "t").Frame);
    }

    // The frame stays with the column where its description does not.
    [Theory]
    [InlineData("ra", "Right ascension (B1950)", "deg", "FK4 B1950")]
    [InlineData("alpha", "Right ascension (B1950)", "deg", "FK4 B1950")]
    [InlineData("lon", "Galactic longitude", "deg", "Galactic")]
    [InlineData("ra", "Right ascension (J2000)", "deg", null)]
    [InlineData("pmra", "Proper motion in right ascension (FK4, B1950)", "mas/yr", null)]
    [InlineData("Bmag", "Magnitude in the galactic system", "mag", null)]
    public void A_column_has_the_system_of_its_description(string name, string description, string unit, string? system) =>
        Assert.Equal(system, DescribedFrames.SystemOf(name, null, unit, description)?.ToString());

    [Theory]
    [InlineData("# positions: FK4, equinox B1950", "FK4 B1950")]
    [InlineData("#Column\tra\t(F8.4)\tRight ascension (B1900.0)", "FK4 B1900")]
    [InlineData("# B1950 positions precessed to J2000", null)]
    [InlineData("# observed in 1975", null)]
    public void A_comment_that_names_another_frame_is_a_warning(string comment, string? frame)
    {
        JoinInput left = JoinInput.OfTable(JoinFixtures.Csv($"{comment}\nid,ra,dec\n1,10,20\n")) with { Source = "left", PositionOption = "-LeftPosition" };
        JoinInput right = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec\n1,10,20\n"));
        StreamedJoin join = new(left, right, new JoinOptions { Radius = 1 });
        _ = join.ToTable(TestContext.Current.CancellationToken);
        Assert.Equal(
            frame is null ? [] : [$"left: a comment names the frame {frame} ('{comment.TrimStart('#', ' ').Replace('\t', ' ')}'), but 'ra' and 'dec' are taken to be in ICRS. "
                + $"Say the frame, such as -LeftFrame '{frame}'; with ICRS, this warning does not appear."],
            join.Warnings);
        StreamedJoin told = new(left with { Frame = PositionFrame.Icrs }, right, new JoinOptions { Radius = 1 });
        _ = told.ToTable(TestContext.Current.CancellationToken);
        Assert.Empty(told.Warnings);
    }

    private static ColumnInfo[] Columns(string longitude, string description) =>
    [
        new("id", typeof(string)), new(longitude, typeof(double)) { Description = description },
        new(longitude.Replace("ra", "dec", StringComparison.Ordinal).Replace("RA", "DE", StringComparison.Ordinal), typeof(double)),
    ];
}
