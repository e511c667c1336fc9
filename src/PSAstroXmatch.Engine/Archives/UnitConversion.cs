using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Engine.Archives;

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
