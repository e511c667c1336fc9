namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Edges of the bins of a histogram.</summary>
internal static class HistogramBins
{
    /// <summary>Maximum number of bins chosen by a rule.</summary>
    public const int MostByRule = 400;

    /// <summary>Maximum number of bins that a user may request.</summary>
    public const int Most = 20_000;

    /// <summary>Bins of equal width by the rule of Freedman and Diaconis.</summary>
    /// <param name="values">The finite values, or their logarithms for a logarithmic axis.</param>
    /// <param name="min">Lower end of the first bin.</param>
    /// <param name="max">Upper end of the last bin.</param>
    /// <remarks>
    /// The width is 2·IQR·n^(−1/3) (Freedman &amp; Diaconis 1981), as in <c>numpy.histogram_bin_edges(bins='fd')</c>, with quartiles by
    /// linear interpolation; if the quartiles are equal, the number is ⌈log₂ n⌉ + 1 (Sturges 1926), as with <c>bins='auto'</c>. There are
    /// at most <see cref="MostByRule"/> bins.
    /// </remarks>
    public static double[] ByRule(ReadOnlySpan<double> values, double min, double max)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0)
            return Even(min, max, 1);
        double spread = Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        double width = spread > 0
            ? 2 * spread / Math.Cbrt(sorted.Length)
            : (sorted[^1] - sorted[0]) / (Math.Log2(sorted.Length) + 1);
        double number = width > 0 ? Math.Ceiling((max - min) / width) : 1;
        return Even(min, max, (int)Math.Clamp(number, 1, MostByRule));
    }

    /// <summary>A given number of bins of equal width.</summary>
    public static double[] Even(double min, double max, int number)
    {
        double[] edges = new double[number + 1];
        for (int i = 0; i <= number; i++)
            edges[i] = min + (max - min) * i / number;
        edges[^1] = max;
        return edges;
    }

    /// <summary>Bins of a given width. They start at a multiple of it, or at the requested lower end, and extend beyond the upper end if necessary.</summary>
    /// <exception cref="AstroException">BinsInvalid: there are too many bins.</exception>
    public static double[] OfWidth(double min, double max, double width, bool startsAtMin)
    {
        double start = startsAtMin ? min : Math.Floor(min / width + 1e-9) * width;
        double number = Math.Max(1, Math.Ceiling((max - start) / width - 1e-9));
        if (number > Most)
        {
            throw new AstroException(
                ErrorIds.BinsInvalid,
                FormattableString.Invariant($"{number:0} bins are needed for a width of {width} from {min} to {max}."),
                FormattableString.Invariant($"The maximum is {Most}: give wider bins or a smaller range."));
        }

        double[] edges = new double[(int)number + 1];
        for (int i = 0; i < edges.Length; i++)
            edges[i] = start + i * width;
        return edges;
    }

    /// <summary>The number of values in each bin, counted as in <c>numpy.histogram</c>: a bin includes its lower edge, the last one also its upper edge.</summary>
    /// <param name="values">The values.</param>
    /// <param name="edges">Edges of bins of equal width.</param>
    public static int[] Count(ReadOnlySpan<double> values, double[] edges)
    {
        int[] counts = new int[edges.Length - 1];
        double perBin = counts.Length / (edges[^1] - edges[0]);
        foreach (double value in values)
        {
            if (!(value >= edges[0] && value <= edges[^1]))
                continue;
            int bin = Math.Clamp((int)((value - edges[0]) * perBin), 0, counts.Length - 1);
            // Rounding may have put a value at an edge into the neighbouring bin.
            if (value < edges[bin])
                bin--;
            else if (bin < counts.Length - 1 && value >= edges[bin + 1])
                bin++;
            counts[bin]++;
        }

        return counts;
    }

    /// <summary>A quantile of sorted values, by linear interpolation.</summary>
    public static double Quantile(double[] sorted, double part)
    {
        double at = part * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
