using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;
using static PSAstroXmatch.UnitTests.Archives.CatalogTableTests;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>The search around any positions, on catalogs of a few rows of which every answer is known.</summary>
public sealed class CounterpartSearchTests
{
    private const double Arcsecond = 1 / 3600.0;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_found_comes_in_columns_by_centre_then_separation_then_name()
    {
        ArrayArchive archive = new(TwoMass(("far", 10.003), ("b", 10.001), ("a", 10.001), ("other", 20)));
        SearchCentres centres = SearchCentres.WithRadius(new SkyPositions([20, 10, 50], [0, 0, 0]), 0.002);
        CounterpartResult result = new CounterpartSearch(archive).Find(centres, Options() with { Top = 2 }, Token);
        Assert.Empty(result.Problems);
        CatalogNeighbours found = Assert.Single(result.Catalogs);
        Assert.Equal([0, 1, 1], found.Centre);
        Assert.Equal(["other", "a", "b"], found.Row.Select(row => found.Catalog.Text("designation", row)));
        Assert.Equal([0, 0.001, 0.001], found.Separation.Select(separation => Math.Round(separation, 9)));
        Assert.All(found.NormalizedSeparation, separation => Assert.True(double.IsNaN(separation)));
    }

    [Fact]
    public void Each_centre_has_its_own_radius_or_error_unless_one_is_given()
    {
        ArrayArchive archive = new(TwoMass(("a", 10 + 1.5 * Arcsecond), ("b", 20 + 1.5 * Arcsecond), ("c", 30 + 1.5 * Arcsecond)));
        SkyPositions positions = new([10, 20, 30], [0, 0, 0]);
        // 1.5 arcsec are 1.5 and 3 times the errors of the first two (the catalog has none); the third has no error.
        double[] errors = [Arcsecond, Arcsecond / 2, double.NaN];
        SearchCentres centres = SearchCentres.WithErrors(positions, new SkyEllipses(errors, errors, [0, 0, 0]));
        Assert.Equal([0], new CounterpartSearch(archive).Find(centres, Options(), Token).Catalogs[0].Centre);
        Assert.Equal([0, 1, 2], new CounterpartSearch(archive).Find(centres, Options() with { Radius = 2 * Arcsecond }, Token).Catalogs[0].Centre);
        SearchCentres mixed = SearchCentres.Concat([centres, SearchCentres.WithRadius(positions, 2 * Arcsecond)]);
        Assert.Equal([0, 3, 4, 5], new CounterpartSearch(archive).Find(mixed, Options(), Token).Catalogs[0].Centre);
    }

    [Fact]
    public void A_catalog_that_cannot_be_had_is_a_failure_of_all_centres_and_the_others_are_searched()
    {
        ArrayArchive archive = new(TwoMass(("a", 10)));
        CounterpartOptions options = Options() with { Catalogs = [Catalogs.GaiaSource, Catalogs.TwoMass] };
        CounterpartTarget[] targets = [Target("mine", 10), Target("empty", 50)];
        CounterpartResult result = new CounterpartSearch(archive).Find(CounterpartTarget.CentresOf(targets), options, Token);
        Assert.Equal(["CatalogNotFound"], result.Problems.Select(problem => problem.ErrorId));
        Assert.Equal([0, 1], result.Catalogs[0].Failures.Keys.Order());
        Counterpart[] found = [.. CounterpartTarget.ToObjects(targets, result).Cast<Counterpart>()];
        Assert.Equal(["a"], found[0].TwoMassNames);
        Assert.Empty(found[1].TwoMassNames);
        Assert.All(found, item => Assert.Equal(["fp_psc"], item.SearchedCatalogs));
        Assert.All(found, item => Assert.Equal(result.Problems[0].Message, item.SearchError));
    }

    [Fact]
    public void Groups_and_other_objects_come_out_in_their_order_each_in_its_own_form()
    {
        ArrayArchive archive = new(TwoMass(("near both", 10.00005), ("mine", 20)));
        object own = new();
        FermiMatchGroup group = new([Match("one", 10), Match("two", 10.0001)]);
        CounterpartTarget[] targets = [new SourceTarget(own, "own", Centre(20)), new FermiGroupTarget(group, SearchCentre.Chandra)];
        CounterpartResult result = new CounterpartSearch(archive).Find(CounterpartTarget.CentresOf(targets), Options(), Token);
        // The star is near both Chandra sources, and so twice among the pairs.
        Assert.Equal([0, 1, 2], result.Catalogs[0].Centre);
        IReadOnlyList<object> found = CounterpartTarget.ToObjects(targets, result);
        Counterpart first = Assert.IsType<Counterpart>(found[0]);
        Assert.Same(own, first.Source);
        TwoMassSource star = Assert.Single(first.TwoMass);
        Assert.Equal(("own", 0, double.NaN, ""), (star.Around, star.SepArcsec, star.SepFromCsc, star.CscName));
        FermiCounterpart second = Assert.IsType<FermiCounterpart>(found[1]);
        star = Assert.Single(second.TwoMass);
        Assert.Equal((star.CscName, star.SepFromCsc), (star.Around, star.SepArcsec));
        Assert.Equal(["one", "two"], second.CscNames);
    }

