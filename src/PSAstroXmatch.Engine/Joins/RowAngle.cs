using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>An angle of each row of a table, such as the radius of its error circle: a column, or the same angle for all rows.</summary>
/// <param name="Text">
/// Name of a column, ignoring case, whose numbers are in its unit; the name with the unit, such as "err:arcsec", "err (arcsec)" or
/// "err [arcsec]" (<see cref="ColumnUnit"/>); or, if the table has no such column, an angle such as "0.5arcsec".
/// </param>
public sealed record RowAngle(string Text)
{
    private readonly double[]? _degrees;

    /// <summary>What a user types to give the unit, such as -LeftRadius 'err:arcsec'; the error for a missing unit shows it.</summary>
    public string? Example { get; init; }

    /// <summary>Whether the angle is a direction, whose numbers are in degrees where the column has no unit.</summary>
    public bool IsDirection { get; init; }

    /// <summary>Angles that are known already.</summary>
    /// <param name="name">What the angles are called in error messages.</param>
    /// <param name="degrees">One angle per row of the table, in degrees; NaN where a row has none.</param>
    public static RowAngle OfValues(string name, double[] degrees) => new(name, degrees);

    private RowAngle(string name, double[] degrees)
        : this(name) => _degrees = degrees;

    /// <summary>Reads the angles in degrees, NaN where a row has none.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">
    /// ColumnNotFound: there is no such column, and the text is not an angle. UnitMissing: the column has no unit. UnitUnknown,
    /// ValueInvalid: the column does not hold angles.
    /// </exception>
    public double[] Read(AstroTable table, string source, long firstRow = 0)
    {
        if (_degrees is not null)
            return firstRow == 0 && _degrees.Length == table.RowCount ? _degrees : _degrees.AsSpan((int)firstRow, table.RowCount).ToArray();
        if (ColumnUnit.Find(table, Text) is { } column)
            return AngleColumn.Read(column, source, firstRow, AngleUnit.Degree, IsDirection ? null : found => UnitMissing(found, source));
        if (!Angle.TryParse(Text, out Angle angle))
            throw ColumnNotFound(table, source);
        double[] same = new double[table.RowCount];
        Array.Fill(same, angle.Degrees);
        return same;
    }

    /// <summary>The column that holds the angles; null if they are known already, or the same for all rows.</summary>
    internal AstroColumn? ColumnIn(AstroTable table) => _degrees is null ? ColumnUnit.Find(table, Text) : null;

    private AstroException UnitMissing(AstroColumn column, string source) =>
        ColumnUnit.Missing($"{source}: column '{column.Name}'", column.Name, column.ToDoubles(), Example);

    private AstroException ColumnNotFound(AstroTable table, string source) => new(
        ErrorIds.ColumnNotFound,
        $"{source} has no column '{Text}'. Its columns: {string.Join(", ", table.Columns.Select(column => column.Name))}.",
        "Give the name of one of these columns, or an angle with a unit, such as 0.5arcsec.",
        Text);
}

/// <summary>The error ellipse of each row of a table.</summary>
/// <param name="SemiMajor">Semi-major axis.</param>
/// <param name="SemiMinor">Semi-minor axis.</param>
/// <param name="PositionAngle">Position angle of the major axis, from north through east.</param>
/// <param name="Level">Probability inside the ellipse; used only when two ellipses are compared.</param>
public sealed record RowEllipse(RowAngle SemiMajor, RowAngle SemiMinor, RowAngle PositionAngle, EllipseLevel Level = EllipseLevel.OneSigma)
{
    /// <summary>An error circle.</summary>
    /// <param name="radius">Its radius.</param>
    /// <param name="level">Probability inside the circle.</param>
    public static RowEllipse Circle(RowAngle radius, EllipseLevel level = EllipseLevel.OneSigma) =>
        new(radius, radius, new RowAngle("0deg") { IsDirection = true }, level);

    /// <summary>Scale of the ellipse relative to the 1σ ellipse: √(−2 ln(1 − P)).</summary>
    internal double Sigmas => Level switch
    {
        EllipseLevel.OneSigma => 1,
        EllipseLevel.Percent68 => Math.Sqrt(-2 * Math.Log(1 - 0.6827)),
        EllipseLevel.Percent90 => Math.Sqrt(-2 * Math.Log(1 - 0.9)),
        EllipseLevel.Percent95 => Matching.SkyEllipses.Sigma95,
        _ => throw new InvalidOperationException($"Unknown level {Level}."),
    };
}
