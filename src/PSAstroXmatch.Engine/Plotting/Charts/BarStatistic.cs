namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>What a bar makes of the values of its objects.</summary>
public enum BarStatistic
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their median.</summary>
    Median,
}
