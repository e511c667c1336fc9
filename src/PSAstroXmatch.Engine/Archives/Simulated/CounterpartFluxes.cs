namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>The distributions that the X-ray fluxes of the gamma-ray sources' counterparts are drawn from.</summary>
/// <remarks>
/// Measured in log₁₀ of the flux (0.5–7 keV, erg/cm²/s) of the Chandra sources nearest to 4FGL-DR2's own counterparts, within 5 arcsec:
/// −13.56 ± 0.83 for pulsars and −11.86 ± 0.55 for active galaxies. Those active galaxies are the brightest of the sky, which Chandra
/// observes in snapshots where little else is seen; for its field, a pulsar is only about 0.7 dex fainter than an active galaxy. The model
/// does not tie the depth of a pointing to its target, so it takes that difference and the measured scatter, and the means at which all
/// counterparts together are as bright as those of the single population (seed 1: a mean of −12.89 for
/// the 677 with a flux, in both cases).
/// </remarks>
internal static class CounterpartFluxes
{
    // log₁₀ of the flux in erg/cm²/s: mean and standard deviation.
    private const double SingleMean = -12.9, SingleDeviation = 0.7;
    private const double PulsarMean = -13.5, PulsarDeviation = 0.83;
    private const double GalaxyMean = -12.8, GalaxyDeviation = 0.55;

    /// <summary>The flux of a counterpart in the single population, erg/cm²/s.</summary>
    /// <param name="deviate">A number drawn from the normal distribution with mean 0 and standard deviation 1.</param>
    public static double Single(double deviate) => Math.Pow(10, Math.Clamp(SingleMean + (SingleDeviation * deviate), -14.5, -10));

    /// <summary>The flux of a counterpart in one of the two populations, erg/cm²/s.</summary>
    /// <param name="fermi">The gamma-ray source, whose class decides.</param>
    /// <param name="deviate">A number drawn from the normal distribution with mean 0 and standard deviation 1.</param>
    /// <param name="logLimit">log₁₀ of the faintest flux that the pointing detects there: what is in the catalog was detected.</param>
    public static double OfTwo(FermiDraw fermi, double deviate, double logLimit)
    {
        double logFlux = IsPulsarLike(fermi) ? PulsarMean + (PulsarDeviation * deviate) : GalaxyMean + (GalaxyDeviation * deviate);
        return Math.Pow(10, Math.Clamp(logFlux, Math.Min(logLimit, -10), -10));
    }

    /// <summary>
    /// Whether a source is a pulsar, or what holds one: a nebula, a remnant or a globular cluster. A source without a class, or of class unk,
    /// is one if the model drew it as a source of the Galaxy, as more than a quarter of the unassociated ones are.
    /// </summary>
    public static bool IsPulsarLike(FermiDraw fermi) => fermi.Class.ToLowerInvariant() switch
    {
        "psr" or "msp" or "pwn" or "snr" or "spp" or "glc" or "sfr" => true,
        "" or "unk" => fermi.IsGalactic,
        _ => false,
    };
}
