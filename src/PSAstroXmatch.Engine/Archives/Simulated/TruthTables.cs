using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>Makes the tables of true associations, which no real archive has; they serve to measure completeness.</summary>
internal static class TruthTables
{
    /// <summary>The gamma-ray sources with a true counterpart among the Chandra sources, in the order of fermilpsc.</summary>
    public static AstroTable Fermi(
        FermiDraw[] fermi, ChandraDraw[] chandra, string[] chandraNames, string source, CancellationToken cancellationToken)
    {
        // Chandra sources are in order of position; this brings the counterparts into the order of the gamma-ray sources.
        int[] rows = [.. Enumerable.Range(0, chandra.Length).Where(i => chandra[i].Fermi >= 0).OrderBy(i => chandra[i].Fermi)];
        return new TableAssembly(rows.Length, cancellationToken)
            .AddText("fermi_name", "meta.id;meta.main", "Name of the Fermi source", i => fermi[chandra[rows[i]].Fermi].Name)
            .AddText("csc_name", "meta.id.assoc", "Name of the Chandra source that is its true counterpart", i => chandraNames[rows[i]])
            .Add(
                "true_ra", "deg", "pos.eq.ra",
                "True right ascension, ICRS",
                i => DecimalAngle.ToDegrees(fermi[chandra[rows[i]].Fermi].TrueRaMicro))
            .Add(
                "true_dec", "deg", "pos.eq.dec",
                "True declination, ICRS",
                i => DecimalAngle.ToDegrees(fermi[chandra[rows[i]].Fermi].TrueDecMicro))
            .ToTable("fermi_truth", "True X-ray counterparts of Fermi sources.", source);
    }

    /// <summary>The table fermilpsc with the names of the true counterparts as a further column, null where there is none.</summary>
    public static AstroTable AddTrueNames(AstroTable fermi, AstroTable truth)
    {
        Dictionary<string, string> trueNames = Enumerable.Range(0, truth.RowCount)
            .ToDictionary(truth["fermi_name"].GetText, truth["csc_name"].GetText, StringComparer.Ordinal);
        string[] names = new string[fermi.RowCount];
        NullMask none = new(names.Length);
        for (int row = 0; row < names.Length; row++)
        {
            none[row] = !trueNames.TryGetValue(fermi["name"].GetText(row), out string? name);
            names[row] = name ?? "";
        }

        ColumnInfo info = new(CatalogColumns.TrueCscName, typeof(string))
        {
            Ucd = "meta.id.assoc",
            Description = "Name of the Chandra source that is its true counterpart",
        };
        return new AstroTable([.. fermi.Columns, new AstroColumn<string>(info, names, none)])
        {
            Name = fermi.Name,
            Description = fermi.Description,
            Source = fermi.Source,
        };
    }

    /// <summary>The Chandra sources with a true counterpart in Gaia or 2MASS, in the order of csc.</summary>
    public static AstroTable Csc(
        StarDraw[] stars, GaiaRows gaia, TwoMassRows twoMass, string[] chandraNames, string source, CancellationToken cancellationToken)
    {
        long[] idOf = new long[chandraNames.Length];
        string?[] designationOf = new string?[chandraNames.Length];
        bool[] isQuasar = new bool[chandraNames.Length];
        for (int row = 0; row < gaia.Stars.Length; row++)
        {
            StarDraw star = stars[gaia.Stars[row]];
            if (star.Chandra >= 0)
                (idOf[star.Chandra], isQuasar[star.Chandra]) = (gaia.SourceIds[row], star.IsQuasar);
        }

        for (int row = 0; row < twoMass.Draws.Length; row++)
        {
            StarDraw star = stars[twoMass.Draws[row].Star];
            if (star.Chandra >= 0)
                (designationOf[star.Chandra], isQuasar[star.Chandra]) = (twoMass.Designations[row], star.IsQuasar);
        }

        int[] rows = [.. Enumerable.Range(0, chandraNames.Length).Where(i => idOf[i] != 0 || designationOf[i] is not null)];
        NullMask noId = new(rows.Length), noDesignation = new(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            noId[i] = idOf[rows[i]] == 0;
            noDesignation[i] = designationOf[rows[i]] is null;
        }

        return new TableAssembly(rows.Length, cancellationToken)
            .AddText("csc_name", "meta.id;meta.main", "Name of the Chandra source", i => chandraNames[rows[i]])
            .Add(
                "source_id", null, "meta.id.assoc",
                "Gaia source that is its true counterpart",
                Array.ConvertAll(rows, i => idOf[i]), noId)
            .Add(
                "designation",
                null,
                "meta.id.assoc",
                "2MASS source that is its true counterpart",
                Array.ConvertAll(rows, i => designationOf[i] ?? ""),
                noDesignation)
            .AddText("true_class", "src.class", "True class: star or quasar", i => isQuasar[rows[i]] ? "quasar" : "star")
            .ToTable("csc_truth", "True optical and infrared counterparts of Chandra sources.", source);
    }
}
