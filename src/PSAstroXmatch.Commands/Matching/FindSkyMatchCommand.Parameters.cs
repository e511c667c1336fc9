using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <content>What can be asked of Find-SkyMatch.</content>
public sealed partial class FindSkyMatchCommand
{
    /// <summary>
    /// The left side: objects with a position, rows or a table from Import-AstroTable, or the path of one file, which may be larger than
    /// memory. Without -Left, the objects of the pipeline are the left side. Giving neither is an error (LeftMissing), and so is giving
    /// both (ArgumentsConflict).
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Left { get; set; }

    /// <summary>The left side, from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? InputObject { get; set; }

    /// <summary>
    /// The right side, given in the same way as -Left. Without it, the left side is matched with itself: each pair of different rows is
    /// returned once.
    /// </summary>
    [Parameter(Position = 1)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Right { get; set; }

    /// <summary>
    /// Maximum separation: 1arcsec, 0.5', 3mas, or a number in degrees, from 0 to 180; a value of a row, such as $row.err, is in its
    /// unit. A pair exactly at the radius is a match. A number above 0.5 without a unit is a warning.
    /// </summary>
    [Parameter(Position = 2)]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? Radius { get; set; }

    /// <summary>
    /// <para>Match radius of each left row: the name of a column or property, a script block with the object in $_, or one angle for all
    /// rows. The values of a column are in its unit. If it has none, write it after the name: 'err:arcsec' or 'err (arcsec)'; without a
    /// unit, a column is an error (UnitMissing). If the column has another unit, the one after the name counts, and a warning tells both; radii
    /// whose median is above 5 degrees are a warning too. A script block returns a number of degrees, a value with a unit, or text such as
    /// "0.5arcsec"; a property that no object has is an error (ColumnNotFound), and so is a property alone that has no unit (UnitMissing).</para>
    /// <para>With -RightRadius as well, or when a table is matched with itself, two rows match if their circles touch. Rows without a
    /// radius match nothing, and a warning counts them.</para>
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
    [AngleSelectorTransformation]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public PropertySelector? LeftRadius { get; set; }

    /// <summary>Match radius of each right row, given in the same way as -LeftRadius.</summary>
    [Parameter]
    [SingleSelectorTransformation]
    [AngleSelectorTransformation]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public PropertySelector? RightRadius { get; set; }

    /// <summary>
    /// Ellipse of each left row: semi-major axis, semi-minor axis and position angle (north through east), each given in the same way as
    /// -LeftRadius: 'a:arcsec', 'b:arcsec', 'pa:deg'. A position angle without a unit is in degrees. Without -RightEllipse, the right
    /// position must be inside the ellipse or on its edge.
    /// </summary>
    [Parameter]
    [AngleSelectorTransformation]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public PropertySelector[]? LeftEllipse { get; set; }

    /// <summary>
    /// Ellipse of each right row, given in the same way as -LeftEllipse. If both sides have ellipses, or a table is matched with itself,
    /// they are error ellipses, and two rows match if their normalised separation is at most -MaxNormalizedSep.
    /// </summary>
    [Parameter]
    [AngleSelectorTransformation]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public PropertySelector[]? RightEllipse { get; set; }

    /// <summary>
    /// Probability inside the left ellipses, used when two error ellipses are compared: OneSigma (1σ along each axis, 39.35 %), as in Gaia
    /// and 2MASS, or 68.27, 90 or 95 %. 4FGL and the Chandra Source Catalog list 95 % ellipses.
    /// </summary>
    [Parameter]
    public EllipseLevel LeftEllipseLevel { get; set; }

    /// <summary>Probability inside the right ellipses, given in the same way as -LeftEllipseLevel.</summary>
    [Parameter]
    public EllipseLevel RightEllipseLevel { get; set; }

    /// <summary>
    /// Maximum normalised separation of two error ellipses, √(Δᵀ (C₁ + C₂)⁻¹ Δ), in σ. Defaults to √(−2 ln 0.05) = 2.4477, which 95 % of
    /// true pairs do not exceed.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MaxNormalizedSep { get; set; }

    /// <summary>
    /// The two columns or properties with the position of a left row, such as RA_deg, DEC_deg, if they are not found by name or UCD. Numbers
    /// without a unit are degrees, sexagesimal text is hours and degrees; another unit may follow the name: 'ra:hourangle', dec.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string[]? LeftPosition { get; set; }

    /// <summary>The two columns or properties with the position of a right row, if they are not found by name or UCD.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string[]? RightPosition { get; set; }

    /// <summary>
    /// <para>Frame of the left positions: ICRS, FK5 (or J2000), FK5 at another equinox such as 'FK5 J1975', FK4 (or B1950), 'FK4 B1975', Galactic,
    /// Ecliptic (mean ecliptic and equinox of J2000, or of another as in 'Ecliptic J2025'), or Supergalactic. Positions are converted to ICRS, as
    /// astropy converts them, before they are compared; the rows that are returned keep theirs.</para>
    /// <para>Without it, the frame is the one that the file gives (COOSYS of VOTables, RADESYS and EQUINOX of FITS, SkyCoord columns of ECSV), or that
    /// of the UCDs, names or descriptions of the columns, such as GLON or RAB1950, or else ICRS. A frame that is not understood is an error (FrameUnknown).</para>
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(PositionFrameCompleter))]
    public string? LeftFrame { get; set; }

    /// <summary>Frame of the right positions, given in the same way as -LeftFrame.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PositionFrameCompleter))]
    public string? RightFrame { get; set; }

    /// <summary>
    /// <para>The epoch to which rows with proper motions are moved before they are compared: a Julian year such as 2016.0 or J2016.0, or a date such
    /// as 2015-07-01. The rows that are returned keep their positions.</para>
    /// <para>Proper motions are found by name (pmra and pmdec, pmRA and pmDE and so on; the motion in right ascension is times cos(dec)) or UCD. A row
    /// without a proper motion is not moved. Radii and ellipses of a side grow by the error of its motions (such as pmra_error) times the years, and
    /// by 10 mas/yr for rows whose motion is not known; -Radius does not grow.</para>
    /// </summary>
    [Parameter]
    [EpochTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Epoch { get; set; }

    /// <summary>
    /// Epoch of the left positions: a Julian year such as 2016.0 or J2016.0, a Besselian year such as B1950, a date such as 2015-07-01 or MJD 57204, or
    /// the name of a column with epochs (years or Julian dates). A text that is neither is an error (EpochInvalid). Without it, the epoch is the one that
    /// the file gives (COOSYS), or that of the column ref_epoch (Gaia) or jdate (2MASS). If it is not known, rows with proper motions cannot be
    /// moved (EpochUnknown).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? LeftEpoch { get; set; }

    /// <summary>Epoch of the right positions, given in the same way as -LeftEpoch.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? RightEpoch { get; set; }

    /// <summary>
    /// Minimum separation: pairs closer than this do not match. With -Radius, which is the maximum, this is an annulus.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MinRadius { get; set; }

    /// <summary>
    /// Maximum separation in space, in place of a radius on the sky: 2pc, 0.5kpc, 3Mpc, or a number of parsecs. Needs -LeftDistance and
    /// -RightDistance. Matches then have SepParsec, by which the best are chosen.
    /// </summary>
    [Parameter]
    [LengthTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MaxSpatialSep { get; set; }

    /// <summary>
    /// <para>Distance of each left row: the name of a column or property with a unit of length (pc, kpc, Mpc) or angle (mas, which makes it
    /// a parallax); or one distance for all rows, such as 140pc. A column without a unit takes one after a colon: d:kpc, plx:mas.</para>
    /// <para>Rows without a distance, or with a parallax of zero or less, match nothing, and a warning counts them.</para>
    /// </summary>
    [Parameter]
    [DistanceTransformation]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? LeftDistance { get; set; }

    /// <summary>Distance of each right row, given in the same way as -LeftDistance.</summary>
    [Parameter]
    [DistanceTransformation]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? RightDistance { get; set; }

    /// <summary>
    /// The column or property whose values must be equal, in place of a radius, if it has the same name on both sides: identifiers of
    /// sources, for example. Upper and lower case differ. No positions are needed; where both rows have one, the match has their
    /// separation. Rows without a value match nothing, and a warning counts them. Identifiers that were read as floating-point numbers of 2^53
    /// or more are an error (KeyNotExact), since different ones may have become equal.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? Key { get; set; }

    /// <summary>The column or property of the left side whose values must be equal to those of -RightKey; see -Key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? LeftKey { get; set; }

    /// <summary>The column or property of the right side whose values must be equal to those of -LeftKey; see -Key.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SkyMatchColumnCompleter))]
    public string? RightKey { get; set; }

    /// <summary>
    /// <para>A further condition on the pairs, applied before -Mode, -Top and -Join choose among them: a script block in which $_ is the
    /// match, such as { [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }. Where-Object filters the matches that were chosen; this filters
    /// those that may be chosen.</para>
    /// <para>Comparisons of columns, numbers and variables, also of differences and other arithmetic, joined by -and, -or and -not, are
    /// evaluated on whole columns, which is fast. Where a value is missing, they are neither true nor false, so that the pair does not
    /// match; $null -eq $_.Right.mag asks for such pairs. Columns in different units of one quantity are compared, added and subtracted in
    /// one unit; those of different quantities are an error (UnitUnknown), and [double]$_.Left.x is the number alone. Any other script
    /// block runs once for each pair; -Verbose says so. In one with several statements, -or or -not, PowerShell itself compares, and a
    /// missing integer is null, which is less than any number: write $null -ne $_.Left.n -and first. A property that a match does not
    /// have, such as $_.mag, is an error (ColumnNotFound).</para>
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(PairConditionCompleter))]
    public ScriptBlock? Where { get; set; }

    /// <summary>
    /// Which matches to keep. The best match is the one with the smallest normalised separation if there are ellipses, otherwise the one
    /// with the smallest separation.
    /// <list type="bullet">
    /// <item>All: every match.</item>
    /// <item>BestForLeft: the best match of each left row.</item>
    /// <item>BestForRight: the best match of each right row.</item>
    /// <item>BestBoth: pairs that are the best match for both of their rows.</item>
    /// <item>Nearest: the best few matches of each left row; -Top says how many.</item>
    /// </list>
    /// </summary>
    [Parameter]
    public MatchMode Mode { get; set; }

    /// <summary>Maximum number of matches to keep for each left row, best first. Implies -Mode Nearest.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Top { get; set; } = 1;

    /// <summary>
    /// Which rows to return. When a table is matched with itself, only Inner and LeftAnti are possible.
    /// <list type="bullet">
    /// <item>Inner: the matches.</item>
    /// <item>Left, Right, Full: the matches, and the rows of the left side, the right side or both that have no match.</item>
    /// <item>LeftAnti, RightAnti, FullAnti: only the rows of the left side, the right side or both that have no match.</item>
    /// </list>
    /// </summary>
    [Parameter]
    public JoinKind Join { get; set; }

    /// <summary>
    /// Matches the left side with itself and returns groups of rows that are linked by a chain of matches (friends of friends).
    /// </summary>
    [Parameter]
    public SwitchParameter AsGroup { get; set; }

    /// <summary>
    /// Returns one table with the columns of both sides instead of objects. Columns with the same name get the suffixes _1 and _2, or
    /// -LeftSuffix and -RightSuffix. With
    /// -AsGroup, the table has the rows of the left side and two more columns, group_id and group_size.
    /// </summary>
    [Parameter]
    public SwitchParameter AsTable { get; set; }

    /// <summary>
    /// With -AsTable or -OutFile: what is appended to the name of a left column if the right side has a column of that name. Defaults to _1;
    /// '' keeps the names of the left side.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string LeftSuffix { get; set; } = "_1";

    /// <summary>
    /// With -AsTable or -OutFile: what is appended to the name of a right column if the left side has a column of that name. Defaults to _2.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string RightSuffix { get; set; } = "_2";

    /// <summary>
    /// Writes the table to a file, in one of the formats of Export-AstroTable, and returns the file. The result may be larger than memory.
    /// The provenance goes with it, as for Export-AstroTable.
    /// </summary>
    [Parameter]
    public string? OutFile { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.Force"/>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc cref="ExportAstroTableCommand.NoClobber"/>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }
}
