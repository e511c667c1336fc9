namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Recognizes the text of a unit, to distinguish a row of units from a row of values.</summary>
internal static class UnitText
{
    // IVOA VOUnits 1.1 and FITS 4.0, and the spellings of astropy, HEASARC and VizieR.
    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "deg", "degree", "degrees", "arcmin", "arcsec", "arcsecond", "arcseconds", "arcminute", "mas", "uas", "rad", "sr", "hourangle",
        "s", "sec", "second", "seconds", "min", "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days", "a", "yr", "year", "years", "mjd", "MJD",
        "m", "g", "K", "A", "Hz", "J", "W", "N", "Pa", "V", "C", "T", "G", "eV", "erg", "ergs", "Ry", "Jy", "mag", "mmag", "dex", "dB",
        "pc", "AU", "au", "lyr", "Angstrom", "angstrom", "AA", "micron", "barn", "ct", "cts", "count", "counts", "ph", "photon", "photons",
        "electron", "electrons", "e", "adu", "ADU", "pix", "pixel", "pixels", "beam", "bin", "chan", "voxel", "Sun", "u", "R", "D",
        "solMass", "solLum", "solRad", "Msun", "Lsun", "Rsun", "M_sun", "L_sun", "R_sun", "log", "sqrt", "%", "percent",
    };

    private static readonly HashSet<string> Prefixable = new(StringComparer.Ordinal)
    {
        "s", "m", "g", "K", "A", "Hz", "J", "W", "N", "Pa", "V", "C", "T", "G", "eV", "erg", "Ry", "Jy", "pc", "a", "yr", "barn", "arcsec", "mag", "rad", "lyr",
    };

    private static readonly char[] Separators = " ./*^()[]+-0123456789,'\"".ToCharArray();

    /// <summary>Whether all words of the text are units or their powers and products, such as "erg/cm2/s" or "mas.yr**-1".</summary>
    public static bool IsUnit(ReadOnlySpan<char> text)
    {
        string[] words = text.Trim().ToString().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        // "N/A" would be newton per ampere.
        return words.Length > 0 && words.All(IsWord) && text is not "N/A";
    }

    private static bool IsWord(string word) =>
        Units.Contains(word)
        || (word.Length > 1 && "yzafpnuµmcdhkMGTPEZY".Contains(word[0]) && Prefixable.Contains(word[1..]))
        || (word.Length > 2 && word.StartsWith("da", StringComparison.Ordinal) && Prefixable.Contains(word[2..]));
}
