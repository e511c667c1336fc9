using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using static PSAstroXmatch.UnitTests.Archives.CatalogTableTests;

namespace PSAstroXmatch.UnitTests.Associations;

public class FermiCscMatcherTests
{
    private static readonly CatalogTable Fermi = CatalogTable.Create(Catalogs.Fermilpsc, Table(
        Column("name", "plane", "extended", "far"),
        Column("ra", 10.0, 20.0, 30.0),
        Column("dec", 0.0, 0.0, 0.0),
        Column("lii", 300.0, 100.0, 200.0),
        Column("bii", 10.0, -10.0, 10.5),
        Column("semi_major_axis_95", 0.1, double.NaN, 0.1),
        Column("semi_minor_axis_95", 0.05, double.NaN, 0.1),
        Column("position_angle_95", 90.0, double.NaN, 0.0),
        Column("energy_flux", 1e-11, 2e-11, 3e-11),
        Column("source_type", "psr", "snr", "bll")));

    private static readonly CatalogTable Csc = CatalogTable.Create(Catalogs.Csc, Table(
        Column("name", "east", "north", "b rim", "a rim", "zero", "null", "beside far"),
        Column("ra", 10.09, 10.0, 10.1, 9.9, 10.0, 10.0, 30.0),
        Column("dec", 0.0, 0.09, 0.0, 0.0, 0.0, 0.0, 0.01),
        Column("b_flux_ap", 1e-14, 2e-14, 3e-14, 4e-14, 0.0, double.NaN, 5e-14)));

    [Fact]
    public void The_circle_is_the_notebooks_definition_and_its_rim_belongs_to_it()
    {
        FermiCscResult result = Match(new FermiCscOptions());
        Assert.Equal(["a rim", "b rim", "east", "north"], result.Matches.Select(match => match.CscName));
        Assert.All(result.Matches, match => Assert.Equal("plane", match.FermiName));
        Assert.Equal(0.1, result.Matches.First().SepDeg, 1e-12);
    }

    [Fact]
    public void A_match_is_the_same_object_whenever_it_is_looked_at()
    {
        FermiCscResult result = Match(new FermiCscOptions());
        Assert.Equal(4, result.Matches.Zip(result.Matches).Count(twice => ReferenceEquals(twice.First, twice.Second)));
    }

    [Fact]
    public void The_ellipse_counts_its_angle_from_north_through_east() =>
        Assert.Equal(["a rim", "b rim", "east"], Match(new FermiCscOptions { ErrorShape = ErrorShape.Ellipse }).Matches.Select(match => match.CscName));

    [Fact]
    public void The_normalised_separation_counts_sigmas_of_the_joint_error()
    {
        // √(−2 ln 0.05) = 2.4477 σ to the boundary of a 95 % ellipse: 0.09° along an axis of 0.1°, then along one of 0.05°.
        FermiCscMatch[] matches = [.. Match(new FermiCscOptions()).Matches];
        Assert.Equal(0.9 * 2.447746830680816, matches[2].NormalizedSep, 1e-6);
        Assert.Equal(1.8 * 2.447746830680816, matches[3].NormalizedSep, 1e-6);
    }

