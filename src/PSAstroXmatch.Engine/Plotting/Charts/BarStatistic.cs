namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>The statistic of the values that a bar shows.</summary>
public enum BarStatistic
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,
}
