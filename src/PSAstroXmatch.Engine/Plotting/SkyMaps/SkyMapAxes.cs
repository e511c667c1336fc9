using PSAstroXmatch.Engine.Sky;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The axes of a map with a straight frame: where its lines of longitude and latitude meet the lower and the left edge.</summary>
internal static class SkyMapAxes
{
    private const int Samples = 4_000;

    /// <summary>Sets ticks and labels.</summary>
    /// <param name="plot">The plot, whose axes are the plane's x and y.</param>
    /// <param name="view">How the map sees the sky.</param>
    /// <param name="field">What it shows.</param>
    /// <param name="graticule">The lines.</param>
    /// <param name="hasLabels">Whether the axes are named.</param>
    public static void Set(Plot plot, SkyView view, SkyMapField field, Graticule graticule, bool hasLabels)
    {
        (string longitude, string latitude) = Names(view.Frame);
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Crossings(
            i => (-field.HalfX + 2 * field.HalfX * i / Samples, -field.HalfY),
            view, graticule.LonStep, isLongitude: true)]);
        plot.Axes.Left.TickGenerator = new NumericManual([.. Crossings(
            i => (-field.HalfX, -field.HalfY + 2 * field.HalfY * i / Samples),
            view, graticule.LatStep, isLongitude: false)]);
        if (hasLabels)
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

    private static string Short(SkyFrame frame) => frame switch
    {
        SkyFrame.Galactic => "b",
        SkyFrame.Ecliptic => "β",
        _ => "Dec",
    };

    // Walks along an edge and marks where a multiple of the step is passed.
    private static IEnumerable<Tick> Crossings(Func<int, (double X, double Y)> along, SkyView view, double step, bool isLongitude)
    {
        double Angle(int i)
        {
            (double x, double y) = along(i);
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
                (double x0, double y0) = along(i - 1);
                (double x1, double y1) = along(i);
                double position = isLongitude ? x0 + (x1 - x0) * part : y0 + (y1 - y0) * part;
                yield return Tick.Major(position, Graticule.Label(isLongitude ? Graticule.Turned(multiple) : multiple));
            }

            last = next;
        }
    }

    private static IEnumerable<double> Between(double last, double next, double step, bool isFirst)
    {
        // A multiple on an end belongs to the part before it, and on the edge's own start to the first.
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
