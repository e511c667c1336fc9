using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Tables;
using PSAstroXmatch.Tests;
using PSAstroXmatch.UnitTests.Joins;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>What matches, groups and counterparts say of how they were made.</summary>
public sealed class FermiCscProvenanceTests : IDisposable
{
    private const string Pairs = "name,ra,dec,lii,bii,semi_major_axis_95\na,10,0,300,5,0.1\nb,20,0,100,5,\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;

    public FermiCscProvenanceTests()
    {
        Write("fermilpsc.csv", Pairs);
        Write("csc.csv", "name,ra,dec,b_flux_ap\nx,10.05,0,1e-14\ny,10,0.05,2e-14\nz,10,0.01,1e-16\nlost,,,1e-14\n");
        Write("gaia_source.csv", "source_id,ra,dec\n1,10.001,0\n2,10.002,0\n3,50,0\n");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_match_tells_archive_files_options_as_they_took_effect_and_counts()
    {
        FermiCscResult result = Find(new FermiCscOptions { MaxLatitude = 7, MinFlux = 1e-15 });
        MatchProvenance made = result.Provenance;
        Assert.Equal(("Folder", _folder), (made["archive"], made["archive_location"]));
        Assert.Equal(["fermilpsc", "csc"], Values(made, "catalog"));
        Assert.Equal([Path.Combine(_folder, "fermilpsc.csv"), Path.Combine(_folder, "csc.csv")], Values(made, "source"));
        Assert.Equal(["2", "3"], Values(made, "rows"));
        Assert.Contains("max_latitude = 7 deg", Lines(made));
        Assert.Contains("min_flux = 1e-15 erg/cm2/s", Lines(made));
        Assert.Contains("error_shape = Circle", Lines(made));
        Assert.Equal(("2", "1", "1"), (made["pairs"], made["fermi_sources"], made["without_error_region"]));
        Assert.Contains("1 of 4 rows have no usable position", made["note"]);
        Assert.Equal(2, result.Matches.Count);
        Assert.All(result.Matches, match => Assert.Same(made, match.GetProvenance()));
    }

    [Fact]
    public void It_tells_that_there_are_no_fluxes_and_that_the_whole_sky_was_searched()
    {
        Write("csc.csv", "name,ra,dec\nx,10.05,0\n");
        MatchProvenance made = Find(new FermiCscOptions { MaxLatitude = null, ErrorShape = ErrorShape.Circle, ExtendedRadius = 0.25 }).Provenance;
        Assert.Equal(("none", "none", "0.25"), (made["min_flux"], made["max_latitude"], made["extended_radius"]));
        Assert.Contains("no fluxes", made.First(entry => entry.Name == "min_flux").Comment);
    }

    [Fact]
    public void Sources_that_were_given_are_not_said_to_be_of_the_archive()
    {
        FolderArchive archive = new(_folder);
        FermiSource fermi = new() { Name = "mine", RA = 10, Dec = 0, L = 300, B = 5, SemiMajorAxis95 = 0.1 };
        ChandraSource chandra = new() { Name = "x", RA = 10, Dec = 0, L = 300, B = 5, Flux = 1e-14 };
        MatchProvenance both = new FermiCscSearch(archive).Find(new FermiCscOptions(), [fermi], [chandra], _ => { }, Token).Provenance;
        Assert.Null(both["archive"]);
        Assert.Equal(["the Fermi sources given", "the Chandra sources given"], Values(both, "source"));
        Assert.Equal("Folder", new FermiCscSearch(archive).Find(new FermiCscOptions(), [fermi], null, _ => { }, Token).Provenance["archive"]);
    }

    [Fact]
    public void Groups_and_counterparts_pass_on_the_match_and_add_their_own()
    {
        FermiCscResult result = Find(new FermiCscOptions());
        FermiMatchGroup group = Assert.Single(FermiMatchGrouper.Group(result.Matches));
        Assert.Equal(Lines(result.Provenance), Lines(group.GetProvenance()).Take(result.Provenance.Count));
        Assert.Equal(("3", "1"), (group.GetProvenance()["grouped_pairs"], group.GetProvenance()["groups"]));

        FermiGroupTarget[] targets = [new(group, SearchCentre.Fermi), new(new FermiMatchGroup([result.Matches[0]]), SearchCentre.Fermi)];
        CounterpartResult near = new CounterpartSearch(new FolderArchive(_folder)).Find(
            CounterpartTarget.CentresOf(targets), new CounterpartOptions { Catalogs = [Catalogs.GaiaSource, Catalogs.TwoMass], Epoch = 2010 }, Token);
        FermiCounterpart[] found = [.. CounterpartTarget.ToObjects(targets, near).Cast<FermiCounterpart>()];
        MatchProvenance made = found[0].GetProvenance();
        Assert.Equal(Lines(group.GetProvenance()).Concat(Lines(near.Provenance)), Lines(made));
        Assert.Equal(Lines(result.Provenance).Concat(Lines(near.Provenance)), Lines(found[1].GetProvenance()));
        Assert.Contains("radius = 0.03 deg", Lines(made));
        Assert.Contains("epoch = 2010 yr", Lines(made));
        Assert.Equal(["fermilpsc", "csc", "gaia_source", "fp_psc"], Values(made, "catalog"));
        Assert.Contains(Path.Combine(_folder, "gaia_source.csv"), Values(made, "source"));
        Assert.Contains("2 of 2 positions could not be searched in 2MASS.", Values(made, "note"));
    }

    [Fact]
    public void Matches_whose_making_is_not_known_are_counted()
    {
        FermiCscMatch known = Find(new FermiCscOptions()).Matches[0];
        FermiCscMatch unknown = new()
        {
            FermiName = "u",
            FermiL = 1,
            FermiB = 2,
            CscName = "v",
            CscL = 1,
            CscB = 2,
            SepDeg = 0,
            FermiRA = 1,
            FermiDec = 2,
            CscRA = 1,
            CscDec = 2,
        };
        Assert.Contains("1 of 2 pairs came from", Values(FermiMatchGrouper.Group([known, unknown])[0].GetProvenance(), "note")[^1]);
        Assert.Equal("1", FermiMatchGrouper.Group([unknown])[0].GetProvenance()["groups"]);
    }

    [Fact]
    public void The_release_of_an_official_file_is_that_of_its_header()
    {
        FolderArchive archive = new(null, new Dictionary<string, string> { ["fermilpsc"] = SharedData.Path("fermi/gll_psc_v27.fit.gz"), ["csc"] = Path.Combine(_folder, "csc.csv") });
        Assert.Equal("v27", new FermiCscSearch(archive).Find(new FermiCscOptions(), null, null, _ => { }, Token).Provenance["resource_version"]);
    }

    [Fact]
    public void Rows_of_a_service_come_with_the_query_and_without_the_password_of_its_address()
    {
        const string Columns = "<column><name>name</name><dataType>char</dataType></column><column><name>ra</name><dataType>double</dataType></column>"
            + "<column><name>dec</name><dataType>double</dataType></column>";
        using FakeTapService service = new()
        {
            Tables = $"<?xml version=\"1.0\"?><vosi:tableset xmlns:vosi=\"http://www.ivoa.net/xml/VOSITables/v1.0\"><schema><name>x</name><table><name>csc</name>{Columns}</table></schema></vosi:tableset>",
            Answer = """
                <?xml version="1.0"?><VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
                <INFO name="publisher" value="A data centre"/><INFO name="query" value="their own words"/><INFO name="request" value="https://a:b@c.example"/>
                <TABLE><FIELD name="name" datatype="char" arraysize="*"/><FIELD name="ra" datatype="double"/><FIELD name="dec" datatype="double"/>
                <DATA><TABLEDATA><TR><TD>a</TD><TD>1</TD><TD>2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """,
        };
        Uri address = new UriBuilder(service.BaseUri) { UserName = "user", Password = "geheim" }.Uri;
        CatalogFilter filter = new() { Cone = new Cone(1, 2, 0.5) };
        CatalogTable rows = new TapArchive(null, address, []).GetCatalog(Catalogs.Csc, filter, null, Token);
        string[] lines = [.. rows.Origin.Select(entry => $"{entry}")];
        Assert.Equal("catalog = csc", lines[0]);
        Assert.StartsWith("request = http://127.0.0.1", lines[1]);
        Assert.StartsWith("query = SELECT ", lines[2]);
        Assert.Contains("CIRCLE", lines[2]);
        Assert.Equal("publisher = A data centre", lines[3]);
        Assert.DoesNotContain(lines, line => line.Contains("geheim", StringComparison.Ordinal) || line.Contains("their own", StringComparison.Ordinal));
    }

    [Fact]
    public void A_join_at_the_archive_tells_its_one_query()
    {
        JoiningArchive archive = new(new FolderArchive(_folder));
        FermiCscResult result = new FermiCscSearch(archive).Find(new FermiCscOptions { MinFlux = 1e-15 }, null, null, _ => { }, Token);
        MatchProvenance made = result.Provenance;
        Assert.Equal(["SELECT both"], Values(made, "query"));
        Assert.Equal(["http://127.0.0.1/tap"], Values(made, "request"));
        Assert.Equal(["fermilpsc", "csc"], Values(made, "catalog"));
        Assert.Equal(("Archive", "1", "1"), (made["match_engine"], made["pairs"], made["without_error_region"]));
        Assert.Same(made, Assert.Single(result.Matches).GetProvenance());
    }

    private FermiCscResult Find(FermiCscOptions options) => new FermiCscSearch(new FolderArchive(_folder)).Find(options, null, null, _ => { }, Token);

    private static string[] Values(MatchProvenance made, string name) => [.. made.Where(entry => entry.Name == name).Select(entry => entry.Value)];

    private static string[] Lines(MatchProvenance made) => [.. made.Select(entry => entry.ToString())];

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    /// <summary>An archive that joins the two catalogs itself, as a service does.</summary>
    private sealed class JoiningArchive(FolderArchive inner) : Archive
    {
        public override ArchiveKind Kind => ArchiveKind.Live;

        public override string Location => "http://127.0.0.1/tap";

        public override IEnumerable<(string Name, string Place)> DescribeCatalogs(IEnumerable<CatalogDescription> catalogs) =>
            inner.DescribeCatalogs(catalogs);

        public override Task<CatalogTable> GetCatalogAsync(
            CatalogDescription catalog, CatalogFilter filter, Action<string>? log = null, CancellationToken cancellationToken = default) =>
            inner.GetCatalogAsync(catalog, filter, log, cancellationToken);

        public override Task<AstroTable?> JoinFermiCscAsync(
            double? maxLatitude, double minFlux, Action<string>? log = null, CancellationToken cancellationToken = default)
        {
            AstroTable pairs = JoinFixtures.Csv(
                "fermi_name,fermi_ra,fermi_dec,fermi_lii,fermi_bii,fermi_semi_major_axis_95,csc_name,csc_ra,csc_dec,csc_b_flux_ap\na,10,0,300,5,0.1,x,10.05,0,1e-14\n");
            return Task.FromResult<AstroTable?>(CatalogOrigin.WithQuery(pairs.With(pairs.Columns, source: Location), "SELECT both"));
        }
    }
}
