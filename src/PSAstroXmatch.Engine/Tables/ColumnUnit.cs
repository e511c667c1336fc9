using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Units that are written with the name of a column: err:arcsec, err (arcsec) or err [arcsec].</summary>
public static partial class ColumnUnit
{
    /// <summary>The name of a column and the unit that a user wrote after it; null if there is no unit.</summary>
    public static (string Name, string Unit)? Split(string text) =>
        Written().Match(text) is { Success: true } match ? (match.Groups["name"].Value.Trim(), match.Groups["unit"].Value.Trim()) : null;

    /// <summary>The column that a user named, with the unit that was written after its name; null if the table has no such column.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">The name of a column, or a name with a unit; a column of exactly that name comes first.</param>
    public static AstroColumn? Find(AstroTable table, string text) =>
        table.TryGetColumn(text, out AstroColumn? exact) ? exact
        : Split(text) is (string name, string unit) && table.TryGetColumn(name, out AstroColumn? column) ? column.With(column.Info with { Unit = unit, UnitRowText = null })
        : null;

    /// <summary>The name of the column that a user named, perhaps with a unit after it; the text itself if there is no such column.</summary>
    public static string NameIn(IReadOnlyList<ColumnInfo> columns, string text) =>
        !columns.Any(column => column.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) && Split(text) is (string name, _) ? name : text;

    /// <summary>The unit of angle in the name of a column, such as "err (arcsec)"; null if there is none.</summary>
    public static string? InName(string column) => Noted(column) is { } unit && AstroUnit.InDegrees(unit) is not null ? unit : null;

    /// <summary>The unit of proper motion in the name of a column, such as "pmRA [arcsec/yr]"; null if there is none.</summary>
    public static string? MotionInName(string column) =>
        Noted(column) is { } unit && AstroUnit.Parse(unit)?.FactorTo(AstroUnit.Parse("mas/yr")!) is not null ? unit : null;

    private static string? Noted(string column) => InBrackets().Match(column) is { Success: true } match ? match.Groups["unit"].Value.Trim() : null;

    /// <summary>The error for angles without a unit, which shows their median and what to type.</summary>
    /// <param name="what">What has no unit, such as "The table: column 'err'".</param>
    /// <param name="name">Name of the column or property.</param>
    /// <param name="values">Its values.</param>
    /// <param name="example">What a user types to give the unit; null for the name with a unit.</param>
    public static AstroException Missing(string what, string name, double[] values, string? example = null)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        string median = known.Length == 0 ? "" : $" (median {ValueText.Format((float)known[known.Length / 2])})";
        return new AstroException(
            ErrorIds.UnitMissing,
            $"{what} has no unit{median}, so its values could be arcseconds as well as degrees.",
            $"Write the unit after the name, if they are in {Likely(name)}: {example ?? Quote(WithLikely(name))}.",
            name);
    }

    /// <summary>The name with the unit that a user is most likely to add: the one at the end of err_arcmin, otherwise arcsec.</summary>
    public static string WithLikely(string name) => $"{name}:{Likely(name)}";

    private static string Likely(string name) => AtEnd().Match(name) is { Success: true } match ? match.Groups["unit"].Value.ToLowerInvariant() : "arcsec";

    [GeneratedRegex(@"[_.\s-](?<unit>deg|arcmin|arcsec|mas|uas|rad)$", RegexOptions.IgnoreCase)]
    private static partial Regex AtEnd();

    /// <summary>A text in single quotation marks, as PowerShell reads it.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^(?<name>.*\S)\s*(?::\s*(?<unit>[^:]+?)|\((?<unit>[^()]+)\)|\[(?<unit>[^\[\]]+)\])\s*$", RegexOptions.Singleline)]
    private static partial Regex Written();

    [GeneratedRegex(@"(?:\((?<unit>[^()]+)\)|\[(?<unit>[^\[\]]+)\])\s*$")]
    private static partial Regex InBrackets();
}
