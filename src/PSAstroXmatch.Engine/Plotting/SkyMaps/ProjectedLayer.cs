using PSAstroXmatch.Engine.Sky;
using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>A layer with its positions in the map's frame and on the projection plane, its colours and sizes.</summary>
internal sealed class ProjectedLayer
{
    private const float LargestDot = 18, SmallestDot = 2;

    private readonly double _largest;

    /// <summary>Projects a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="view">Frame, centre and projection.</param>
    /// <param name="theme">Colours of the figure.</param>
    /// <param name="paint">Colour if neither values nor the user determine one.</param>
    public ProjectedLayer(SkyMapLayer layer, SkyView view, FigureTheme theme, Color paint)
    {
        Layer = layer;
        Paint = layer.Color is null ? paint : ColorNames.Parse(layer.Color);
        Scale = layer.Values is null ? null : new ColorScale(layer.Values, layer.ColorMap, layer.IsLog, theme.Missing, layer.ValueRange);
        Lon = new double[layer.Count];
        Lat = new double[layer.Count];
        X = new double[layer.Count];
        Y = new double[layer.Count];
        for (int i = 0; i < layer.Count; i++)
        {
            (Lon[i], Lat[i]) = Math.Abs(layer.Dec[i]) <= 90 ? SkyFrames.FromIcrs(view.Frame, layer.RA[i], layer.Dec[i]) : (double.NaN, double.NaN);
            (X[i], Y[i]) = view.Project(Lon[i], Lat[i]);
        }

        if (layer.Sizes is { } sizes)
            _largest = ScaleRange.Of(sizes, isLog: true).Max;
    }

    public SkyMapLayer Layer { get; }

    /// <summary>Longitudes in the map's frame, degrees; NaN without a position.</summary>
    public double[] Lon { get; }

    /// <summary>Latitudes in the map's frame, degrees.</summary>
    public double[] Lat { get; }

    /// <summary>Coordinates on the plane; NaN if the map does not show the position.</summary>
    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Colour of positions without colour values.</summary>
    public Color Paint { get; }

    /// <summary>The colour scale; null if the layer has no colour values.</summary>
    public ColorScale? Scale { get; }

    /// <summary>Colour of a position.</summary>
    public Color ColorOf(int i) => Scale is null ? Paint : Scale.ColorOf(Layer.Values![i]);

    /// <summary>Diameter of the dot of a position, in 1/96 inch. Areas are proportional to the sizes.</summary>
    public double Diameter(int i) => Layer.Sizes is { } sizes ? DiameterOf(sizes[i]) : Layer.Size ?? DefaultDiameter;

    /// <summary>Diameter of the dot of a size.</summary>
    public double DiameterOf(double size) => size > 0 && double.IsFinite(size) ? Math.Max(SmallestDot, (Layer.Size ?? LargestDot) * Math.Sqrt(size / _largest)) : SmallestDot;

    /// <summary>Sizes for the legend, largest first: round numbers down to a twentieth of the largest; whole ones for counts.</summary>
    public IEnumerable<double> LegendSizes()
    {
        bool areCounts = Layer.Sizes!.All(size => !double.IsFinite(size) || size == Math.Floor(size));
        double power = Math.Pow(10, Math.Floor(Math.Log10(_largest)));
        double top = power * Math.Floor(_largest / power);
        return new[] { top, top / 4, top / 20 }.Select(size => areCounts ? Math.Round(size) : size).Where(size => size > 0).Distinct();
    }

    // Many dots are drawn small so that they do not cover each other; a few are drawn large enough to be noticed.
    private double DefaultDiameter => Layer.Count switch { > 100_000 => 1.2, > 20_000 => 1.8, > 3_000 => 2.6, > 300 => 4, _ => 5.5 };
}
