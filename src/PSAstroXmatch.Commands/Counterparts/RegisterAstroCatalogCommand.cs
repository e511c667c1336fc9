using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Makes a further catalog known to this session, so that Add-OpticalCounterpart can search in it.</summary>
[Cmdlet(VerbsLifecycle.Register, "AstroCatalog")]
[OutputType(typeof(AstroCatalog))]
public sealed class RegisterAstroCatalogCommand : AstroCmdlet
{
    /// <summary>The name by which commands take it, and which its file has in a folder archive.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_-]*$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Name of its table at the service, as a query spells it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(TapTableCompleter))]
    [ValidateNotNullOrEmpty]
    public string Table { get; set; } = "";

    /// <summary>The service: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or the base URL of any other.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Service { get; set; } = "";

    /// <summary>The column that names a source.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string Id { get; set; } = "";

    /// <summary>The column of the right ascension, ICRS.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string RA { get; set; } = "ra";

    /// <summary>The column of the declination, ICRS.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string Dec { get; set; } = "dec";

    /// <summary>Julian year of the positions. Needed where proper motions shall be used.</summary>
    [Parameter]
    [EpochTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Epoch { get; set; }

    /// <summary>The two columns of the proper motion, times cos(dec) and in declination, mas/yr where the service gives no unit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    [ValidateCount(2, 2)]
    public string[]? ProperMotion { get; set; }

    /// <summary>
    /// The three columns of the 1σ error ellipse: semi-major and semi-minor axis, arcsec where the service gives no unit, and position
    /// angle from north through east.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    [ValidateCount(3, 3)]
    public string[]? ErrorEllipse { get; set; }

    /// <summary>
    /// The largest 1σ position error of its sources: 6arcsec, or a number of degrees. Needed with -ErrorEllipse: it says how far around
    /// a Chandra source a source may lie that still agrees with it.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? LargestError { get; set; }

    /// <summary>Further columns to fetch.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string[] Column { get; set; } = [];

    /// <summary>Name of VizieR's copy of the table, such as II/328/allwise, for the cross-match service of CDS.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? VizierTable { get; set; }

    /// <summary>What VizieR calls columns that it has under other names: @{ designation = 'AllWISE'; w1mpro = 'W1mag' }. Positions are found by themselves.</summary>
    [Parameter]
    public IDictionary VizierColumn { get; set; } = new Hashtable();

    /// <summary>What the catalog is, in words.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>Emits the catalog.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        if (ProperMotion is not null && Epoch is null)
            throw Errors.InvalidArgument("EpochMissing", $"'{Name}' has proper motions, so the epoch of its positions is needed.", "Give -Epoch, such as 2010.5.", Name);
        if (ErrorEllipse is not null && LargestError is null)
            throw Errors.InvalidArgument("LargestErrorMissing", $"'{Name}' has position errors, so the largest of them is needed to set the search radius.", "Give -LargestError, such as 6arcsec.", Name);
        if (LargestError is { Degrees: var largest } && !(largest is > 0 and <= 1))
            throw Errors.InvalidArgument("LargestErrorInvalid", $"A largest position error of {ValueText.Format(largest)} degrees is not valid.", "Give an angle greater than 0 and at most 1 degree, such as 6arcsec.", largest);
        bool isPublic = Enum.TryParse(Service, ignoreCase: true, out TapServiceName service) && Enum.IsDefined(service) && !char.IsDigit(Service[0]);
        CatalogDescription catalog = new(Name, Title ?? Name, [.. Columns()])
        {
            TableName = Table,
            Service = isPublic ? service : default,
            ServiceUri = isPublic ? null : TapServices.ToUri(Service),
            Galactic = ("glon", "glat"),
            VizierTable = VizierTable,
            Epoch = Epoch,
            ProperMotion = ProperMotion is [var east, var north] ? (east, north) : null,
            ErrorEllipse = ErrorEllipse is [var major, var minor, var angle] ? (major, minor, angle) : null,
        };
        if (LargestError is { Degrees: var error })
            catalog = catalog with { LargestError = error * 3600 };
        SessionCatalogs.Add(Name, catalog);
        if (PassThru)
            WriteObject(GetAstroCatalogCommand.ToObject(Name, catalog));
    }

    private IEnumerable<CatalogColumn> Columns()
    {
        List<CatalogColumn> columns =
        [
            Named(Id, CatalogQuantity.Any),
            new("ra", CatalogQuantity.Degrees, [RA, .. PositionNames.Longitudes(PositionNames.Equatorial)]) { Required = true },
            new("dec", CatalogQuantity.Degrees, [Dec, .. PositionNames.Latitudes(PositionNames.Equatorial)]) { Required = true },
        ];
        columns.AddRange((ProperMotion ?? []).Select(name => Named(name, CatalogQuantity.MilliarcsecondsPerYear)));
        if (ErrorEllipse is [var major, var minor, var angle])
        {
            columns.Add(Named(major, CatalogQuantity.Arcseconds));
            columns.Add(Named(minor, CatalogQuantity.Arcseconds));
            columns.Add(Named(angle, CatalogQuantity.Degrees));
        }

        columns.AddRange(Column.Select(name => Named(name, CatalogQuantity.Any)));
        return columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase);
    }

    private CatalogColumn Named(string name, CatalogQuantity quantity) => new(name, quantity, VizierColumn[name] is { } other ? [$"{other}"] : []) { Required = true };
}
