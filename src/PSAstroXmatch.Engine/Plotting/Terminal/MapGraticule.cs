using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>A line of equal longitude or latitude.</summary>
/// <param name="Degrees">The longitude or latitude.</param>
/// <param name="Along">The position at a fraction of its length, 0 to 1: longitude and latitude in the frame, degrees.</param>
internal readonly record struct MapLine(double Degrees, Func<double, (double Lon, double Lat)> Along);

/// <summary>The edge of a map and its lines of equal longitude and latitude.</summary>
internal sealed class MapGraticule
{
    private const char Mark = '·';

    // Distance between two marks of a line: two cells across or one down.
    private const double MarkDistance = 4;

    // Width of a character in 1/96 inch, the unit in which grid lines are chosen. An all-sky map in an ordinary terminal gets few lines.
    private const double CharacterWidth = 8, WholeSkyCharacterWidth = 4;

    private static readonly TerminalColor Grey = new(128, 128, 128);

    private readonly MapWindow _window;

    /// <summary>Chooses the lines for the size of a map.</summary>
    public MapGraticule(MapWindow window)
    {
        _window = window;
        (SkyView view, SkyMapField field) = (window.View, window.Field);
        Graticule lines = new(view, field, window.Columns * (view.IsWholeSky ? WholeSkyCharacterWidth : CharacterWidth));
        // From the centre to the corners; the full circle near a pole.
        double reach = view.IsWholeSky ? 180 : Math.Min(180, double.Hypot(field.Width, field.Height) / 2);
        double south = Math.Max(-90, view.CenterLat - reach), north = Math.Min(90, view.CenterLat + reach);
        Meridians = [.. lines.Meridians().Select(lon => new MapLine(lon, share => (lon, south + ((north - south) * share))))];
        Parallels = [.. lines.Parallels().Select(lat =>
        {
            double aside = Math.Min(180, 2 * reach / Math.Max(0.02, Math.Cos(lat * Math.PI / 180)));
            return new MapLine(lat, share => (view.CenterLon + (aside * ((2 * share) - 1)), lat));
        })];
    }

    /// <summary>Lines of equal longitude, 0 to below 360 degrees.</summary>
    public IReadOnlyList<MapLine> Meridians { get; }

    /// <summary>Lines of equal latitude, without the poles.</summary>
    public IReadOnlyList<MapLine> Parallels { get; }

    /// <summary>Fractions of the length of a line, in steps finer than the dots.</summary>
    public IEnumerable<double> Shares
    {
        get
        {
            // The longest lines extend beyond the map on both sides.
            int steps = 4 * (_window.Canvas.DotColumns + _window.Canvas.DotRows);
            return Enumerable.Range(0, steps + 1).Select(i => i / (double)steps);
        }
    }

    /// <summary>Draws the edge and the lines.</summary>
    public void Draw()
    {
        foreach (MapLine line in Meridians.Concat(Parallels))
            DrawLine(line);
        if (_window.HasStraightEdges)
            DrawRectangle();
        else
            DrawEdge();
    }

    private void DrawLine(MapLine line)
    {
        (double X, double Y)? before = null;
        foreach (double share in Shares)
        {
            (double lon, double lat) = line.Along(share);
            (double X, double Y)? here = _window.PlaceOf(lon, lat);
            if (before is { } from && here is { } to && IsMarked(from, to) && _window.DotOf(lon, lat) is { } dot)
                _window.Canvas.SetMark(dot.X / BrailleCanvas.DotsAcross, dot.Y / BrailleCanvas.DotsDown, Mark, Grey);
            before = here;
        }
    }

    // Steep lines have a mark in each row of cells, flat ones in every second column, which is the same distance.
    private static bool IsMarked((double X, double Y) from, (double X, double Y) to)
    {
        (double across, double down) = (Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        // A line that leaves the map at one edge and re-enters at the other.
        if (across > 2 * MarkDistance || down > 2 * MarkDistance)
            return false;
        (double first, double second) = down >= across ? (from.Y, to.Y) : (from.X, to.X);
        return Math.Floor(first / MarkDistance - 0.5) != Math.Floor(second / MarkDistance - 0.5);
    }

    // The meridian opposite the centre, from pole to pole on both sides.
    private void DrawEdge()
    {
        foreach (double share in Shares)
        {
            foreach (double lon in new[] { -180.0, 180.0 })
            {
                if (_window.DotOf(_window.View.ProjectNative(lon, -90 + (180 * share))) is { } dot)
                    _window.Canvas.SetLine(dot.X, dot.Y, Grey);
            }
        }
    }

    private void DrawRectangle()
    {
        int left = _window.LeftColumn * BrailleCanvas.DotsAcross;
        int right = left + (_window.Columns * BrailleCanvas.DotsAcross) - 1;
        int bottom = (_window.Rows * BrailleCanvas.DotsDown) - 1;
        for (int x = left; x <= right; x++)
        {
            _window.Canvas.SetLine(x, 0, Grey);
            _window.Canvas.SetLine(x, bottom, Grey);
        }

        for (int y = 0; y <= bottom; y++)
        {
            _window.Canvas.SetLine(left, y, Grey);
            _window.Canvas.SetLine(right, y, Grey);
        }
    }
}
