using System.Management.Automation;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Writes objects or a table to a file, with the column names, units and order of the published tables.</summary>
[Cmdlet(VerbsData.Export, "AstroTable", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAstroTableCommand : AstroCmdlet
{
    private const string PathSet = "Path";

    private readonly PipelineObjects _objects = new();

    /// <summary>
    /// File to write. Its extension sets the format: .csv or .txt (CSV), .tsv, .vot, .votable or .xml (VOTable), each optionally followed
    /// by .gz. Any other extension is an error (FormatUnknown), before any input is read. Beside a text file of matches, their provenance is
    /// written to a file with .provenance.json after its name.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "FilePath")]
    public string Path { get; set; } = "";

    /// <summary>What to write: objects of this module, rows or tables from Import-AstroTable, or any objects with properties.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Writes the units in the second row of a CSV or TSV file, as the notebook that this module replaces does. For a VOTable this is an
    /// error (UnitRowInvalid).
    /// </summary>
    [Parameter]
    public SwitchParameter UnitRow { get; set; }

    /// <summary>
    /// The matches, groups or counterparts from which you made the objects yourself, as with [pscustomobject]: their provenance is written with
    /// the table. Objects of this module have their own, to which this is added. Objects without a provenance are an error (InputInvalid).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public PSObject[]? ProvenanceOf { get; set; }

    /// <summary>
    /// Replaces the file even if it is write-protected; it stays write-protected. Without -Force this is an error (FileAccessDenied).
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not replace an existing file. If there is one, that is an error (FileExists).</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Returns the file.</summary>
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
        foreach (PSObject item in Items(InputObject))
            _objects.Add(item);
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

        AstroTable table = WithProvenance(ObjectTable.Create(MyInvocation.MyCommand.Name, _objects, StopToken));
        WriteWarnings(ObjectTable.EmptySelections(_objects).Concat(ObjectTable.LostUnits(_objects)));
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
        if (LostPosition.Warning(file, table, UnitRow) is { } lost)
            WriteWarning(lost);
    }

    private AstroTable WithProvenance(AstroTable table)
    {
        if (ProvenanceOf is null)
            return table;
        MatchProvenance given = ObjectProvenance.Of(ProvenanceOf);
        return given.Count > 0
            ? table.WithProvenance(MatchProvenance.Combine([table.GetProvenance(), given]))
            : throw new AstroException(
                ErrorIds.InputInvalid, "The objects of -ProvenanceOf do not tell how they were made.",
                "Give objects as Find-FermiCscMatch, Group-FermiMatch, Add-OpticalCounterpart or Find-SkyMatch returns them, not a selection or a file of them.",
                ProvenanceOf[0].BaseObject);
    }
}
