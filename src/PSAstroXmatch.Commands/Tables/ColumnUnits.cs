using System.Collections;
using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Units that a user gives to columns.</summary>
internal static class ColumnUnits
{
    /// <summary>The unit; null for an empty text, which means none.</summary>
    /// <param name="unit">The text of the unit.</param>
    /// <param name="column">The column that it is for.</param>
    /// <exception cref="AstroException">UnitUnknown: the text is not a unit.</exception>
    public static string? Checked(string? unit, string column)
    {
        if (string.IsNullOrWhiteSpace(unit))
            return null;
        return AstroUnit.IsUnit(unit) ? unit.Trim() : throw new AstroException(
            ErrorIds.UnitUnknown,
            $"'{VisibleText.OnOneLine(unit)}', given for '{VisibleText.OnOneLine(column)}', is not a known unit.",
            "Write a unit such as arcsec, deg, hourangle, mas/yr, mag or erg/cm2/s.",
            unit);
    }

    /// <summary>The table with these units in place of its own.</summary>
    /// <param name="table">The table.</param>
    /// <param name="units">Names of columns, and their units.</param>
    /// <exception cref="AstroException">ColumnNotFound: the table has no such column. UnitUnknown: a text is not a unit.</exception>
    public static AstroTable Replace(AstroTable table, IDictionary units)
    {
        if (units.Count == 0)
            return table;
        Dictionary<AstroColumn, string?> given = [];
        foreach (DictionaryEntry entry in units)
            given[table[$"{entry.Key}"]] = Checked($"{entry.Value}", $"{entry.Key}");
        return table.With(table.Columns.Select(column =>
            given.TryGetValue(column, out string? unit) ? column.With(column.Info with { Unit = unit, UnitRowText = null }) : column));
    }
}
