using PSAstroXmatch.Engine.Sky;
using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

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
