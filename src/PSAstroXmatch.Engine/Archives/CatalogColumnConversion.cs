using System.Globalization;
using PSAstroXmatch.Engine.Tables;
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
            CatalogQuantity.Epoch => new AstroColumn<double>(new ColumnInfo(wanted.Name, typeof(double)), Epochs(found, where)),
            _ => Numbers(wanted, WithUnit(wanted, found), where),
        };
    }

    // A unit that was given is that of the column of that name; a copy of the catalog may have another unit under another name.
    private static AstroColumn WithUnit(CatalogColumn wanted, AstroColumn found)
    {
        string? own = !string.IsNullOrWhiteSpace(found.Unit) ? found.Unit
            : wanted.Quantity == CatalogQuantity.MilliarcsecondsPerYear ? ColumnUnit.MotionInName(found.Name)
            : ColumnUnit.InName(found.Name);
        bool isNamed = found.Name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase);
        return found.With(found.Info with { Unit = isNamed ? wanted.Unit ?? own : own ?? wanted.Unit });
    }

    private static AstroColumn Numbers(CatalogColumn wanted, AstroColumn found, string where)
    {
        double[] values = (wanted.Quantity, found.ValueType) switch
        {
            (CatalogQuantity.ModifiedJulianDate, Type type) when type == typeof(DateTime) || type == typeof(string) => Dates(found, where),
            (_, Type type) when type == typeof(string) => Texts(wanted, found, where),
            _ => Scaled(found.ToDoubles(), UnitConversion.Factor(wanted.Quantity, found.Unit, where)),
        };
        if (wanted.UnitExample is not null && found.Unit is null && HasPlainNumber(found))
            throw ColumnUnit.Missing(where, found.Name, values, wanted.UnitExample);
        return new AstroColumn<double>(new ColumnInfo(wanted.Name, typeof(double)), values);
    }

    private static bool HasPlainNumber(AstroColumn found) => Enumerable.Range(0, found.Count).Any(row =>
        double.TryParse(found.GetText(row), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number));

    private static double[] Scaled(double[] values, double factor) => factor == 1 ? values : Array.ConvertAll(values, value => value * factor);

    private static double[] Dates(AstroColumn found, string where) => Each(found, row =>
        double.TryParse(found.GetText(row), NumberStyles.Float, CultureInfo.InvariantCulture, out double mjd) ? mjd
            : (found.GetValue(row) is DateTime date ? AstroTime.TryFrom(date, out AstroTime time) : AstroTime.TryParse(found.GetText(row), out time)) ? time.Mjd
            : throw Unreadable(found, row, where, "a date"));

    private static double[] Epochs(AstroColumn found, string where) => Each(found, row => EpochCell.Year(found, row) is var year && !double.IsNaN(year) ? year
        : double.IsNaN(found.GetDouble(row)) && found.ValueType != typeof(string) ? double.NaN
        : throw Unreadable(found, row, where, "an epoch: a Julian year, a Julian date, a modified Julian date or a date"));

    // Angles may be written as 05:34:31.9 or 6arcmin. Any other text must not be lost silently.
    private static double[] Texts(CatalogColumn wanted, AstroColumn found, string where)
    {
        double? unit = UnitConversion.UnitOf(wanted.Quantity) is { } own && wanted.Quantity != CatalogQuantity.MilliarcsecondsPerYear ? AstroUnit.InDegrees(own) : null;
        AngleUnit sexagesimal = wanted.Name == CatalogColumns.Ra ? AngleUnit.Hour : AngleUnit.Degree;
        // The unit of a column such as "h:m:s" says how its texts are written.
        double factor = unit is not null && AstroUnit.InDegrees(found.Unit ?? "") is null ? 1 : UnitConversion.Factor(wanted.Quantity, found.Unit, where);
        return Each(found, row =>
        {
            string text = found.GetText(row).Trim();
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
                return number * factor;
            return unit is double degrees && AngleText.TryRead(text, AngleUnit.Degree, sexagesimal, out double angle, out _, out _) ? angle / degrees
                : throw Unreadable(found, row, where, unit is null ? "a number" : "an angle");
        });
    }

    private static double[] Each(AstroColumn found, Func<int, double> read)
    {
        double[] values = new double[found.Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = found.IsNull(row) || string.IsNullOrWhiteSpace(found.GetText(row)) ? double.NaN : read(row);
        return values;
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
            // Also mag(AB), Vegamag and the like; nanomaggies are fluxes.
            CatalogQuantity.Magnitude => ("magnitude", Ratio(unit, wanted)
                ?? (unit.Contains("mag", StringComparison.OrdinalIgnoreCase) && !unit.Contains("magg", StringComparison.OrdinalIgnoreCase) ? 1 : null)),
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
        CatalogQuantity.Magnitude => "mag",
        _ => null,
    };

    private static double? Ratio(string unit, string wanted) => AstroUnit.Parse(unit)?.FactorTo(AstroUnit.Parse(wanted)!);
}
