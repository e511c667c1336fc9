using PSAstroXmatch.Engine.Sky;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>The number of positions in each HEALPix pixel, as an image of the map.</summary>
internal sealed class DensityGrid
{
    // A higher order would have pixels smaller than 13″ and a grid too large for memory.
    private const int HighestOrder = 10;

    private readonly int _order;
    private readonly double[] _perSquareDegree;

    /// <summary>Counts positions.</summary>
    /// <param name="layer">The projected layer, with longitudes and latitudes in the map's frame and the HEALPix order, or null.</param>
    /// <param name="field">The field of the map: by default the pixels are chosen so that about 100 fit across it.</param>
    /// <param name="theme">Colours.</param>
    /// <exception cref="AstroException">OrderInvalid: an order below 0 or above 10.</exception>
    public DensityGrid(ProjectedLayer layer, SkyMapField field, FigureTheme theme)
    {
        _order = layer.Layer.Order ?? Math.Clamp((int)Math.Round(Math.Log2(100 * 58.6 / Math.Max(field.Width, field.Height))), 4, HighestOrder);
        if (_order is < 0 or > HighestOrder)
        {
            throw new AstroException(
                ErrorIds.OrderInvalid,
                $"{_order} is not a valid HEALPix order.",
                $"Give 0 to {HighestOrder}: a pixel is 58.6° / 2^order wide.");
        }

        int[] counts = new int[Healpix.PixelCount(_order)];
        for (int i = 0; i < layer.Lon.Length; i++)
        {
            if (!double.IsNaN(layer.Lon[i]))
                counts[Healpix.Nested(_order, layer.Lon[i], layer.Lat[i])]++;
        }

        double area = 4 * Math.PI * Math.Pow(180 / Math.PI, 2) / counts.Length;
        // Pixels without sources stay empty.
        _perSquareDegree = Array.ConvertAll(counts, count => count == 0 ? double.NaN : count / area);
        Scale = new ColorScale(_perSquareDegree, layer.Layer.ColorMap, layer.Layer.IsLog, Colors.Transparent, layer.Layer.ValueRange);
    }

    /// <summary>Colour scale of the densities in sources per square degree.</summary>
    public ColorScale Scale { get; }

    /// <summary>Draws the image.</summary>
    /// <param name="view">Frame, centre and projection.</param>
    /// <param name="pixels">Location of the projection plane.</param>
    /// <param name="area">The data area in 1/96 inch.</param>
    /// <param name="resolution">Device pixels per 1/96 inch.</param>
    /// <param name="opacity">Opacity, 0 to 1.</param>
    public SKImage Draw(SkyView view, PlaneToPixels pixels, PixelRect area, double resolution, double opacity)
    {
        PointRaster raster = new((int)Math.Ceiling(area.Width * resolution), (int)Math.Ceiling(area.Height * resolution));
        Parallel.For(0, raster.Height, row =>
        {
            for (int column = 0; column < raster.Width; column++)
            {
                (double x, double y) = pixels.Plane(area.Left + (column + 0.5) / resolution, area.Top + (row + 0.5) / resolution);
                (double lon, double lat) = view.Unproject(x, y);
                if (double.IsNaN(lon))
                    continue;
                double density = _perSquareDegree[Healpix.Nested(_order, lon, lat)];
                if (!double.IsNaN(density))
                    raster.Set(column, row, PointRaster.Premultiplied(Scale.ColorOf(density), opacity));
            }
        });
        return raster.ToImage();
    }
}
