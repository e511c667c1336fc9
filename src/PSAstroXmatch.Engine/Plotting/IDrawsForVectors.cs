namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Something that draws otherwise where lines and letters stay what they are (SVG) than into pixels (PNG).</summary>
internal interface IDrawsForVectors
{
    /// <summary>Whether the figure is an SVG document.</summary>
    bool IsVector { set; }
}
