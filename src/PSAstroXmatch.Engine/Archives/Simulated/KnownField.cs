namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>A field that Chandra observes often: its position, and how it is observed in the model.</summary>
/// <param name="Target">Name of the target as observers write it.</param>
/// <param name="Ra">Right ascension in degrees.</param>
/// <param name="Dec">Declination in degrees.</param>
/// <param name="Pointings">Number of adjacent pointings at full scale.</param>
/// <param name="Radius">Radius in degrees of the area that the pointings cover.</param>
/// <param name="Repeats">Weight in the distribution of repeated observations; 1 for an ordinary pointing.</param>
/// <param name="Crowding">Number of X-ray sources relative to an ordinary pointing of the same depth.</param>
/// <param name="Detector">Detector that most observations use.</param>
internal sealed record KnownField(
    string Target, double Ra, double Dec, int Pointings, double Radius, double Repeats, double Crowding, string Detector)
{
    /// <summary>Well-known X-ray fields. Positions are good to about an arcminute; all other numbers belong to the model.</summary>
    public static IReadOnlyList<KnownField> All { get; } =
    [
        new("Sgr A*", 266.4168, -29.0078, 1, 0, 160, 9, "ACIS-I"),
        new("Chandra Deep Field-S", 53.12, -27.81, 1, 0, 150, 6, "ACIS-I"),
        new("ArLac", 332.18, 45.76, 1, 0, 220, 0.5, "HRC-I"),
        new("A1795", 207.22, 26.59, 1, 0, 110, 1, "ACIS-S"),
        new("Sgr A complex", 266.50, -28.92, 12, 0.4, 2, 5, "ACIS-I"),
        new("COSMOS Legacy", 150.12, 2.21, 56, 0.65, 2, 1.2, "ACIS-I"),
        new("30 Doradus", 84.68, -69.10, 2, 0.1, 40, 3, "ACIS-I"),
        new("Orion Nebula", 83.82, -5.39, 3, 0.15, 15, 9, "ACIS-I"),
        new("Perseus cluster", 49.95, 41.51, 4, 0.2, 14, 1, "ACIS-S"),
        new("Crab", 83.63, 22.01, 1, 0, 60, 0.5, "ACIS-S"),
        new("M87", 187.71, 12.39, 2, 0.1, 40, 1, "ACIS-S"),
        new("MKN421", 166.11, 38.21, 1, 0, 60, 0.5, "ACIS-S"),
        new("Vega", 279.23, 38.78, 1, 0, 50, 0.3, "HRC-S"),
        new("Cas A", 350.87, 58.81, 1, 0, 70, 0.7, "ACIS-S"),
        new("M31", 10.68, 41.27, 12, 0.7, 10, 2.5, "ACIS-I"),
        new("Cyg OB2", 308.30, 41.25, 36, 0.5, 1, 3, "ACIS-I"),
        new("Carina", 161.20, -59.70, 22, 0.6, 2, 4, "ACIS-I"),
        new("Westerlund 1", 251.77, -45.85, 1, 0, 25, 6, "ACIS-S"),
        new("GC-GB interface", 266.40, -28.90, 50, 1.0, 1, 2.5, "ACIS-I"),
        new("Bootes survey", 218.00, 34.00, 126, 1.7, 1, 0.5, "ACIS-I"),
        new("AEGIS", 214.80, 52.80, 8, 0.5, 8, 2, "ACIS-I"),
        new("UDS", 34.40, -5.20, 18, 0.4, 1.5, 1.5, "ACIS-I"),
        new("Chandra Deep Field-N", 189.20, 62.20, 1, 0, 30, 4, "ACIS-I"),
        new("47 Tuc", 6.02, -72.08, 1, 0, 40, 3, "ACIS-S"),
        new("Coma cluster", 194.95, 27.98, 8, 0.4, 4, 1, "ACIS-I"),
        new("Vela pulsar", 128.84, -45.18, 1, 0, 30, 1, "ACIS-S"),
        new("NGC 6231", 253.54, -41.83, 2, 0.1, 3, 6, "ACIS-I"),
        new("M17", 275.12, -16.18, 3, 0.2, 6, 6, "ACIS-I"),
        new("NGC 3532", 166.41, -58.73, 2, 0.1, 3, 3, "ACIS-I"),
        new("\"Bullet\" Cluster, 1E 0657-56", 104.63, -55.94, 1, 0, 12, 0.8, "ACIS-I"),
    ];
}
