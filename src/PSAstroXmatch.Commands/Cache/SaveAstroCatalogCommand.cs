using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Downloads whole catalogs from the current archive and saves them as files, for work without a network.</summary>
[Cmdlet(VerbsData.Save, "AstroCatalog", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SaveAstroCatalogCommand : AstroCmdlet
{
    // Gaia and 2MASS are too large to download whole.
    internal static readonly CatalogDescription[] Whole = [Catalogs.Chanmaster, Catalogs.Csc, Catalogs.Fermilpsc];

    /// <summary>Catalogs to save: chanmaster, csc, fermilpsc. Defaults to all three.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(CatalogNameCompleter))]
    public string[] Name { get; set; } = [.. Whole.Select(catalog => catalog.Name)];

    /// <summary>
    /// Folder for the files, for Use-AstroArchive -Path. It is created if it does not exist. Defaults to your own folder, for
    /// Use-AstroArchive -Saved. Existing files are replaced unless -NoClobber is given.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("PSPath", "LiteralPath")]
    public string? Path { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.NoClobber"/>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        string folder = Path is null ? UserFolder.Catalogs : FilePaths.Resolve(this, Path);
        foreach (string name in Name)
        {
            if (Whole.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is CatalogDescription catalog)
                Save(catalog, System.IO.Path.Combine(folder, catalog.Name + ".vot.gz"));
            else
                WriteProblem(CatalogUnknown(name));
        }
    }

    private void Save(CatalogDescription catalog, string file)
    {
        Archive archive = CurrentArchive.Get();
        if (!ShouldProcess(file, $"Save {catalog.Title}") || !TryPrepare(OutputFile.Create(this, file, Force, NoClobber)))
            return;
        CatalogTable table = RunQuery($"Saving {catalog.Title}", async (log, stopping) =>
        {
            CatalogTable fetched = await archive.GetCatalogAsync(catalog, CatalogFilter.None, log, stopping).ConfigureAwait(false);
            TableFileWriter.Write(file, overwrite: !NoClobber, [fetched.ToTable()], stopping);
            log($"{file}: {fetched.RowCount} rows.");
            return fetched;
        });
        WriteObject(new FileInfo(file));
        WriteProblems(table.Problems);
        WriteWarnings(table.Warnings);
    }

    // One file that may not be replaced does not stop the other catalogs from being saved.
    private bool TryPrepare(OutputFile output)
    {
        try
        {
            UserFolder.Ensure(System.IO.Path.GetDirectoryName(output.Path)!);
            output.Check();
            return true;
        }
        catch (AstroException problem)
        {
            WriteProblem(problem);
            return false;
        }
    }

    private static AstroException CatalogUnknown(string name) => new(
        ErrorIds.CatalogUnknown,
        $"'{name}' is not a catalog that can be saved whole.",
        $"Use one of these names: {string.Join(", ", Whole.Select(catalog => catalog.Name))}.",
        name);
}
