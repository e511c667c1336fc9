using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Draws the positions of objects on a map of the sky.</summary>
[Cmdlet(VerbsData.Export, "SkyMap", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSkyMapCommand : SkyLayerStyleCmdlet, IFigureParameters
{
    /// <summary>The file to write. Its ending chooses the format: .png or .svg.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>Further layers, from New-SkyMapLayer; drawn over the objects of the pipeline, in order.</summary>
    [Parameter]
    public SkyMapLayer[] Layer { get; set; } = [];

    /// <summary>How the sky is laid on the plane.</summary>
    [Parameter]
    public ProjectionKind Projection { get; set; } = ProjectionKind.Aitoff;

    /// <summary>The frame of the map.</summary>
    [Parameter]
    public SkyFrame Frame { get; set; } = SkyFrame.Galactic;

    /// <summary>The position in the middle of the map; the origin of its frame where it is left out.</summary>
    [Parameter]
    [SkyCoordinateTransformation]
    [ArgumentCompleter(typeof(PositionExampleCompleter))]
    public SkyCoordinate? Center { get; set; }

    /// <summary>Width and height of the part of the sky that a PlateCarree or Gnomonic map shows, such as 360deg,20deg.</summary>
    [Parameter]
    [ValidateCount(1, 2)]
    [ArgumentCompleter(typeof(FieldExampleCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Cuts a PlateCarree map along its longitude into panels, one above the other.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Panels { get; set; } = 1;

    /// <summary>Leaves out the lines of equal longitude and latitude.</summary>
    [Parameter]
    public SwitchParameter NoGrid { get; set; }

    /// <summary>Title above the figure.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>Width of the figure: pixels, or a length such as 17cm that -Dpi turns into pixels.</summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength Width { get; set; } = FigureLength.Pixels(1600);

    /// <summary>Height of the figure: pixels, or a length such as 10cm; what the map needs where it is left out.</summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength? Height { get; set; }

    /// <summary>Pixels an inch, which tells how large letters and lines are.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Dpi { get; set; } = 150;

    /// <summary>Light for print, Dark for slides.</summary>
    [Parameter]
    public FigureThemeKind Theme { get; set; }

    /// <summary>Replaces a file that is write-protected too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
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
