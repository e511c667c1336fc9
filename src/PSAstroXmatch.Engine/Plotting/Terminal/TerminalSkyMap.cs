using System.Globalization;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>Draws positions on a map of the sky in characters: Braille dots for the points, with colours where the terminal has them.</summary>
public sealed class TerminalSkyMap
{
    private const int LongestBar = 24;

    // A name that is cut further tells nothing.
    private const int ShortestName = 10;

    // A point without a value ranks below all that have one.
    private const double NoRank = double.NegativeInfinity;

    private static readonly TerminalColor Grey = new(128, 128, 128);

    private readonly TerminalSkyMapOptions _options;
    private readonly double[] _lon, _lat;
    private readonly double[]? _values;
    private readonly SkyMapField _field;
    private readonly TerminalColorScale? _scale;

    private TerminalSkyMap(double[] lon, double[] lat, double[]? values, TerminalSkyMapOptions options)
    {
        (_lon, _lat, _values, _options) = (lon, lat, values, options);
        _field = SkyMapField.Of(options.View, options.Field);
        if (values is not null)
            _scale = new TerminalColorScale(values, options.ColorMap, options.IsLog, options.IsLight, options.ValueRange);
    }

    /// <summary>Draws a map.</summary>
    /// <param name="lon">Longitudes in the frame of the map, degrees, any number of turns; NaN where there is none.</param>
    /// <param name="lat">Latitudes in the frame of the map, degrees; NaN where there is none.</param>
    /// <param name="values">Values that the colours stand for; null where all points have the terminal's own colour.</param>
    /// <param name="options">What the map looks like.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The lines: frame and projection, the map, the colour scale where there are values, and a count of the points.</returns>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    /// <exception cref="AstroException">FigureSizeInvalid, FieldInvalid, RangeInvalid: the size is too small, or there is no such field or range.</exception>
    public static TerminalSkyMapResult Draw(
        double[] lon, double[] lat, double[]? values, TerminalSkyMapOptions options, CancellationToken cancellationToken = default)
    {
        if (lat.Length != lon.Length || (values is not null && values.Length != lon.Length))
            throw new ArgumentException("All arrays must have the same length.", nameof(lat));
        options.Check();
        return new TerminalSkyMap(lon, lat, values, options).Draw(cancellationToken);
    }

    // The lines below the map are known when the points are counted, and how many points are on a map may hang on its size.
    private TerminalSkyMapResult Draw(CancellationToken cancellationToken)
    {
        for (int reserved = _scale is null ? 1 : 2; ; reserved++)
        {
            TerminalSkyMapResult result = Draw(reserved, cancellationToken);
            if (result.Lines.Count <= _options.Height)
                return result;
        }
    }

    private TerminalSkyMapResult Draw(int linesBelow, CancellationToken cancellationToken)
    {
        MapWindow window = new(_options.View, _field, _options.Width, Math.Max(2, _options.Height - 1 - linesBelow));
        MapGraticule graticule = new(window);
        graticule.Draw();
        TerminalSkyMapResult counts = DrawPoints(window, cancellationToken);
        new MapLabels(window, graticule).Write();
        List<string> below = [.. _scale is null ? [] : Legend(_scale), .. Wrap(Counts(counts))];
        return counts with { Lines = [Title(), .. window.Canvas.ToLines(_options.ColorDepth), .. below] };
    }

    private TerminalSkyMapResult DrawPoints(MapWindow window, CancellationToken cancellationToken)
    {
        BrailleCanvas canvas = window.Canvas;
        int drawn = 0, outside = 0, withoutPosition = 0, withoutValue = 0;
        for (int i = 0; i < _lon.Length; i++)
        {
            if (i % 4096 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!double.IsFinite(_lon[i]) || !(Math.Abs(_lat[i]) <= 90))
            {
                withoutPosition++;
                continue;
            }

            if (window.DotOf(_lon[i], _lat[i]) is not { } dot)
            {
                outside++;
                continue;
            }

            drawn++;
            if (_scale is null || _values is null)
                canvas.SetPoint(dot.X, dot.Y);
            else if (_scale.Has(_values[i]))
                canvas.SetPoint(dot.X, dot.Y, _scale.ColorOf(_values[i]), _values[i]);
            else
            {
                withoutValue++;
                canvas.SetPoint(dot.X, dot.Y, Grey, NoRank);
            }
        }

        return new TerminalSkyMapResult([], drawn, outside, withoutPosition, withoutValue);
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

    // Name, first value, colours, last value; where colours or room are missing, the range alone.
    private IEnumerable<string> Legend(TerminalColorScale scale)
    {
        string log = scale.IsLog ? " (log)" : "";
        if (!_values!.Any(scale.Has))
            return Wrap([$"{_options.ValueLabel}: no value{(scale.IsLog ? " above 0" : "")}"]);
        string low = NumberLabel.Of(Round(scale.Min)), high = NumberLabel.Of(Round(scale.Max));
        int bar = Math.Clamp(_options.Width / 4, 5, LongestBar);
        int rest = _options.Width - low.Length - bar - high.Length - log.Length - 3;
        bool hasColors = _options.ColorDepth != TerminalColorDepth.None;
        if (!hasColors || rest < Math.Min(_options.ValueLabel.Length, ShortestName))
            return Wrap([$"{_options.ValueLabel}:", $"{low} to {high}{log}{(hasColors ? "" : ", no colours here")}"], separator: " ");
        ColoredText line = new(_options.ColorDepth);
        line.Append($"{Fit(_options.ValueLabel, rest)} {low} ");
        for (int i = 0; i < bar; i++)
            line.Append('█', scale.ColorAt((i + 0.5) / bar));
        return [line.Append($" {high}{log}").ToString()];
    }

    private IEnumerable<string> Counts(TerminalSkyMapResult counts)
    {
        yield return $"{Number(counts.Drawn)} of {Number(_lon.Length)} drawn";
        if (counts.WithoutValue > 0)
            yield return $"{Number(counts.WithoutValue)} of them grey, no value{(_options.IsLog ? " above 0" : "")}";
        if (counts.Outside > 0)
            yield return $"{Number(counts.Outside)} outside the map";
        if (counts.WithoutPosition > 0)
            yield return $"{Number(counts.WithoutPosition)} without a position";
    }

    // As many parts a line as it takes; a part that is too long alone is cut.
    private List<string> Wrap(IEnumerable<string> parts, string separator = "; ")
    {
        List<string> lines = [];
        foreach (string part in parts)
        {
            if (lines.Count > 0 && lines[^1].Length + separator.Length + part.Length <= _options.Width)
                lines[^1] += separator + part;
            else
                lines.Add(Fit(part, _options.Width));
        }

        return lines;
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    // Three digits tell the ends of a scale.
    private static double Round(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
