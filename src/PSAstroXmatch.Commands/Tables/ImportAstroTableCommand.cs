using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Reads tables from files: VOTable, FITS, CSV, TSV, ECSV and IPAC.</summary>
[Cmdlet(VerbsData.Import, "AstroTable", DefaultParameterSetName = PathSet)]
[OutputType(typeof(AstroTableRow), typeof(AstroTable))]
public sealed class ImportAstroTableCommand : AstroCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    /// <summary>Files to read, with wildcards. A pattern that matches no file is an error (FileNotFound).</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files to read, without wildcards. It also takes the files that Get-ChildItem returns.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Which table to read from a file with several: its name, or its number counted from 0. Defaults to the first one.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Table { get; set; }

    /// <summary>
    /// Units of columns, such as @{ err = 'arcsec'; ra = 'hourangle' }, which count instead of those in the file; an empty text removes a
    /// unit. The values stay as they are. A column that a file does not have is an error (ColumnNotFound), and so is an unknown unit
    /// (UnitUnknown).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public Hashtable Unit { get; set; } = [];

    /// <summary>Returns one table per file, with units and descriptions, instead of its rows.</summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        foreach (DictionaryEntry entry in Unit)
            _ = ColumnUnits.Checked($"{entry.Value}", $"{entry.Key}");
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (string path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            try
            {
                IReadOnlyList<string> files = ParameterSetName == PathSet ? FilePaths.ResolveExisting(this, path) : [FilePaths.Resolve(this, path)];
                foreach (string file in files)
                    Read(file);
            }
            catch (AstroException problem)
            {
                // One bad file does not stop the others from being read.
                WriteProblem(problem);
            }
        }
    }

    private void Read(string file)
    {
        ReadProgress progress = new();
        TableReadOptions options = new() { Table = Table, KeepRowsOfError = true, Progress = progress };
        AstroTable table = Run($"Reading {System.IO.Path.GetFileName(file)}", (log, stopping) =>
        {
            AstroTable read = ColumnUnits.Replace(NestedColumns.Restore(TableFile.Read(file, options, stopping)), Unit);
            log($"{file}: {read.RowCount} rows × {read.Columns.Count} columns.");
            return read;
        }, () => progress.Share);
        foreach (string warning in table.Warnings)
            WriteWarning(warning);
        WriteStatus(file, table);
        if (AsTable)
        {
            WriteObject(table);
            return;
        }

        WriteObject(table.GetRows(), enumerateCollection: true);
    }

    // The user gets the rows of a failed or truncated query, but must be told that they may be incomplete.
    private void WriteStatus(string file, AstroTable table)
    {
        foreach (QueryStatus status in table.Parameters.Select(QueryStatus.Of).OfType<QueryStatus>())
        {
            if (status.IsTruncated)
                WriteWarning($"{file} is incomplete: the service truncated the result (QUERY_STATUS=OVERFLOW).");
            else if (status.IsError)
                WriteProblem(Errors.FailedQuery(file, status.Words, table.RowCount));
        }
    }
}
