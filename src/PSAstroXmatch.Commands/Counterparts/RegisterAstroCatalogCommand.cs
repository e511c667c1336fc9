using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Adds a catalog to this session, so that Add-OpticalCounterpart can search it.</summary>
[Cmdlet(VerbsLifecycle.Register, "AstroCatalog")]
[OutputType(typeof(AstroCatalog))]
public sealed class RegisterAstroCatalogCommand : AstroCmdlet
{
    /// <summary>
    /// Name of the catalog in commands, and of its file in a folder archive: a letter, followed by letters, digits, _ or -.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9_-]*$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = "";

    /// <summary>Name of the table at the service, as it is written in a query.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(TapTableCompleter))]
    [ValidateNotNullOrEmpty]
    public string Table { get; set; } = "";

    /// <summary>The TAP service: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or the base address of another one.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public string Service { get; set; } = "";

    /// <summary>Column with the name of the source.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string Id { get; set; } = "";

    /// <summary>
    /// Column with the right ascension in degrees: ICRS at a service; in a file also another frame, if its metadata or name says so (RAB1950, l).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string RA { get; set; } = "ra";

    /// <summary>Column with the declination in degrees, in the same frame.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string Dec { get; set; } = "dec";

    /// <summary>
    /// Epoch of the positions: a Julian year (2010.5), a date (2010-07-02) or MJD 55379. Required with -ProperMotion (EpochMissing). Rows that
    /// have an epoch of their own, in a column ref_epoch, are moved from that.
    /// </summary>
    [Parameter]
    [EpochTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Epoch { get; set; }

    /// <summary>
    /// The two columns with the proper motion in right ascension, times cos(dec), and in declination; in mas/yr if neither the service
    /// nor the name, such as 'pmra:arcsec/yr', gives a unit.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    [ValidateCount(2, 2)]
    public string[]? ProperMotion { get; set; }

    /// <summary>
    /// The three columns with the 1σ error ellipse: semi-major axis, semi-minor axis and position angle (north through east). A unit after
    /// the name, such as 'err:arcsec', replaces that of the service. Axes without a unit are an error when the catalog is searched
    /// (UnitMissing); a position angle without one is in degrees.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    [ValidateCount(3, 3)]
    public string[]? ErrorEllipse { get; set; }

    /// <summary>
    /// Largest 1σ position error in the catalog: 6arcsec, or a number in degrees, above 0 and up to 1 degree. Required with -ErrorEllipse
    /// (LargestErrorMissing). It sets how far around a Chandra source to search, so that no source that agrees with it is missed.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? LargestError { get; set; }

    /// <summary>
    /// Column with the magnitude that tells how bright a source is among its neighbours, for Add-OpticalCounterpart -Probability; smaller is
    /// brighter. Without it, the density of all sources of the catalog counts. A column with another unit than mag is an error when the catalog
    /// is searched (UnitUnknown).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Magnitude { get; set; }

    /// <summary>Additional columns to fetch.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    public string[] Column { get; set; } = [];

    /// <summary>Name of VizieR's copy of the table, such as II/328/allwise, for Add-OpticalCounterpart -Engine CdsXMatch.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? VizierTable { get; set; }

    /// <summary>
    /// Names that VizieR gives to columns, if they differ: @{ designation = 'AllWISE'; w1mpro = 'W1mag' }. The columns of the position are
    /// found automatically.
    /// </summary>
    [Parameter]
    public IDictionary VizierColumn { get; set; } = new Hashtable();

    /// <summary>Title of the catalog. Defaults to its name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Title { get; set; }

    /// <summary>Returns the catalog.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void End()
    {
        if (ProperMotion is not null && Epoch is null)
            throw new AstroException(ErrorIds.EpochMissing, $"'{Name}' has proper motions, so the epoch of its positions is needed.", "Give -Epoch, such as 2010.5.", Name);
        if (ErrorEllipse is not null && LargestError is null)
        {
            throw new AstroException(
                ErrorIds.LargestErrorMissing,
                $"'{Name}' has position errors, so the largest of them is needed to set the search radius.",
                "Give -LargestError, such as 6arcsec.",
                Name);
        }

        if (LargestError is { Degrees: var largest } && !(largest is > 0 and <= 1))
        {
            throw new AstroException(
                ErrorIds.LargestErrorInvalid,
                $"A largest position error of {ValueText.Format(largest)} degrees is not valid.",
                "Give an angle greater than 0 and at most 1 degree, such as 6arcsec.",
                largest);
        }

        bool isPublic = Enum.TryParse(Service, ignoreCase: true, out TapServiceName service) && Enum.IsDefined(service) && !char.IsDigit(Service[0]);
        CatalogDescription catalog = new(Name, Title ?? Name, [.. Columns()])
        {
            TableName = Table,
            Service = isPublic ? service : default,
            ServiceUri = isPublic ? null : TapServices.ToUri(Service),
            Galactic = ("glon", "glat"),
            VizierTable = VizierTable,
            Epoch = Epoch,
            EpochColumn = ProperMotion is null ? null : "ref_epoch",
            ProperMotion = ProperMotion is [var east, var north] ? (Bare(east), Bare(north)) : null,
            Magnitude = Magnitude,
            ErrorEllipse = ErrorEllipse is [var major, var minor, var angle] ? (Bare(major), Bare(minor), Bare(angle)) : null,
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
        columns.AddRange((ProperMotion ?? []).Select(name => WithUnit(name, CatalogQuantity.MilliarcsecondsPerYear)));
        if (ProperMotion is not null)
            columns.Add(new("ref_epoch", CatalogQuantity.Epoch, "refepoch"));
        if (ErrorEllipse is [var major, var minor, var angle])
        {
            IEnumerable<string> axes = new[] { major, minor }.Select(axis => ColumnUnit.Quote(ColumnUnit.WithLikely(Bare(axis))));
            string example = $"-ErrorEllipse {string.Join(", ", axes)}, {ColumnUnit.Quote(angle)}";
            columns.Add(WithUnit(major, CatalogQuantity.Arcseconds) with { UnitExample = example });
            columns.Add(WithUnit(minor, CatalogQuantity.Arcseconds) with { UnitExample = example });
            columns.Add(WithUnit(angle, CatalogQuantity.Degrees));
        }

        if (Magnitude is not null)
            columns.Add(Named(Magnitude, CatalogQuantity.Magnitude));
        columns.AddRange(Column.Select(name => Named(name, CatalogQuantity.Any)));
        return columns.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase);
    }

    private CatalogColumn Named(string name, CatalogQuantity quantity) => new(name, quantity, VizierColumn[name] is { } other ? [$"{other}"] : []) { Required = true };

    private CatalogColumn WithUnit(string text, CatalogQuantity quantity)
    {
        CatalogColumn column = Named(Bare(text), quantity);
        if (column.Name == text || ColumnUnits.Checked(ColumnUnit.Split(text)?.Unit, column.Name) is not { } unit)
            return column;
        _ = UnitConversion.Factor(quantity, unit, $"The column '{column.Name}'");
        return column with { Unit = unit };
    }

    // The name in 'err:arcsec'. The whole of 'err (arcsec)' may be the name of a column of a file.
    private static string Bare(string text) => text.Contains(':', StringComparison.Ordinal) && ColumnUnit.Split(text) is (var name, _) ? name : text;
}
