using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tap;
using static PSAstroXmatch.UnitTests.Archives.CatalogTableTests;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>
/// Fermi sources by the names of their associations, here and in ADQL. The counts in the official file gll_psc_v27.fit are those of astropy
/// 5.2, with blanks removed from ASSOC1, ASSOC2, ASSOC_TEV, ASSOC_FGL, ASSOC_FHL and ASSOC_GAM1 to 3.
/// </summary>
public partial class FermiAssociationTests
{
    private static readonly string[] Others = [CatalogColumns.AlternativeAssociation, CatalogColumns.TevAssociation, .. CatalogColumns.GammaRayNames];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NGC 1068", 1)]
    [InlineData("ngc1068", 1)]
    [InlineData(" N G C 1 0 6 8", 1)]
    [InlineData("3FGL J0242.7-0001", 1)]
    [InlineData("NGC 106", 0)]
    [InlineData("3C 273", 1)]
    [InlineData("PSR*", 282)]
    [InlineData("crab*", 3)]
    [InlineData("HESS J1640-465", 1)]
    [InlineData("", 0)]
    public void The_official_file_is_searched_by_all_its_names(string pattern, int count) => Assert.Equal(count, Select(Official(), Named(pattern)).Length);

    [Fact]
    public void NGC_1068_is_one_source_by_whatever_name()
    {
        CatalogTable table = Official();
        Assert.Equal(["4FGL J0242.6-0000"], Select(table, Named("ngc*1068")).Select(row => table.Text("name", row)));
        Assert.Equal(Select(table, Named("NGC 1068")), Select(table, Named("3fhlj0242.7-0002")));
    }

    [Fact]
    public void The_official_file_has_1664_unassociated_sources() =>
        Assert.Equal(1664, Select(Official(), [new("source_type", Comparison.Blank), new("assoc_name", Comparison.Blank)]).Length);

    /// <summary>Three extended parts of the Large Magellanic Cloud have a name but no class.</summary>
    [Fact]
    public void A_name_without_a_class_is_an_association() =>
        Assert.Equal(1667, Select(Official(), [new("source_type", Comparison.Blank)]).Length);

    [Fact]
    public void A_table_without_any_association_cannot_be_searched_by_it() => Assert.Equal(
        "ColumnNotFound",
        Assert.Throws<AstroException>(() => Select(CatalogTable.Create(Catalogs.Fermilpsc, Table(Column("name", "4FGL J1"), Column("ra", 1.0), Column("dec", 1.0))), Named("x"))).ErrorId);

    [Fact]
    public void A_service_is_asked_for_the_columns_that_it_has()
    {
        string adql = Query("assoc_name", "tevcat_assoc").Select(new CatalogFilter { Conditions = Named("O'Neil 1*") });
        Assert.EndsWith(
            " WHERE (UPPER(t.assoc_name) LIKE '%O%''%N%E%I%L%1%' OR UPPER(t.tevcat_assoc) LIKE '%O%''%N%E%I%L%1%')", adql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_that_lacks_the_column_is_not_asked() =>
        Assert.DoesNotContain("WHERE", Query("source_type").Select(new CatalogFilter { Conditions = Named("x") }), StringComparison.Ordinal);

    [Fact]
    public void A_missing_text_at_a_service_is_blank_and_matches_all_that_an_empty_text_does()
    {
        CatalogCondition[] conditions = [new("source_type", Comparison.Blank)];
        const string Blank = " WHERE (t.source_type IS NULL OR t.source_type < 'A')";
        Assert.EndsWith(Blank, Query("source_type").Select(new CatalogFilter { Conditions = conditions }), StringComparison.Ordinal);
        Assert.EndsWith(Blank, Query("source_type").Select(new CatalogFilter { Conditions = [new("source_type", Comparison.Like, Patterns: [""])] }), StringComparison.Ordinal);
        Assert.EndsWith(
            " WHERE (t.source_type IS NULL OR UPPER(t.source_type) LIKE '%')",
            Query("source_type").Select(new CatalogFilter { Conditions = [new("source_type", Comparison.Like, Patterns: ["*"])] }),
            StringComparison.Ordinal);
    }

    /// <summary>The query may find more than is wanted, never less: each name that is found here satisfies its LIKE.</summary>
    [Theory]
    [InlineData("NGC 1068")]
    [InlineData("psr j18?? *")]
    [InlineData("*[ab]*7")]
    [InlineData("J0534+2205")]
    [InlineData("?C2?3")]
    public void What_is_found_here_satisfies_the_query(string pattern)
    {
        CatalogTable table = Official();
        int[] rows = Select(table, Named(pattern));
        Assert.NotEmpty(rows);
        string like = LikeLiteral().Match(Query("assoc_name").Select(new CatalogFilter { Conditions = Named(pattern) })).Groups[1].Value.Replace("''", "'");
        Regex query = new("^" + string.Concat(like.Select(c => c == '%' ? ".*" : c == '_' ? "." : Regex.Escape(c.ToString()))) + "$", RegexOptions.CultureInvariant);
        Assert.All(rows, row => Assert.Contains(Others.Prepend("assoc_name"), column => query.IsMatch(table.Text(column, row).ToUpperInvariant())));
    }

    [GeneratedRegex("LIKE '((?:[^']|'')*)'")]
    private static partial Regex LikeLiteral();

    private static CatalogCondition[] Named(string pattern) => [new("assoc_name", Comparison.LikeName, Patterns: [pattern]) { OtherColumns = Others }];

    private static CatalogQuery Query(params string[] columns) =>
        new(TapDialects.Generic, Catalogs.Fermilpsc, columns.Append("name").ToDictionary(name => name));

    private static CatalogTable Official() => new FolderArchive(Path.GetDirectoryName(SharedData.Path("fermi/gll_psc_v27.fit.gz"))!)
        .GetCatalog(Catalogs.Fermilpsc, CatalogFilter.None, _ => { }, Token);

    private static int[] Select(CatalogTable table, CatalogCondition[] conditions) => new CatalogFilter { Conditions = conditions }.Select(table, Token);
}
