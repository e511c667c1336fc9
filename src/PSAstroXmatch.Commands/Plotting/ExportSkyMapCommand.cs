using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.SkyMaps;

namespace PSAstroXmatch.Commands;

/// <summary>Draws objects on a sky map, as PNG or SVG.</summary>
[Cmdlet(VerbsData.Export, "SkyMap", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSkyMapCommand : SkyLayerStyleCmdlet, IFigureParameters
{
    /// <inheritdoc cref="FigureCmdlet.Path"/>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>Additional layers from New-SkyMapLayer, drawn in order over the objects of the pipeline.</summary>
    [Parameter]
    public SkyMapLayer[] Layer { get; set; } = [];

    /// <summary>Map projection. Aitoff, Mollweide and Hammer show the whole sky; PlateCarree and Gnomonic show all or part of it.</summary>
    [Parameter]
    public ProjectionKind Projection { get; set; } = ProjectionKind.Aitoff;

    /// <summary>Coordinate frame of the map.</summary>
    [Parameter]
    public SkyFrame Frame { get; set; } = SkyFrame.Galactic;

    /// <summary>
    /// Position at the centre of the map: '05:34:31.9 +22:00:52', 'l=0 b=0', or an object with RA and Dec. Defaults to the origin of the
    /// frame.
    /// </summary>
    [Parameter]
    [SkyCoordinateTransformation]
    [ArgumentCompleter(typeof(PositionExampleCompleter))]
    public SkyCoordinate? Center { get; set; }

    /// <summary>
    /// Width and height of the field of a PlateCarree map (at most and by default 360 × 180 degrees) or a Gnomonic map (at most 170 × 170
    /// degrees, by default 60 × 40), such as 40deg, 20deg. One angle gives both. An impossible field is an error (FieldInvalid).
    /// </summary>
    [Parameter]
    [ValidateCount(1, 2)]
    [ArgumentCompleter(typeof(FieldExampleCompleter))]
    public string[]? Field { get; set; }

    /// <summary>
    /// Cuts a PlateCarree map in longitude into 1 to 24 panels, one above the other. The centre of the map must be on the equator of its
    /// frame (PanelsInvalid).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Panels { get; set; } = 1;

    /// <summary>Leaves out the coordinate grid.</summary>
    [Parameter]
    public SwitchParameter NoGrid { get; set; }

    /// <inheritdoc cref="FigureCmdlet.Title"/>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <inheritdoc cref="FigureCmdlet.Width"/>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength Width { get; set; } = FigureLength.Pixels(1600);

    /// <summary>
    /// Height of the figure, given in the same way as -Width. Defaults to the height that the map needs: 9/16 of the width, less for a
    /// strip, and more for panels.
    /// </summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength? Height { get; set; }

    /// <inheritdoc cref="FigureCmdlet.Dpi"/>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Dpi { get; set; } = 150;

    /// <inheritdoc cref="FigureCmdlet.Theme"/>
    [Parameter]
    public FigureThemeKind Theme { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.NoClobber"/>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    FigureLength IFigureParameters.Height => Height ?? DefaultHeight();

    /// <inheritdoc/>
    protected override void Begin() => CheckFigure(this);

    /// <inheritdoc/>
    protected override void End()
    {
        if (Objects.Count == 0 && Layer.Length == 0)
        {
            WarnOfNothing(Path);
            return;
        }

        List<SkyMapLayer> layers = [];
        if (Objects.Count > 0)
            layers.Add(CreateLayer());
        layers.AddRange(Layer);
        SkyMapOptions options = new()
        {
            View = SkyViewArguments.View(Projection, Frame, Center),
            Figure = this.ToOptions(),
            Field = SkyViewArguments.Field(Field),
            Panels = Panels,
            HasGrid = !NoGrid,
        };
        WriteFigure(this, () => SkyMap.Create(layers, options));
    }

    // 16:9, except for a field much wider than high, which would leave most of the figure white.
    private FigureLength DefaultHeight()
    {
        const double Widescreen = 9.0 / 16, Widest = 2;
        int width = Width.At(Dpi);
        (double fieldWidth, double fieldHeight) = SkyViewArguments.Field(Field) ?? (2, 1);
        double aspect = fieldWidth / fieldHeight / Math.Max(1, Panels);
        if (Projection != ProjectionKind.PlateCarree || !(aspect > Widest || Panels > 1))
            return FigureLength.Pixels(width * Widescreen);
        // Room in units of 1/96 inch: tick labels around each map, and once per figure the title, legend, axis label and colour bar.
        const double Beside = 180, Around = 44, Once = 150;
        double unitsWide = width / Dpi * 96;
        double unitsHigh = Once + Math.Max(1, Panels) * (Around + Math.Max(0, unitsWide - Beside) / aspect);
        return FigureLength.Pixels(Math.Min(FigureOptions.MaxPixels, unitsHigh * Dpi / 96));
    }
}
