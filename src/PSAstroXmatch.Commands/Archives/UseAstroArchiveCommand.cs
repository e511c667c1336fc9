using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Chooses the archive that the cmdlets of this session ask.</summary>
[Cmdlet(VerbsOther.Use, "AstroArchive", DefaultParameterSetName = LiveSet)]
[OutputType(typeof(AstroArchive))]
public sealed class UseAstroArchiveCommand : AstroCmdlet
{
    private const string LiveSet = "Live";
    private const string FolderSet = "Folder";
    private const string SimulatedSet = "Simulated";
    private const string ServiceSet = "Service";
    private const string SavedSet = "Saved";

    /// <summary>The services on the network: HEASARC, ESA Gaia and IRSA. The default.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    public SwitchParameter Live { get; set; }

    /// <summary>A folder with files named after the catalogs: csc.csv, fermilpsc.fits, chanmaster.vot, also gzipped.</summary>
    [Parameter(ParameterSetName = FolderSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName", "LiteralPath")]
    public string Path { get; set; } = "";

    /// <summary>A model of the sky, made on this machine: no data of the real sky.</summary>
    [Parameter(ParameterSetName = SimulatedSet, Mandatory = true)]
    public SwitchParameter Simulated { get; set; }

    /// <summary>Which model: the same seed gives the same sky.</summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary>The share of the full number of objects, above 0 and at most 1.</summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Scale { get; set; } = 1;

    /// <summary>Base address of a TAP service to ask instead of the public ones, such as http://localhost:8080/tap.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? Uri { get; set; }

    /// <summary>Which of the public services the address stands for; all of them where it is not given.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    public TapServiceName[] Service { get; set; } = [];

    /// <summary>Uses the catalogs that Save-AstroCatalog saved in the user's own folder.</summary>
    [Parameter(ParameterSetName = SavedSet, Mandatory = true)]
    public SwitchParameter Saved { get; set; }

    /// <summary>
    /// Stores answers, and takes a stored one of up to this age in place of asking: 12h, 7d. Without it every answer is the service's own.
    /// </summary>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? CacheAge { get; set; }

    /// <summary>Asks anew even where a stored answer is there, and stores what comes.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    public SwitchParameter Refresh { get; set; }

    /// <summary>Sends nothing to any service: stored answers of whatever age, or an error.</summary>
    [Parameter(ParameterSetName = LiveSet)]
    [Parameter(ParameterSetName = ServiceSet)]
    public SwitchParameter Offline { get; set; }

    /// <summary>Emits the archive that is now in use.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        Archive archive = ParameterSetName switch
        {
            FolderSet => new FolderArchive(FilePaths.Resolve(this, Path)),
            SimulatedSet => new SimulatedArchive(Seed, Scale),
            SavedSet => new FolderArchive(UserFolder.Catalogs),
            ServiceSet => new TapArchive(CurrentArchive.Get() as TapArchive, Uri!, Service, TapCachingChoice.Create(CacheAge, Refresh, Offline)),
            _ => new TapArchive(TapCachingChoice.Create(CacheAge, Refresh, Offline)),
        };
        CurrentArchive.Set(archive);
        WriteVerbose($"The archive of this session is now {archive}.");
        if (PassThru)
            WriteObject(ArchiveDisplay.Describe(archive));
    }
}
