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
