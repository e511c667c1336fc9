using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>What the cmdlets share that draw the objects of a pipeline and write a figure.</summary>
public abstract class FigureCmdlet : AstroCmdlet
{
    private readonly List<PSObject> _objects = [];

    /// <summary>The file to write. Its ending chooses the format: .png or .svg.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>What is drawn: objects with properties, rows of a table, or a table.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Title above the figure.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Width of the figure: pixels, or a length such as 17cm that -Dpi turns into pixels.</summary>
    [Parameter]
    [FigureLengthTransformation]
    public FigureLength Width { get; set; } = FigureLength.Pixels(1600);

    /// <summary>Height of the figure: pixels, or a length such as 10cm.</summary>
    [Parameter]
    [FigureLengthTransformation]
    public FigureLength Height { get; set; } = FigureLength.Pixels(900);

    /// <summary>Pixels an inch, which tells how large letters and lines are.</summary>
    [Parameter]
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

    /// <summary>The objects of the pipeline; a table counts as its rows.</summary>
    internal IReadOnlyList<PSObject> Objects => _objects;

    internal FigureOptions Options => new() { Width = Width.At(Dpi), Height = Height.At(Dpi), Dpi = Dpi, Theme = Theme, Title = Title };

    /// <inheritdoc/>
    protected override void Begin()
    {
        FigureFile.CheckFormat(FilePaths.Resolve(this, Path));
        Options.Check();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (InputObject?.BaseObject is Tables.AstroTable table)
        {
            for (int row = 0; row < table.RowCount; row++)
                _objects.Add(PSObject.AsPSObject(new Tables.AstroTableRow(table, row)));
        }
        else if (InputObject is not null)
        {
            _objects.Add(InputObject);
        }
    }

    /// <summary>Whether there is something to draw; tells the user where there is not.</summary>
    internal bool HasObjects()
    {
        if (_objects.Count > 0)
            return true;
        WriteWarning($"There is nothing to draw in {Path}: the pipeline was empty. No file was written.");
        return false;
    }

    /// <summary>Draws a figure, writes it, and emits its file.</summary>
    /// <param name="draw">Makes the figure.</param>
    internal void Write(Func<Figure> draw)
    {
        string file = FilePaths.Resolve(this, Path);
        if (!ShouldProcess(file, "Write a figure"))
            return;
        IReadOnlyList<string> remarks = Run($"Drawing {System.IO.Path.GetFileName(file)}", (log, stopping) =>
        {
            Figure figure = draw();
            stopping.ThrowIfCancellationRequested();
            byte[] bytes = FigureFile.Encode(figure, file);
            stopping.ThrowIfCancellationRequested();
            ProtectedFile.Write(file, overwrite: !NoClobber, force: Force, stream => stream.Write(bytes));
            log($"{file}: {bytes.Length} bytes written.");
            return figure.Remarks;
        });
        foreach (string remark in remarks)
            WriteWarning(remark);
        WriteObject(new FileInfo(file));
    }
}
