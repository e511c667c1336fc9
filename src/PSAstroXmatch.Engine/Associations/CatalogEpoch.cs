using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The positions of the sources of a catalog at some epoch, and their errors.</summary>
public sealed class CatalogEpoch
{
    /// <summary>
    /// Assumed 1σ proper motion of a star whose proper motion is unknown, mas/yr. It increases the position error, which would be too
    /// small if the motion were assumed to be zero. A typical value for faint stars along the plane.
    /// </summary>
    private const double UnknownMotion = 10;

    private const double MilliarcsecondsPerDegree = 3_600_000;
    private const double ArcsecondsPerDegree = 3600;

    private readonly double[] _years;
    private readonly bool[] _moved;

    private CatalogEpoch(CatalogTable catalog, double? epoch)
    {
        Catalog = catalog;
        Epoch = epoch;
        _moved = new bool[catalog.RowCount];
        _years = epoch is double year ? catalog.YearsTo(year) : new double[catalog.RowCount];
        Positions = IsMoved ? Moved() : new SkyPositions(catalog.Ra, catalog.Dec);
        Errors = catalog.Description switch
        {
            { ErrorEllipse: (string, string, string) columns } => EllipseColumns(columns),
            { PositionErrors: (string, string, string) columns } => Covariances(columns),
            _ => Unknown(catalog.RowCount),
        };
    }

    /// <summary>The catalog.</summary>
    public CatalogTable Catalog { get; }

    /// <summary>The Julian year; null if the catalog's own positions are used unchanged.</summary>
    public double? Epoch { get; }

    /// <summary>Whether positions were moved.</summary>
    public bool IsMoved => Epoch is not null && Catalog.Description.ProperMotion is not null;

    /// <summary>Positions at that epoch, degrees.</summary>
    public SkyPositions Positions { get; }

    /// <summary>1σ position errors at that epoch, degrees; NaN where the catalog has none.</summary>
    public SkyEllipses Errors { get; }

    /// <summary>The sources of a catalog at an epoch.</summary>
    public static CatalogEpoch Of(CatalogTable catalog, double? epoch) => new(catalog, catalog.Description.ProperMotion is null ? null : epoch);

    /// <summary>The longest time in years between a catalog's epochs and another; 0 if its positions do not move.</summary>
    public static double GreatestYears(CatalogDescription catalog, double? epoch) =>
        epoch is double year && catalog.ProperMotion is not null ? Math.Abs(year - (catalog.Epoch ?? year)) : 0;

    /// <summary>The epoch of a row's position if it was moved, otherwise NaN.</summary>
    internal double EpochOf(int row) => IsRowMoved(row) ? Epoch ?? double.NaN : double.NaN;

    /// <summary>The right ascension of a row at the epoch if it was moved, otherwise NaN.</summary>
    internal double EpochRaOf(int row) => IsRowMoved(row) ? Positions.Ra[row] : double.NaN;

    /// <summary>The declination of a row at the epoch if it was moved, otherwise NaN.</summary>
    internal double EpochDecOf(int row) => IsRowMoved(row) ? Positions.Dec[row] : double.NaN;

    /// <summary>1σ position error in degrees after some years, if the proper motion is unknown.</summary>
    public static double UnknownMotionError(double years) => UnknownMotion * years / MilliarcsecondsPerDegree;

    /// <summary>Whether the position of a source was moved, i.e. its proper motion is known.</summary>
    public bool IsRowMoved(int row) => IsMoved && _moved[row];

    /// <summary>
    /// The position errors, increased by the proper motion over years of which only the root mean square is known: along the motion of a source,
    /// and in all directions where it is unknown. An error that the catalog does not give counts as zero.
    /// </summary>
    internal SkyEllipses ErrorsAfter(double years)
    {
        double[] east = Column(Catalog.Description.ProperMotion?.Ra), north = Column(Catalog.Description.ProperMotion?.Dec);
        double[] major = new double[east.Length], minor = new double[east.Length], angle = new double[east.Length];
        double scale = years / MilliarcsecondsPerDegree, unknown = UnknownMotionError(years);
        for (int row = 0; row < major.Length; row++)
        {
            PositionError error = Errors.IsUsable(row)
                ? PositionError.OfEllipse(Errors.SemiMajor[row], Errors.SemiMinor[row], Errors.PositionAngle[row])
                : default;
            PositionError motion = double.IsFinite(east[row]) && double.IsFinite(north[row])
                ? new PositionError(east[row] * east[row] * scale * scale, east[row] * north[row] * scale * scale, north[row] * north[row] * scale * scale)
                : new PositionError(unknown * unknown, 0, unknown * unknown);
            PositionError sum = error + motion;
            (major[row], minor[row], angle[row]) = Ellipse(sum.EE, sum.NN, sum.EN);
        }

        return new SkyEllipses(major, minor, angle);
    }

