using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Chooses the archive that the cmdlets of this session use.</summary>
[Cmdlet(VerbsOther.Use, "AstroArchive", DefaultParameterSetName = LiveSet)]
[OutputType(typeof(AstroArchive))]
public sealed class UseAstroArchiveCommand : AstroCmdlet
{
    private const string LiveSet = "Live";
    private const string FolderSet = "Folder";
    private const string FilesSet = "Files";
    private const int FilesShown = 8;
    private const string SimulatedSet = "Simulated";
    private const string ServiceSet = "Service";
    private const string SavedSet = "Saved";

    /// <summary>Uses the public services: HEASARC for Chandra and Fermi, ESA for Gaia, IRSA for 2MASS. This is the default.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    public SwitchParameter Live { get; set; }

    /// <summary>
    /// <para>Folder with files named after the catalogs: chanmaster, csc, fermilpsc, gaia_source, fp_psc. They can be in any format that
    /// Import-AstroTable reads, also gzipped (csc.csv, fermilpsc.fits, chanmaster.vot.gz). If the folder has a catalog in several formats,
    /// FITS and VOTable come first, because they carry units.</para>
    /// <para>A folder that does not exist is an error (ArchiveFolderNotFound). A missing file is an error only when its catalog is needed
    /// (CatalogNotFound). If no file has the name of a catalog, a warning lists what is there. Of several releases of an official file, such
    /// as gll_psc_v27.fit and gll_psc_v35.fit, the newest is used, with a warning.</para>
    /// </summary>
    [Parameter(ParameterSetName = FolderSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = FilesSet, Position = 0)]
    [Alias("PSPath", "FullName", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>
    /// Files of any name by the name of the catalog: @{ csc = 'my.csv'; fermilpsc = 'gll_psc_v35.fit' }. The other catalogs come from -Path,
    /// if that is given. A name that is not that of a catalog (CatalogUnknown), or a file that does not exist (FileNotFound), is an error.
    /// </summary>
    [Parameter(ParameterSetName = FilesSet, Mandatory = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    public IDictionary Catalog { get; set; } = new Hashtable();

    /// <summary>Uses a simulated sky, which is generated on this computer. It contains no data of the real sky.</summary>
    [Parameter(ParameterSetName = SimulatedSet, Mandatory = true)]
    public SwitchParameter Simulated { get; set; }

    /// <summary>Seed of the simulated sky: the same seed and scale give the same sky on every computer.</summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary>
    /// Fraction of the full number of objects, above 0 and at most 1. Any other value is an error (SimulationScaleOutOfRange).
    /// </summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Scale { get; set; } = 1;

    /// <summary>
    /// How bright the X-ray counterparts of the Fermi sources of the simulated sky are. TwoPopulations: those of pulsars, their nebulae and
    /// remnants are 0.7 dex fainter than those of active galaxies, as in the real sky. Single: all are of one population, with the same mean.
    /// Only the fluxes of these counterparts differ.
    /// </summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    public CounterpartFlux CounterpartFlux { get; set; } = CounterpartFlux.TwoPopulations;

    /// <summary>
    /// Base address (http or https) of a TAP service to use instead of the public ones, such as http://localhost:8080/tap.
    /// </summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>The public services that -Uri replaces. Defaults to all of them; the others stay as they are.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    public TapServiceName[] Service { get; set; } = [];

    /// <summary>Uses the catalogs that Save-AstroCatalog, without -Path, saved to your own folder.</summary>
    [Parameter(ParameterSetName = SavedSet, Mandatory = true)]
    public SwitchParameter Saved { get; set; }

    /// <summary>
    /// User name and password: with -Uri for that service, otherwise for ESA's Gaia archive, where users with an account may upload more
    /// than anonymous ones. They are sent to no other service and never shown. The login at ESA has not been tried.
    /// </summary>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.CacheAge"/>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? CacheAge { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.Refresh"/>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    public SwitchParameter Refresh { get; set; }

    /// <inheritdoc cref="InvokeTapQueryCommand.Offline"/>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    public SwitchParameter Offline { get; set; }

    /// <summary>Returns the archive that is now in use, as Get-AstroArchive does.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        Archive archive = ParameterSetName switch
        {
            FolderSet => new FolderArchive(FilePaths.Resolve(this, Path)),
            FilesSet => new FolderArchive(Path.Length == 0 ? null : FilePaths.Resolve(this, Path), Files()),
            SimulatedSet => new SimulatedArchive(Seed, Scale, CounterpartFlux),
            SavedSet => new FolderArchive(UserFolder.Catalogs),
            ServiceSet => new TapArchive(
                CurrentArchive.Get() as TapArchive, Uri!, Service, TapCachingChoice.Create(CacheAge, Refresh, Offline), new TapServiceOptions { Credential = Login() }),
            _ => new TapArchive(TapCachingChoice.Create(CacheAge, Refresh, Offline), Login()),
        };
        CurrentArchive.Set(archive);
        WriteVerbose($"The archive of this session is now {archive}.");
        if (PassThru)
            WriteObject(ArchiveDisplay.Describe(archive));
        if (archive is FolderArchive folder)
            WarnOfFiles(folder);
    }

    private TapCredential? Login() =>
        Credential is null ? null : TapCredential.Basic(Credential.UserName, Credential.GetNetworkCredential().Password);

    private Dictionary<string, string> Files()
    {
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in Catalog)
        {
            string name = $"{entry.Key}";
            CatalogDescription catalog = Known().FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? SessionCatalogs.All.FirstOrDefault(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
                ?? throw new AstroException(
                    ErrorIds.CatalogUnknown,
                    $"There is no catalog '{name}' in this session.",
                    $"Use one of {string.Join(", ", Known().Select(known => known.Name))}, or add yours with Register-AstroCatalog.",
                    name);
            string path = entry.Value is PSObject { BaseObject: FileSystemInfo file } ? file.FullName : $"{entry.Value}";
            files[catalog.Name] = FilePaths.Resolve(this, path);
        }

        return files;
    }

    private static IEnumerable<CatalogDescription> Known() => Catalogs.All.Concat(SessionCatalogs.All.Select(catalog => catalog.Value)).Distinct();

    private void WarnOfFiles(FolderArchive folder)
    {
        if (!folder.Recognized(Known()).Any())
        {
            IReadOnlyList<string> names = folder.FileNames();
            string there = names.Count == 0 ? "no files"
                : string.Join(", ", names.Take(FilesShown)) + (names.Count > FilesShown ? $", … ({ValueText.Count(names.Count)} files)" : "");
            WriteWarning($"No file in '{folder.Location}' has the name of a catalog ({string.Join(", ", Catalogs.All.Select(catalog => catalog.Name))}). The folder has {there}. "
                + "Rename a file, or give it with -Catalog @{ csc = 'file.csv' }.");
        }

        foreach ((CatalogDescription catalog, string used, IReadOnlyList<string> others) in folder.SeveralReleases())
            WriteWarning($"There are several releases of {catalog.Title}: {used} is used, not {string.Join(", ", others)}.");
    }
}

/// <summary>Shows which archive the cmdlets of this session use, and where each catalog comes from.</summary>
[Cmdlet(VerbsCommon.Get, "AstroArchive")]
[OutputType(typeof(AstroArchive))]
public sealed class GetAstroArchiveCommand : AstroCmdlet
{
    /// <inheritdoc/>
    protected override void End() => WriteObject(ArchiveDisplay.Describe(CurrentArchive.Get()));
}

/// <summary>Makes the object that Get-AstroArchive shows for an archive.</summary>
internal static class ArchiveDisplay
{
    public static AstroArchive Describe(Archive archive) => new()
    {
        Kind = archive.Kind.ToString(),
        Location = archive.Location,
        Catalogs = new ValueList<string>(
        [
            .. archive.DescribeCatalogs(Engine.Archives.Catalogs.All.Concat(SessionCatalogs.OfUser)).Select(catalog => $"{catalog.Name} ({catalog.Place})"),
        ]),
        Cache = (archive as TapArchive)?.Caching switch
        {
            null => "none",
            { Offline: true } => "offline",
            { Refresh: true } => "refreshed",
            var caching => $"up to {DisplayText.Age(caching.MaxAge)} old",
        },
    };
}
