using System.Globalization;
using System.Text;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Formats units as in astronomical publications: erg/s/cm2 becomes erg cm⁻² s⁻¹.</summary>
public static class UnitLabel
{
    /// <summary>A label with its unit in brackets: "Flux (erg cm⁻² s⁻¹)".</summary>
    /// <param name="name">Name of the quantity.</param>
    /// <param name="unit">Its unit in VOUnit, FITS or astropy notation; null or empty for none.</param>
    public static string Of(string name, string? unit) => string.IsNullOrWhiteSpace(unit) ? name : $"{name} ({Of(unit)})";

    /// <summary>A unit with superscripts; one that is not recognized stays as it is.</summary>
    public static string Of(string unit)
    {
        string text = unit.Trim().Replace("**", "^", StringComparison.Ordinal);
        List<(string Symbol, int Power)> factors = [];
        bool divides = false;
        foreach (string part in Split(text))
        {
            if (part is "/" or "." or "*" or " ")
            {
                divides = part == "/";
                continue;
            }

            if (!TryFactor(part, out string symbol, out int power))
                return unit.Trim();
            factors.Add((symbol, divides ? -power : power));
        }

        // erg cm⁻² s⁻¹: the numerator first, then the other units in alphabetical order.
        return string.Join(' ', factors.OrderBy(factor => factor.Power < 0 ? 1 : 0).ThenBy(factor => factor.Power < 0 ? factor.Symbol : "", StringComparer.Ordinal)
            .Select(factor => factor.Symbol + (factor.Power == 1 ? "" : DecadeTicks.Superscript(factor.Power))));
    }

    private static IEnumerable<string> Split(string text)
    {
        StringBuilder part = new();
        foreach (char c in text)
        {
            if (c is '/' or '.' or '*' or ' ')
            {
                if (part.Length > 0)
                    yield return part.ToString();
                part.Clear();
                yield return c.ToString();
            }
            else
            {
                part.Append(c);
            }
        }

        if (part.Length > 0)
            yield return part.ToString();
    }

    // Letters followed by an integer: cm-2, cm^-2, cm2, s, '-1.
    private static bool TryFactor(string part, out string symbol, out int power)
    {
        int end = part.Length;
        while (end > 0 && (char.IsAsciiDigit(part[end - 1]) || part[end - 1] is '-' or '+'))
            end--;
        symbol = part[..end].TrimEnd('^');
        power = 1;
        return symbol.Length > 0 && symbol.All(c => char.IsLetter(c) || c is '%' or '°' or '\'' or '"')
            && (end == part.Length || int.TryParse(part[end..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out power));
    }
}
