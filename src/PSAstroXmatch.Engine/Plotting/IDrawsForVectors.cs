namespace PSAstroXmatch.Engine.Plotting;

/// <summary>A plottable that draws differently into vector formats (SVG) and into pixels (PNG).</summary>
internal interface IDrawsForVectors
{
    /// <summary>Whether the figure is an SVG document.</summary>
    bool IsVector { set; }
}
