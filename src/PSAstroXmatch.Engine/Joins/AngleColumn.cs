using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Reads a column of angles into degrees: numbers in the column's unit, or text such as 05:34:31.9.</summary>
internal static class AngleColumn
{
    /// <summary>The angles in degrees, NaN where missing.</summary>
    /// <param name="column">The column, or its part in a block of rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <param name="sexagesimalUnit">Unit of sexagesimal text without unit letters: hours for right ascension.</param>
    public static double[] Read(AstroColumn column, string source, long firstRow, AngleUnit sexagesimalUnit)
    {
        bool isText = column.ValueType == typeof(string);
        double factor = Factor(column, source, isText);
        if (isText)
            return ReadText(column, source, firstRow, sexagesimalUnit, factor);
        if (column.ValueType.IsArray || column.ValueType == typeof(bool) || column.ValueType == typeof(DateTime) || column.ValueType == typeof(System.Numerics.Complex))
            throw NoAngles(column, source);
        double[] values = column.ToDoubles();
        return factor == 1 ? values : Array.ConvertAll(values, value => value * factor);
    }

    private static double Factor(AstroColumn column, string source, bool isText)
    {
        if (string.IsNullOrWhiteSpace(column.Unit))
            return 1;
        if (AstroUnit.InDegrees(column.Unit) is double degrees)
            return degrees;
        // Units such as VizieR's "h:m:s" describe the format of the text, which is evident from the text itself.
        if (isText)
            return 1;
        throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{source}: column '{column.Name}' has the unit '{column.Unit}', which is not a known unit of angle.",
            "Convert the column to deg.",
            column.Name);
    }

    private static double[] ReadText(AstroColumn column, string source, long firstRow, AngleUnit sexagesimalUnit, double factor)
    {
        double[] values = new double[column.Count];
        for (int row = 0; row < values.Length; row++)
        {
            string text = column.GetText(row);
            values[row] = double.NaN;
            if (text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!AngleText.TryRead(text, AngleUnit.Degree, sexagesimalUnit, out double degrees, out AngleNotation notation, out string problem))
                throw Unreadable(column, source, firstRow + row + 1, text, problem);
            values[row] = notation == AngleNotation.Plain ? degrees * factor : degrees;
        }
        return values;
    }

    private static AstroException Unreadable(AstroColumn column, string source, long row, string text, string problem) => new(
        ErrorIds.ValueInvalid,
        $"{source}: column '{column.Name}', row {row}: '{text}' is not an angle: {problem}.",
        text.Count(c => c == ',') == 1 ? $"Use a decimal point: write {text.Replace(',', '.')}, not {text}." : "Correct the value, or leave the cell empty if there is no value.",
        column.Name);

    private static AstroException NoAngles(AstroColumn column, string source) => new(
        ErrorIds.ValueInvalid,
        $"{source}: column '{column.Name}' has the type {column.ValueType.Name} and cannot hold angles.",
        "Choose a column of numbers.",
        column.Name);
}

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
