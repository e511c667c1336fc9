using PSAstroXmatch.Engine.Sky;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>How many positions lie in each HEALPix pixel, as a picture of the map.</summary>
internal sealed class DensityGrid
{
    // Above this a pixel is smaller than 13″ and the grid larger than a computer's memory.
    private const int HighestOrder = 10;

    private readonly int _order;
    private readonly double[] _perSquareDegree;

    /// <summary>Counts positions.</summary>
    /// <param name="layer">The projected layer: longitudes and latitudes in the map's frame; its order of the pixels, or null.</param>
    /// <param name="field">What the map shows: the pixels are chosen so that some 100 lie across it.</param>
    /// <param name="theme">Colours.</param>
    /// <exception cref="AstroException">OrderInvalid: an order below 0 or above 10.</exception>
    public DensityGrid(ProjectedLayer layer, SkyMapField field, FigureTheme theme)
    {
        _order = layer.Layer.Order ?? Math.Clamp((int)Math.Round(Math.Log2(100 * 58.6 / Math.Max(field.Width, field.Height))), 4, HighestOrder);
        if (_order is < 0 or > HighestOrder)
        {
            throw new AstroException(
                "OrderInvalid",
                AstroErrorKind.InvalidArgument,
                $"{_order} is no order of a density map.",
                $"Give 0 to {HighestOrder}: a pixel is 58.6° / 2^order wide.");
        }

        int[] counts = new int[Healpix.PixelCount(_order)];
        for (int i = 0; i < layer.Lon.Length; i++)
        {
            if (!double.IsNaN(layer.Lon[i]))
                counts[Healpix.Nested(_order, layer.Lon[i], layer.Lat[i])]++;
        }

        double area = 4 * Math.PI * Math.Pow(180 / Math.PI, 2) / counts.Length;
        // Where there is nothing the map stays empty.
        _perSquareDegree = Array.ConvertAll(counts, count => count == 0 ? double.NaN : count / area);
        Scale = new ColorScale(_perSquareDegree, layer.Layer.ColorMap, layer.Layer.IsLog, Colors.Transparent, layer.Layer.ValueRange);
    }

    /// <summary>Colours of the densities, sources a square degree.</summary>
    public ColorScale Scale { get; }

    /// <summary>The picture.</summary>
    /// <param name="view">How the map sees the sky.</param>
    /// <param name="pixels">Where the plane lies.</param>
    /// <param name="area">The data area in 1/96 inch.</param>
    /// <param name="resolution">Pixels of the device a 1/96 inch.</param>
    /// <param name="opacity">How much it covers, 0 to 1.</param>
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
