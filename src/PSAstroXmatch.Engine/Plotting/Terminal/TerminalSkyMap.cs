using System.Globalization;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>Draws positions on a map of the sky in characters: Braille dots for the points, with colours where the terminal has them.</summary>
public sealed class TerminalSkyMap
{
    private const int LongestBar = 24;

    // A point without a value ranks below all that have one.
    private const double NoRank = double.NegativeInfinity;

    private static readonly TerminalColor Grey = new(128, 128, 128);

    private readonly TerminalSkyMapOptions _options;
    private readonly TerminalColorScale? _scale;
    private int _drawn, _outside, _withoutPosition, _withoutValue;

    private TerminalSkyMap(TerminalSkyMapOptions options, double[]? values)
    {
        _options = options;
        if (values is not null)
            _scale = new TerminalColorScale(values, options.ColorMap, options.IsLog, options.IsLight);
    }

    /// <summary>Draws a map.</summary>
    /// <param name="lon">Longitudes in the frame of the map, degrees, any number of turns; NaN where there is none.</param>
    /// <param name="lat">Latitudes in the frame of the map, degrees; NaN where there is none.</param>
    /// <param name="values">Values that the colours stand for; null where all points have the terminal's own colour.</param>
    /// <param name="options">What the map looks like.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines: frame and projection, the map, the colour scale where there are values, and a count of the points.</returns>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    /// <exception cref="AstroException">FigureOptionInvalid: a size is too small, or the radius is none.</exception>
    public static TerminalSkyMapResult Draw(
        double[] lon, double[] lat, double[]? values, TerminalSkyMapOptions options, CancellationToken cancellationToken = default)
    {
        if (lat.Length != lon.Length || (values is not null && values.Length != lon.Length))
            throw new ArgumentException("All arrays must have the same length.", nameof(lat));
        options.Check();
        return new TerminalSkyMap(options, values).Draw(lon, lat, values, cancellationToken);
    }

    private TerminalSkyMapResult Draw(double[] lon, double[] lat, double[]? values, CancellationToken cancellationToken)
    {
        int textLines = _scale is null ? 2 : 3;
        MapWindow window = new(_options.View, _options.Radius, _options.Width, _options.Height - textLines);
        MapGraticule graticule = new(window);
        graticule.Draw();
        for (int i = 0; i < lon.Length; i++)
        {
            if (i % 4096 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            DrawPoint(window, lon[i], lat[i], values is null ? null : values[i]);
        }

        new MapLabels(window, graticule).Write();
        List<string> lines = [Fit(Title()), .. window.Canvas.ToLines(_options.ColorDepth)];
        if (_scale is not null)
            lines.Add(values!.Any(_scale.Has) ? Legend(_scale) : Fit($"{_options.ValueLabel}: no value{(_scale.IsLog ? " above 0" : "")}"));
        lines.Add(Fit(Counts(lon.Length)));
        return new TerminalSkyMapResult(lines, _drawn, _outside, _withoutPosition, _withoutValue);
    }

    private void DrawPoint(MapWindow window, double lon, double lat, double? value)
    {
        if (!double.IsFinite(lon) || !(Math.Abs(lat) <= 90))
        {
            _withoutPosition++;
            return;
        }

        if (window.DotOf(lon, lat) is not { } dot)
        {
            _outside++;
            return;
        }

        _drawn++;
        if (_scale is null || value is not double number)
            window.Canvas.SetPoint(dot.X, dot.Y);
        else if (_scale.Has(number))
            window.Canvas.SetPoint(dot.X, dot.Y, _scale.ColorOf(number), number);
        else
        {
            _withoutValue++;
            window.Canvas.SetPoint(dot.X, dot.Y, Grey, NoRank);
        }
    }

    private string Title()
    {
        SkyView view = _options.View;
        (string frame, string lon, string lat) = view.Frame switch
        {
            SkyFrame.Galactic => ("Galactic", "l", "b"),
            SkyFrame.Icrs => ("ICRS", "RA", "Dec"),
            SkyFrame.Ecliptic => ("Ecliptic", "λ", "β"),
            _ => throw new ArgumentOutOfRangeException(nameof(view), view.Frame, null),
        };
        string projection = view.Kind == ProjectionKind.PlateCarree ? "plate carrée" : view.Kind.ToString();
        string centre = string.Create(CultureInfo.InvariantCulture, $"{lon} = {view.CenterLon:0.####}°, {lat} = {view.CenterLat:0.####}°");
        string title = $"{frame}, {projection}";
        foreach (string part in new[] { $", centre {centre.Replace('-', '−')}", $", {lon} grows to the left" })
        {
            if (title.Length + part.Length <= _options.Width)
                title += part;
        }

        return title;
    }

    // Name, first value, colours, last value; without colours the range alone.
    private string Legend(TerminalColorScale scale)
    {
        string low = NumberLabel.Of(Round(scale.Min)), high = NumberLabel.Of(Round(scale.Max));
        string log = scale.IsLog ? " (log)" : "";
        if (_options.ColorDepth == TerminalColorDepth.None)
            return Fit($"{_options.ValueLabel}: {low} to {high}; no colours here");
        int bar = Math.Clamp(_options.Width / 4, 5, LongestBar);
        int rest = _options.Width - low.Length - bar - high.Length - log.Length - 3;
        ColoredText line = new(_options.ColorDepth);
        line.Append($"{Fit(_options.ValueLabel, Math.Max(1, rest))} {low} ");
        for (int i = 0; i < bar; i++)
            line.Append('█', scale.ColorAt((i + 0.5) / bar));
        return line.Append($" {high}{log}").ToString();
    }

    private string Counts(int total)
    {
        List<string> parts = [$"{Number(_drawn)} of {Number(total)} drawn"];
        if (_withoutValue > 0)
            parts.Add($"{Number(_withoutValue)} of them grey, without a value{(_options.IsLog ? " above 0" : "")}");
        if (_outside > 0)
            parts.Add($"{Number(_outside)} outside the map");
        if (_withoutPosition > 0)
            parts.Add($"{Number(_withoutPosition)} without a position");
        return string.Join("; ", parts);
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // Three digits tell the ends of a scale.
    private static double Round(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private string Fit(string text) => Fit(text, _options.Width);

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
