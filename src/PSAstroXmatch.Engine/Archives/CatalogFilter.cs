using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>How a column is compared with a value.</summary>
public enum Comparison
{
    /// <summary>Number greater than the value.</summary>
    GreaterThan,

    /// <summary>Number greater than or equal to the value.</summary>
    AtLeast,

    /// <summary>Number less than or equal to the value.</summary>
    AtMost,

    /// <summary>Text matching a pattern with *, ? and sets such as [a-d], ignoring case; a missing text is an empty one.</summary>
    Like,

    /// <summary>As <see cref="Like"/>, ignoring blanks too, as in names of objects: "ngc1068" is "NGC 1068". A missing name matches nothing.</summary>
    LikeName,

    /// <summary>Text that is missing, empty or blank.</summary>
    Blank,
}

/// <summary>A condition on a column; a row without a number never satisfies one on a number.</summary>
/// <param name="Column">Name of the column in the catalog's description.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Number">The number to compare with, in the engine's unit.</param>
/// <param name="Patterns">For <see cref="Comparison.Like"/> and <see cref="Comparison.LikeName"/>: patterns, at least one of which must match.</param>
public sealed record CatalogCondition(string Column, Comparison Comparison, double Number = 0, IReadOnlyList<string>? Patterns = null)
{
    /// <summary>For <see cref="Comparison.LikeName"/>: columns that may match instead; those that a catalog lacks are passed over.</summary>
    public IReadOnlyList<string> OtherColumns { get; init; } = [];

    /// <summary>All columns that may satisfy the condition.</summary>
    public IEnumerable<string> Columns => OtherColumns.Prepend(Column);
}

/// <summary>A circle on the sky.</summary>
/// <param name="Ra">Right ascension of the centre, ICRS, degrees.</param>
/// <param name="Dec">Declination of the centre, ICRS, degrees.</param>
/// <param name="Radius">Radius, degrees; the boundary is included.</param>
public readonly record struct Cone(double Ra, double Dec, double Radius);

/// <summary>
/// Which rows of a catalog to return. Archives may use it to fetch less; <see cref="Select"/> makes the actual selection for all of them.
/// </summary>
public sealed record CatalogFilter
{
    // A set in brackets, or text outside one; an unclosed bracket is an ordinary character.
    private static readonly Regex Sets = new(@"\[(?<set>[^\]]+)\]|[^\[]+|\[", RegexOptions.CultureInvariant);

    /// <summary>All rows.</summary>
    public static CatalogFilter None { get; } = new();

    /// <summary>The circle in which the rows must lie; null for the whole sky.</summary>
    public Cone? Cone { get; init; }

    /// <summary>The maximum distance from the galactic plane on either side, degrees, inclusive; null for the whole sky.</summary>
    public double? MaxLatitude { get; init; }

    /// <summary>Further conditions; all must be satisfied.</summary>
    public IReadOnlyList<CatalogCondition> Conditions { get; init; } = [];

    /// <summary>Indices of the selected rows, in order.</summary>
    /// <exception cref="AstroException">ColumnNotFound: the catalog lacks a column of a condition, so no row could satisfy it.</exception>
    public int[] Select(CatalogTable table, CancellationToken cancellationToken)
    {
        List<Func<int, bool>> tests = [];
        if (MaxLatitude is double maxLatitude)
        {
            double[] latitude = table.B;
            tests.Add(row => Math.Abs(latitude[row]) <= maxLatitude);
        }

        tests.AddRange(Conditions.Select(condition => Test(table, condition)));
        if (Cone is Cone cone)
        {
            double[] ra = table.Ra, dec = table.Dec;
            tests.Add(row => Math.Abs(dec[row] - cone.Dec) <= cone.Radius + 1e-9
                && Separation.Degrees(cone.Ra, cone.Dec, ra[row], dec[row]) <= cone.Radius);
        }

        if (tests.Count == 0)
            return [.. Enumerable.Range(0, table.RowCount)];
        List<int> rows = [];
        for (int row = 0; row < table.RowCount; row++)
        {
            if ((row & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (MeetsAll(tests, row))
                rows.Add(row);
        }

        return [.. rows];
    }

    // A loop, not All(): a lambda that captures the row would be allocated for every row.
    private static bool MeetsAll(List<Func<int, bool>> tests, int row)
    {
        foreach (Func<int, bool> test in tests)
        {
            if (!test(row))
                return false;
        }

        return true;
    }

    /// <summary>The regular expression for a pattern with *, ? and sets such as [a-d], as in PowerShell.</summary>
    /// <exception cref="AstroException">PatternInvalid: a set is in reverse order, such as [z-a].</exception>
    internal static Regex ToRegex(string pattern)
    {
        string expression = Sets.Replace(pattern, match => match.Groups["set"] is { Success: true } set ? Set(set.Value) : Plain(match.Value));
        try
        {
            return new Regex("^" + expression + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline);
        }
        catch (ArgumentException cause)
        {
            throw new AstroException(
                ErrorIds.PatternInvalid,
                $"'{pattern}' is not a valid pattern: {cause.Message}",
                "Write sets from the lower to the higher character, such as [a-d].",
                pattern,
                cause);
        }
    }

    /// <summary>The pattern with each set replaced by ?, which matches at least as much.</summary>
    internal static string WithoutSets(string pattern) =>
        Sets.Replace(pattern, match => match.Groups["set"].Success ? "?" : match.Value);

    /// <summary>A name without its blanks, as <see cref="Comparison.LikeName"/> compares it.</summary>
    public static string WithoutBlanks(string name) => string.Concat(name.Where(character => !char.IsWhiteSpace(character)));

    private static string Plain(string text) => Regex.Escape(text).Replace("\\*", ".*").Replace("\\?", ".");

    private static string Set(string characters) => "[" + characters.Replace("\\", "\\\\").Replace("^", "\\^").Replace("[", "\\[") + "]";

    private static Func<int, bool> Test(CatalogTable table, CatalogCondition condition)
    {
        table.Require(condition.Column);
        IEnumerable<string> patterns = condition.Patterns ?? [];
        return condition.Comparison switch
        {
            Comparison.Like => IsLike(table, condition.Column, [.. patterns.Select(ToRegex)]),
            Comparison.LikeName => IsLikeName(table, [.. condition.Columns.Where(table.Has)], [.. patterns.Select(WithoutBlanks).Select(ToRegex)]),
            Comparison.Blank => row => string.IsNullOrWhiteSpace(table.Text(condition.Column, row)),
            _ => Compare(table, condition),
        };
    }

    private static Func<int, bool> IsLike(CatalogTable table, string column, Regex[] patterns) =>
        row => table.Text(column, row) is var text && Array.Exists(patterns, pattern => pattern.IsMatch(text));

    private static Func<int, bool> IsLikeName(CatalogTable table, string[] columns, Regex[] patterns) => row => Array.Exists(
        columns,
        column => WithoutBlanks(table.Text(column, row)) is { Length: > 0 } name && Array.Exists(patterns, pattern => pattern.IsMatch(name)));

    private static Func<int, bool> Compare(CatalogTable table, CatalogCondition condition)
    {
        double[] values = table.Doubles(condition.Column);
        double number = condition.Number;
        return condition.Comparison switch
        {
            Comparison.GreaterThan => row => values[row] > number,
            Comparison.AtLeast => row => values[row] >= number,
            _ => row => values[row] <= number,
        };
    }
}
