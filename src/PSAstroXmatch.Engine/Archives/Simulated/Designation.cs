namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>
/// Source names built from positions. Following the IAU rules the coordinates are truncated, not rounded; they are taken from
/// integer micro-degrees, so that no rounding error can change a digit.
/// </summary>
internal static class Designation
{
    /// <summary>"2CXO JHHMMSS.s±DDMMSS", followed by a letter if the name is already taken.</summary>
    /// <param name="raMicro">Right ascension in micro-degrees.</param>
    /// <param name="decMicro">Declination in micro-degrees.</param>
    /// <param name="suffix">'A', 'B' and so on, or '\0' for none.</param>
    public static string Chandra(int raMicro, int decMicro, char suffix) =>
        string.Create(suffix == '\0' ? 21 : 22, (raMicro, decMicro, suffix), static (text, source) =>
        {
            "2CXO J".CopyTo(text);
            int tenths = (int)RaUnits(source.raMicro, 10);
            WriteTime(text[6..], tenths / 10);
            text[12] = '.';
            text[13] = (char)('0' + (tenths % 10));
            WriteDeclination(text[14..], source.decMicro);
            if (source.suffix != '\0')
                text[21] = source.suffix;
        });

    /// <summary>"4FGL JHHMM.m±DDMM" with the catalog's suffix: "c" for a confused, "e" for an extended source, or "".</summary>
    /// <param name="raMicro">Right ascension in micro-degrees.</param>
    /// <param name="decMicro">Declination in micro-degrees.</param>
    /// <param name="suffix">What follows the coordinates.</param>
    public static string Fermi(int raMicro, int decMicro, string suffix) =>
        string.Create(17 + suffix.Length, (raMicro, decMicro, suffix), static (text, source) =>
        {
            "4FGL J".CopyTo(text);
            int tenths = (int)(RaUnits(source.raMicro, 10) / 60);
            WriteTwo(text[6..], tenths / 600);
            WriteTwo(text[8..], tenths / 10 % 60);
            text[10] = '.';
            text[11] = (char)('0' + (tenths % 10));
            int minutes = (int)(Math.Abs((long)source.decMicro) * 60 / 1_000_000);
            text[12] = source.decMicro < 0 ? '-' : '+';
            WriteTwo(text[13..], minutes / 60);
            WriteTwo(text[15..], minutes % 60);
            source.suffix.CopyTo(text[17..]);
        });

    /// <summary>"HHMMSSss±DDMMSSs", the designation of the 2MASS point source catalog.</summary>
    /// <param name="raMicro">Right ascension in micro-degrees.</param>
    /// <param name="decMicro">Declination in micro-degrees.</param>
    public static string TwoMass(int raMicro, int decMicro) =>
        string.Create(16, (raMicro, decMicro), static (text, source) =>
        {
            int hundredths = (int)RaUnits(source.raMicro, 100);
            WriteTime(text, hundredths / 100);
            WriteTwo(text[6..], hundredths % 100);
            WriteDeclination(text[8..], source.decMicro);
            text[15] = (char)('0' + (int)(Math.Abs((long)source.decMicro) * 36_000 / 1_000_000 % 10));
        });

    /// <summary>"JHHMM±DDMM": the coordinates in the name of a radio source or pulsar.</summary>
    public static string Short(int raMicro, int decMicro) =>
        string.Create(10, (raMicro, decMicro), static (text, source) =>
        {
            text[0] = 'J';
            int minutes = (int)(RaUnits(source.raMicro, 1) / 60);
            WriteTwo(text[1..], minutes / 60);
            WriteTwo(text[3..], minutes % 60);
            int arcMinutes = (int)(Math.Abs((long)source.decMicro) * 60 / 1_000_000);
            text[5] = source.decMicro < 0 ? '-' : '+';
            WriteTwo(text[6..], arcMinutes / 60);
            WriteTwo(text[8..], arcMinutes % 60);
        });

    /// <summary>Right ascension in whole units, <paramref name="perSecond"/> of which make up a second of time.</summary>
    public static long RaUnits(int raMicro, int perSecond) => raMicro * 240L * perSecond / 1_000_000; // 240 s of time per degree

    private static void WriteTime(Span<char> text, int seconds)
    {
        WriteTwo(text, seconds / 3600);
        WriteTwo(text[2..], seconds / 60 % 60);
        WriteTwo(text[4..], seconds % 60);
    }

    private static void WriteDeclination(Span<char> text, int decMicro)
    {
        int seconds = (int)(Math.Abs((long)decMicro) * 3600 / 1_000_000);
        text[0] = decMicro < 0 ? '-' : '+';
        WriteTime(text[1..], seconds);
    }

    private static void WriteTwo(Span<char> text, int number)
    {
        text[0] = (char)('0' + (number / 10));
        text[1] = (char)('0' + (number % 10));
    }
}
