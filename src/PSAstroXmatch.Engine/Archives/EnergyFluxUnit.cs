using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>
/// Parses units of energy flux in every order and spelling that files use: erg/cm2/s, erg.s**-1.cm**-2, "cm-2 erg s-1", mW/m2,
/// MeV/(cm2 s).
/// </summary>
internal static partial class EnergyFluxUnit
{
    // In erg, centimetres and seconds. 1 eV = 1.602176634e-12 erg and 1 J = 1e7 erg (SI, exact).
    private static readonly Dictionary<string, (double Factor, int Energy, int Length, int Time)> Units = new(StringComparer.Ordinal)
    {
        ["erg"] = (1, 1, 0, 0),
        ["ergs"] = (1, 1, 0, 0),
        ["J"] = (1e7, 1, 0, 0),
        ["eV"] = (1.602176634e-12, 1, 0, 0),
        ["keV"] = (1.602176634e-9, 1, 0, 0),
        ["MeV"] = (1.602176634e-6, 1, 0, 0),
        ["GeV"] = (1.602176634e-3, 1, 0, 0),
        ["TeV"] = (1.602176634, 1, 0, 0),
        ["W"] = (1e7, 1, 0, -1),
        ["mW"] = (1e4, 1, 0, -1),
        ["cm"] = (1, 0, 1, 0),
        ["m"] = (100, 0, 1, 0),
        ["s"] = (1, 0, 0, 1),
        ["sec"] = (1, 0, 0, 1),
    };

    /// <summary>The factor to erg/cm²/s; null if the text is not a unit of energy flux.</summary>
    public static double? ToErg(string unit)
    {
        double factor = 1;
        int energy = 0, length = 0, time = 0, sign = 1, read = 0;
        bool inParentheses = false;
        foreach (Match part in Parts().Matches(unit))
        {
            if (part.Index != read)
                return null;
            read += part.Length;
            if (part.Groups["unit"] is { Success: true } name)
            {
                if (!Units.TryGetValue(name.Value, out var known))
                    return null;
                int power = sign * (part.Groups["power"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 1);
                factor *= Math.Pow(known.Factor, power);
                energy += known.Energy * power;
                length += known.Length * power;
                time += known.Time * power;
                // A slash divides by the next factor, or by everything in the parentheses that follow.
                sign = inParentheses ? sign : 1;
            }
            else if (part.Value == "/")
            {
                sign = -1;
            }
            else if (part.Value is "(" or ")")
            {
                inParentheses = part.Value == "(";
                sign = inParentheses ? sign : 1;
            }
        }

        return read == unit.Length && (energy, length, time) == (1, -2, -1) ? factor : null;
    }

    [GeneratedRegex(@"(?<unit>[A-Za-z]+)(?:\s*(?:\*\*|\^)?\s*\(?(?<power>[-+]?\d+)\)?)?|[/()]|[\s.*]+")]
    private static partial Regex Parts();
}
