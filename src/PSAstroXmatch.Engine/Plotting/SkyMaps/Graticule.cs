using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>The lines of equal longitude and latitude of a map.</summary>
internal sealed class Graticule
{
    private static readonly double[] Steps = [60, 30, 20, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

    private readonly SkyView _view;
    private readonly SkyMapField _field;

    /// <summary>Chooses the lines.</summary>
    /// <param name="view">Frame, centre and projection.</param>
    /// <param name="field">The field that it shows.</param>
    /// <param name="width">Width of the map in 1/96 inch; a narrow map has fewer lines.</param>
    public Graticule(SkyView view, SkyMapField field, double width)
    {
        _view = view;
        _field = field;
        double height = width * field.HalfY / field.HalfX;
        // Meridians converge towards the poles, so a map there needs fewer of them.
        double stretch = 1 / Math.Max(0.05, Math.Cos(view.CenterLat * Math.PI / 180));
        LonStep = view.IsWholeSky ? (width < 560 ? 60 : 30) : Step(field.Width * stretch, width / 75);
        LatStep = view.IsWholeSky ? 30 : Step(field.Height, height / 22);
    }

    /// <summary>Degrees between meridians.</summary>
    public double LonStep { get; }

    /// <summary>Degrees between parallels.</summary>
    public double LatStep { get; }

    /// <summary>Longitudes of the meridians, 0 to below 360 degrees.</summary>
    public IEnumerable<double> Meridians()
    {
        // The full circle near a pole.
        double reach = Math.Min(180, Reach / Math.Max(0.02, Math.Cos(Math.Min(90, Math.Abs(_view.CenterLat) + _field.Height / 2) * Math.PI / 180)));
        return Multiples(_view.CenterLon - reach, _view.CenterLon + reach - (reach == 180 ? 1e-9 : 0), LonStep).Select(Turned).Distinct();
    }

    /// <summary>Latitudes of the parallels without the poles, degrees.</summary>
    public IEnumerable<double> Parallels() =>
        Multiples(Math.Max(-90 + 1e-9, _view.CenterLat - Reach), Math.Min(90 - 1e-9, _view.CenterLat + Reach), LatStep);

    /// <summary>Adds all lines to a path.</summary>
    public void Draw(SkyPath path)
    {
        double fine = Math.Clamp(Math.Max(_field.Width, _field.Height) / 90, 0.002, 2);
        double south = Math.Max(-90, _view.CenterLat - Reach), north = Math.Min(90, _view.CenterLat + Reach);
        foreach (double lon in Meridians())
        {
            // The edge of the map is drawn separately.
            if (!_view.IsOblique && _view.Kind != ProjectionKind.Gnomonic && Math.Abs(SkyProjection.Wrap(lon - _view.CenterLon)) > 180 - 1e-9)
                continue;
            path.Break();
            for (double lat = south; lat < north; lat += fine)
                path.Add(lon, lat);
            path.Add(lon, north);
        }

        foreach (double lat in Parallels())
        {
            path.Break();
            double step = fine / Math.Max(0.05, Math.Cos(lat * Math.PI / 180));
            double reach = Math.Min(180, 2 * Reach / Math.Max(0.02, Math.Cos(lat * Math.PI / 180)));
            for (double lon = -reach; lon < reach; lon += step)
                path.Add(_view.CenterLon + lon, lat);
            path.Add(_view.CenterLon + reach - 1e-9, lat);
        }
    }

    /// <summary>A longitude wrapped to 0 to below 360 degrees.</summary>
    public static double Turned(double lon)
    {
        double turned = lon % 360;
        turned = turned < 0 ? turned + 360 : turned;
        return turned >= 360 - 1e-9 ? 0 : turned;
    }

    /// <summary>An angle as a tick label: 120°, −30°, 0.25°.</summary>
    public static string Label(double degrees) => NumberLabel.Of(Math.Round(degrees, 6)) + "°";

    // The distance of the corners of the field from its centre.
    private double Reach => _view.IsWholeSky ? 180 : Math.Min(180, Math.Sqrt(_field.Width * _field.Width + _field.Height * _field.Height) / 2);

    private static double Step(double degrees, double lines) => Steps.LastOrDefault(step => degrees / step <= Math.Clamp(lines, 1, 11), Steps[0]);

    private static IEnumerable<double> Multiples(double from, double to, double step)
    {
        for (long i = (long)Math.Ceiling(from / step); i * step <= to; i++)
            yield return i * step;
    }
}