    [Fact]
    public void Errors_are_read_from_the_columns_that_the_catalog_describes_and_from_no_others()
    {
        CatalogDescription own = new("own", "own",
        [
            new("id", CatalogQuantity.Text),
            new("ra", CatalogQuantity.Degrees),
            new("dec", CatalogQuantity.Degrees),
            .. new[] { "ra_error", "dec_error", "ra_dec_corr" }.Select(name => new CatalogColumn(name, CatalogQuantity.Any)),
        ])
        {
            TableName = "own",
            Galactic = ("glon", "glat"),
        };
        AstroTable rows = Table(
            Column("id", "x"), Column("ra", 10.0), Column("dec", 0.0), Column("ra_error", 300.0), Column("dec_error", 400.0), Column("ra_dec_corr", 0.0));
        Assert.True(double.IsNaN(CatalogEpoch.Of(CatalogTable.Create(own, rows), null).Errors.SemiMajor[0]));
        CatalogDescription described = own with { PositionErrors = ("ra_error", "dec_error", "ra_dec_corr") };
        SkyEllipses errors = CatalogEpoch.Of(CatalogTable.Create(described, rows), null).Errors;
        Assert.Equal(0.4 * Arcsecond, errors.SemiMajor[0], 1e-15);
        Assert.Equal(0.3 * Arcsecond, errors.SemiMinor[0], 1e-15);
    }

    // Barnard's star, whose declination grows by 10.3 arcsec/yr, and one whose motion is not known.
    [Theory]
    [InlineData(2016.0)]
    [InlineData(1991.25)]
    [InlineData(48_349.0625)]
    [InlineData(2_448_349.5625)]
    public void Rows_whose_epoch_is_not_that_of_the_catalog_are_found_where_they_are_at_the_epoch(double rowEpoch)
    {
        double moved = (rowEpoch == 2016.0 ? 0 : 24.75) * 10.3 * Arcsecond;
        CatalogTable gaia = CatalogTable.Create(Catalogs.GaiaSource, Table(
            Column("source_id", 1L, 2L), Column("ra", 10.0, 20.0), Column("dec", 0.0, 0.0), Column("ra_error", 0.1, 0.1), Column("dec_error", 0.1, 0.1),
            Column("pmra", 0.0, double.NaN), Column("pmdec", 10_300.0, double.NaN), Column("ref_epoch", rowEpoch, rowEpoch)));
        SearchCentres centres = SearchCentres.WithRadius(new SkyPositions([10, 20], [moved, 0]), Arcsecond / 2);
        CounterpartOptions options = new() { Catalogs = [Catalogs.GaiaSource], Epoch = 2016 };
        CatalogNeighbours found = Assert.Single(new CounterpartSearch(new ArrayArchive(gaia)).Find(centres, options, Token).Catalogs);
        Assert.Equal([0, 1], found.Centre);
        // After 24.75 years, the second is within the error of a position whose motion is not known.
        SearchCentres withErrors = SearchCentres.WithErrors(new SkyPositions([20 + 0.5 * Arcsecond], [0]), new SkyEllipses([Arcsecond / 10_000], [Arcsecond / 10_000], [0]));
        found = Assert.Single(new CounterpartSearch(new ArrayArchive(gaia)).Find(withErrors, options, Token).Catalogs);
        Assert.Equal(rowEpoch == 2016.0 ? [] : [0], found.Centre);
    }

    private static CounterpartOptions Options() => new() { Catalogs = [Catalogs.TwoMass] };

    private static SearchCentres Centre(double ra) => SearchCentres.WithRadius(new SkyPositions([ra], [0]), 0.001);

    private static SourceTarget Target(string name, double ra) => new(name, name, Centre(ra));

    private static FermiCscMatch Match(string name, double ra) => new()
    {
        FermiName = "F",
        FermiL = 0,
        FermiB = 0,
        FermiRA = 10,
        FermiDec = 0,
        CscName = name,
        CscL = 0,
        CscB = 0,
        CscRA = ra,
        CscDec = 0,
        SepDeg = ra - 10,
    };

    private static CatalogTable TwoMass(params (string Name, double Ra)[] stars) => CatalogTable.Create(Catalogs.TwoMass, Table(
        Column("designation", [.. stars.Select(star => star.Name)]), Column("ra", [.. stars.Select(star => star.Ra)]), Column("dec", new double[stars.Length])));

    /// <summary>An archive of one catalog in memory.</summary>
    private sealed class ArrayArchive(CatalogTable only) : Archive
    {
        public override ArchiveKind Kind => ArchiveKind.Folder;

        public override string Location => "memory";

        public override IEnumerable<(string Name, string Place)> DescribeCatalogs(IEnumerable<CatalogDescription> catalogs) => [(only.Description.Name, Location)];

        public override Task<CatalogTable> GetCatalogAsync(
            CatalogDescription catalog, CatalogFilter filter, Action<string>? log = null, CancellationToken cancellationToken = default) => catalog == only.Description
                ? Task.FromResult(only)
                : throw new AstroException(ErrorIds.CatalogNotFound, $"There is no {catalog.Name}.", "Ask for another.", catalog.Name);
    }
}
