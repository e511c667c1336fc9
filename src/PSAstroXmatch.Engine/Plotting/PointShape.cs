using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Shape of a marker.</summary>
internal enum PointShape
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>An upright square.</summary>
    Square,

    /// <summary>A square standing on its corner.</summary>
    Diamond,
}

/// <summary>Geometry of the markers. All shapes of the same radius have the area of the disc.</summary>
internal static class PointShapes
{
    /// <summary>Distance of a diamond's corner from its centre, in radii of the disc of equal area: √(π/2).</summary>
    public const float LongestReach = 1.2533f;

    // Half the side of the square, in radii of the disc of equal area: √π/2.
    private const float HalfSide = 0.8862f;

    /// <summary>Distance from the centre in the norm whose circle is the shape.</summary>
    public static float Distance(PointShape shape, float x, float y) => shape switch
    {
        PointShape.Circle => MathF.Sqrt(x * x + y * y),
        PointShape.Square => Math.Max(Math.Abs(x), Math.Abs(y)) / HalfSide,
        _ => (Math.Abs(x) + Math.Abs(y)) / LongestReach,
    };

    /// <summary>Draws a marker.</summary>
    public static void Draw(SKCanvas canvas, SKPaint paint, PointShape shape, float x, float y, float radius)
    {
        if (shape == PointShape.Circle)
        {
            canvas.DrawCircle(x, y, radius, paint);
            return;
        }

        if (shape == PointShape.Square)
        {
            float half = radius * HalfSide;
            canvas.DrawRect(SKRect.Create(x - half, y - half, 2 * half, 2 * half), paint);
            return;
        }

        float reach = radius * LongestReach;
        using SKPath path = new();
        path.AddPoly([new(x, y - reach), new(x + reach, y), new(x, y + reach), new(x - reach, y)], close: true);
        canvas.DrawPath(path, paint);
    }
}
