using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Formats units as in astronomical publications: erg/s/cm2 becomes erg cm⁻² s⁻¹.</summary>
public static class UnitLabel
{
    /// <summary>A label with its unit in brackets: "Flux (erg cm⁻² s⁻¹)".</summary>
    /// <param name="name">Name of the quantity.</param>
    /// <param name="unit">Its unit in VOUnit, FITS, CDS or astropy notation; null or empty for none.</param>
    public static string Of(string name, string? unit) => string.IsNullOrWhiteSpace(unit) ? name : $"{name} ({Of(unit)})";

    /// <summary>A unit with superscripts; one that is not a product of powers stays as it is.</summary>
    public static string Of(string unit)
    {
        if (UnitExpression.Parse(unit) is not { Scale: 0 } expression || expression.Factors.Any(factor => factor.Power != Math.Round(factor.Power)))
            return unit.Trim();
        // erg cm⁻² s⁻¹: the numerator first, then the other units in alphabetical order.
        return string.Join(' ', expression.Factors
            .OrderBy(factor => factor.Power < 0 ? 1 : 0)
            .ThenBy(factor => factor.Power < 0 ? factor.Symbol : "", StringComparer.Ordinal)
            .Select(factor => factor.Symbol + (factor.Power == 1 ? "" : DecadeTicks.Superscript((int)factor.Power))));
    }
}
