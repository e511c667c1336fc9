using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that draw a chart of the objects of a pipeline.</summary>
public abstract class FigureCmdlet : DrawingCmdlet, IFigureParameters
{
    /// <summary>The file to write. Its ending chooses the format: .png or .svg.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>Title above the figure.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>Width of the figure: pixels, or a length such as 17cm that -Dpi turns into pixels.</summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength Width { get; set; } = FigureLength.Pixels(1600);

    /// <summary>Height of the figure: pixels, or a length such as 10cm.</summary>
    [Parameter]
    [FigureLengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public FigureLength Height { get; set; } = FigureLength.Pixels(900);

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
