using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The values of a column as numbers; they may be written as text.</summary>
/// <param name="Values">The numbers, NaN where missing.</param>
/// <param name="IsExact">Whether a double holds all of them exactly, which it does not for large 64-bit integers.</param>
internal sealed record ColumnNumbers(double[] Values, bool IsExact)
{
    private const long LargestExact = 1L << 53;

    /// <summary>Whether a double holds an integer exactly.</summary>
    public static bool IsExactIn(long value) => value is >= -LargestExact and <= LargestExact;

    /// <summary>The numbers of a column.</summary>
    /// <param name="column">The column, or its part in a block of rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <exception cref="AstroException">ValueInvalid: a value is not a number.</exception>
    public static ColumnNumbers Of(AstroColumn column, string source)
    {
        double[] values = Read(column, source, null);
        return new ColumnNumbers(values, column.ValueType != typeof(long) || Array.TrueForAll(values, value => !(Math.Abs(value) >= LargestExact)));
    }

    /// <summary>The numbers of a column.</summary>
    /// <param name="column">The column, or its part in a block of rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block; null if that is not known.</param>
    /// <exception cref="AstroException">ValueInvalid: a value is not a number.</exception>
    public static double[] Read(AstroColumn column, string source, long? firstRow)
    {
        double[] values = column.ToDoubles();
        for (int row = 0; row < values.Length; row++)
        {
            if (!double.IsNaN(values[row]) || column.IsNull(row) || TextCells.IsMissing(column.GetText(row)))
                continue;
            throw new AstroException(
                ErrorIds.ValueInvalid,
                $"{source}: column '{column.Name}'{(firstRow is long first ? $", row {first + row + 1}" : "")}: '{column.GetText(row)}' is not a number.",
                "Correct the value, or leave the cell empty if there is no value.",
                column.Name);
        }
        return values;
    }
}
