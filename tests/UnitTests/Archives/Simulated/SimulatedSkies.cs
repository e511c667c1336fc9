using PSAstroXmatch.Engine.Archives.Simulated;

namespace PSAstroXmatch.UnitTests.Archives.Simulated;

/// <summary>The skies that the tests share: most use a tenth; the full one is drawn only once.</summary>
/// <remarks>
/// Measured once on seed 1, scale 1 (.NET 10, one thread of a machine with other work on it), with the real figure where one is known:
/// <list type="bullet">
/// <item>CPU time from a cold start: observations, Chandra and Fermi sources 0.6 s; Gaia, 2MASS and the truth 1.9 s more.</item>
/// <item>9,112 pairs at |b| ≤ 10 with positive flux in 368 error circles (real: 9,162 in 340); 1, 3, 7, 19, 47 pairs per source at
/// 10, 25, 50, 75, 90 % (real, for the half with l below 180: 1, 2, 7, 27, 86); the richest has 788 (895).
/// At |b| above 10 there are 8,287 pairs in 833.</item>
/// <item>Chandra: 42.7 % of the sources at |b| below 10; flux null 8.5 %, zero 7.6 % (real: both together 15.7 %); logarithms of the
/// other fluxes at 1, 10, 50, 90, 99 %: −15.4, −15.0, −14.5, −13.6, −12.7 (real, near the plane: −15.7, −15.1, −14.4, −13.6, −12.7);
/// 53 names with a letter; median semi-major axis 0.81 arcsec, 2.6 at 99 %.</item>
/// <item>Fermi: 31.6 % unassociated, 2,208 of 7,194 at |b| ≤ 10; median semi-major axis 0.076 deg at |b| below 10, 0.061 above
/// (4FGL-DR2: 0.081 and 0.062); 82 extended; 840 have their true counterpart in csc.</item>
/// <item>Gaia 621,204 rows, 2MASS 220,945; 147,271 Chandra sources have a true counterpart, 140,568 in Gaia and 66,766 in 2MASS; from
/// Chandra to Gaia 0.36 arcsec (median), 1.2 at 95 %. In 0.03 deg around a Fermi source with Chandra sources at |b| below 10:
/// a median of 177 Gaia stars, 29 to 410; above 10, a median of 10.</item>
/// </list>
/// </remarks>
internal static class SimulatedSkies
{
    public static SimulatedSky Tenth { get; } = new(seed: 1, scale: 0.1);

    public static SimulatedSky Full { get; } = new();
}
