namespace PSAstroXmatch.Engine.Archives;

/// <summary>A column that the science needs of a catalog, and the names under which archives and official files have it.</summary>
/// <param name="Name">Name here and at HEASARC, ESA or IRSA, such as "semi_major_axis_95".</param>
/// <param name="Quantity">What is measured; decides the unit.</param>
/// <param name="OtherNames">Names in other copies of the catalog, the commonest first; case does not matter.</param>
public sealed record CatalogColumn(string Name, CatalogQuantity Quantity, params string[] OtherNames)
{
    /// <summary>Whether a catalog without this column can't be used.</summary>
    public bool Required { get; init; }

    /// <summary>All names, this catalog's own first.</summary>
    public IEnumerable<string> Names => OtherNames.Prepend(Name);
}

/// <summary>What a column measures, and so the unit in which the engine holds it.</summary>
public enum CatalogQuantity
{
    /// <summary>Text, trimmed.</summary>
    Text,

    /// <summary>A whole number, up to 64 bits.</summary>
    Integer,

    /// <summary>Anything: taken as it is, with its own type and unit.</summary>
    Any,

    /// <summary>A number without a unit, or in a unit that is not converted.</summary>
    Number,

    /// <summary>An angle in degrees.</summary>
    Degrees,

    /// <summary>A small angle in arcseconds.</summary>
    Arcseconds,

    /// <summary>A very small angle, an error or a parallax, in milliarcseconds.</summary>
    Milliarcseconds,

    /// <summary>A proper motion in milliarcseconds a year.</summary>
    MilliarcsecondsPerYear,

    /// <summary>An energy flux in erg/cm²/s.</summary>
    EnergyFlux,

    /// <summary>A length of time in seconds.</summary>
    Seconds,
}

/// <summary>A catalog that the engine knows: its name in the archives and its columns.</summary>
/// <param name="Name">Name of the table, and of its file in a folder: "csc".</param>
/// <param name="Title">What it holds, for messages.</param>
/// <param name="Columns">The columns that the science needs.</param>
public sealed record CatalogDescription(string Name, string Title, IReadOnlyList<CatalogColumn> Columns)
{
    /// <summary>Name of the table at its TAP service, with its schema.</summary>
    public required string TableName { get; init; }

    /// <summary>Which of the live archive's services has it.</summary>
    public TapServiceName Service { get; init; } = TapServiceName.Heasarc;

    /// <summary>The service that has it, where that is none of the live archive's; null where <see cref="Service"/> says it.</summary>
    public Uri? ServiceUri { get; init; }

    /// <summary>Name of VizieR's copy of the table, such as II/246/out; null where none is known.</summary>
    public string? VizierTable { get; init; }

    /// <summary>Whether the archive itself has rows without a position, such as observations that are planned but not pointed yet.</summary>
    public bool HasUnplacedRows { get; init; }

    /// <summary>Name patterns of the official file, such as "gll_psc_v*".</summary>
    public IReadOnlyList<string> OfficialFileNames { get; init; } = [];

    /// <summary>Julian year to which the positions belong; null where it differs from row to row or is not known.</summary>
    public double? Epoch { get; init; }

    /// <summary>Columns of the proper motion, times cos(dec), and in declination; null where the catalog has none.</summary>
    public (string Ra, string Dec)? ProperMotion { get; init; }

    /// <summary>Columns of the 1σ error ellipse: semi-major and semi-minor axis, and position angle; null where the catalog has none.</summary>
    public (string Major, string Minor, string Angle)? ErrorEllipse { get; init; }

    /// <summary>
    /// The largest 1σ position error of a source, arcsec, which says how wide to ask where errors decide. That of 2MASS, 1.2, and a
    /// little more, by default.
    /// </summary>
    public double LargestError { get; init; } = 1.3;

    /// <summary>The columns of right ascension and declination.</summary>
    public (string Ra, string Dec) Equatorial => ("ra", "dec");

    /// <summary>The columns of galactic longitude and latitude.</summary>
    public required (string L, string B) Galactic { get; init; }

    /// <summary>The column that names a row in messages.</summary>
    public string Key => Columns[0].Name;
}
