using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that draw a chart of the objects of a pipeline.</summary>
public abstract class FigureCmdlet : DrawingCmdlet, IFigureParameters
{
    /// <summary>File to write. Its extension sets the format: .png or .svg. Any other is an error (FigureFormatUnknown).</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>Title above the figure. If it is too long, charts draw it smaller and then shorten it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>
    /// Width of the figure: pixels, or a length such as 17cm, 170mm or 7in, which -Dpi converts to pixels. The maximum is 16,384 pixels. A
    /// size that cannot be drawn is an error (FigureSizeInvalid).
    /// </summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength Width { get; set; } = FigureLength.Pixels(1600);

    /// <summary>Height of the figure, given in the same way as -Width.</summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength Height { get; set; } = FigureLength.Pixels(900);

    /// <summary>
    /// Resolution in pixels per inch, 30 to 2400. It sets how large text and lines are. In an SVG file, a pixel is always 1/96 inch.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Dpi { get; set; } = 150;

    /// <summary>Colours of the figure: Light for print, Dark for slides.</summary>
    [Parameter]
    public FigureThemeKind Theme { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.NoClobber"/>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    internal FigureOptions Options => this.ToOptions();

    /// <inheritdoc/>
    protected override void Begin() => CheckFigure(this);

    /// <summary>Whether there is something to draw; warns if not.</summary>
    internal bool HasObjects()
    {
        if (Objects.Count == 0)
            WarnOfNothing(Path);
        return Objects.Count > 0;
    }

    /// <summary>Draws a figure, writes it, and emits its file.</summary>
    /// <param name="draw">Creates the figure; runs on a thread of the engine, so script blocks must have run before.</param>
    internal void Write(Func<Figure> draw) => WriteFigure(this, draw);
}
