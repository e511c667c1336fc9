using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;

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
    public int Seed { get; set; } = 1;

    /// <summary>The share of the full number of objects, above 0 and at most 1.</summary>
    [Parameter(ParameterSetName = SimulatedSet)]
    [NumberTransformation]
    public double Scale { get; set; } = 1;

    /// <summary>Base address of a TAP service to ask instead of the public ones, such as http://localhost:8080/tap.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true)]
    public Uri? Uri { get; set; }

    /// <summary>Which of the public services the address stands for; all of them where it is not given.</summary>
    [Parameter(ParameterSetName = ServiceSet)]
    public TapServiceName[] Service { get; set; } = [];

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
            ServiceSet => new TapArchive(CurrentArchive.Get() as TapArchive, Uri!, Service),
            _ => new TapArchive(),
        };
        CurrentArchive.Set(archive);
        WriteVerbose($"The archive of this session is now {archive}.");
        if (PassThru)
            WriteObject(ArchiveDisplay.Describe(archive));
    }
}
