using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Converts the rows of a catalog into the objects that cmdlets emit, and such objects back into a catalog.</summary>
public static class CatalogObjects
{
    private const double UnixEpochMjd = 40587;

    // 1 January 10000: the first day that DateTime cannot represent.
    private const double LastMjd = 2_973_484;

    /// <summary>
    /// Makes an observation from a row of chanmaster; throws AstroException (ValueInvalid) if its obsid or time is not valid.
    /// </summary>
    public static Func<int, ChandraObservation> Observations(CatalogTable catalog)
    {
        double[] id = catalog.Doubles(CatalogColumns.ObsId), ra = catalog.Ra, dec = catalog.Dec, l = catalog.L, b = catalog.B;
        Func<int, string> detector = catalog.Texts(CatalogColumns.Detector), target = catalog.Texts(CatalogColumns.Name);
        double[] exposure = catalog.Doubles(CatalogColumns.Exposure), time = catalog.Doubles(CatalogColumns.Time);
        return row => new ChandraObservation
        {
            ObsId = ToObsId(id[row], catalog, row),
            RA = ra[row],
            Dec = dec[row],
            L = l[row],
            B = b[row],
            Exposure = exposure[row],
            Detector = detector(row),
            Time = ToUtc(time[row], catalog, row),
            Target = target(row),
        };
    }

    /// <summary>Makes an X-ray source from a row of csc.</summary>
    public static Func<int, ChandraSource> Chandra(CatalogTable catalog)
    {
        Func<int, string> name = catalog.Texts(CatalogColumns.Name);
        double[] ra = catalog.Ra, dec = catalog.Dec, l = catalog.L, b = catalog.B;
        double[] flux = catalog.Doubles(CatalogColumns.Flux), low = catalog.Doubles(CatalogColumns.FluxLow), high = catalog.Doubles(CatalogColumns.FluxHigh);
        double[] major = catalog.Doubles(CatalogColumns.ErrorSemiMajor), minor = catalog.Doubles(CatalogColumns.ErrorSemiMinor);
        double[] angle = catalog.Doubles(CatalogColumns.ErrorAngle);
        return row => new ChandraSource
        {
            Name = name(row),
            RA = ra[row],
            Dec = dec[row],
            L = l[row],
            B = b[row],
            Flux = flux[row],
            FluxLow = low[row],
            FluxHigh = high[row],
            ErrorSemiMajor = major[row],
            ErrorSemiMinor = minor[row],
            ErrorAngle = angle[row],
        };
    }

    /// <summary>
    /// Makes a gamma-ray source from a row of fermilpsc; a <see cref="SimulatedFermiSource"/> if the catalog tells the true counterparts, as that of
    /// a simulated sky and saved copies of it do.
    /// </summary>
    public static Func<int, FermiSource> Fermi(CatalogTable catalog) => catalog.Has(CatalogColumns.TrueCscName)
        ? row => WithTruth(Catalogued(catalog, row), catalog.Text(CatalogColumns.TrueCscName, row))
        : row => Catalogued(catalog, row);

    /// <summary>Makes a catalog from Fermi sources given as objects.</summary>
    public static CatalogTable ToCatalog(IReadOnlyList<FermiSource> sources) => CatalogTable.Create(Catalogs.Fermilpsc, new AstroTable(
    [
        Texts(CatalogColumns.Name, sources, source => source.Name),
        Numbers(CatalogColumns.Ra, sources, source => source.RA, "deg"),
        Numbers(CatalogColumns.Dec, sources, source => source.Dec, "deg"),
        Numbers(CatalogColumns.GalacticLongitude, sources, source => source.L),
        Numbers(CatalogColumns.GalacticLatitude, sources, source => source.B),
        Numbers(CatalogColumns.SemiMajorAxis95, sources, source => source.SemiMajorAxis95),
        Numbers(CatalogColumns.SemiMinorAxis95, sources, source => source.SemiMinorAxis95),
        Numbers(CatalogColumns.PositionAngle95, sources, source => source.PositionAngle95),
        Numbers(CatalogColumns.EnergyFlux, sources, source => source.EnergyFlux),
        Texts(CatalogColumns.Class, sources, source => source.Class),
    ])
    {
        Source = "the Fermi sources given",
    });

