using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The distance of each row of a table from the observer: a column of distances or parallaxes, or the same distance for all rows.</summary>
/// <param name="Text">
/// Name of a column, ignoring case, whose unit is one of length (pc, kpc, Mpc) or of angle (mas), which makes it a parallax; the name
/// with a unit, such as "d:kpc"; or, if the table has no such column, a distance such as "140pc".
/// </param>
public sealed partial record RowDistance(string Text)
{
    private static readonly AstroUnit Parsec = AstroUnit.Parse("pc")!, Arcsecond = AstroUnit.Parse("arcsec")!;

    /// <summary>A distance in parsec; null if the text is not a number and a unit of length.</summary>
    /// <param name="text">A text such as "0.5kpc".</param>
    public static double? Parse(string text) =>
        NumberAndUnit().Match(text.Trim()) is { Success: true } match
        && double.TryParse(match.Groups["number"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && AstroUnit.Parse(match.Groups["unit"].Value)?.FactorTo(Parsec) is double factor
            ? number * factor
            : null;

    /// <summary>Name of the column in a table, without a unit.</summary>
    /// <param name="hasColumn">Whether the table has a column of a name.</param>
    public string ColumnName(Func<string, bool> hasColumn) => hasColumn(Text) ? Text : Text.LastIndexOf(':') is > 0 and var colon ? Text[..colon].TrimEnd() : Text;

    /// <summary>Reads the distances in parsec, NaN where a row has none. A parallax p is a distance of 1/p; one of zero or less is none.</summary>
    /// <param name="table">The table, or a block of its rows.</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="firstRow">Number of rows of the table that precede the block.</param>
    /// <exception cref="AstroException">
    /// ColumnNotFound: there is no such column, and the text is not a distance. UnitUnknown: the column has no unit of length or angle.
    /// ValueInvalid: a value is not a number.
    /// </exception>
    public double[] Read(AstroTable table, string source, long firstRow = 0)
    {
        string name = ColumnName(column => table.TryGetColumn(column, out _));
        if (table.TryGetColumn(name, out AstroColumn? found))
            return Read(found, name.Length < Text.Length ? Text[(Text.LastIndexOf(':') + 1)..].Trim() : found.Unit, source, firstRow);
        if (Parse(Text) is not double same)
        {
            throw new AstroException(
                ErrorIds.ColumnNotFound,
                $"{source} has no column '{name}'. Its columns: {string.Join(", ", table.Columns.Select(column => column.Name))}.",
                "Give the name of one of these columns, or a distance with a unit, such as 140pc.",
                Text);
        }
        double[] distances = new double[table.RowCount];
        Array.Fill(distances, same);
        return distances;
    }

    private static double[] Read(AstroColumn column, string? unit, string source, long firstRow)
    {
        double[] values = ColumnNumbers.Read(column, source, firstRow);
        AstroUnit? known = AstroUnit.Parse(unit);
        if (known?.FactorTo(Parsec) is double factor)
            return Array.ConvertAll(values, value => value * factor);
        if (known?.FactorTo(Arcsecond) is double arcseconds)
            return Array.ConvertAll(values, value => value > 0 ? 1 / (value * arcseconds) : double.NaN);
        string problem = string.IsNullOrWhiteSpace(unit) ? "has no unit" : $"has the unit '{unit}', which is neither one of length nor one of angle";
        throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{source}: column '{column.Name}' {problem}, so its values are not known to be distances or parallaxes.",
            $"Give the unit with the name: {column.Name}:pc for a distance, {column.Name}:mas for a parallax.",
            column.Name);
    }

    [GeneratedRegex(@"^(?<number>[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(?<unit>[A-Za-z].*)$")]
    private static partial Regex NumberAndUnit();
}
