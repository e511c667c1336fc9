using PSAstroXmatch.Engine.Sky;
using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>The axes of a rectangular map, with ticks where its lines of longitude and latitude meet the lower and the left edge.</summary>
internal static class SkyMapAxes
{
    /// <summary>Sets ticks and labels.</summary>
    /// <param name="plot">The plot, whose axes are x and y of the projection plane.</param>
    /// <param name="view">Frame, centre and projection.</param>
    /// <param name="field">The field that it shows.</param>
    /// <param name="hasLonLabel">Whether the lower axis has a label.</param>
    public static void Set(Plot plot, SkyView view, SkyMapField field, bool hasLonLabel)
    {
        (string longitude, string latitude) = Names(view.Frame);
        plot.Axes.Bottom.TickGenerator = new EdgeTicks(view, field, isLongitude: true);
        plot.Axes.Left.TickGenerator = new EdgeTicks(view, field, isLongitude: false);
        if (hasLonLabel)
            plot.Axes.Bottom.Label.Text = longitude;
        // Beside a low map there is no room for the long name.
        plot.Axes.Left.Label.Text = field.HalfX > 4 * field.HalfY ? Short(view.Frame) : latitude;
    }

    private static (string Longitude, string Latitude) Names(SkyFrame frame) => frame switch
    {
        SkyFrame.Galactic => ("Galactic longitude", "Galactic latitude"),
        SkyFrame.Ecliptic => ("Ecliptic longitude", "Ecliptic latitude"),
        _ => ("Right ascension", "Declination"),
    };

    /// <summary>The name of a frame.</summary>
    public static string NameOf(SkyFrame frame) => frame switch
    {
        SkyFrame.Galactic => "Galactic",
        SkyFrame.Ecliptic => "Ecliptic",
        _ => "ICRS",
    };

    private static string Short(SkyFrame frame) => frame switch
    {
        SkyFrame.Galactic => "b",
        SkyFrame.Ecliptic => "β",
        _ => "Dec",
    };
}

/// <summary>Ticks where lines of longitude meet the lower edge of a map, or lines of latitude its left edge, as many as there is room for.</summary>
internal sealed class EdgeTicks(SkyView view, SkyMapField field, bool isLongitude) : ITickGenerator
{
    private const int Samples = 4_000;

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 1000;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        double width = isLongitude ? size.Length : size.Length * field.HalfX / field.HalfY;
        Graticule graticule = new(view, field, width);
        Ticks = [.. Crossings(isLongitude ? graticule.LonStep : graticule.LatStep)];
    }

    // A location on the edge, from its start to its end.
    private (double X, double Y) Along(int i) => isLongitude
        ? (-field.HalfX + 2 * field.HalfX * i / Samples, -field.HalfY)
        : (-field.HalfX, -field.HalfY + 2 * field.HalfY * i / Samples);

    // Goes along an edge and sets a tick at each multiple of the step.
    private IEnumerable<Tick> Crossings(double step)
    {
        double Angle(int i)
        {
            (double x, double y) = Along(i);
            (double lon, double lat) = view.Unproject(x, y);
            return isLongitude ? lon : lat;
        }

        double last = Angle(0);
        for (int i = 1; i <= Samples; i++)
        {
            double next = Angle(i);
            // 359.9° and 0.1° are neighbours.
            if (isLongitude)
                next = last + SkyProjection.Wrap(next - last);
            foreach (double multiple in Between(last, next, step, isFirst: i == 1))
            {
                double part = next == last ? 0 : (multiple - last) / (next - last);
                (double x0, double y0) = Along(i - 1);
                (double x1, double y1) = Along(i);
                double position = isLongitude ? x0 + (x1 - x0) * part : y0 + (y1 - y0) * part;
                yield return Tick.Major(position, Graticule.Label(isLongitude ? Graticule.Turned(multiple) : multiple));
            }

            last = next;
        }
    }

    private static IEnumerable<double> Between(double last, double next, double step, bool isFirst)
    {
        // A multiple at the end of a segment belongs to that segment; at the start of the edge, to the first one.
        const double Rounding = 1e-9;
        double low = Math.Min(last, next), high = Math.Max(last, next);
        for (long i = (long)Math.Ceiling((low - Rounding) / step); i * step <= high + Rounding; i++)
        {
            double multiple = i * step;
            if (Math.Abs(multiple - last) <= Rounding && !isFirst)
                continue;
            yield return multiple;
        }
    }
}
