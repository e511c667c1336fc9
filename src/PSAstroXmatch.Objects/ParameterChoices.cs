namespace PSAstroXmatch;

/// <summary>Which of the pairs that satisfy the criterion are kept.</summary>
/// <remarks>
/// Pairs are ranked by normalised separation if the criterion has one, otherwise by separation; among equals the lowest row comes
/// first.
/// </remarks>
public enum MatchMode
{
    /// <summary>All pairs.</summary>
    All,

    /// <summary>The best pair of each left row; a right row may be in several.</summary>
    BestForLeft,

    /// <summary>The best pair of each right row; a left row may be in several.</summary>
    BestForRight,

    /// <summary>The pairs that are the best for both their left and their right row: each row is in at most one.</summary>
    BestBoth,

    /// <summary>The best pairs of each left row, as many as are asked for.</summary>
    Nearest,
}

/// <summary>Which rows of two matched tables a joined table contains.</summary>
public enum JoinKind
{
    /// <summary>The pairs.</summary>
    Inner,

    /// <summary>The pairs, and the left rows without one.</summary>
    Left,

    /// <summary>The pairs, and the right rows without one.</summary>
    Right,

    /// <summary>The pairs, and the rows of either side without one.</summary>
    Full,

    /// <summary>The left rows without a pair.</summary>
    LeftAnti,

    /// <summary>The right rows without a pair.</summary>
    RightAnti,

    /// <summary>The rows of either side without a pair.</summary>
    FullAnti,
}

/// <summary>The probability of a two-dimensional Gaussian that lies inside the error ellipses of a table.</summary>
/// <remarks>P(&lt;r) = 1 − exp(−r²/2σ²): an ellipse with probability P is √(−2 ln(1 − P)) times the 1σ ellipse.</remarks>
public enum EllipseLevel
{
    /// <summary>1σ along each axis (39.35 % inside), as in 2MASS and Gaia.</summary>
    OneSigma,

    /// <summary>68.27 % inside: 1.5152σ.</summary>
    Percent68,

    /// <summary>90 % inside: 2.1460σ.</summary>
    Percent90,

    /// <summary>95 % inside: 2.4477σ, as in 4FGL and the Chandra Source Catalog.</summary>
    Percent95,
}

/// <summary>The error region of a Fermi source.</summary>
public enum ErrorShape
{
    /// <summary>A circle whose radius is the semi-major axis of the 95 % ellipse, as in the reference notebook.</summary>
    Circle,

    /// <summary>The 95 % ellipse itself.</summary>
    Ellipse,
}

/// <summary>Where sources are matched.</summary>
public enum MatchEngine
{
    /// <summary>At the archive if it can join and the catalogs are not already local, otherwise on this machine.</summary>
    Auto,

    /// <summary>On this machine: both catalogs are fetched.</summary>
    Local,

    /// <summary>At the archive, as a single join. A folder or the simulated sky is local anyway and is matched on this machine.</summary>
    Archive,
}

/// <summary>What counterparts are searched around.</summary>
public enum SearchCentre
{
    /// <summary>The Fermi source, as in the reference notebook. Along the plane nearly all sources found this way are chance coincidences.</summary>
    Fermi,

    /// <summary>Each Chandra source, whose position is a hundred times better, so that a counterpart can be distinguished from a chance star.</summary>
    Chandra,
}

/// <summary>What does the searching for counterparts.</summary>
public enum CounterpartEngine
{
    /// <summary>The archive, in the way that suits it best.</summary>
    Auto,

    /// <summary>The archive.</summary>
    Archive,

    /// <summary>The CDS cross-match service, in VizieR's copy of the catalog, up to 180 arcsec.</summary>
    CdsXMatch,

    /// <summary>This machine, on the whole catalog of the archive.</summary>
    Local,
}

/// <summary>The theme of a figure.</summary>
public enum FigureThemeKind
{
    /// <summary>Dark on white, for print.</summary>
    Light,

    /// <summary>Light on near-black, for slides and screens.</summary>
    Dark,
}

/// <summary>The statistic of the values that a bar shows.</summary>
public enum BarStatistic
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,
}

