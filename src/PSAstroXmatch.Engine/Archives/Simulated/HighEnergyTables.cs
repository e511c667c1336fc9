using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>The tables chanmaster, csc and fermilpsc with HEASARC's column names.</summary>
internal static class HighEnergyTables
{
    /// <summary>The table of Chandra observations.</summary>
    public static AstroTable Chanmaster(ObservationDraw[] rows, string source, CancellationToken cancellationToken) =>
        new TableAssembly(rows.Length, cancellationToken)
            .Add(CatalogColumns.ObsId, null, "obs.id;meta.main", "Observation identifier", Array.ConvertAll(rows, r => r.ObsId), null)
            .AddText(CatalogColumns.Name, "meta.id;src", "Target as named by the observer", i => rows[i].Target)
            .Add(CatalogColumns.Ra, "deg", "pos.eq.ra;meta.main", "Right ascension of the pointing, ICRS; null for a moving target", i => rows[i].Ra)
            .Add(CatalogColumns.Dec, "deg", "pos.eq.dec;meta.main", "Declination of the pointing, ICRS; null for a moving target", i => rows[i].Dec)
            .Add(CatalogColumns.Exposure, "s", "time.duration;obs.exposure", "Exposure; 0 for an observation not yet made", i => rows[i].Exposure)
            .AddText(CatalogColumns.Detector, "meta.id;instr", "Detector: ACIS-I, ACIS-S, HRC-I or HRC-S", i => rows[i].Detector)
            .Add(CatalogColumns.Time, "d", "time.start;obs", "Start as modified Julian date; 0 for an observation not yet made", i => rows[i].Time)
            .ToTable("chanmaster", "Chandra observations.", source);

    /// <summary>The table of Chandra sources; <paramref name="names"/> come from <see cref="NameChandraSources"/>.</summary>
    public static AstroTable Csc(ChandraDraw[] rows, string[] names, string source, CancellationToken cancellationToken)
    {
        double[] l = new double[rows.Length], b = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            (double lon, double lat) = Galactic.FromIcrs(DecimalAngle.ToDegrees(rows[i].RaMicro), DecimalAngle.ToDegrees(rows[i].DecMicro));
            l[i] = DecimalAngle.RoundLongitude(lon, 6);
            b[i] = DecimalAngle.Round(lat, 6);
        }

