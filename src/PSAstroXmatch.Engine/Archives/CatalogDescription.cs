namespace PSAstroXmatch.Engine.Archives;

/// <summary>A column of a catalog that the module uses, and its names in archives and official files.</summary>
/// <param name="Name">Name in the module and at HEASARC, ESA or IRSA, such as "semi_major_axis_95".</param>
/// <param name="Quantity">What the column measures, which determines the unit.</param>
/// <param name="OtherNames">Names in other copies of the catalog, most common first; case does not matter.</param>
public sealed record CatalogColumn(string Name, CatalogQuantity Quantity, params string[] OtherNames)
{
    /// <summary>Whether the catalog is unusable without this column.</summary>
    public bool Required { get; init; }

    /// <summary>The unit that a user gave for the column of this name; null for that of the table.</summary>
    public string? Unit { get; init; }

    /// <summary>What a user types to give the unit, where numbers without one are an error; null where they are in the engine's unit.</summary>
    public string? UnitExample { get; init; }

    /// <summary>All names of the column, its own first.</summary>
    public IEnumerable<string> Names => OtherNames.Prepend(Name);
}

/// <summary>What a column measures, and hence its unit in the engine.</summary>
public enum CatalogQuantity
{
    /// <summary>Text, trimmed.</summary>
    Text,

    /// <summary>A whole number, up to 64 bits.</summary>
    Integer,

    /// <summary>Any value: kept unchanged, with its own type and unit.</summary>
    Any,

    /// <summary>A number without a unit, or with a unit that is not converted.</summary>
    Number,

    /// <summary>A magnitude.</summary>
    Magnitude,

    /// <summary>An angle in degrees.</summary>
    Degrees,

    /// <summary>A small angle in arcseconds.</summary>
    Arcseconds,

    /// <summary>A very small angle, an error or a parallax, in milliarcseconds.</summary>
    Milliarcseconds,

    /// <summary>A proper motion in milliarcseconds per year.</summary>
    MilliarcsecondsPerYear,

    /// <summary>An energy flux in erg/cm²/s.</summary>
    EnergyFlux,

    /// <summary>A duration in seconds.</summary>
    Seconds,

    /// <summary>A time as a modified Julian date in days, or as a date.</summary>
    ModifiedJulianDate,

    /// <summary>An epoch as a Julian year, a (modified) Julian date or a date.</summary>
    Epoch,
}

/// <summary>A catalog that the engine knows: its name in the archives and its columns.</summary>
/// <param name="Name">Name of the table, and of its file in a folder: "csc".</param>
/// <param name="Title">What the catalog contains, as written in messages.</param>
/// <param name="Columns">The columns that the module uses.</param>
public sealed record CatalogDescription(string Name, string Title, IReadOnlyList<CatalogColumn> Columns)
{
    /// <summary>Name of the table at its TAP service, with its schema.</summary>
    public required string TableName { get; init; }

    /// <summary>The service of the live archive that holds the table.</summary>
    public TapServiceName Service { get; init; } = TapServiceName.Heasarc;

    /// <summary>The service that holds the table, if it is not one of the live archive's; otherwise null, and <see cref="Service"/> applies.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>Name of VizieR's copy of the table, such as II/246/out; null if none is known.</summary>
    public string? VizierTable { get; init; }

    /// <summary>Whether the archive itself has rows without a position, such as planned observations with no pointing yet.</summary>
    public bool HasUnplacedRows { get; init; }

    /// <summary>Name patterns of the official file, such as "gll_psc_v*".</summary>
    public IReadOnlyList<string> OfficialFileNames { get; init; } = [];

    /// <summary>Epoch of the positions, Julian year; null if it differs from row to row or is unknown.</summary>
    public double? Epoch { get; init; }

    /// <summary>Columns of the proper motion in right ascension (times cos(dec)) and in declination; null if the catalog has none.</summary>
    public (string Ra, string Dec)? ProperMotion { get; init; }

    /// <summary>Columns of the 1σ errors of that proper motion; null if the catalog has none.</summary>
    public (string Ra, string Dec)? ProperMotionErrors { get; init; }

    /// <summary>Column with the epoch of each position, Julian year; null if all have <see cref="Epoch"/>.</summary>
    public string? EpochColumn { get; init; }

    /// <summary>
    /// Columns of the 1σ errors in right ascension (times cos(dec)) and declination, milliarcseconds, and of their correlation; null if the
    /// catalog has none. <see cref="ErrorEllipse"/> precedes them.
    /// </summary>
    public (string Ra, string Dec, string Correlation)? PositionErrors { get; init; }

    /// <summary>Columns of the 1σ error ellipse: semi-major and semi-minor axes, and position angle; null if the catalog has none.</summary>
    public (string Major, string Minor, string Angle)? ErrorEllipse { get; init; }

    /// <summary>The column of the magnitude that tells how bright a source is among its neighbours; null if none is known.</summary>
    public string? Magnitude { get; init; }

    /// <summary>
    /// The largest 1σ position error of a source, arcsec: how wide to search when matches are defined by the errors. The default is
    /// slightly more than the 1.2 arcsec of 2MASS.
    /// </summary>
    public double LargestError { get; init; } = 1.3;

    /// <summary>The columns of right ascension and declination.</summary>
    public (string Ra, string Dec) Equatorial => (CatalogColumns.Ra, CatalogColumns.Dec);

    /// <summary>The columns of galactic longitude and latitude.</summary>
    public required (string L, string B) Galactic { get; init; }

    /// <summary>The column that identifies a row in messages.</summary>
    public string Key => Columns[0].Name;
}
