using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>The location of the projection plane on a canvas.</summary>
internal sealed class MapWindow
{
    // Margins of a map with straight edges: "−90°" and a blank on the left, one line below.
    private const int LeftMargin = 5;
    private const int BottomMargin = 1;

    private readonly int _left, _dotColumns, _dotRows;

    /// <summary>Fits a map into a number of cells, as large as its shape allows.</summary>
    /// <param name="view">Frame, centre and projection.</param>
    /// <param name="field">The part of the plane that is shown.</param>
    /// <param name="columns">Maximum number of columns of cells.</param>
    /// <param name="rows">Maximum number of rows of cells.</param>
    public MapWindow(SkyView view, SkyMapField field, int columns, int rows)
    {
        (View, Field) = (view, field);
        (int marginColumns, int marginRows) = HasStraightEdges ? (LeftMargin, BottomMargin) : (0, 0);
        int roomColumns = columns - marginColumns, roomRows = rows - marginRows;
        double cellsPerRow = 2 * field.HalfX / field.HalfY;
        int mapRows = Math.Clamp((int)(roomColumns / cellsPerRow), 1, roomRows);
        int mapColumns = Math.Clamp((int)Math.Round(cellsPerRow * mapRows), 1, roomColumns);
        _left = marginColumns * BrailleCanvas.DotsAcross;
        _dotColumns = mapColumns * BrailleCanvas.DotsAcross;
        _dotRows = mapRows * BrailleCanvas.DotsDown;
        Canvas = new BrailleCanvas(mapColumns + marginColumns, mapRows + marginRows);
    }

    /// <summary>Frame, centre and projection.</summary>
    public SkyView View { get; }

    /// <summary>The part of the plane that is shown.</summary>
    public SkyMapField Field { get; }

    /// <summary>The canvas that the map is drawn on.</summary>
    public BrailleCanvas Canvas { get; }

    /// <summary>Whether the map is a rectangle with labels outside it, or otherwise an ellipse.</summary>
    public bool HasStraightEdges => !View.IsWholeSky;

    /// <summary>Cell column of the map's left edge.</summary>
    public int LeftColumn => _left / BrailleCanvas.DotsAcross;

    /// <summary>Number of cell columns of the map.</summary>
    public int Columns => _dotColumns / BrailleCanvas.DotsAcross;

    /// <summary>Number of cell rows of the map.</summary>
    public int Rows => _dotRows / BrailleCanvas.DotsDown;

    /// <summary>The location of a position of the frame, in dots from the left and from the top; null outside the map.</summary>
    public (double X, double Y)? PlaceOf(double lon, double lat) => PlaceOf(View.Project(lon, lat));

    /// <summary>The dot of a position of the frame in degrees; null outside the map.</summary>
    public (int X, int Y)? DotOf(double lon, double lat) => DotOf(View.Project(lon, lat));

    /// <summary>The dot of a point of the plane; null outside the map.</summary>
    public (int X, int Y)? DotOf((double X, double Y) point) => PlaceOf(point) is { } place
        ? (Math.Min((int)place.X, _left + _dotColumns - 1), Math.Min((int)place.Y, _dotRows - 1))
        : null;

    private (double X, double Y)? PlaceOf((double X, double Y) point) => Field.Contains(point.X, point.Y)
        ? (_left + (Share(point.X, Field.HalfX) * _dotColumns), Share(-point.Y, Field.HalfY) * _dotRows)
        : null;

    private static double Share(double value, double reach) => Math.Clamp((value + reach) / (2 * reach), 0, 1);
}
