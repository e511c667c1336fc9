namespace PSAstroXmatch.Engine.Units;

/// <summary>What a unit measures: the powers of the base quantities.</summary>
internal enum BaseQuantity
{
    Length,
    Mass,
    Time,
    Angle,
    Temperature,
    Current,
    LuminousIntensity,
    Amount,
    Magnitude,
    Decade,
    Count,
    Photon,
    Electron,
    DataNumber,
    Pixel,
    Bin,
    Beam,
    Bit,
}

/// <summary>The units of VOUnits 1.1 and FITS 4.0, with the spellings of astropy, HEASARC, CXC and VizieR.</summary>
internal static class UnitSymbols
{
    private const double Year = 365.25 * 86_400;
    private const double AstronomicalUnit = 1.495978707e13;

    private static readonly Dictionary<string, double> Prefixes = new (string Symbol, double Factor)[]
    {
        ("y", 1e-24), ("z", 1e-21), ("a", 1e-18), ("f", 1e-15), ("p", 1e-12), ("n", 1e-9), ("u", 1e-6), ("µ", 1e-6), ("μ", 1e-6), ("m", 1e-3), ("c", 1e-2),
        ("d", 1e-1), ("da", 1e1), ("h", 1e2), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18), ("Z", 1e21), ("Y", 1e24),
    }.ToDictionary(prefix => prefix.Symbol, prefix => prefix.Factor, StringComparer.Ordinal);

    private static readonly Dictionary<string, UnitSymbol> Known = new(StringComparer.Ordinal);

    // In centimetres, grams, seconds and degrees: erg and deg, in which high-energy catalogs are, have a factor of 1, so that their values
    // keep all digits. Constants: IAU 2012 B2 and 2015 B3, and CODATA 2018.
    static UnitSymbols()
    {
        Prefixable(100, (BaseQuantity.Length, 1), "m", "meter", "metre");
        Prefixable(1, (BaseQuantity.Mass, 1), "g");
        Prefixable(1, (BaseQuantity.Time, 1), "s", "sec");
        Prefixable(1, (BaseQuantity.Temperature, 1), "K");
        Prefixable(1, (BaseQuantity.Current, 1), "A");
        Prefixable(1, (BaseQuantity.LuminousIntensity, 1), "cd");
        Prefixable(1, (BaseQuantity.Amount, 1), "mol");
        Plain(1, (BaseQuantity.Time, 1), "second", "seconds");
        Plain(1000, (BaseQuantity.Time, 1), "kilosecond", "kiloseconds");
        Plain(60, (BaseQuantity.Time, 1), "min", "minute", "minutes");
        Plain(3600, (BaseQuantity.Time, 1), "h", "hr", "hour", "hours");
        Plain(86_400, (BaseQuantity.Time, 1), "d", "day", "days");
        Prefixable(Year, (BaseQuantity.Time, 1), "a", "yr");
        Plain(Year, (BaseQuantity.Time, 1), "year", "years");

        Plain(1, (BaseQuantity.Angle, 1), "deg", "degree", "degrees", "°");
        Plain(1.0 / 60, (BaseQuantity.Angle, 1), "arcmin", "arcminute", "arcminutes", "'");
        Prefixable(1.0 / 3600, (BaseQuantity.Angle, 1), "arcsec");
        Plain(1.0 / 3600, (BaseQuantity.Angle, 1), "arcsecs", "arcsecond", "arcseconds", "\"");
        Plain(1.0 / 3_600_000, (BaseQuantity.Angle, 1), "mas", "milliarcsecond", "milliarcseconds");
        Plain(1.0 / 3_600_000_000, (BaseQuantity.Angle, 1), "uas", "µas", "μas");
        Prefixable(180 / Math.PI, (BaseQuantity.Angle, 1), "rad");
        Plain(180 / Math.PI, (BaseQuantity.Angle, 1), "radian", "radians");
        Plain(15, (BaseQuantity.Angle, 1), "hourangle");
        Plain(180 / Math.PI * (180 / Math.PI), (BaseQuantity.Angle, 2), "sr");

        Prefixable(1, [(BaseQuantity.Time, -1)], "Hz");
        Prefixable(1e5, [(BaseQuantity.Mass, 1), (BaseQuantity.Length, 1), (BaseQuantity.Time, -2)], "N");
        Prefixable(10, [(BaseQuantity.Mass, 1), (BaseQuantity.Length, -1), (BaseQuantity.Time, -2)], "Pa");
        (BaseQuantity, int)[] energy = [(BaseQuantity.Mass, 1), (BaseQuantity.Length, 2), (BaseQuantity.Time, -2)];
        (BaseQuantity, int)[] power = [(BaseQuantity.Mass, 1), (BaseQuantity.Length, 2), (BaseQuantity.Time, -3)];
        Prefixable(1, energy, "erg");
        Add(1, energy, false, "ergs");
        Prefixable(1e7, energy, "J");
        Prefixable(1.602176634e-12, energy, "eV");
        Prefixable(2.1798723611035e-11, energy, "Ry");
        Prefixable(1e7, power, "W");
        Prefixable(1e7, [(BaseQuantity.Mass, 1), (BaseQuantity.Length, 2), (BaseQuantity.Time, -3), (BaseQuantity.Current, -1)], "V");
        Prefixable(1, [(BaseQuantity.Current, 1), (BaseQuantity.Time, 1)], "C");
        Prefixable(1e3, [(BaseQuantity.Mass, 1), (BaseQuantity.Time, -2), (BaseQuantity.Current, -1)], "T");
        Prefixable(0.1, [(BaseQuantity.Mass, 1), (BaseQuantity.Time, -2), (BaseQuantity.Current, -1)], "G");
        Prefixable(1e-23, [(BaseQuantity.Mass, 1), (BaseQuantity.Time, -2)], "Jy");
        Prefixable(1e-24, (BaseQuantity.Length, 2), "barn");

        Plain(1e-8, (BaseQuantity.Length, 1), "Angstrom", "angstrom", "AA", "Å");
        Plain(1e-4, (BaseQuantity.Length, 1), "micron");
        Plain(AstronomicalUnit, (BaseQuantity.Length, 1), "AU", "au");
        Prefixable(AstronomicalUnit * 180 / Math.PI * 3600, (BaseQuantity.Length, 1), "pc");
        Prefixable(2.99792458e10 * Year, (BaseQuantity.Length, 1), "lyr");
        Plain(6.957e10, (BaseQuantity.Length, 1), "solRad", "Rsun", "R_sun");
        Plain(1.988409870698051e33, (BaseQuantity.Mass, 1), "solMass", "Msun", "M_sun");
        Plain(1.6605390666e-24, (BaseQuantity.Mass, 1), "u");
        Add(3.828e33, power, false, "solLum", "Lsun", "L_sun");

        Prefixable(1, (BaseQuantity.Magnitude, 1), "mag");
        Plain(1, (BaseQuantity.Decade, 1), "dex");
        Plain(0.1, (BaseQuantity.Decade, 1), "dB");
        Plain(1, (BaseQuantity.Count, 1), "ct", "cts", "count", "counts");
        Plain(1, (BaseQuantity.Photon, 1), "ph", "photon", "photons");
        Plain(1, (BaseQuantity.Electron, 1), "electron", "electrons", "e-", "e");
        Plain(1, (BaseQuantity.DataNumber, 1), "adu", "ADU");
        Plain(1, (BaseQuantity.Pixel, 1), "pix", "pixel", "pixels", "voxel");
        Plain(1, (BaseQuantity.Bin, 1), "bin", "chan");
        Plain(1, (BaseQuantity.Beam, 1), "beam");
        Prefixable(1, (BaseQuantity.Bit, 1), "bit");
        Prefixable(8, (BaseQuantity.Bit, 1), "byte", "B");
        Add(0.01, [], false, "%", "percent");
    }

    /// <summary>The unit of a symbol; null if there is none. "DEG" and "Degrees" are read as "deg" and "degrees".</summary>
    public static UnitSymbol? Find(string symbol) =>
        FindExact(symbol) ?? (symbol.Length > 1 ? FindExact(symbol.ToLowerInvariant()) : null);

    private static UnitSymbol? FindExact(string symbol)
    {
        if (Known.TryGetValue(symbol, out UnitSymbol? unit))
            return unit;
        for (int length = 1; length <= 2 && length < symbol.Length; length++)
        {
            if (Prefixes.TryGetValue(symbol[..length], out double prefix) && Known.TryGetValue(symbol[length..], out unit) && unit.TakesPrefixes)
                return unit with { Factor = unit.Factor * prefix };
        }

        return null;
    }

    private static void Plain(double factor, (BaseQuantity, int) power, params string[] names) => Add(factor, [power], false, names);

    private static void Prefixable(double factor, (BaseQuantity, int) power, params string[] names) => Add(factor, [power], true, names);

    private static void Prefixable(double factor, (BaseQuantity, int)[] powers, params string[] names) => Add(factor, powers, true, names);

    private static void Add(double factor, (BaseQuantity, int)[] powers, bool takesPrefixes, params string[] names)
    {
        foreach (string name in names)
            Known.Add(name, new UnitSymbol(factor, powers, takesPrefixes));
    }
}

/// <summary>A unit with a name.</summary>
/// <param name="Factor">Its size in the base units.</param>
/// <param name="Powers">The powers of the base quantities.</param>
/// <param name="TakesPrefixes">Whether it takes k, m, µ and so on.</param>
internal sealed record UnitSymbol(double Factor, (BaseQuantity Quantity, int Power)[] Powers, bool TakesPrefixes);
