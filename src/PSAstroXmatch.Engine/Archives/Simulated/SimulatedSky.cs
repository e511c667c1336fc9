using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>
/// A model of the sky with the tables of the real archives: Chandra observations and sources, Fermi-LAT sources, Gaia and 2MASS stars
/// around them, and the true associations between them. It is drawn from a seed and is the same on every machine. Nothing in it
/// was observed, but numbers, clustering, fluxes, error ellipses, nulls and spellings are like those of the real catalogs.
/// </summary>
/// <remarks>
/// The tables are made when first requested, from independent random sequences, so that no table depends on which others were
/// requested. All members may be used from several threads at once; the tables never change.
/// </remarks>
public sealed class SimulatedSky
{
    private readonly Once<FermiDraw[]> _fermi;
    private readonly Once<ChandraPlan> _plan;
    private readonly Once<ChandraDraw[]> _chandra;
    private readonly Once<string[]> _chandraNames;
    private readonly Once<AstroTable> _chanmaster;
    private readonly Once<AstroTable> _csc;
    private readonly Once<AstroTable> _fermilpsc;
    private readonly Once<StarDraw[]> _stars;
    private readonly Once<GaiaRows> _gaiaRows;
    private readonly Once<TwoMassRows> _twoMassRows;
    private readonly Once<AstroTable> _gaiaSource;
    private readonly Once<AstroTable> _fpPsc;
    private readonly Once<AstroTable> _fermiTruth;
    private readonly Once<AstroTable> _cscTruth;

    /// <summary>Describes a model; nothing is drawn yet.</summary>
    /// <param name="seed">Each seed gives a different sky of the same kind.</param>
    /// <param name="scale">
    /// Fraction of the full sky of 27,000 observations, 407,806 Chandra and 7,194 Fermi sources: greater than 0 and at most 1. The
    /// number of sources per pointing stays the same; chance matches between pointings and gamma-ray sources become rarer.
    /// </param>
    /// <param name="counterpartFlux">
    /// How bright the X-ray counterparts of the gamma-ray sources are. It changes the fluxes of those Chandra sources and nothing else.
    /// </param>
    /// <exception cref="AstroException">SimulationScaleOutOfRange.</exception>
    public SimulatedSky(int seed = 1, double scale = 1, CounterpartFlux counterpartFlux = CounterpartFlux.TwoPopulations)
    {
        if (!(scale > 0 && scale <= 1))
        {
            throw new AstroException(
                ErrorIds.SimulationScaleOutOfRange,
                $"The scale {ValueText.Format(scale)} of the simulated sky is out of range: it must be greater than 0 and at most 1.",
                "Give a scale such as 0.1 for a tenth of the objects, or 1 for all of them.",
                scale);
        }

        Seed = seed;
        Scale = scale;
        CounterpartFlux = counterpartFlux;
        _fermi = new(token => FermiModel.Draw(Seed, Scale, token));
        _plan = new(token => ChandraObservations.Draw(Seed, Scale, _fermi.Get(token), token));
        _chandra = new(token => ChandraModel.Draw(Seed, _fermi.Get(token), _plan.Get(token), CounterpartFlux, token));
        _chandraNames = new(token => HighEnergyTables.NameChandraSources(_chandra.Get(token), token));
        _chanmaster = new(token => HighEnergyTables.Chanmaster(_plan.Get(token).Observations, Source, token));
        _csc = new(token => HighEnergyTables.Csc(_chandra.Get(token), _chandraNames.Get(token), Source, token));
        _fermilpsc = new(token => HighEnergyTables.Fermilpsc(_fermi.Get(token), Source, token));
        _stars = new(token => StarModel.Draw(Seed, _fermi.Get(token), _plan.Get(token).Fields, _chandra.Get(token), token));
        _gaiaRows = new(token => GaiaTable.Number(Seed, _stars.Get(token), token));
        _twoMassRows = new(token => TwoMassTable.Observe(Seed, _stars.Get(token), token));
        _gaiaSource = new(token => GaiaTable.Make(Seed, _stars.Get(token), _gaiaRows.Get(token), Source, token));
        _fpPsc = new(token => TwoMassTable.Make(_twoMassRows.Get(token), Source, token));
        _fermiTruth = new(token => TruthTables.Fermi(_fermi.Get(token), _chandra.Get(token), _chandraNames.Get(token), Source, token));
        _cscTruth = new(token => TruthTables.Csc(
            _stars.Get(token), _gaiaRows.Get(token), _twoMassRows.Get(token), _chandraNames.Get(token), Source, token));
    }

