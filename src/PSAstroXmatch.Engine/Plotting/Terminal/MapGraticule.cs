namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>The edge of a map and its lines of equal longitude and latitude.</summary>
internal sealed class MapGraticule
{
    private const char Mark = '·';

    // Between two marks of a line: two cells across or one down.
    private const double MarkDistance = 4;

    private static readonly TerminalColor Grey = new(128, 128, 128);
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30];

    private readonly MapWindow _window;

    /// <summary>Chooses the lines that suit the size of a map.</summary>
    public MapGraticule(MapWindow window)
    {
        _window = window;
        Samples = (int)Math.Clamp(5 * window.Canvas.DotColumns * 360 / window.DegreesAcross, 720, 100_000);
        if (window.View.Kind == Sky.ProjectionKind.Gnomonic)
        {
            // About four lines across the height.
            double wanted = window.DegreesAcross / window.Columns * window.Rows * 2 / 4;
            LatitudeStep = Steps.FirstOrDefault(step => step >= Math.Min(0.8 * wanted, 30), 30);
            double shrink = Math.Max(0.1, Math.Cos(window.View.CenterLat * Math.PI / 180));
            LongitudeStep = Steps.FirstOrDefault(step => step >= Math.Min(0.8 * LatitudeStep / shrink, 30), 30);
        }
        else
        {
            LatitudeStep = window.Rows < 10 ? 45 : 30;
            LongitudeStep = window.Columns < 100 ? 60 : 30;
        }
    }

    /// <summary>Steps along a line that are finer than the dots, also where a small part of the sky fills the map.</summary>
    public int Samples { get; }

    /// <summary>Degrees between two meridians.</summary>
    public double LongitudeStep { get; }

    /// <summary>Degrees between two parallels.</summary>
    public double LatitudeStep { get; }

    /// <summary>Longitudes of the meridians, degrees, 0 to below 360.</summary>
    public IEnumerable<double> Longitudes => Enumerable.Range(0, (int)Math.Round(360 / LongitudeStep)).Select(i => i * LongitudeStep);

    /// <summary>Latitudes of the parallels, degrees, without the poles.</summary>
    public IEnumerable<double> Latitudes
    {
        get
        {
            int number = (int)Math.Ceiling(90 / LatitudeStep) - 1;
            return Enumerable.Range(-number, (2 * number) + 1).Select(i => i * LatitudeStep);
        }
    }

    /// <summary>Draws the edge and the lines.</summary>
    public void Draw()
    {
        foreach (double lon in Longitudes)
            DrawLine(share => (lon, -90 + (180 * share)));
        foreach (double lat in Latitudes)
            DrawLine(share => (360 * share, lat));
        if (_window.HasStraightEdges)
            DrawRectangle();
        else
            DrawEdge();
    }

    private void DrawLine(Func<double, (double Lon, double Lat)> along)
    {
        (double X, double Y)? before = null;
        for (int i = 0; i <= Samples; i++)
        {
            (double lon, double lat) = along(i / (double)Samples);
            (double X, double Y)? here = _window.PlaceOf(_window.View.Project(lon, lat));
            if (before is { } from && here is { } to && IsMarked(from, to) && _window.DotOf(lon, lat) is { } dot)
                _window.Canvas.SetMark(dot.X / BrailleCanvas.DotsAcross, dot.Y / BrailleCanvas.DotsDown, Mark, Grey);
            before = here;
        }
    }

    // Steep lines have a mark where they cross the middle of a line of cells, flat ones in every second column: the same distance.
    private static bool IsMarked((double X, double Y) from, (double X, double Y) to)
    {
        (double across, double down) = (Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        // From one edge of the map to the other, where a line leaves it and comes again.
        if (across > 2 * MarkDistance || down > 2 * MarkDistance)
            return false;
        (double first, double second) = down >= across ? (from.Y, to.Y) : (from.X, to.X);
        return Math.Floor(first / MarkDistance - 0.5) != Math.Floor(second / MarkDistance - 0.5);
    }

    // The meridian opposite to the centre, from pole to pole on both sides.
    private void DrawEdge()
    {
        int samples = 4 * (_window.Canvas.DotColumns + _window.Canvas.DotRows);
        for (int i = 0; i <= samples; i++)
        {
            double lat = -90 + (180.0 * i / samples);
            foreach (double lon in new[] { -180.0, 180.0 })
            {
                if (_window.DotOf(_window.View.ProjectNative(lon, lat)) is { } dot)
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
