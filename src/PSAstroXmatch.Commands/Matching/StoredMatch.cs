using System.Management.Automation;
using System.Reflection;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>What a match of a Fermi and a Chandra source from a selection or a file lacks, found from its other values.</summary>
internal static class StoredMatch
{
    /// <summary>The properties from which the others can be derived.</summary>
    private static readonly string[] Needed =
    [
        nameof(FermiCscMatch.FermiName), nameof(FermiCscMatch.FermiL), nameof(FermiCscMatch.FermiB),
        nameof(FermiCscMatch.CscName), nameof(FermiCscMatch.CscL), nameof(FermiCscMatch.CscB),
    ];

    /// <summary>The match that the row of a table or a custom object with its columns is: a candidate if it has a reliability; null for any other.</summary>
    /// <exception cref="AstroException">As for <see cref="OriginalObject.As"/>.</exception>
    public static FermiCscMatch? OfRow(PSObject? item) => item?.Properties[nameof(FermiCscCandidate.Reliability)] is not null
        ? OriginalObject.As<FermiCscCandidate>(item, Derive, Needed)
        : OriginalObject.As<FermiCscMatch>(item, Derive, Needed);

    /// <summary>A position in the other frame, or the separation; null for other properties, or where the positions are missing.</summary>
    /// <param name="property">A property of a match.</param>
    /// <param name="value">The values that the match has, by the names of their properties.</param>
    private static object? Derive(PropertyInfo property, Func<string, double?> value) => property.Name switch
    {
        nameof(FermiCscMatch.FermiRA) => Equatorial("Fermi", value)?.Ra,
        nameof(FermiCscMatch.FermiDec) => Equatorial("Fermi", value)?.Dec,
        nameof(FermiCscMatch.CscRA) => Equatorial("Csc", value)?.Ra,
        nameof(FermiCscMatch.CscDec) => Equatorial("Csc", value)?.Dec,
        nameof(FermiCscMatch.FermiL) => Equatorial("Fermi", value)?.Galactic.L,
        nameof(FermiCscMatch.FermiB) => Equatorial("Fermi", value)?.Galactic.B,
        nameof(FermiCscMatch.CscL) => Equatorial("Csc", value)?.Galactic.L,
        nameof(FermiCscMatch.CscB) => Equatorial("Csc", value)?.Galactic.B,
        nameof(FermiCscMatch.SepDeg) => Equatorial("Fermi", value) is { } fermi && Equatorial("Csc", value) is { } csc
            ? Separation.Degrees(fermi.Ra, fermi.Dec, csc.Ra, csc.Dec)
            : null,
        _ => null,
    };

    private static SkyCoordinate? Equatorial(string catalog, Func<string, double?> value) =>
        value(catalog + "RA") is double ra && value(catalog + "Dec") is double dec ? new SkyCoordinate(ra, dec)
        : value(catalog + "L") is double l && value(catalog + "B") is double b ? SkyCoordinate.FromGalactic(l, b)
        : null;
}
