using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Fermi sources that are listed more than once: the same name, position and error ellipse.</summary>
internal static class RepeatedSources
{
    /// <summary>The first row of each source.</summary>
    /// <param name="fermi">The sources.</param>
    internal static CatalogTable Once(CatalogTable fermi)
    {
        int[] rows = [.. Enumerable.Range(0, fermi.RowCount).DistinctBy(Key(fermi))];
        return rows.Length == fermi.RowCount ? fermi : fermi.Take(rows);
    }

    /// <summary>The warning of sources that are listed more than once; null if none is.</summary>
    /// <param name="fermi">The sources.</param>
    /// <param name="rows">Which of them are matched.</param>
    /// <param name="isFitted">Whether a prior was fitted to them.</param>
    internal static string? Warning(CatalogTable fermi, int[] rows, bool isFitted)
    {
        int[][] repeated = [.. rows.Order().GroupBy(Key(fermi)).Where(same => same.Skip(1).Any()).Select(same => same.ToArray())];
        if (repeated.Length == 0)
            return null;
        int extra = repeated.Sum(same => same.Length - 1);
        return $"{ValueText.Count(extra)} of {ValueText.Count(rows.Length)} Fermi sources repeat an earlier one; the first is {fermi.Text(CatalogColumns.Name, repeated[0][0])}, "
            + $"which is listed {ValueText.Count(repeated[0].Length)} times. Each has its own matches" + (isFitted ? ", but the prior is fitted to one of them." : ".");
    }

    private static Func<int, (string, double, double, double, double, double)> Key(CatalogTable fermi)
    {
        double[] ra = fermi.Ra, dec = fermi.Dec, major = fermi.Doubles(CatalogColumns.SemiMajorAxis95);
        double[] minor = fermi.Doubles(CatalogColumns.SemiMinorAxis95), angle = fermi.Doubles(CatalogColumns.PositionAngle95);
        return row => (fermi.Text(CatalogColumns.Name, row), ra[row], dec[row], major[row], minor[row], angle[row]);
    }
}