        const string Band = "0.5-7 keV, in a region enclosing 90 % of the flux";
        return new TableAssembly(rows.Length, cancellationToken)
            .Add(CatalogColumns.Name, null, "meta.id;meta.main", "Name of the source", names, null)
            .Add(CatalogColumns.Ra, "deg", "pos.eq.ra;meta.main", "Right ascension, ICRS", i => DecimalAngle.ToDegrees(rows[i].RaMicro))
            .Add(CatalogColumns.Dec, "deg", "pos.eq.dec;meta.main", "Declination, ICRS", i => DecimalAngle.ToDegrees(rows[i].DecMicro))
            .Add(CatalogColumns.GalacticLongitude, "deg", "pos.galactic.lon", "Galactic longitude", l, null)
            .Add(CatalogColumns.GalacticLatitude, "deg", "pos.galactic.lat", "Galactic latitude", b, null)
            .Add(
                CatalogColumns.Flux, "erg/cm2/s", "phot.flux;em.X-ray",
                $"Flux, {Band}; null if measured only in other bands, 0 for an upper limit",
                i => rows[i].Flux)
            .Add(
                CatalogColumns.FluxLow, "erg/cm2/s", "stat.error;phot.flux;em.X-ray;stat.min",
                $"Lower confidence limit of the flux, {Band}",
                i => rows[i].FluxLow)
            .Add(
                CatalogColumns.FluxHigh, "erg/cm2/s", "stat.error;phot.flux;em.X-ray;stat.max",
                $"Upper confidence limit of the flux, {Band}",
                i => rows[i].FluxHigh)
            .Add(
                CatalogColumns.ErrorSemiMajor, "arcsec", "phys.angSize.smajAxis;pos.errorEllipse",
                "Semi-major axis of the 95 % error ellipse",
                i => rows[i].SemiMajor95)
            .Add(
                CatalogColumns.ErrorSemiMinor, "arcsec", "phys.angSize.sminAxis;pos.errorEllipse",
                "Semi-minor axis of the 95 % error ellipse",
                i => rows[i].SemiMinor95)
            .Add(
                CatalogColumns.ErrorAngle, "deg", "pos.posAng;pos.errorEllipse",
                "Position angle of the 95 % error ellipse, from north through east",
                i => rows[i].PositionAngle95)
            .ToTable("csc", "Chandra sources.", source);
    }

    /// <summary>The table of Fermi-LAT sources.</summary>
    public static AstroTable Fermilpsc(FermiDraw[] rows, string source, CancellationToken cancellationToken) =>
        new TableAssembly(rows.Length, cancellationToken)
            .AddText(CatalogColumns.Name, "meta.id;meta.main", "Name of the source; c: confused with diffuse emission, e: extended", i => rows[i].Name)
            .Add(CatalogColumns.Ra, "deg", "pos.eq.ra;meta.main", "Right ascension, ICRS", i => rows[i].Ra)
            .Add(CatalogColumns.Dec, "deg", "pos.eq.dec;meta.main", "Declination, ICRS", i => rows[i].Dec)
            .Add(CatalogColumns.GalacticLongitude, "deg", "pos.galactic.lon", "Galactic longitude", i => rows[i].L)
            .Add(CatalogColumns.GalacticLatitude, "deg", "pos.galactic.lat", "Galactic latitude", i => rows[i].B)
            .Add(
                CatalogColumns.SemiMajorAxis95, "deg", "phys.angSize.smajAxis;pos.errorEllipse",
                "Semi-major axis of the 95 % error ellipse; null for an extended source",
                i => rows[i].SemiMajor95)
            .Add(
                CatalogColumns.SemiMinorAxis95, "deg", "phys.angSize.sminAxis;pos.errorEllipse",
                "Semi-minor axis of the 95 % error ellipse; null for an extended source",
                i => rows[i].SemiMinor95)
            .Add(
                CatalogColumns.PositionAngle95, "deg", "pos.posAng;pos.errorEllipse",
                "Position angle of the 95 % error ellipse, from north through east",
                i => rows[i].PositionAngle95)
            .Add(CatalogColumns.EnergyFlux, "erg/cm2/s", "phot.flux;em.gamma", "Energy flux, 0.1-100 GeV", i => rows[i].EnergyFlux)
            .AddText(
                CatalogColumns.Class, "src.class",
                "Class: upper case if identified, lower case if associated, empty if neither",
                i => rows[i].Class)
            .AddText(CatalogColumns.Association, "meta.id.assoc", "Name of the association, empty if there is none", i => rows[i].AssociationName)
            .Add(
                CatalogColumns.AssociationRa, "deg", "pos.eq.ra",
                "Right ascension of the association, ICRS",
                i => rows[i].Class.Length == 0 ? double.NaN : DecimalAngle.ToDegrees(rows[i].TrueRaMicro))
            .Add(
                CatalogColumns.AssociationDec, "deg", "pos.eq.dec",
                "Declination of the association, ICRS",
                i => rows[i].Class.Length == 0 ? double.NaN : DecimalAngle.ToDegrees(rows[i].TrueDecMicro))
            .Add(
                CatalogColumns.AssociationProbability, null, "stat.probability",
                "Bayesian probability of the association",
                i => rows[i].AssociationProbability)
            .ToTable("fermilpsc", "Fermi-LAT sources.", source);

    /// <summary>
    /// The names of Chandra sources in order of right ascension. If several have the same truncated coordinates, the first has the
    /// plain name and the others A, B and so on, as in the Chandra Source Catalog (2CXO J181911.4-204723 and 2CXO J181911.4-204723A).
    /// </summary>
    public static string[] NameChandraSources(ChandraDraw[] rows, CancellationToken cancellationToken)
    {
        string[] names = new string[rows.Length];
        int runStart = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            long tenths = Designation.RaUnits(rows[i].RaMicro, 10);
            while (Designation.RaUnits(rows[runStart].RaMicro, 10) != tenths)
                runStart++;
            int same = 0;
            for (int k = runStart; k < i; k++)
            {
                if (CutSeconds(rows[k].DecMicro) == CutSeconds(rows[i].DecMicro) && rows[k].DecMicro < 0 == rows[i].DecMicro < 0)
                    same++;
            }

            names[i] = Designation.Chandra(rows[i].RaMicro, rows[i].DecMicro, same == 0 ? '\0' : (char)('A' + same - 1));
        }

        return names;
    }

    private static long CutSeconds(int decMicro) => Math.Abs((long)decMicro) * 3600 / 1_000_000;
}
