using System.Collections;
using System.Management.Automation;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>The matches of a group of Group-FermiMatch that came from a job, a remote session or Clixml, made from its lists.</summary>
/// <remarks>The lists of a group do not hold the position errors of its Chandra sources: these are unknown, as in an archive that has none.</remarks>
internal static class StoredGroup
{
    /// <summary>One match per Chandra source; without any, one that describes the Fermi source only.</summary>
    /// <exception cref="AstroException">ObjectFlattened: its lists were not kept.</exception>
    public static IReadOnlyList<FermiCscMatch> ToMatches(PSObject group)
    {
        object?[] names = List(group, nameof(FermiMatchGroup.CscNames)), fluxes = List(group, nameof(FermiMatchGroup.CscFluxes));
        object?[] longitudes = List(group, nameof(FermiMatchGroup.CscGlons)), latitudes = List(group, nameof(FermiMatchGroup.CscGlats));
        double l = Number(Value(group, nameof(FermiMatchGroup.FermiL))), b = Number(Value(group, nameof(FermiMatchGroup.FermiB)));
        if (fluxes.Length != names.Length || longitudes.Length != names.Length || latitudes.Length != names.Length || double.IsNaN(l) || double.IsNaN(b))
            throw Flattened(group);
        SkyCoordinate fermi = SkyCoordinate.FromGalactic(l, b);
        return names.Length == 0
            ? [Match(group, (l, b), fermi, "", null, (double.NaN, double.NaN))]
            : [.. names.Select((name, i) => Match(group, (l, b), fermi, $"{name}", fluxes[i], (Number(longitudes[i]), Number(latitudes[i]))))];
    }

    private static FermiCscMatch Match(PSObject group, (double L, double B) galactic, SkyCoordinate fermi, string name, object? flux, (double L, double B) csc)
    {
        bool isPlaced = double.IsFinite(csc.L) && double.IsFinite(csc.B);
        (double ra, double dec) = isPlaced ? Galactic.ToIcrs(csc.L, csc.B) : (double.NaN, double.NaN);
        return new FermiCscMatch
        {
            FermiName = $"{Value(group, nameof(FermiMatchGroup.FermiName))}",
            FermiL = galactic.L,
            FermiB = galactic.B,
            FermiRA = fermi.Ra,
            FermiDec = fermi.Dec,
            FermiFlux = Optional(Value(group, nameof(FermiMatchGroup.FermiFlux))),
            FermiR95 = Optional(Value(group, nameof(FermiMatchGroup.FermiR95))),
            FermiClass = $"{Value(group, nameof(FermiMatchGroup.FermiClass))}",
            CscName = name,
            CscFlux = Optional(flux),
            CscL = csc.L,
            CscB = csc.B,
            CscRA = ra,
            CscDec = dec,
            SepDeg = isPlaced ? Separation.Degrees(fermi.Ra, fermi.Dec, ra, dec) : double.NaN,
        };
    }

    private static object? Value(PSObject group, string name) => ColumnValues.Unwrap(group.Properties[name]?.Value);

    private static object?[] List(PSObject group, string name) => Value(group, name) is IEnumerable list and not string
        ? [.. list.Cast<object?>().Select(ColumnValues.Unwrap)]
        : throw Flattened(group);

    private static double Number(object? value) => value is IConvertible and not (string or DateTime) ? ColumnValues.ToDouble(value) : double.NaN;

    private static double? Optional(object? value) => Number(value) is var number && double.IsNaN(number) ? null : number;

    private static AstroException Flattened(PSObject group) => Errors.Flattened(
        "A group", "the lists of its Chandra sources", "Keep more of the groups, as with Export-Clixml -Depth 2, or pass on the matches of Find-FermiCscMatch.", group);
}