    /// <summary>Makes a catalog from Chandra sources given as objects.</summary>
    public static CatalogTable ToCatalog(IReadOnlyList<ChandraSource> sources) => CatalogTable.Create(Catalogs.Csc, new AstroTable(
    [
        Texts(CatalogColumns.Name, sources, source => source.Name),
        Numbers(CatalogColumns.Ra, sources, source => source.RA, "deg"),
        Numbers(CatalogColumns.Dec, sources, source => source.Dec, "deg"),
        Numbers(CatalogColumns.GalacticLongitude, sources, source => source.L),
        Numbers(CatalogColumns.GalacticLatitude, sources, source => source.B),
        Numbers(CatalogColumns.Flux, sources, source => source.Flux),
        Numbers(CatalogColumns.ErrorSemiMajor, sources, source => source.ErrorSemiMajor),
        Numbers(CatalogColumns.ErrorSemiMinor, sources, source => source.ErrorSemiMinor),
        Numbers(CatalogColumns.ErrorAngle, sources, source => source.ErrorAngle),
    ])
    {
        Source = "the Chandra sources given",
    });

    /// <summary>The modified Julian date (UTC) of a time.</summary>
    public static double ToMjd(DateTime time) => ((time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time) - DateTime.UnixEpoch).TotalDays + UnixEpochMjd;

    private static FermiSource Catalogued(CatalogTable catalog, int row) => new()
    {
        Name = catalog.Text(CatalogColumns.Name, row),
        RA = catalog.Ra[row],
        Dec = catalog.Dec[row],
        L = catalog.L[row],
        B = catalog.B[row],
        SemiMajorAxis95 = Positive(catalog.Doubles(CatalogColumns.SemiMajorAxis95)[row]),
        SemiMinorAxis95 = Positive(catalog.Doubles(CatalogColumns.SemiMinorAxis95)[row]),
        PositionAngle95 = catalog.Number(CatalogColumns.PositionAngle95, row),
        EnergyFlux = catalog.Number(CatalogColumns.EnergyFlux, row),
        Class = catalog.Text(CatalogColumns.Class, row),
        Association = catalog.Text(CatalogColumns.Association, row),
        AssociationRA = catalog.Number(CatalogColumns.AssociationRa, row),
        AssociationDec = catalog.Number(CatalogColumns.AssociationDec, row),
        // The official files have a probability of 0 where there is no association.
        AssociationProbability = catalog.Text(CatalogColumns.Association, row).Length > 0 ? catalog.Number(CatalogColumns.AssociationProbability, row) : double.NaN,
    };

    private static SimulatedFermiSource WithTruth(FermiSource source, string trueCscName) => new()
    {
        Name = source.Name,
        RA = source.RA,
        Dec = source.Dec,
        L = source.L,
        B = source.B,
        SemiMajorAxis95 = source.SemiMajorAxis95,
        SemiMinorAxis95 = source.SemiMinorAxis95,
        PositionAngle95 = source.PositionAngle95,
        EnergyFlux = source.EnergyFlux,
        Class = source.Class,
        Association = source.Association,
        AssociationRA = source.AssociationRA,
        AssociationDec = source.AssociationDec,
        AssociationProbability = source.AssociationProbability,
        TrueCscName = trueCscName,
    };

    // chanmaster has 0 for an observation not yet made. The archive's dates have a resolution of 0.1 s.
    private static DateTime? ToUtc(double mjd, CatalogTable catalog, int row)
    {
        if (!(mjd > 0))
            return null;
        return mjd < LastMjd
            ? DateTime.UnixEpoch.AddMilliseconds(Math.Round((mjd - UnixEpochMjd) * 86_400_000))
            : throw Unusable(catalog, row, $"the time {ValueText.Format(mjd)} is not a modified Julian date");
    }

    private static int ToObsId(double id, CatalogTable catalog, int row) => id is >= 0 and <= int.MaxValue
        ? (int)id
        : throw Unusable(catalog, row, double.IsNaN(id) ? "it has no obsid" : $"{ValueText.Format(id)} is not an obsid");

    private static AstroException Unusable(CatalogTable catalog, int row, string why) => new(
        ErrorIds.ValueInvalid,
        $"{catalog.Source}: the observation '{catalog.Text(CatalogColumns.Name, row)}' "
            + $"(RA {ValueText.Format(catalog.Ra[row])}, Dec {ValueText.Format(catalog.Dec[row])}) is left out: {why}.",
        "Correct its row, or remove it.",
        catalog.Source);

    // The official files have 0 or NaN for the axes of an extended source.
    private static double Positive(double axis) => axis > 0 ? axis : double.NaN;

    private static AstroColumn<double> Numbers<T>(string name, IReadOnlyList<T> sources, Func<T, double> value, string? unit = null) =>
        new(new ColumnInfo(name, typeof(double)) { Unit = unit }, sources.Select(value).ToArray());

    private static AstroColumn<string> Texts<T>(string name, IReadOnlyList<T> sources, Func<T, string> value) =>
        new(new ColumnInfo(name, typeof(string)), sources.Select(value).ToArray());
}
