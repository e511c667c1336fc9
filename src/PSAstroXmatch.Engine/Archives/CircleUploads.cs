using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Circles in the form sent to a service, and the queries that search in them.</summary>
internal sealed class CircleUploads
{
    private const string Name = "circles";

    // Barnard's star has the largest known proper motion, 10.4 arcsec/yr: a circle widened by that much contains every star that may
    // have moved into it. That would return too many rows, since nearly all stars move by less than 0.5 arcsec/yr. So a row of the wide
    // circle is returned only if it lies in a circle widened for 0.5 arcsec/yr, or if its proper motion is larger than that.
    // |pmra| + |pmdec| is never less than the total proper motion, so no star is lost and the service needs no square root. A row
    // without a proper motion is treated as stationary.
    private const double FastestPerYear = 10.4 / 3600;

    private readonly SearchCircles _circles;
    private readonly CatalogQuery _query;
    private readonly TapDialect _dialect;
    private readonly CatalogDescription _catalog;
    private readonly bool _withMotion;
    private readonly Dictionary<int, List<int>> _same = [];

    public CircleUploads(TapDialect dialect, CatalogDescription catalog, CatalogQuery query, SearchCircles circles)
    {
        _dialect = dialect;
        _catalog = catalog;
        _query = query;
        _circles = circles;
        _withMotion = circles.Years != 0 && catalog.ProperMotion is (string ra, string dec) && query.Has(ra, dec);
        (Distinct, Unusable) = FindDistinct();
        JoinQuery = Join();
    }

    /// <summary>The circles to search: one for each distinct position and radius.</summary>
    public int[] Distinct { get; }

    /// <summary>Circles that cannot be searched, and why.</summary>
    public Dictionary<int, AstroException> Unusable { get; }

    /// <summary>The query that joins the uploaded circles with the catalog; circle_id is the index of the circle.</summary>
    public string JoinQuery { get; }

    /// <summary>All circles with the same position and radius as the given one, itself included.</summary>
    public IEnumerable<int> SameAs(int circle) => _same[circle];

    /// <summary>The given circles as a table to upload.</summary>
    public TapUpload Upload(int[] part)
    {
        List<AstroColumn> columns =
        [
            new AstroColumn<int>(new ColumnInfo("circle_id", typeof(int)), part),
            Degrees("circle_ra", part, circle => _circles.Ra[circle]),
            Degrees("circle_dec", part, circle => _circles.Dec[circle]),
            Degrees("circle_radius", part, circle => Widened(circle, FastestPerYear)),
        ];
        if (_withMotion)
            columns.Add(Degrees("circle_usual", part, circle => Widened(circle, NearbyMotion.UsualPerYear)));
        return new TapUpload(Name, new AstroTable(columns, part.Length));
    }

    /// <summary>The query for one circle.</summary>
    public string ConeQuery(int circle)
    {
        (double ra, double dec, double usual) = (_circles.Ra[circle], _circles.Dec[circle], Widened(circle, NearbyMotion.UsualPerYear));
        string[] conditions =
        [
            _query.InCircle("c", ra, dec, Widened(circle, FastestPerYear)),
            .. MovingOr(_dialect.GeometryInOr ? _query.InCircle("c", ra, dec, usual) : NearDec(CatalogQuery.Text(dec), CatalogQuery.Text(usual))),
        ];
        return $"{_query.SelectTop} {_query.SelectList("c")} FROM {_query.Table} AS c WHERE {string.Join(" AND ", conditions)}";
    }

    private string Point => $"POINT('ICRS', {_query.Column("c", _catalog.Equatorial.Ra)}, {_query.Column("c", _catalog.Equatorial.Dec)})";

    private string Join()
    {
        string from = _dialect.JoinByGeometry(
            $"{_query.Table} AS c", $"TAP_UPLOAD.{Name} AS u", TapDialect.InCircle(Point, Circle("circle_radius")),
            MovingOr(_dialect.GeometryInOr ? TapDialect.InCircle(Point, Circle("circle_usual")) : NearDec("u.circle_dec", "u.circle_usual")));
        return $"SELECT u.circle_id AS circle_id, {_query.SelectList("c")} FROM {from}";

        static string Circle(string radius) => $"CIRCLE('ICRS', u.circle_ra, u.circle_dec, u.{radius})";
    }

    // For services that take no geometry in an OR: the strip of declination in which the smaller circle lies. It holds all of its rows.
    private string NearDec(string dec, string radius) => $"ABS({_query.Column("c", _catalog.Equatorial.Dec)} - {(dec.StartsWith('-') ? $"({dec})" : dec)}) <= {radius}";

    private string[] MovingOr(string inUsualCircle)
    {
        if (!_withMotion)
            return [];
        (string ra, string dec) = _catalog.ProperMotion!.Value;
        string speed = $"ABS({_query.Column("c", ra)}) + ABS({_query.Column("c", dec)})";
        return [$"({inUsualCircle} OR {speed} > {CatalogQuery.Text(NearbyMotion.UsualPerYear * 3_600_000)})"];
    }

    private double Widened(int circle, double perYear) => Math.Min(180, _circles.Radius[circle] + SearchCircles.Margin + (_withMotion ? perYear * Math.Abs(_circles.Years) : 0));

    private (int[] Distinct, Dictionary<int, AstroException> Unusable) FindDistinct()
    {
        Dictionary<(double, double, double), int> first = [];
        Dictionary<int, AstroException> unusable = [];
        for (int i = 0; i < _circles.Count; i++)
        {
            (double ra, double dec, double radius) = (_circles.Ra[i], _circles.Dec[i], _circles.Radius[i]);
            if (_circles.Problem(i) is AstroException problem)
                unusable.Add(i, problem);
            else if (first.TryAdd((ra, dec, radius), i))
                _same[i] = [i];
            else
                _same[first[(ra, dec, radius)]].Add(i);
        }

        return ([.. _same.Keys.Order()], unusable);
    }

    private static AstroColumn<double> Degrees(string name, int[] part, Func<int, double> value) =>
        new(new ColumnInfo(name, typeof(double)) { Unit = "deg" }, Array.ConvertAll(part, circle => value(circle)));
}
