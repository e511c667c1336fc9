using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>The requested circles lose no star that has moved into one of them.</summary>
public sealed class CircleUploadTests
{
    private const double Arcsecond = 1 / 3600.0;
    private static readonly SearchCircles Circle = new([120], [-60], [0.01]) { Years = 18 };

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.4999)]
    [InlineData(0.5001)]
    [InlineData(2)]
    [InlineData(10.39)]
    public void A_star_that_moved_into_the_circle_is_asked_for_in_whatever_direction_it_went(double arcsecondsPerYear)
    {
        CircleUploads uploads = Uploads(Circle);
        AstroTable table = uploads.Upload([0]).Table;
        double wide = table["circle_radius"].GetDouble(0), usual = table["circle_usual"].GetDouble(0);
        double fast = Number(Regex.Match(uploads.JoinQuery, @"ABS\(c\.pmra\) \+ ABS\(c\.pmdec\) > ([0-9.]+)"));
        for (int degrees = 0; degrees < 360; degrees++)
        {
            double angle = degrees * Math.PI / 180;
            double pmRa = 1000 * arcsecondsPerYear * Math.Sin(angle), pmDec = 1000 * arcsecondsPerYear * Math.Cos(angle);
            // It moved from its catalog position to the boundary: it cannot have started farther out than the boundary plus its whole path.
            double distance = Circle.Radius[0] + arcsecondsPerYear * Circle.Years * Arcsecond;
            Assert.True(distance <= wide && (distance <= usual || Math.Abs(pmRa) + Math.Abs(pmDec) > fast), $"{degrees} degrees");
        }
    }

    [Fact]
    public void A_cone_has_the_same_radii_as_the_upload()
    {
        CircleUploads uploads = Uploads(Circle);
        AstroTable table = uploads.Upload([0]).Table;
        MatchCollection radii = Regex.Matches(uploads.ConeQuery(0), @"CIRCLE\('ICRS', 120, -60, ([0-9.E-]+)\)");
        Assert.Equal([table["circle_radius"].GetDouble(0), table["circle_usual"].GetDouble(0)], radii.Select(Number));
    }

    [Fact]
    public void Without_years_or_known_motions_the_circle_is_hardly_wider()
    {
        foreach (CircleUploads uploads in new[] { Uploads(Circle with { Years = 0 }), Uploads(Circle, withMotion: false) })
        {
            Assert.False(uploads.Upload([0]).Table.TryGetColumn("circle_usual", out _));
            Assert.InRange(uploads.Upload([0]).Table["circle_radius"].GetDouble(0), 0.01, 0.01 + 0.001 * Arcsecond);
            Assert.DoesNotContain("pmra) +", uploads.JoinQuery + uploads.ConeQuery(0));
        }
    }

    // IRSA's parser takes a geometry in a chain of AND only.
    [Fact]
    public void A_service_that_takes_no_geometry_in_an_OR_gets_a_strip_of_declination()
    {
        CircleUploads uploads = Uploads(Circle, dialect: TapDialects.Irsa);
        AstroTable table = uploads.Upload([0]).Table;
        foreach (string query in new[] { uploads.JoinQuery, uploads.ConeQuery(0) })
        {
            Assert.Single(Regex.Matches(query, "CONTAINS"));
            Assert.DoesNotMatch(@"\([^()]*CONTAINS.*\bOR\b.*\)$", query[..query.LastIndexOf(" AND ", StringComparison.Ordinal)]);
        }

        Assert.EndsWith(" AND (ABS(c.dec - u.circle_dec) <= u.circle_usual OR ABS(c.pmra) + ABS(c.pmdec) > 500)", uploads.JoinQuery);
        string usual = CatalogQuery.Text(table["circle_usual"].GetDouble(0));
        Assert.EndsWith($" AND (ABS(c.dec - (-60)) <= {usual} OR ABS(c.pmra) + ABS(c.pmdec) > 500)", uploads.ConeQuery(0));
    }

    // The CXC's service has no geometry at all.
    [Fact]
    public void A_service_without_geometry_gets_a_box()
    {
        string query = Uploads(Circle, dialect: TapDialects.Cxc).ConeQuery(0);
        Assert.DoesNotMatch("CONTAINS|CIRCLE|POINT", query);
        Assert.Matches(@"WHERE c\.dec BETWEEN -60\.06\d+ AND -59\.93\d+ AND c\.ra BETWEEN 119\.87\d+ AND 120\.12\d+ AND \(", query);
    }

    private static CircleUploads Uploads(SearchCircles circles, bool withMotion = true, TapDialect? dialect = null)
    {
        dialect ??= TapDialects.EsaGaia;
        Dictionary<string, string> columns = Catalogs.GaiaSource.Columns
            .Where(column => withMotion || !column.Name.StartsWith("pm", StringComparison.Ordinal))
            .ToDictionary(column => column.Name, column => column.Name);
        return new CircleUploads(
            dialect, Catalogs.GaiaSource, new CatalogQuery(dialect, Catalogs.GaiaSource, columns), circles);
    }

    private static double Number(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
}
