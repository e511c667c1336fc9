using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Brings columns into the units of the engine. Units are read as HEASARC, CXC, VizieR and the FITS files of 4FGL spell them.</summary>
public static class UnitConversion
{
    /// <summary>The factor that turns a value in a column's unit into the engine's unit for a quantity.</summary>
    /// <param name="quantity">What the column measures.</param>
    /// <param name="unit">Unit of the file; null or empty where it gives none: then it is taken to be the engine's.</param>
    /// <param name="where">File and column, for the error.</param>
    /// <exception cref="AstroException">UnitUnknown: the unit is not one of this quantity.</exception>
    public static double Factor(CatalogQuantity quantity, string? unit, string where)
    {
        if (string.IsNullOrWhiteSpace(unit))
            return 1;
        string spelled = AngularUnits.Plain(unit);
        double? factor = quantity switch
        {
            CatalogQuantity.Degrees => AngularUnits.InDegrees(spelled),
            CatalogQuantity.Arcseconds => AngularUnits.InDegrees(spelled) is double degrees ? degrees * 3600 : null,
            CatalogQuantity.EnergyFlux => InErg(spelled),
            CatalogQuantity.Seconds => InSeconds(spelled),
            _ => 1,
        };
        (string what, string wanted) = quantity switch
        {
            CatalogQuantity.EnergyFlux => ("energy flux", "erg/cm2/s"),
            CatalogQuantity.Seconds => ("time", "s"),
            _ => ("angle", "deg"),
        };
        return factor ?? throw new AstroException(
            "UnitUnknown",
            AstroErrorKind.InvalidData,
            $"{where} is in '{unit}', which is no unit of {what} that is known here.",
            $"Convert the column to {wanted}.",
            where);
    }

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

    // 1 MeV = 1.602176634e-6 erg (SI, exact); 1 mW/m² = 1 erg/s/cm².
    private static double? InErg(string unit) => unit switch
    {
        "erg/cm2/s" or "erg/s/cm2" or "ergcm-2s-1" or "ergs-1cm-2" or "erg/cm2s" or "erg/scm2" or "ergs/cm2/s" or "ergs/s/cm2" => 1,
        "mw/m2" or "mwm-2" => 1,
        "w/m2" or "wm-2" => 1000,
        "mev/cm2/s" or "mev/s/cm2" or "mevcm-2s-1" or "mevs-1cm-2" => 1.602176634e-6,
        "gev/cm2/s" or "gev/s/cm2" or "gevcm-2s-1" or "gevs-1cm-2" => 1.602176634e-3,
        _ => null,
    };
}