    [Fact]
    public void The_error_of_the_Chandra_source_counts_too()
    {
        CatalogTable csc = CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "east"), Column("ra", 10.09), Column("dec", 0.0), Column("b_flux_ap", 1e-14),
            Column("r0", 72.0), Column("r1", 36.0), Column("pa", 90.0)));
        FermiCscMatch match = Assert.Single(FermiCscMatcher.Match(Fermi, csc, new FermiCscOptions(), CancellationToken.None).Matches);
        Assert.Equal(0.09 / Math.Sqrt((0.1 * 0.1) + (0.02 * 0.02)) * 2.447746830680816, match.NormalizedSep, 1e-6);
    }

    [Theory]
    [InlineData(ErrorShape.Circle)]
    [InlineData(ErrorShape.Ellipse)]
    public void Extended_sources_are_matched_within_a_radius_where_one_is_given(ErrorShape shape)
    {
        CatalogTable csc = CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "inside", "outside"), Column("ra", 20.4, 20.6), Column("dec", 0.0, 0.0), Column("b_flux_ap", 1e-14, 1e-14)));
        FermiCscOptions options = new() { ErrorShape = shape, ExtendedRadius = 0.5 };
        FermiCscMatch match = Assert.Single(FermiCscMatcher.Match(Fermi, csc, options, CancellationToken.None).Matches);
        Assert.Equal("inside", match.CscName);
        Assert.Equal(double.NaN, match.NormalizedSep);
        Assert.Equal(double.NaN, match.FermiR95);
    }

    [Fact]
    public void A_source_without_an_error_region_is_named() =>
        Assert.Equal(["extended"], Match(new FermiCscOptions()).WithoutErrorRegion);

    [Fact]
    public void The_whole_sky_is_matched_in_order_of_galactic_longitude() =>
        Assert.Equal(
            ["far", "plane", "plane", "plane", "plane"],
            Match(new FermiCscOptions { MaxLatitude = null }).Matches.Select(match => match.FermiName));

    [Fact]
    public void A_flux_limit_is_exclusive() =>
        Assert.Equal(["a rim", "b rim"], Match(new FermiCscOptions { MinFlux = 2e-14 }).Matches.Select(match => match.CscName));

    [Fact]
    public void Without_any_flux_every_source_matches_and_a_limit_is_an_error()
    {
        CatalogTable withoutFlux = CatalogTable.Create(Catalogs.Csc, Table(Column("name", "a"), Column("ra", 10.0), Column("dec", 0.0)));
        FermiCscResult result = FermiCscMatcher.Match(Fermi, withoutFlux, new FermiCscOptions(), CancellationToken.None);
        Assert.True(result.IsWithoutFluxes);
        FermiCscMatch match = Assert.Single(result.Matches);
        Assert.Equal(("a", double.NaN), (match.CscName, match.CscFlux));
        Assert.False(Match(new FermiCscOptions()).IsWithoutFluxes);
        foreach (double limit in new[] { 0, 1e-14 })
        {
            AstroException problem = Assert.Throws<AstroException>(() =>
                FermiCscMatcher.Match(Fermi, withoutFlux, new FermiCscOptions { MinFlux = limit }, CancellationToken.None));
            Assert.Equal("ColumnNotFound", problem.ErrorId);
        }
    }

    [Fact]
    public void Sources_that_were_searched_in_vain_have_empty_groups()
    {
        FermiSource[] searched = [.. Enumerable.Range(0, Fermi.RowCount).Select(CatalogObjects.Fermi(Fermi))];
        FermiCscMatch[] matches = [.. Match(new FermiCscOptions { MinFlux = 1 }).Matches];
        Assert.Empty(matches);
        IReadOnlyList<FermiMatchGroup> groups = FermiMatchGrouper.Group(matches, searched);
        // The extended source has no error region, so it was not searched.
        Assert.Equal(searched.Where(source => source.SemiMajorAxis95 > 0).OrderBy(source => source.L).Select(source => source.Name), groups.Select(group => group.FermiName));
        Assert.All(groups, group => Assert.Equal((0, ""), (group.NumCscMatches, group.CscNames.ToString())));

        matches = [.. Match(new FermiCscOptions { MaxLatitude = null }).Matches];
        Assert.Equal(4, FermiMatchGrouper.Group(matches, searched).Single(group => group.FermiName == "plane").NumCscMatches);
    }

    [Fact]
    public void Groups_come_in_order_and_a_pair_counts_once()
    {
        FermiCscMatch[] matches = [.. Match(new FermiCscOptions { MaxLatitude = null }).Matches];
        IReadOnlyList<FermiMatchGroup> groups = FermiMatchGrouper.Group(matches.Concat(matches).Reverse());
        Assert.Equal(["far", "plane"], groups.Select(group => group.FermiName));
        Assert.Equal(4, groups[1].NumCscMatches);
        Assert.Equal("a rim, b rim, east, north", groups[1].CscNames.ToString());
        Assert.Equal("4e-14, 3e-14, 1e-14, 2e-14", groups[1].CscFluxes.ToString());
    }

    [Fact]
    public void The_published_half_of_the_galactic_plane_comes_out()
    {
        FolderArchive archive = new(SharedData.Path("galactic-plane"));
        FermiCscResult result = new FermiCscSearch(archive).Find(new FermiCscOptions(), null, null, _ => { }, CancellationToken.None);
        FermiCscMatch[] matches = [.. result.Matches];
        HashSet<string> expected = [.. File.ReadLines(SharedData.Path("galactic-plane/expected/pairs.csv")).Skip(1)];
        Assert.Equal(5468, matches.Length);
        Assert.Equal(expected, matches.Select(match => $"{match.FermiName},{match.CscName}").ToHashSet());
        Assert.Equal(169, FermiMatchGrouper.Group(matches).Count);
    }

    private static FermiCscResult Match(FermiCscOptions options) => FermiCscMatcher.Match(Fermi, Csc, options, CancellationToken.None);
}
