using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.Text;
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
    /// <param name="sexagesimalUnit">Unit of sexagesimal text without unit letters, hours for right ascension, if the column has no unit of degrees or hours.</param>
    /// <param name="unitMissing">The error for numbers in a column without a unit; null if they are in degrees.</param>
    /// <exception cref="AstroException">UnitUnknown, ValueInvalid: a column or cell does not hold an angle; and what unitMissing makes.</exception>
    public static double[] Read(AstroColumn column, string source, long firstRow, AngleUnit sexagesimalUnit, Func<AstroColumn, AstroException>? unitMissing = null)
    {
        bool isText = column.ValueType == typeof(string);
        double? factor = Factor(column, source, isText);
        if (isText)
            return ReadText(column, source, firstRow, factor switch { 1 => AngleUnit.Degree, 15 => AngleUnit.Hour, _ => sexagesimalUnit }, factor, unitMissing);
        if (column.ValueType.IsArray || column.ValueType == typeof(bool) || column.ValueType == typeof(DateTime) || column.ValueType == typeof(System.Numerics.Complex))
            throw NoAngles(column, source);
        if (factor is null && unitMissing is not null)
            throw unitMissing(column);
        double[] values = column.ToDoubles();
        return factor is null or 1 ? values : Array.ConvertAll(values, value => value * factor.Value);
    }

    // Null if the column has no unit.
    private static double? Factor(AstroColumn column, string source, bool isText)
    {
        if (string.IsNullOrWhiteSpace(column.Unit))
            return ColumnUnit.InName(column.Name) is { } named ? AstroUnit.InDegrees(named) : null;
        if (AstroUnit.InDegrees(column.Unit) is double degrees)
            return degrees;
        // Units such as VizieR's "h:m:s" describe the format of the text, which is evident from the text itself.
        if (isText)
            return null;
        throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{source}: column '{column.Name}' has the unit '{column.Unit}', which is not a known unit of angle.",
            "Give the name of a column of angles, or its unit with the name, such as 'err:arcsec'.",
            column.Name);
    }

    private static double[] ReadText(
        AstroColumn column, string source, long firstRow, AngleUnit sexagesimalUnit, double? factor, Func<AstroColumn, AstroException>? unitMissing)
    {
        double[] values = new double[column.Count];
        for (int row = 0; row < values.Length; row++)
        {
            string text = column.GetText(row);
            values[row] = double.NaN;
            if (CellText.IsMissing(text) || TextCells.IsNotFinite(text))
                continue;
            if (!AngleText.TryRead(text, AngleUnit.Degree, sexagesimalUnit, out double degrees, out AngleNotation notation, out string problem))
                throw Unreadable(column, source, firstRow + row + 1, text, problem);
            if (notation == AngleNotation.Plain && factor is null && unitMissing is not null)
                throw unitMissing(column);
            values[row] = notation == AngleNotation.Plain ? degrees * (factor ?? 1) : degrees;
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
