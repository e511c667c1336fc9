using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Writes objects or a table to a file, with the column names, units and order of the published tables.</summary>
[Cmdlet(VerbsData.Export, "AstroTable", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAstroTableCommand : AstroCmdlet
{
    private const string PathSet = "Path";

    private readonly List<PSObject> _objects = [];

    /// <summary>The file to write. Its ending chooses the format: .csv, .tsv, .vot or .xml (VOTable); .gz after it compresses.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>What to write: objects of this module, rows or tables of Import-AstroTable, or any objects with properties.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Writes the units in a second row of a CSV or TSV file, as the reference notebook does.</summary>
    [Parameter]
    public SwitchParameter UnitRow { get; set; }

    /// <summary>Replaces a file that is write-protected too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to replace a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Emits the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        OutputFile output = OutputFile.Create(this, Path, Force, NoClobber);
        TableOutput.CheckFormat(output.Path, UnitRow);
        output.Check();
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        if (InputObject is not null)
            _objects.Add(InputObject);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        OutputFile output = OutputFile.Create(this, Path, Force, NoClobber);
        string file = output.Path;
        if (_objects.Count == 0)
        {
            WriteWarning($"{file} was not written: the pipeline was empty, so the columns are unknown.");
            return;
        }

        AstroTable table = ObjectTable.Create(MyInvocation.MyCommand.Name, _objects, StopToken);
        if (!ShouldProcess(file, $"Write {table.RowCount} rows × {table.Columns.Count} columns"))
            return;
        Run($"Writing {System.IO.Path.GetFileName(file)}", (log, stopping) =>
        {
            TableOutput.Write(output, table, UnitRow, stopping);
            log($"{file}: {table.RowCount} rows × {table.Columns.Count} columns written.");
            return true;
        });
        if (PassThru)
            WriteObject(new FileInfo(file));
    }
}
