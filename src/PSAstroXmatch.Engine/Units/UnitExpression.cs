using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Engine.Units;

/// <summary>The text of a unit as powers of symbols; whether the symbols are units is not its concern.</summary>
/// <remarks>
/// Reads VOUnits 1.1 (mas.yr**-1), FITS 4.0 (erg cm-2 s^-1), CDS (10-3W/m2, mW.m-2), astropy (erg / (cm2 s)) and superscripts (cm⁻²). A slash
/// divides by the next symbol, or by the parentheses that follow it: a/b.c is (a/b)·c, as in FITS and CDS. Functions such as log(...) and
/// CDS's [...] for a logarithm are not products of powers, and so not read.
/// </remarks>
/// <param name="Scale">The power of ten before the symbols; 0 for none.</param>
/// <param name="Factors">Symbols and their powers in order.</param>
internal sealed partial record UnitExpression(int Scale, IReadOnlyList<(string Symbol, double Power)> Factors)
{
    // Units come from files and services: neither a long nor a deeply nested text is one.
    private const int MaxLength = 200;
    private const int MaxDepth = 8;
    private const int MaxPower = 99;

    private const string Superscripts = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The expression; null if the text is not one.</summary>
    public static UnitExpression? Parse(string text)
    {
        string plain = string.Concat(text.Trim().Select(c => Superscripts.IndexOf(c, StringComparison.Ordinal) is var i and >= 0 ? "-0123456789"[i] : c));
        if (plain.Length is 0 or > MaxLength)
            return null;
        Match scale = ScaleText().Match(plain);
        int power = scale.Groups["power"] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;
        Reader reader = new(plain, scale.Length);
        return Math.Abs(power) <= MaxPower && reader.ReadProduct(1, MaxDepth) && reader.AtEnd && reader.Factors.Count > 0
            ? new UnitExpression(power, reader.Factors)
            : null;
    }

    // 10**-3, 10^3, 10-3; and the 1 of "1/s".
    [GeneratedRegex(@"^(?:10(?:(?:\*\*|\^)\(?(?<power>[-+]?\d{1,3})\)?|(?<power>[-+]\d{1,3}))|1(?=\s*/))")]
    private static partial Regex ScaleText();

    [GeneratedRegex(@"\G(?:'(?<symbol>[A-Za-z_]+)'|(?<symbol>e-(?!\d)|[\p{L}_%°]+|['""]))")]
    private static partial Regex SymbolText();

    // cm2, cm-2, cm**-2, cm^2, cm(-2), Hz**(1/2), Hz**0.5.
    [GeneratedRegex(@"\G\s*(?:(?:\*\*|\^)\s*|(?<!\s))(?:\((?<up>[-+]?\d{1,3}(?:\.\d+)?)(?:/(?<down>\d{1,3}))?\)|(?<up>[-+]?\d{1,3}(?:(?<=(?:\*\*|\^)\s*[-+]?\d+)\.\d+)?))")]
    private static partial Regex PowerText();

    private sealed class Reader(string text, int start)
    {
        private int _at = start;

        public List<(string Symbol, double Power)> Factors { get; } = [];

        public bool AtEnd => _at == text.Length;

        public bool ReadProduct(int sign, int depth)
        {
            bool divides = false;
            while (_at < text.Length && text[_at] != ')')
            {
                if (char.IsWhiteSpace(text[_at]) || text[_at] is '.' or '·' or '*')
                {
                    // A power without a number.
                    if (text[_at] == '*' && _at + 1 < text.Length && text[_at + 1] == '*')
                        return false;
                    _at++;
                    continue;
                }

                if (text[_at] == '/')
                {
                    if (divides)
                        return false;
                    divides = true;
                    _at++;
                    continue;
                }

                if (!ReadFactor(divides ? -sign : sign, depth))
                    return false;
                divides = false;
            }

            return !divides;
        }

        private bool ReadFactor(int sign, int depth)
        {
            int first = Factors.Count;
            if (text[_at] == '(')
            {
                _at++;
                if (depth == 0 || !ReadProduct(1, depth - 1) || AtEnd || Factors.Count == first)
                    return false;
                _at++;
            }
            else
            {
                Match symbol = SymbolText().Match(text, _at);
                if (!symbol.Success)
                    return false;
                _at += symbol.Length;
                Factors.Add((symbol.Groups["symbol"].Value, 1));
            }

            if (ReadPower() is not double power || (_at < text.Length && text[_at] == '('))
                return false;
            for (int i = first; i < Factors.Count; i++)
                Factors[i] = (Factors[i].Symbol, Factors[i].Power * power * sign);
            return Factors.TrueForAll(factor => Math.Abs(factor.Power) <= MaxPower);
        }

        // 1 if there is none; null if it is not a number.
        private double? ReadPower()
        {
            Match match = PowerText().Match(text, _at);
            if (!match.Success)
                return 1;
            _at += match.Length;
            double up = double.Parse(match.Groups["up"].Value, CultureInfo.InvariantCulture);
            double down = match.Groups["down"] is { Success: true } digits ? double.Parse(digits.Value, CultureInfo.InvariantCulture) : 1;
            return down == 0 ? null : up / down;
        }
    }
}
