using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>Where the plane of a projection lies on a canvas.</summary>
internal sealed class MapWindow
{
    // A point of the edge is on the map, whatever the last digit of its coordinates.
    private const double Rounding = 1e-9;

    // Beside a map with straight edges: "−90°" and a blank to the left, a line below.
    private const int LeftMargin = 5;
    private const int BottomMargin = 1;

    private readonly double _reachX, _reachY;
    private readonly int _left, _dotColumns, _dotRows;

    /// <summary>Fits a map into a number of cells, as large as its shape allows.</summary>
    /// <param name="view">Frame, centre and projection.</param>
    /// <param name="radius">For a gnomonic map, degrees from its centre to its upper and lower edge.</param>
    /// <param name="columns">Cells in a line at most.</param>
    /// <param name="rows">Lines at most.</param>
    public MapWindow(SkyView view, double radius, int columns, int rows)
    {
        View = view;
        HasStraightEdges = !view.IsWholeSky;
        (int marginColumns, int marginRows) = HasStraightEdges ? (LeftMargin, BottomMargin) : (0, 0);
        int roomColumns = columns - marginColumns, roomRows = rows - marginRows;
        (_reachX, _reachY) = Reach(view.Kind, radius, roomColumns / (2.0 * roomRows));
        double cellsPerRow = 2 * _reachX / _reachY;
        int mapRows = Math.Max(1, Math.Min(roomRows, (int)(roomColumns / cellsPerRow)));
        int mapColumns = Math.Clamp((int)Math.Round(cellsPerRow * mapRows), 1, roomColumns);
        _left = marginColumns * BrailleCanvas.DotsAcross;
        _dotColumns = mapColumns * BrailleCanvas.DotsAcross;
        _dotRows = mapRows * BrailleCanvas.DotsDown;
        Canvas = new BrailleCanvas(mapColumns + marginColumns, mapRows + marginRows);
    }

    /// <summary>Frame, centre and projection.</summary>
    public SkyView View { get; }

    /// <summary>Where the map is drawn.</summary>
    public BrailleCanvas Canvas { get; }

    /// <summary>Whether the map is a rectangle, with labels outside it; else an ellipse.</summary>
    public bool HasStraightEdges { get; }

    /// <summary>Column of the cells at the map's left edge.</summary>
    public int LeftColumn => _left / BrailleCanvas.DotsAcross;

    /// <summary>Columns of cells of the map.</summary>
    public int Columns => _dotColumns / BrailleCanvas.DotsAcross;

    /// <summary>Lines of cells of the map.</summary>
    public int Rows => _dotRows / BrailleCanvas.DotsDown;

    /// <summary>Degrees of sky from the left edge to the right, at the scale of the centre.</summary>
    public double DegreesAcross => 2 * _reachX * 180 / Math.PI;

    /// <summary>Where a point of the plane lies, in dots from the left and from the top; null outside the map.</summary>
    public (double X, double Y)? PlaceOf((double X, double Y) point)
    {
        // A comparison with NaN is false.
        if (!(Math.Abs(point.X) <= _reachX * (1 + Rounding) && Math.Abs(point.Y) <= _reachY * (1 + Rounding)))
            return null;
        return (_left + (Share(point.X, _reachX) * _dotColumns), Share(-point.Y, _reachY) * _dotRows);
    }

    /// <summary>The dot of a point of the plane; null outside the map.</summary>
    public (int X, int Y)? DotOf((double X, double Y) point) => PlaceOf(point) is { } place
        ? (Math.Min((int)place.X, _left + _dotColumns - 1), Math.Min((int)place.Y, _dotRows - 1))
        : null;

    /// <summary>The dot of a position of the frame, degrees; null where it is not on the map.</summary>
    public (int X, int Y)? DotOf(double lon, double lat) => DotOf(View.Project(lon, lat));

    private static double Share(double value, double reach) => Math.Clamp((value + reach) / (2 * reach), 0, 1);

    private static (double X, double Y) Reach(ProjectionKind kind, double radius, double aspect) => kind switch
    {
        ProjectionKind.Aitoff or ProjectionKind.PlateCarree => (Math.PI, Math.PI / 2),
        ProjectionKind.Hammer or ProjectionKind.Mollweide => (2 * Math.Sqrt(2), Math.Sqrt(2)),
        // A gnomonic map has no edge of its own: it fills the window.
        ProjectionKind.Gnomonic => (Math.Tan(radius * Math.PI / 180) * Math.Max(1, aspect), Math.Tan(radius * Math.PI / 180)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