    /// <summary>Names of the tables that real archives also have, in their spelling.</summary>
    public static IReadOnlyList<string> Catalogs { get; } = ["chanmaster", "csc", "fermilpsc", "gaia_source", "fp_psc"];

    /// <summary>Names of the tables that only a simulation has: the true associations.</summary>
    public static IReadOnlyList<string> TruthCatalogs { get; } = ["fermi_truth", "csc_truth"];

    /// <summary>Seed of the random numbers.</summary>
    public int Seed { get; }

    /// <summary>Fraction of the full number of objects, greater than 0 and at most 1.</summary>
    public double Scale { get; }

    /// <summary>How bright the X-ray counterparts of the gamma-ray sources are.</summary>
    public CounterpartFlux CounterpartFlux { get; }

    /// <summary>The source stated in the tables, such as "simulated sky, seed 1, scale 1"; it also tells if the counterparts are a single population.</summary>
    public string Source => $"simulated sky, seed {ValueText.Format(Seed)}, scale {ValueText.Format(Scale)}"
        + (CounterpartFlux == CounterpartFlux.Single ? ", counterparts of a single population" : "");

    /// <summary>Chandra observations in order of obsid; columns of HEASARC's chanmaster.</summary>
    public AstroTable Chanmaster => _chanmaster.Get(CancellationToken.None);

    /// <summary>Chandra sources in order of right ascension; columns of HEASARC's csc.</summary>
    public AstroTable Csc => _csc.Get(CancellationToken.None);

    /// <summary>Fermi-LAT sources in order of right ascension; columns of HEASARC's fermilpsc.</summary>
    public AstroTable Fermilpsc => _fermilpsc.Get(CancellationToken.None);

    /// <summary>
    /// Gaia sources in order of source_id; columns of gaiadr3.gaia_source. They cover only the surroundings of Chandra sources
    /// (5 arcsec) and of Fermi sources whose error circle overlaps a Chandra pointing (0.03 deg).
    /// </summary>
    public AstroTable GaiaSource => _gaiaSource.Get(CancellationToken.None);

    /// <summary>2MASS point sources in order of right ascension, in the same areas as the Gaia sources; columns of IRSA's fp_psc.</summary>
    public AstroTable FpPsc => _fpPsc.Get(CancellationToken.None);

    /// <summary>Fermi sources whose true counterpart is a Chandra source: fermi_name, csc_name, true_ra and true_dec (degrees).</summary>
    public AstroTable FermiTruth => _fermiTruth.Get(CancellationToken.None);

    /// <summary>
    /// Chandra sources with a true counterpart in Gaia or 2MASS: csc_name, source_id, designation (each null if that catalog lacks it)
    /// and true_class (star or quasar).
    /// </summary>
    public AstroTable CscTruth => _cscTruth.Get(CancellationToken.None);

    /// <summary>Returns a table by name.</summary>
    /// <param name="catalog">One of <see cref="Catalogs"/> or <see cref="TruthCatalogs"/>, ignoring case.</param>
    /// <param name="cancellationToken">Cancels the drawing of a table that does not exist yet.</param>
    /// <exception cref="AstroException">CatalogNotFound.</exception>
    /// <exception cref="OperationCanceledException">The drawing was cancelled; the next call starts again.</exception>
    public AstroTable GetTable(string catalog, CancellationToken cancellationToken) => catalog.ToLowerInvariant() switch
    {
        "chanmaster" => _chanmaster.Get(cancellationToken),
        "csc" => _csc.Get(cancellationToken),
        "fermilpsc" => _fermilpsc.Get(cancellationToken),
        "gaia_source" => _gaiaSource.Get(cancellationToken),
        "fp_psc" => _fpPsc.Get(cancellationToken),
        "fermi_truth" => _fermiTruth.Get(cancellationToken),
        "csc_truth" => _cscTruth.Get(cancellationToken),
        _ => throw new AstroException(
            ErrorIds.CatalogNotFound,
            $"The simulated sky has no catalog '{catalog}'. Its catalogs: {string.Join(", ", Catalogs.Concat(TruthCatalogs))}.",
            "Give the name of one of its catalogs.",
            catalog),
    };
}

/// <summary>
/// A value that is made when first requested. Unlike with Lazy, a cancelled attempt leaves nothing behind, and a caller waiting for
/// another thread's attempt can be cancelled too.
/// </summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal sealed class Once<T>(Func<CancellationToken, T> make)
    where T : class
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile T? _value;

    /// <summary>Returns the value, making it if necessary.</summary>
    public T Get(CancellationToken cancellationToken)
    {
        if (_value is { } made)
            return made;
        _gate.Wait(cancellationToken);
        try
        {
            return _value ??= make(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