    private SkyPositions Moved()
    {
        (string pmRa, string pmDec) = Catalog.Description.ProperMotion!.Value;
        double[] east = Catalog.Doubles(pmRa), north = Catalog.Doubles(pmDec), ra = [.. Catalog.Ra], dec = [.. Catalog.Dec];
        for (int row = 0; row < ra.Length; row++)
        {
            _moved[row] = double.IsFinite(east[row]) && double.IsFinite(north[row]);
            if (_moved[row])
                (ra[row], dec[row]) = SpaceMotion.Move(ra[row], dec[row], east[row], north[row], _years[row]);
        }

        return new SkyPositions(ra, dec);
    }

    private static SkyEllipses Unknown(int rows)
    {
        double[] axis = new double[rows];
        Array.Fill(axis, double.NaN);
        return new SkyEllipses(axis, axis, axis);
    }

    private SkyEllipses EllipseColumns((string Major, string Minor, string Angle) columns) => new(
        Array.ConvertAll(Catalog.Doubles(columns.Major), axis => axis / ArcsecondsPerDegree),
        Array.ConvertAll(Catalog.Doubles(columns.Minor), axis => axis / ArcsecondsPerDegree),
        Catalog.Doubles(columns.Angle));

    // The variances of position and proper motion add up; ignoring the correlations between them (Gaia gives them) changes the error by a few per cent.
    private SkyEllipses Covariances((string Ra, string Dec, string Correlation) columns)
    {
        double[] east = Catalog.Doubles(columns.Ra), north = Catalog.Doubles(columns.Dec), correlation = Catalog.Doubles(columns.Correlation);
        double[] motion = Column(Catalog.Description.ProperMotion?.Ra);
        double[] eastMotion = Column(Catalog.Description.ProperMotionErrors?.Ra), northMotion = Column(Catalog.Description.ProperMotionErrors?.Dec);
        double[] major = new double[east.Length], minor = new double[east.Length], angle = new double[east.Length];
        for (int row = 0; row < major.Length; row++)
        {
            double years = _years[row];
            double ofEast = double.IsNaN(motion[row]) ? UnknownMotion : ZeroIfNaN(eastMotion[row]);
            double ofNorth = double.IsNaN(motion[row]) ? UnknownMotion : ZeroIfNaN(northMotion[row]);
            double xx = east[row] * east[row] + ofEast * ofEast * years * years;
            double yy = north[row] * north[row] + ofNorth * ofNorth * years * years;
            double xy = ZeroIfNaN(correlation[row]) * east[row] * north[row];
            (major[row], minor[row], angle[row]) = Ellipse(xx / Square, yy / Square, xy / Square);
        }

        return new SkyEllipses(major, minor, angle);
    }

    private double[] Column(string? name) => name is null ? Unknown(Catalog.RowCount).SemiMajor : Catalog.Doubles(name);

    private const double Square = MilliarcsecondsPerDegree * MilliarcsecondsPerDegree;

    // Semi-axes and position angle from the covariance matrix of east and north.
    private static (double Major, double Minor, double Angle) Ellipse(double xx, double yy, double xy)
    {
        double mean = (xx + yy) / 2, spread = Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        double angle = Math.Atan2(2 * xy, yy - xx) / 2 * DegreeTrigonometry.DegreesPerRadian;
        return (Math.Sqrt(mean + spread), Math.Sqrt(Math.Max(0, mean - spread)), angle);
    }

    private static double ZeroIfNaN(double value) => double.IsNaN(value) ? 0 : value;
}