/// <summary>How a map is shown in a terminal.</summary>
public enum TerminalGraphics
{
    /// <summary>As an image if the terminal reports that it supports graphics, otherwise in Braille dots.</summary>
    Auto,

    /// <summary>Braille dots, which work in any Unicode terminal.</summary>
    Braille,

    /// <summary>An image in the kitty graphics protocol, which ghostty and WezTerm support too.</summary>
    Kitty,

    /// <summary>An image as sixels (DEC VT340), which xterm, foot, mlterm, Windows Terminal and others support.</summary>
    Sixel,
}

/// <summary>The number of colours of a terminal.</summary>
public enum TerminalColorDepth
{
    /// <summary>None: text without escape sequences.</summary>
    None,

    /// <summary>The 256 colours of xterm.</summary>
    Palette256,

    /// <summary>24-bit colour.</summary>
    TrueColor,
}

/// <summary>A coordinate frame.</summary>
public enum SkyFrame
{
    /// <summary>Galactic longitude and latitude.</summary>
    Galactic,

    /// <summary>Right ascension and declination, ICRS.</summary>
    Icrs,

    /// <summary>Longitude and latitude in the mean ecliptic of J2000.</summary>
    Ecliptic,
}

/// <summary>Map projections of the whole sky or a part of it.</summary>
public enum ProjectionKind
{
    /// <summary>Aitoff: longitudes halved, projected at true distances from the centre, and stretched again; matplotlib's "aitoff".</summary>
    Aitoff,

    /// <summary>Hammer, equal area; called AIT in FITS.</summary>
    Hammer,

    /// <summary>Mollweide, equal area, with straight parallels, often used for HEALPix maps; FITS: MOL.</summary>
    Mollweide,

    /// <summary>Plate carrée: longitude and latitude unchanged; FITS: CAR.</summary>
    PlateCarree,

    /// <summary>Gnomonic, as seen from the centre of the sphere: great circles are straight lines, and only half the sky is visible; FITS: TAN.</summary>
    Gnomonic,
}

/// <summary>Colour maps for values. All are suitable for colour-blind readers.</summary>
public enum ColorMap
{
    /// <summary>Dark blue to yellow; the default of matplotlib.</summary>
    Viridis,

    /// <summary>Dark blue through magenta to yellow.</summary>
    Plasma,

    /// <summary>Dark blue through grey to yellow, designed for colour-blind readers (Nuñez et al. 2018).</summary>
    Cividis,

    /// <summary>Blue through white to red, for values with a midpoint, such as the logarithm of a ratio (cmocean's balance).</summary>
    Diverging,
}

/// <summary>How bright the X-ray counterparts of the gamma-ray sources of a simulated sky are.</summary>
public enum CounterpartFlux
{
    /// <summary>One distribution of flux for sources of all classes.</summary>
    Single,

    /// <summary>Two: pulsars and their nebulae and remnants are fainter than active galaxies and other sources, as in the real sky.</summary>
    TwoPopulations,
}

/// <summary>The services that make up the live archive.</summary>
public enum TapServiceName
{
    /// <summary>NASA's HEASARC: Chandra and Fermi catalogs.</summary>
    Heasarc,

    /// <summary>ESA's Gaia archive.</summary>
    Gaia,

    /// <summary>IRSA: 2MASS.</summary>
    Irsa,
}

/// <summary>What tells where Chandra has looked.</summary>
public enum FootprintSource
{
    /// <summary>The observations, if the archive has them and at most 10 percent of the sources lie outside; otherwise the sources.</summary>
    Auto,

    /// <summary>The surroundings of the catalog's sources: HEALPix pixels of 6.9 arcmin that contain at least one.</summary>
    Source,

    /// <summary>Discs of 8 arcmin around the pointings in which the catalog has sources.</summary>
    Observation,
}

/// <summary>Where the prior of the probabilities comes from.</summary>
public enum PriorSource
{
    /// <summary>It is fitted to the catalogs of the session.</summary>
    Fitted,

    /// <summary>It has the values of use without any fit.</summary>
    Fixed,
}

/// <summary>What measures the brightness of an X-ray source.</summary>
public enum BrightnessSource
{
    /// <summary>Its flux.</summary>
    Flux,

    /// <summary>Nothing: positions decide alone.</summary>
    None,
}
