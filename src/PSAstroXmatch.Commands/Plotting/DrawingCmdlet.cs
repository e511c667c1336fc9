using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that draw the objects of a pipeline.</summary>
public abstract class DrawingCmdlet : AstroCmdlet
{
    private readonly List<PSObject> _objects = [];

    /// <summary>What to draw: objects, rows of a table, or a table. Null objects are left out.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The objects of the pipeline; a table counts as its rows.</summary>
    internal IReadOnlyList<PSObject> Objects => _objects;

    /// <inheritdoc/>
    protected override void Process()
    {
        if (InputObject?.BaseObject is AstroTable table)
        {
            for (int row = 0; row < table.RowCount; row++)
                _objects.Add(PSObject.AsPSObject(new AstroTableRow(table, row)));
        }
        else if (InputObject is not null)
        {
            _objects.Add(InputObject);
        }
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
