using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Converts columns to the units of the engine. Accepts the spellings of HEASARC, CXC, VizieR and the 4FGL FITS files.</summary>
public static partial class UnitConversion
{
    /// <summary>The factor that converts a value from a column's unit to the engine's unit for a quantity.</summary>
    /// <param name="quantity">What the column measures.</param>
    /// <param name="unit">Unit in the file; if null or empty, the engine's unit is assumed.</param>
    /// <param name="where">File and column, for the error.</param>
    /// <exception cref="AstroException">UnitUnknown: the unit is not one of this quantity.</exception>
    public static double Factor(CatalogQuantity quantity, string? unit, string where)
    {
        if (string.IsNullOrWhiteSpace(unit))
            return 1;
        string spelled = AngularUnits.Plain(unit);
        // Quotients, so that a column already in the engine's unit has a factor of exactly 1 and keeps every digit.
        double? factor = quantity switch
        {
            CatalogQuantity.Degrees => AngularUnits.InDegrees(spelled),
            CatalogQuantity.Arcseconds => AngularUnits.InDegrees(spelled) / AngularUnits.InDegrees("arcsec"),
            CatalogQuantity.Milliarcseconds => AngularUnits.InDegrees(spelled) / AngularUnits.InDegrees("mas"),
            CatalogQuantity.MilliarcsecondsPerYear => PerYear().Match(unit.Trim()) is { Success: true } rate
                ? AngularUnits.InDegrees(AngularUnits.Plain(rate.Groups["angle"].Value)) / AngularUnits.InDegrees("mas")
                : null,
            CatalogQuantity.EnergyFlux => EnergyFluxUnit.ToErg(unit.Trim()),
            CatalogQuantity.Seconds => InSeconds(spelled),
            _ => 1,
        };
        (string what, string wanted) = quantity switch
        {
            CatalogQuantity.EnergyFlux => ("energy flux", "erg/cm2/s"),
            CatalogQuantity.Seconds => ("time", "s"),
            CatalogQuantity.MilliarcsecondsPerYear => ("proper motion", "mas/yr"),
            CatalogQuantity.Milliarcseconds => ("angle", "mas"),
            _ => ("angle", "deg"),
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

    // mas/yr, mas.yr-1, mas yr**-1, mas*yr^-1, mas/year.
    [GeneratedRegex(@"^(?<angle>[a-zA-Z]+)\s*(/\s*(yr|year|a)|[ .*]\s*(yr|year|a)\s*(\^|\*\*)?\s*\(?-1\)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PerYear();

    private static double? InSeconds(string unit) => unit switch
    {
        "s" or "sec" or "second" or "seconds" => 1,
        "ks" or "ksec" or "kilosecond" or "kiloseconds" => 1000,
        "ms" => 0.001,
        "min" or "minute" or "minutes" => 60,
        "h" or "hr" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86_400,
        _ => null,
    };
}
