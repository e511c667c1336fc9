using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>An angle of each row of a table, such as the radius of its error circle: a column, or the same angle for all rows.</summary>
/// <param name="Text">
/// Name of a column, ignoring case, whose numbers are in its unit, or in degrees if it has none; or, if the table has no such
/// column, an angle such as "0.5arcsec".
/// </param>
public sealed record RowAngle(string Text)
{
    /// <summary>Reads the angles in degrees, NaN where a row has none.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">
    /// ColumnNotFound: there is no such column, and the text is not an angle. UnitUnknown, ValueInvalid: the column does not hold angles.
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
