using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Converts a column as read into the quantity and unit that the engine uses.</summary>
internal static class CatalogColumnConversion
{
    public static AstroColumn Convert(CatalogColumn wanted, AstroColumn found, string source)
    {
        string where = $"{source}: column '{found.Name}'";
        return wanted.Quantity switch
        {
            CatalogQuantity.Text or CatalogQuantity.Any => found,
            CatalogQuantity.Integer => Integers(wanted, found, where),
            _ => Numbers(wanted, found, where),
        };
    }

    private static AstroColumn Numbers(CatalogColumn wanted, AstroColumn found, string where)
    {
        double factor = UnitConversion.Factor(wanted.Quantity, found.Unit, where);
        double[] values = found.ToDoubles();
        if (found.ValueType == typeof(string))
            RefuseText(found, values, where);
        if (factor != 1)
            values = Array.ConvertAll(values, value => value * factor);
        return new AstroColumn<double>(new ColumnInfo(wanted.Name, typeof(double)), values);
    }

    private static AstroColumn<long> Integers(CatalogColumn wanted, AstroColumn found, string where)
    {
        long[] values = new long[found.Count];
        NullMask? nulls = null;
        for (int row = 0; row < values.Length; row++)
        {
            if (found.IsNull(row))
                (nulls ??= new NullMask(values.Length))[row] = true;
            else if (!long.TryParse(found.GetText(row), out values[row]))
                throw Unreadable(found, row, where, "a whole number");
        }

        return new AstroColumn<long>(new ColumnInfo(wanted.Name, typeof(long)), values, nulls);
    }

    // A numeric column is read as text if any of its cells is not a number. The error names that cell; the value must not be lost silently.
    private static void RefuseText(AstroColumn found, double[] values, string where)
    {
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]) && !found.IsNull(row) && found.GetText(row) is { Length: > 0 } text
                && !text.Equals("nan", StringComparison.OrdinalIgnoreCase))
                throw Unreadable(found, row, where, "a number");
        }
    }

    private static AstroException Unreadable(AstroColumn found, int row, string where, string what) => new(
        ErrorIds.ValueInvalid,
        $"{where}, row {row + 1}: '{found.GetText(row)}' is not {what}.",
        found.GetText(row).Contains(',')
            ? "Use a decimal point: write 0.5, not 0,5."
            : "Correct the value, or leave the cell empty if there is no value.",
        where);
}

/// <summary>Converts columns to the units of the engine.</summary>
public static class UnitConversion
{
    /// <summary>The factor that converts a value from a column's unit to the engine's unit for a quantity.</summary>
    /// <param name="quantity">What the column measures.</param>
    /// <param name="unit">Unit in the file; if null or empty, the engine's unit is assumed.</param>
    /// <param name="where">File and column, for the error.</param>
    /// <exception cref="AstroException">UnitUnknown: the unit is not one of this quantity.</exception>
    public static double Factor(CatalogQuantity quantity, string? unit, string where)
    {
        if (string.IsNullOrWhiteSpace(unit) || UnitOf(quantity) is not string wanted)
            return 1;
        (string what, double? factor) = quantity switch
        {
            CatalogQuantity.EnergyFlux => ("energy flux", Ratio(unit, wanted)),
            CatalogQuantity.Seconds => ("time", Ratio(unit, wanted)),
            CatalogQuantity.MilliarcsecondsPerYear => ("proper motion", Ratio(unit, wanted)),
            _ => ("angle", AstroUnit.InDegrees(unit) / AstroUnit.InDegrees(wanted)),
        };
        return factor ?? throw new AstroException(
            ErrorIds.UnitUnknown,
            $"{where} has the unit '{unit}', which is not a known unit of {what}.",
            $"Convert the column to {wanted}.",
            where);
    }

    /// <summary>The engine's unit for a quantity; null if it has none.</summary>
    public static string? UnitOf(CatalogQuantity quantity) => quantity switch
    {
        CatalogQuantity.Degrees => "deg",
        CatalogQuantity.Arcseconds => "arcsec",
        CatalogQuantity.Milliarcseconds => "mas",
        CatalogQuantity.MilliarcsecondsPerYear => "mas/yr",
        CatalogQuantity.EnergyFlux => "erg/cm2/s",
        CatalogQuantity.Seconds => "s",
        _ => null,
    };

    private static double? Ratio(string unit, string wanted) => AstroUnit.Parse(unit)?.FactorTo(AstroUnit.Parse(wanted)!);
}
