using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that draw the objects of a pipeline.</summary>
public abstract class DrawingCmdlet : AstroCmdlet
{
    private readonly PipelineObjects _objects = new();

    /// <summary>What to draw: objects, rows of a table, or a table. Null objects are left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The objects of the pipeline; a table counts as its rows.</summary>
    internal IReadOnlyList<PSObject> Objects => _objects;

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in Items(InputObject))
            _objects.AddRows(item);
    }

    /// <summary>Rejects an impossible path or size before any work is done.</summary>
    internal void CheckFigure(IFigureParameters parameters)
    {
        string file = FilePaths.Resolve(this, parameters.Path);
        FigureFile.CheckFormat(file);
        ProtectedFile.Check(file, overwrite: !parameters.NoClobber, force: parameters.Force);
        parameters.ToOptions().Check();
    }

    /// <summary>Draws a figure, writes it, and emits its file.</summary>
    /// <param name="parameters">The cmdlet's parameters: path, size and style.</param>
    /// <param name="draw">Creates the figure; runs on a thread of the engine.</param>
    internal void WriteFigure(IFigureParameters parameters, Func<Figure> draw)
    {
        string file = FilePaths.Resolve(this, parameters.Path);
        if (!ShouldProcess(file, "Write a figure"))
            return;
        IReadOnlyList<string> remarks = Run($"Drawing {Path.GetFileName(file)}", (log, stopping) =>
        {
            Figure figure = draw();
            stopping.ThrowIfCancellationRequested();
            byte[] bytes = FigureFile.Encode(figure, file);
            stopping.ThrowIfCancellationRequested();
            ProtectedFile.Write(file, overwrite: !parameters.NoClobber, force: parameters.Force, stream => stream.Write(bytes));
            log($"{file}: {bytes.Length} bytes written.");
            return figure.Remarks;
        });
        foreach (string remark in remarks)
            WriteWarning(remark);
        // With the members that Get-Item adds, which the file view needs to show mode, owner and size.
        WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true);
    }

    /// <summary>Warns that nothing is drawn because the pipeline was empty.</summary>
    internal void WarnOfNothing(string path) => WriteWarning($"{path} was not written: the pipeline was empty.");
}

/// <summary>The parameters of all cmdlets that write a figure.</summary>
internal interface IFigureParameters
{
    string Path { get; }

    string? Title { get; }

    FigureLength Width { get; }

    FigureLength Height { get; }

    double Dpi { get; }

    FigureThemeKind Theme { get; }

    SwitchParameter Force { get; }

    SwitchParameter NoClobber { get; }
}

internal static class FigureParameters
{
    /// <summary>Size, resolution and style.</summary>
    public static FigureOptions ToOptions(this IFigureParameters parameters) => new()
    {
        Width = parameters.Width.At(parameters.Dpi),
        Height = parameters.Height.At(parameters.Dpi),
        Dpi = parameters.Dpi,
        Theme = parameters.Theme,
        Title = parameters.Title,
    };
}

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

/// <summary>Converts -Projection, -Frame, -Center and -Field of Export-SkyMap and Show-SkyMap.</summary>
internal static class SkyViewArguments
{
    /// <summary>The view of a frame, centred on an ICRS position or on the origin of the frame.</summary>
    public static SkyView View(ProjectionKind projection, SkyFrame frame, SkyCoordinate? center)
    {
        if (center is not { } position)
            return new SkyView(frame, projection);
        (double lon, double lat) = SkyFrames.FromIcrs(frame, position.Ra, position.Dec);
        // Rounds away the last digits lost in the conversion to ICRS and back: a centre given on the equator must stay there.
        return new SkyView(frame, projection, Math.Round(lon, 9), Math.Round(lat, 9));
    }

    /// <summary>Width and height of a field in degrees; a single angle gives both.</summary>
    /// <exception cref="AstroException">AngleInvalid: a text is not an angle.</exception>
    public static (double Width, double Height)? Field(string[]? field) =>
        field is null ? null : (Angle.Parse(field[0]).Degrees, Angle.Parse(field[^1]).Degrees);
}
