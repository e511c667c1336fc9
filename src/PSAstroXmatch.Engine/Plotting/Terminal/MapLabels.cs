using PSAstroXmatch.Engine.Plotting.SkyMaps;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>Labels of the grid lines of a map, written after its points and only where they hide none.</summary>
internal sealed class MapLabels(MapWindow window, MapGraticule graticule)
{
    // Latitudes for labels of meridians inside a map: the row below the equator, then further and further from it.
    private static readonly double[] LabelLatitudes = [-4, 4, -15, 15, -40, 40, -52, 52];

    // Where to label a parallel inside a map whose edge it does not meet at its own latitude: degrees from the central meridian.
    private static readonly double[] LabelLongitudes = [-8, 8, -40, 40, -70, 70];

    /// <summary>Writes the labels.</summary>
    public void Write()
    {
        if (window.HasStraightEdges)
        {
            WriteBeside();
            WriteBelow();
            return;
        }

        WriteLongitudesInside();
        // The equator needs no label; inside an oblique map it would be mistaken for the 0° meridian.
        foreach (double lat in graticule.Parallels.Select(line => line.Degrees).Where(lat => lat != 0))
        {
            if (window.View.IsOblique)
                WriteInside(lat);
            else
                WriteAtEdge(lat);
        }
    }

    // The sign distinguishes it from a longitude.
    private static string Latitude(double lat) => (lat > 0 ? "+" : "") + Graticule.Label(lat);

    // First the row that has room for most labels, so that they line up; the others go wherever there is room.
    private void WriteLongitudesInside()
    {
        List<double> left = [.. graticule.Meridians.Select(line => line.Degrees).Where(lon => Math.Abs(window.View.ToNative(lon, 0).Lon) < 179)];
        double best = LabelLatitudes.MaxBy(lat => left.Count(lon => TryWriteLongitude(lon, lat, isTrial: true)));
        foreach (double lat in LabelLatitudes.Prepend(best))
            left.RemoveAll(lon => TryWriteLongitude(lon, lat, isTrial: false));
    }

    private bool TryWriteLongitude(double lon, double lat, bool isTrial)
    {
        if (window.DotOf(lon, lat) is not { } dot)
            return false;
        string text = Graticule.Label(lon);
        (int column, int row) = CellOf(dot);
        column -= text.Length / 2;
        return isTrial ? window.Canvas.CanWrite(column, row, text.Length) : window.Canvas.TryWrite(column, row, text);
    }

    private void WriteInside(double lat)
    {
        string text = Latitude(lat);
        foreach (double aside in LabelLongitudes)
        {
            if (window.DotOf(window.View.CenterLon + aside, lat) is not { } dot)
                continue;
            (int column, int row) = CellOf(dot);
            if (window.Canvas.TryWrite(column - (text.Length / 2), row, text))
                return;
        }
    }

    // Outside the ellipse: left of its left edge, or right of it if there is no room.
    private void WriteAtEdge(double lat)
    {
        if (window.DotOf(window.View.ProjectNative(180, lat)) is not { } dot)
            return;
        string text = Latitude(lat);
        int row = CellOf(dot).Row;
        int[] edge = [.. Enumerable.Range(0, window.Canvas.Columns).Where(column => window.Canvas.HasLine(column, row))];
        // With a blank in between if there is room, so that points on the edge do not touch the label.
        int[] starts = [edge[0] - text.Length - 1, edge[^1] + 2, edge[0] - text.Length, edge[^1] + 1];
        _ = starts.Any(start => window.Canvas.TryWrite(start, row, text));
    }

    // Where each parallel leaves the map on the left; other parallels are labelled inside.
    private void WriteBeside()
    {
        foreach (MapLine line in graticule.Parallels)
        {
            if (Crossing(line, dot => dot.X) is not { } dot)
                continue;
            string text = Latitude(line.Degrees);
            if (dot.X <= (window.LeftColumn * BrailleCanvas.DotsAcross) + 1)
                window.Canvas.TryWrite(window.LeftColumn - 1 - text.Length, CellOf(dot).Row, text);
            else
                WriteInside(line.Degrees);
        }
    }

    // Where each meridian leaves the map at the bottom; the one opposite the centre does so at both ends.
    private void WriteBelow()
    {
        int lowest = (window.Rows * BrailleCanvas.DotsDown) - 2;
        foreach (MapLine line in graticule.Meridians)
        {
            if (Crossing(line, dot => -dot.Y) is not { } dot || dot.Y < lowest)
                continue;
            string text = Graticule.Label(line.Degrees);
            WriteUnder(text, CellOf(dot).Column);
            if (!window.View.IsOblique && Math.Abs(window.View.ToNative(line.Degrees, 0).Lon) == 180)
                WriteUnder(text, (window.LeftColumn * 2) + window.Columns - 1 - CellOf(dot).Column);
        }
    }

    private void WriteUnder(string text, int column)
    {
        int start = Math.Clamp(column - (text.Length / 2), 0, window.Canvas.Columns - text.Length);
        window.Canvas.TryWrite(start, window.Rows, text);
    }

    // The dot of a line on the map that comes first in a given order.
    private (int X, int Y)? Crossing(MapLine line, Func<(int X, int Y), int> order)
    {
        (int X, int Y)? first = null;
        foreach (double share in graticule.Shares)
        {
            (double lon, double lat) = line.Along(share);
            if (window.DotOf(lon, lat) is { } dot && (first is not { } known || order(dot) < order(known)))
                first = dot;
        }

        return first;
    }

    private static (int Column, int Row) CellOf((int X, int Y) dot) => (dot.X / BrailleCanvas.DotsAcross, dot.Y / BrailleCanvas.DotsDown);
}
