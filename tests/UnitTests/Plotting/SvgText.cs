using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PSAstroXmatch.Engine.Plotting;

namespace PSAstroXmatch.UnitTests.Plotting;

/// <summary>A line of text of an SVG figure, and the rectangle that its letters fill, which may be turned.</summary>
public sealed partial record SvgText(string Text, IReadOnlyList<(double X, double Y)> Corners)
{
    /// <summary>All text of a figure.</summary>
    public static IReadOnlyList<SvgText> Of(byte[] svg)
    {
        using MemoryStream stream = new(svg);
        return [.. XDocument.Load(stream).Descendants().Where(element => element.Name.LocalName == "text").Select(Of)];
    }

    /// <summary>Whether the letters of two lines lie over each other.</summary>
    public bool Overlaps(SvgText other) => !IsApart(Corners, other.Corners) && !IsApart(other.Corners, Corners);

    /// <summary>Whether all letters lie within a figure.</summary>
    public bool IsWithin(int width, int height) =>
        Corners.All(corner => corner.X >= -0.5 && corner.Y >= -0.5 && corner.X <= width + 0.5 && corner.Y <= height + 0.5);

    private static SvgText Of(XElement element)
    {
        string text = element.Value.Trim();
        double size = Number(element.Attribute("font-size")!.Value);
        double x = Number(element.Attribute("x")!.Value.Split(',')[0]), y = Number(element.Attribute("y")!.Value.Split(',')[0]);
        double width = FigureText.Width(text, (float)size);
        // From the height of digits and capitals to a little below the line.
        (double X, double Y)[] corners = [(x, y - 0.72 * size), (x + width, y - 0.72 * size), (x + width, y + 0.02 * size), (x, y + 0.02 * size)];
        double[] m = Matrix(element.Attribute("transform")?.Value ?? "");
        return new SvgText(text, Array.ConvertAll(corners, c => (m[0] * c.X + m[2] * c.Y + m[4], m[1] * c.X + m[3] * c.Y + m[5])));
    }

    private static double[] Matrix(string transform)
    {
        double[] numbers = [.. Numbers().Matches(transform).Select(match => Number(match.Value))];
        return transform switch
        {
            _ when transform.StartsWith("matrix", StringComparison.Ordinal) => numbers,
            _ when transform.StartsWith("scale", StringComparison.Ordinal) => [numbers[0], 0, 0, numbers[^1], 0, 0],
            _ when transform.StartsWith("translate", StringComparison.Ordinal) => [1, 0, 0, 1, numbers[0], numbers[^1]],
            "" => [1, 0, 0, 1, 0, 0],
            _ => throw new NotSupportedException(transform),
        };
    }

    // Separating axis theorem for the sides of one of two rectangles.
    private static bool IsApart(IReadOnlyList<(double X, double Y)> one, IReadOnlyList<(double X, double Y)> other)
    {
        for (int side = 0; side < 2; side++)
        {
            (double x, double y) = (one[side + 1].X - one[side].X, one[side + 1].Y - one[side].Y);
            double[] a = [.. one.Select(corner => corner.X * x + corner.Y * y)], b = [.. other.Select(corner => corner.X * x + corner.Y * y)];
            if (a.Max() <= b.Min() || b.Max() <= a.Min())
                return true;
        }

        return false;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?[0-9.]+(e-?[0-9]+)?")]
    private static partial Regex Numbers();
}
