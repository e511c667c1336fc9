using System.Globalization;
using PSAstroXmatch.Engine.Sky;
using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>Creates sky maps from layers of positions.</summary>
public static class SkyMap
{
    // Width of a colour bar shared by panels in 1/96 inch: the bar, its numbers and its label.
    private const double BarUnits = 104;

    // Free space beside the legend.
    private const double LegendMargin = 10;

    // Minimum height of a map in 1/96 inch.
    private const double LowestPanel = 16;

    // A map wider than this has its colour bar below it, where there is room for the label.
    private const double WideAspect = 4;

    /// <summary>Draws layers on a map, the first at the bottom.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="options">Frame, field and style of the map.</param>
    /// <returns>The figure. Its remarks say how many positions are not drawn, and why.</returns>
    /// <exception cref="AstroException">FieldInvalid, RangeInvalid, ColorUnknown, OrderInvalid, PanelsInvalid, FigureSizeInvalid.</exception>
    public static Figure Create(IReadOnlyList<SkyMapLayer> layers, SkyMapOptions options)
    {
        SkyMapField field = SkyMapField.Of(options.View, options.Field);
        if (options.Panels is < 1 or > 24 || (options.Panels > 1 && (options.View.Kind != ProjectionKind.PlateCarree || options.View.IsOblique)))
        {
            throw new AstroException(
                ErrorIds.PanelsInvalid,
                $"A map can't be split into {options.Panels} panels{(options.Panels is < 1 or > 24 ? "" : $" in the {options.View.Kind} projection with this centre")}.",
                "Use 1 to 24 panels, with the plate carrée projection and a centre on the equator.");
        }

        options.Figure.Check();
        List<FigurePanel> panels = options.Panels == 1 ? [Single(layers, options, field)] : Stacked(layers, options, field);
        return new Figure(options.Figure, panels) { Remarks = Remarks(layers, options, field) };
    }

    private static FigurePanel Single(IReadOnlyList<SkyMapLayer> layers, SkyMapOptions options, SkyMapField field)
    {
        Plot plot = CreatePlot(layers, options, options.View, field, options.Figure.Title, hasLonLabel: true, hasLegend: true, out SkyMapPlottable map, out var projected);
        double aspect = (field.HalfX + map.MarginX) / (field.HalfY + map.MarginY);
        foreach (ProjectedLayer layer in projected)
        {
            if (ScaleOf(map, layer) is { } scale)
                PlotStyle.AddColorBar(plot, options.Figure.Colors, scale, BarLabel(layer), aspect > WideAspect ? Edge.Bottom : Edge.Right);
        }

        return new FigurePanel(plot, 0, 0, 1, 1, aspect);
    }

    // The panel with the largest longitudes comes first, so that each panel continues the one above.
    private static List<FigurePanel> Stacked(IReadOnlyList<SkyMapLayer> layers, SkyMapOptions options, SkyMapField field)
    {
        double perUnit = options.Figure.Dpi / 96, unitsWide = options.Figure.Width / perUnit, unitsHigh = options.Figure.Height / perUnit;
        double bar = HasBar(layers) ? BarUnits / unitsWide : 0, width = field.Width / options.Panels;
        List<FigurePanel> panels = [];
        List<(Plot Plot, double Above, double Below, double Aspect)> maps = [];
        for (int i = 0; i < options.Panels; i++)
        {
            bool isFirst = i == 0, isLast = i == options.Panels - 1;
            SkyView view = new(options.View.Frame, options.View.Kind, options.View.CenterLon + field.Width / 2 - (i + 0.5) * width);
            SkyMapField part = SkyMapField.Of(view, (width, field.Height));
            Plot plot = CreatePlot(layers, options, view, part, isFirst ? options.Figure.Title : null, isLast, isFirst, out SkyMapPlottable map, out var projected);
            (double above, double below) = Around(plot, unitsWide, unitsHigh);
            maps.Add((plot, above, below, part.HalfX / part.HalfY));
            if (isFirst && projected.FirstOrDefault(layer => ScaleOf(map, layer) is not null) is { } colored)
                panels.Add(Bar(options, bar, ScaleOf(map, colored)!, BarLabel(colored)));
        }

        // The space left by titles, legends and ticks is divided equally.
        double height = (unitsHigh - maps.Sum(map => map.Above + map.Below)) / options.Panels;
        if (height < LowestPanel)
        {
            double needed = Math.Ceiling((unitsHigh + (LowestPanel - height) * options.Panels) * perUnit);
            throw new AstroException(
                ErrorIds.FigureSizeInvalid,
                FormattableString.Invariant($"{options.Panels} panels do not fit into a figure {options.Figure.Height} pixels high at {options.Figure.Dpi} dpi."),
                FormattableString.Invariant($"Make the figure at least {needed} pixels high, or draw fewer panels."));
        }

        double top = 0;
        foreach ((Plot plot, double above, double below, double aspect) in maps)
        {
            double own = (above + height + below) / unitsHigh;
            panels.Add(new FigurePanel(plot, 0, top, 1 - bar, own, aspect));
            top += own;
        }

        return panels;
    }

