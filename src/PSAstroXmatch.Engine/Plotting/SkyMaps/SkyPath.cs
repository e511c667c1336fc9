using PSAstroXmatch.Engine.Sky;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>Converts between the projection plane and the pixels of the data area.</summary>
internal readonly struct PlaneToPixels(PixelRect area, SkyMapField field, double marginX, double marginY)
{
    private readonly double _perX = area.Width / (2 * (field.HalfX + marginX));
    private readonly double _perY = area.Height / (2 * (field.HalfY + marginY));

    /// <summary>The pixel of a point of the plane, in 1/96 inch.</summary>
    public SKPoint At(double x, double y) => new(
        (float)((area.Left + area.Right) / 2.0 + x * _perX), (float)((area.Top + area.Bottom) / 2.0 - y * _perY));

    /// <summary>The point of the plane at a pixel.</summary>
    public (double X, double Y) Plane(double pixelX, double pixelY) =>
        ((pixelX - (area.Left + area.Right) / 2.0) / _perX, ((area.Top + area.Bottom) / 2.0 - pixelY) / _perY);
}

/// <summary>A line on the sky as a path of pixels. It is interrupted at the edge of the map and where the map does not show the sky.</summary>
internal sealed class SkyPath(SkyView view, PlaneToPixels pixels) : IDisposable
{
    private double _lon = double.NaN, _lat = double.NaN;
    private bool _isOpen;

    /// <summary>The path so far.</summary>
    public SKPath Path { get; } = new();

    /// <summary>Starts a new line.</summary>
    public void Break()
    {
        _isOpen = false;
        _lon = double.NaN;
    }

    /// <summary>Continues to a position of the map's frame, degrees.</summary>
    public void Add(double lon, double lat)
    {
        (double nativeLon, double nativeLat) = view.ToNative(lon, lat);
        AddNative(nativeLon, nativeLat);
    }

    /// <summary>Continues to a position in native coordinates (relative to the map centre), degrees.</summary>
    public void AddNative(double lon, double lat)
    {
        // The short way crosses the edge of the map: draws to the edge on this side, then from the edge on the other side.
        if (!double.IsNaN(_lon) && view.Kind != ProjectionKind.Gnomonic && Math.Abs(lon - _lon) > 180)
        {
            double side = _lon > 0 ? 180 : -180;
            double beyond = lon + 2 * side;
            double edge = _lat + (lat - _lat) * (beyond == _lon ? 0 : (side - _lon) / (beyond - _lon));
            Draw(side, edge);
            _isOpen = false;
            Draw(-side, edge);
        }

        Draw(lon, lat);
        (_lon, _lat) = (lon, lat);
    }

    public void Dispose() => Path.Dispose();

    private void Draw(double lon, double lat)
    {
        (double x, double y) = view.ProjectNative(lon, lat);
        // A gnomonic map extends to infinity; lines far outside are not visible.
        if (!(Math.Abs(x) < 50 && Math.Abs(y) < 50))
        {
            _isOpen = false;
            return;
        }

        SKPoint point = pixels.At(x, y);
        if (_isOpen)
            Path.LineTo(point);
        else
            Path.MoveTo(point);
        _isOpen = true;
    }
}

/// <summary>The outline of a circle or an ellipse on the sky.</summary>
internal static class SkyEllipse
{
    /// <summary>
    /// Positions along the closed outline. In each direction from the centre, the distance along a great circle is the radius of the ellipse in
    /// the tangent plane. For a circle this is exact at every size.
    /// </summary>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="semiMajor">Semi-major axis, degrees, 0 to 180.</param>
    /// <param name="semiMinor">Semi-minor axis, degrees.</param>
    /// <param name="positionAngle">Position angle of the semi-major axis, degrees, north through east.</param>
    /// <param name="points">Number of positions.</param>
    public static IEnumerable<(double Ra, double Dec)> Outline(double ra, double dec, double semiMajor, double semiMinor, double positionAngle, int points)
    {
        for (int i = 0; i <= points; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (i % points) / points);
            double along = semiMajor * cos, across = semiMinor * sin;
            double direction = positionAngle + Math.Atan2(across, along) * 180 / Math.PI;
            yield return Separation.Offset(ra, dec, Math.Sqrt(along * along + across * across), direction);
        }
    }

    /// <summary>Number of positions for an outline that looks round.</summary>
    /// <param name="semiMajor">Semi-major axis, degrees.</param>
    public static int Points(double semiMajor) => semiMajor switch { < 1 => 36, < 20 => 90, _ => 240 };
}
