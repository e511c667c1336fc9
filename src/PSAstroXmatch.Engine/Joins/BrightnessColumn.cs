using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>A column of magnitudes or fluxes, of which it must be known in which direction sources get brighter.</summary>
/// <remarks>The unit decides; without one the UCD; without either the name.</remarks>
public static partial class BrightnessColumn
{
    /// <summary>Reads a column as numbers that grow with brightness.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">Name of the column, or the name with a unit, such as "Kmag:mag" or "rate:count/s".</param>
    /// <param name="source">Name of the table in error messages.</param>
    /// <param name="log">Receives a line that says how the column is understood.</param>
    /// <returns>
    /// Fluxes, or magnitudes with their sign changed; NaN where a row has none, for a flux of zero or less, which is a limit, and for a number
    /// that stands for a missing value; and these numbers, null if there are none.
    /// </returns>
    /// <exception cref="AstroException">
    /// ColumnNotFound: there is no such column. ValueInvalid: it does not hold numbers. UnitMissing: it is neither a magnitude nor a flux by
    /// unit, UCD or name.
    /// </exception>
    public static (double[] Values, BrightnessMarks? Marks) Read(AstroTable table, string text, string source, Action<string> log)
    {
        AstroColumn column = ColumnUnit.Find(table, text) ?? throw new AstroException(
            ErrorIds.ColumnNotFound,
            $"{source} has no column '{text}'. Its columns: {string.Join(", ", table.Columns.Select(column => column.Name))}.",
            "Give the name of a column with magnitudes or fluxes.",
            text);
        (bool isMagnitude, string how) = KindOf(column, source);
        string direction = isMagnitude ? "magnitudes, brighter when smaller" : "fluxes, brighter when larger";
        log($"{source}: '{column.Name}' is taken as {direction} (by its {how}).");
        double unit = isMagnitude && Millimagnitude().IsMatch(column.Unit ?? "") ? 0.001 : 1;
        (double[] values, BrightnessMarks? marks) = BrightnessMarks.Remove(ColumnNumbers.Read(column, source, 0), isMagnitude, unit, $"'{column.Name}' of {source}");
        return (Array.ConvertAll(values, value => !double.IsFinite(value) ? double.NaN : isMagnitude ? -value : value > 0 ? value : double.NaN), marks);
    }

    private static (bool IsMagnitude, string How) KindOf(AstroColumn column, string source)
    {
        string unit = column.Unit?.Trim() ?? "", ucd = column.Info.Ucd ?? "";
        if (unit.Length > 0)
        {
            return MagnitudeUnit().IsMatch(unit) ? (true, $"unit, {unit}")
                : FluxUnit().IsMatch(unit) ? (false, $"unit, {unit}")
                : throw Unclear(column, source, $"the unit '{unit}'");
        }

        return ucd.StartsWith("phot.mag", StringComparison.OrdinalIgnoreCase) ? (true, $"UCD, {ucd}")
            : FluxUcd().IsMatch(ucd) ? (false, $"UCD, {ucd}")
            : FluxName().IsMatch(column.Name) ? (false, "name")
            : MagnitudeName().IsMatch(column.Name) ? (true, "name")
            : throw Unclear(column, source, "no unit");
    }

    private static AstroException Unclear(AstroColumn column, string source, string unit)
    {
        string Typed(string wanted) => ColumnUnit.Quote($"{column.Name}:{wanted}");
        return new AstroException(
            ErrorIds.UnitMissing,
            $"{source}: column '{column.Name}' has {unit}, so that it is not clear whether it is a magnitude or a flux.",
            $"Write a unit after the name: {Typed("mag")} if smaller is brighter, {Typed("count/s")} or another unit of flux if larger is brighter.",
            column.Name);
    }

    [GeneratedRegex(@"^\s*'?mmag\b", RegexOptions.IgnoreCase)]
    private static partial Regex Millimagnitude();

    [GeneratedRegex(@"^'?m?mag\b|^mag$|^\[?ABmag|^Vegamag", RegexOptions.IgnoreCase)]
    private static partial Regex MagnitudeUnit();

    [GeneratedRegex(
        @"(?<![A-Za-z])(?:[numkMG]?Jy|n?mgy|n?maggy|erg|[kMGT]?eV|[mk]?W|cts?|counts?|ph|photons?|e-|electrons?|adu|DN|solLum|Lsun)(?![A-Za-z])",
        RegexOptions.IgnoreCase)]
    private static partial Regex FluxUnit();

    [GeneratedRegex(@"^(?:phot\.(?:flux|fluence|count|flux\.density)|phys\.(?:luminosity|fluence)|src\.net)", RegexOptions.IgnoreCase)]
    private static partial Regex FluxUcd();

    [GeneratedRegex(@"flux|fluence|lumin|(?:^|_)(?:count|ct|rate)s?(?:_|$)", RegexOptions.IgnoreCase)]
    private static partial Regex FluxName();

    // Also the names of 2MASS and AllWISE.
    [GeneratedRegex(@"mag(?:[_\d]|$)|^[jhk]s?_m$|^w[1-4]m(?:pro|ag)$", RegexOptions.IgnoreCase)]
    private static partial Regex MagnitudeName();
}