    // The space a plot needs above and below its data. ScottPlot knows it only after drawing, so this draws to a null canvas.
    private static (double Above, double Below) Around(Plot plot, double width, double height)
    {
        using SkiaSharp.SKNoDrawCanvas nothing = new((int)width + 1, (int)height + 1);
        plot.Render(nothing, new PixelRect(0, (float)width, (float)height, 0));
        PixelRect data = plot.RenderManager.LastRender.DataRect;
        return (data.Top, height - data.Bottom);
    }

    // A plot that consists of a colour bar only, beside the panels that share it.
    private static FigurePanel Bar(SkyMapOptions options, double width, ColorScale scale, string label)
    {
        Plot plot = PlotStyle.Create(options.Figure.Colors, null);
        plot.HideAxesAndGrid();
        PlotStyle.AddColorBar(plot, options.Figure.Colors, scale, label);
        return new FigurePanel(plot, 1 - width, 0.15, width, 0.7);
    }

    private static Plot CreatePlot(
        IReadOnlyList<SkyMapLayer> layers, SkyMapOptions options, SkyView view, SkyMapField field, string? title, bool hasLonLabel, bool hasLegend,
        out SkyMapPlottable map, out IReadOnlyList<ProjectedLayer> projected)
    {
        FigureTheme theme = options.Figure.Colors;
        Plot plot = PlotStyle.Create(theme, title);
        int paint = 0;
        projected = [.. layers.Select(layer => new ProjectedLayer(
            layer, view, theme, theme.Palette[layer.Values is null && layer.Color is null ? paint++ % theme.Palette.Length : 0]))];
        map = new SkyMapPlottable(view, field, projected, theme)
        {
            HasGrid = options.HasGrid,
            HasLabels = view.IsWholeSky && options.HasGrid,
            MarginX = view.IsWholeSky ? field.HalfX * LabelMargin(layers, options, title) : 0,
            MarginY = view.IsWholeSky ? field.HalfY * 0.03 : 0,
        };
        plot.Add.Plottable(map);
        plot.Axes.SetLimits(map.GetAxisLimits());
        plot.HideGrid();
        if (view.IsWholeSky)
        {
            foreach (IAxis axis in plot.Axes.GetAxes())
                axis.IsVisible = false;
        }
        else
        {
            SkyMapAxes.Set(plot, view, field, hasLonLabel);
        }

        if (hasLegend && map.LegendItems.Any())
        {
            // An all-sky map leaves room below; other maps have their axis there.
            SkyMapLegend.Show(plot, view.IsWholeSky ? Edge.Bottom : Edge.Top, options.Figure.Width / options.Figure.Dpi * 96 - 2 * LegendMargin);
        }
        else
        {
            plot.HideLegend();
        }

        return plot;
    }

    // Space for latitude labels beside the map, as a fraction of half its width; an all-sky map is twice as wide as high.
    private static double LabelMargin(IReadOnlyList<SkyMapLayer> layers, SkyMapOptions options, string? title)
    {
        const double LabelWidth = 42, TitleHeight = 36, LegendHeight = 50;
        double perUnit = options.Figure.Dpi / 96;
        double width = options.Figure.Width / perUnit - (HasBar(layers) ? BarUnits : 0);
        double height = options.Figure.Height / perUnit - (title is null ? 0 : TitleHeight) - (layers.Any(layer => layer.Label is not null) ? LegendHeight : 0);
        return LabelWidth / Math.Max(LabelWidth, Math.Min(width / 2 - LabelWidth, height));
    }

    private static bool HasBar(IReadOnlyList<SkyMapLayer> layers) =>
        layers.Any(layer => layer.Values is not null || layer.Kind == SkyMapLayerKind.Density);

