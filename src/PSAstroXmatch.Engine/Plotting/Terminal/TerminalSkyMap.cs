using System.Globalization;
using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>Draws positions on a sky map made of characters: Braille dots for the points, in colour if the terminal supports it.</summary>
public sealed class TerminalSkyMap
{
    private const int LongestBar = 24;

    // A shorter name would be meaningless.
    private const int ShortestName = 10;

    // Points without a value rank below all others.
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
    /// <param name="lon">Longitudes in the frame of the map, degrees, not necessarily 0 to 360; NaN if missing.</param>
    /// <param name="lat">Latitudes in the frame of the map, degrees; NaN if missing.</param>
    /// <param name="values">Values shown as colours; null to draw all points in the terminal's own colour.</param>
    /// <param name="options">Size and style of the map.</param>
    /// <param name="cancellationToken">Cancels the drawing.</param>
    /// <returns>The lines: frame and projection, the map, the colour scale if there are values, and the number of points.</returns>
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

    // The lines below the map depend on the point counts, and these may depend on the size of the map.
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

    // Name, first value, colours, last value; only the range if there are no colours or there is no room.
    private IEnumerable<string> Legend(TerminalColorScale scale)
    {
        string log = scale.IsLog ? " (log)" : "";
        if (!_values!.Any(scale.Has))
            return Wrap([$"{_options.ValueLabel}: no {(scale.IsLog ? "positive " : "")}values"]);
        string low = NumberLabel.Of(Round(scale.Min)), high = NumberLabel.Of(Round(scale.Max));
        int bar = Math.Clamp(_options.Width / 4, 5, LongestBar);
        int rest = _options.Width - low.Length - bar - high.Length - log.Length - 3;
        bool hasColors = _options.ColorDepth != TerminalColorDepth.None;
        if (!hasColors || rest < Math.Min(_options.ValueLabel.Length, ShortestName))
            return Wrap([$"{_options.ValueLabel}:", $"{low} to {high}{log}{(hasColors ? "" : ", no colours in this terminal")}"], separator: " ");
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
            yield return $"{Number(counts.WithoutValue)} in grey: no {(_options.IsLog ? "positive " : "")}value";
        if (counts.Outside > 0)
            yield return $"{Number(counts.Outside)} outside the map";
        if (counts.WithoutPosition > 0)
            yield return $"{Number(counts.WithoutPosition)} without a position";
    }

    // As many parts per line as fit; a part that is too long for a line is truncated.
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

    // Three digits are enough for the ends of a scale.
    private static double Round(double value) => double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}

/// <summary>Size and style of a sky map in a terminal.</summary>
public sealed record TerminalSkyMapOptions
{
    /// <summary>Minimum number of characters per line.</summary>
    public const int SmallestWidth = 30;

    /// <summary>Minimum number of lines.</summary>
    public const int SmallestHeight = 10;

    /// <summary>Frame, centre and projection.</summary>
    public required SkyView View { get; init; }

    /// <summary>Width and height of the field in degrees; null for the whole sky, or for 60° × 40° if the projection can't show it.</summary>
    public (double Width, double Height)? Field { get; init; }

    /// <summary>Maximum number of characters per line, at least 30.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Maximum number of lines including text, at least 10.</summary>
    public int Height { get; init; } = 24;

    /// <summary>Label of the colour values, with unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether the colour scale is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>The colour map.</summary>
    public ColorMap ColorMap { get; init; }

    /// <summary>Number of colours of the terminal.</summary>
    public TerminalColorDepth ColorDepth { get; init; }

    /// <summary>Whether the background is light.</summary>
    public bool IsLight { get; init; }

    /// <summary>Values of the first and the last colour; null for the range of the values.</summary>
    public (double Min, double Max)? ValueRange { get; init; }

    /// <summary>Checks the size.</summary>
    /// <exception cref="AstroException">FigureSizeInvalid: the size is too small.</exception>
    internal void Check()
    {
        if (Width < SmallestWidth || Height < SmallestHeight)
        {
            throw new AstroException(
                ErrorIds.FigureSizeInvalid,
                FormattableString.Invariant($"A map of {Width} × {Height} characters is too small."),
                FormattableString.Invariant($"Give at least {SmallestWidth} characters and {SmallestHeight} lines."));
        }
    }
}

/// <summary>A sky map as lines of text, with the number of points drawn and not drawn.</summary>
/// <param name="Lines">The lines from the top, none longer than the requested width, not counting escape sequences.</param>
/// <param name="Drawn">Number of points on the map.</param>
/// <param name="Outside">Number of points outside the map: beyond its edges, or on the far side of a gnomonic map.</param>
/// <param name="WithoutPosition">Number of points whose longitude or latitude is NaN, infinite or out of range.</param>
/// <param name="WithoutValue">Number of points on the map without a value for the colour scale; they are grey.</param>
public sealed record TerminalSkyMapResult(IReadOnlyList<string> Lines, int Drawn, int Outside, int WithoutPosition, int WithoutValue);
