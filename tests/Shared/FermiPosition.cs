namespace PSAstroXmatch.Tests;

/// <summary>A Fermi source that is nothing but a position: enough to search counterparts around it. Compiled into the projects that need it.</summary>
internal static class FermiPosition
{
    /// <param name="number">Tells it from others.</param>
    /// <param name="ra">Right ascension, degrees.</param>
    /// <param name="dec">Declination, degrees.</param>
    public static FermiCscMatch Create(int number, double ra, double dec) => new()
    {
        FermiName = $"{number}",
        FermiL = double.NaN,
        FermiB = double.NaN,
        FermiRA = ra,
        FermiDec = dec,
        CscName = "",
        CscL = double.NaN,
        CscB = double.NaN,
        CscRA = ra,
        CscDec = dec,
        SepDeg = 0,
    };
}