    private static ColorScale? ScaleOf(SkyMapPlottable map, ProjectedLayer layer) =>
        layer.Layer.Kind == SkyMapLayerKind.Density ? map.DensityScale(layer) : layer.Scale;

    private static string BarLabel(ProjectedLayer layer) =>
        layer.Layer.Kind == SkyMapLayerKind.Density ? $"{layer.Layer.Label ?? "Sources"} per square degree" : layer.Layer.ValueLabel;

    private static List<string> Remarks(IReadOnlyList<SkyMapLayer> layers, SkyMapOptions options, SkyMapField field)
    {
        List<string> remarks = [];
        for (int number = 0; number < layers.Count; number++)
        {
            SkyMapLayer layer = layers[number];
            string name = layer.Label is { } label ? $"{label}: " : layers.Count > 1 ? $"Layer {number + 1}: " : "";
            int nowhere = 0, outside = 0, uncolored = 0, beyond = 0, unsized = 0;
            for (int i = 0; i < layer.Count; i++)
            {
                if (!double.IsFinite(layer.RA[i]) || !(Math.Abs(layer.Dec[i]) <= 90) || (layer.SemiMajorAxis is { } axes && !(axes[i] >= 0)))
                {
                    nowhere++;
                    continue;
                }

                if (!options.View.IsWholeSky && !IsShown(layer, i, options.View, field))
                    outside++;
                else if (layer.Values is { } values && (!double.IsFinite(values[i]) || (layer.IsLog && values[i] <= 0)))
                    uncolored++;
                else if (layer.Values is not null && layer.ValueRange is { } range && (layer.Values[i] < range.Min || layer.Values[i] > range.Max))
                    beyond++;
                if (layer.Sizes is { } sizes && !(sizes[i] > 0 && double.IsFinite(sizes[i])))
                    unsized++;
            }

            string what = layer.Kind == SkyMapLayerKind.Ellipses ? "no position or no ellipse axis" : "no position";
            Add(remarks, nowhere, layer.Count, $"{name}{{0}} not drawn: {what}.");
            Add(remarks, outside, layer.Count, $"{name}{{0}} not drawn: outside the map.");
            Add(remarks, uncolored, layer.Count, $"{name}{{0}} drawn in grey: no {(layer.IsLog ? "positive " : "")}value of {layer.ValueLabel}.");
            Add(remarks, beyond, layer.Count, $"{name}{{0}} drawn in the first or last colour: {layer.ValueLabel} is outside the colour range.");
            Add(remarks, unsized, layer.Count, $"{name}{{0}} drawn with the smallest dot: no positive value of {layer.SizeLabel}.");
        }

        return remarks;
    }

    // An outline counts as inside the map if any part of it is.
    private static bool IsShown(SkyMapLayer layer, int i, SkyView view, SkyMapField field)
    {
        if (IsInside(layer.RA[i], layer.Dec[i]))
            return true;
        if (layer.Kind != SkyMapLayerKind.Ellipses)
            return false;
        double major = layer.SemiMajorAxis![i];
        return SkyEllipse.Outline(layer.RA[i], layer.Dec[i], major, layer.SemiMinorAxis?[i] ?? major, layer.PositionAngle?[i] ?? 0, SkyEllipse.Points(major))
            .Any(point => IsInside(point.Ra, point.Dec));

        bool IsInside(double ra, double dec)
        {
            (double lon, double lat) = SkyFrames.FromIcrs(view.Frame, ra, dec);
            (double x, double y) = view.Project(lon, lat);
            return field.Contains(x, y);
        }
    }

    private static void Add(List<string> remarks, int count, int total, string text)
    {
        if (count > 0)
            remarks.Add(string.Format(CultureInfo.InvariantCulture, text, string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {total:N0} objects")));
    }
}

/// <summary>Content and style of a sky map.</summary>
public sealed record SkyMapOptions
{
    /// <summary>Frame, centre and projection.</summary>
    public required SkyView View { get; init; }

    /// <summary>Size, resolution, theme and title.</summary>
    public FigureOptions Figure { get; init; } = new();

    /// <summary>Width and height of the field in degrees; null for the whole sky, or for 60° × 40° if the projection can't show it.</summary>
    public (double Width, double Height)? Field { get; init; }

    /// <summary>Number of panels, one above the other, into which the field is split in longitude.</summary>
    public int Panels { get; init; } = 1;

    /// <summary>Whether lines of equal longitude and latitude are drawn.</summary>
    public bool HasGrid { get; init; } = true;
}
