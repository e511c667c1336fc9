using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>An angle of each row of a table, such as the radius of its error circle: a column, or the same angle for all rows.</summary>
/// <param name="Text">
/// Name of a column, in any case, whose numbers are in its unit, or in degrees where it has none; or, where the table has no such
/// column, an angle such as "0.5arcsec".
/// </param>
public sealed record RowAngle(string Text)
{
    /// <summary>The angles in degrees, NaN where a row has none.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="source">What errors call the table.</param>
    /// <param name="firstRow">Number of rows of the table before the block.</param>
    /// <exception cref="AstroException">
    /// ColumnNotFound: there is no such column, and it is no angle either. UnitUnknown, ValueInvalid: the column holds no angles.
    /// </exception>
    public double[] Read(AstroTable table, string source, long firstRow = 0)
    {
        if (table.TryGetColumn(Text, out AstroColumn? column))
            return AngleColumn.Read(column, source, firstRow, AngleUnit.Degree);
        if (!Angle.TryParse(Text, out Angle angle))
            throw ColumnNotFound(table, source);
        double[] same = new double[table.RowCount];
        Array.Fill(same, angle.Degrees);
        return same;
    }

    private AstroException ColumnNotFound(AstroTable table, string source) => new(
        "ColumnNotFound",
        AstroErrorKind.NotFound,
        $"{source} has no column '{Text}'. Its columns: {string.Join(", ", table.Columns.Select(column => column.Name))}.",
        "Name one of the columns that the table has, or give an angle with a unit, such as 0.5arcsec.",
        Text);
}

/// <summary>The error ellipse of each row of a table.</summary>
/// <param name="SemiMajor">Semi-major axis.</param>
/// <param name="SemiMinor">Semi-minor axis.</param>
/// <param name="PositionAngle">Position angle of the major axis, from north through east.</param>
/// <param name="Level">How much probability the ellipse holds; used only where two ellipses are compared.</param>
public sealed record RowEllipse(RowAngle SemiMajor, RowAngle SemiMinor, RowAngle PositionAngle, EllipseLevel Level = EllipseLevel.OneSigma)
{
    /// <summary>Axes of the ellipse in units of the 1σ ellipse: √(−2 ln(1 − P)).</summary>
    internal double Sigmas => Level switch
    {
        EllipseLevel.OneSigma => 1,
        EllipseLevel.Percent68 => Math.Sqrt(-2 * Math.Log(1 - 0.6827)),
        EllipseLevel.Percent90 => Math.Sqrt(-2 * Math.Log(1 - 0.9)),
        EllipseLevel.Percent95 => Matching.SkyEllipses.Sigma95,
        _ => throw new InvalidOperationException($"The level {Level} is not known."),
    };
}
