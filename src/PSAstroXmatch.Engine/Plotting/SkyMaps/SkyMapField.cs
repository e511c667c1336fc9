using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The part of the plane that a map shows.</summary>
internal sealed class SkyMapField
{
    // Beyond this a gnomonic map is all edge.
    private const double WidestGnomonic = 170;

    private SkyMapField(double halfX, double halfY, double width, double height)
    {
        HalfX = halfX;
        HalfY = halfY;
        Width = width;
        Height = height;
    }

    /// <summary>Half of the width on the plane, radians at the scale of the centre.</summary>
    public double HalfX { get; }

    /// <summary>Half of the height on the plane.</summary>
    public double HalfY { get; }

    /// <summary>Width in degrees of sky.</summary>
    public double Width { get; }

    /// <summary>Height in degrees of sky.</summary>
    public double Height { get; }

    /// <summary>The field of a view.</summary>
    /// <exception cref="AstroException">FieldInvalid: more than the projection can show, nothing at all, or a part of a map that is always whole.</exception>
    public static SkyMapField Of(SkyView view, (double Width, double Height)? wanted)
    {
        switch (view.Kind)
        {
            case ProjectionKind.PlateCarree:
                (double width, double height) = wanted ?? (360, 180);
                Check(width is > 0 and <= 360 && height is > 0 and <= 180, view, wanted, "at most 360° × 180°");
                return new SkyMapField(width * Math.PI / 360, height * Math.PI / 360, width, height);
            case ProjectionKind.Gnomonic:
                (width, height) = wanted ?? (60, 40);
                Check(width is > 0 and <= WidestGnomonic && height is > 0 and <= WidestGnomonic, view, wanted, $"at most {WidestGnomonic}° × {WidestGnomonic}°");
                return new SkyMapField(Math.Tan(width * Math.PI / 360), Math.Tan(height * Math.PI / 360), width, height);
            default:
                Check(wanted is null, view, wanted, "the whole sky always; -Projection PlateCarree and Gnomonic show a part");
                return view.Kind == ProjectionKind.Aitoff
                    ? new SkyMapField(Math.PI, Math.PI / 2, 360, 180)
                    : new SkyMapField(2 * Math.Sqrt(2), Math.Sqrt(2), 360, 180);
        }
    }

    /// <summary>Whether a point of the plane is shown.</summary>
    public bool Contains(double x, double y)
    {
        // What lies on the edge is shown, whatever the last digit of its coordinates.
        const double Rounding = 1e-9;
        return Math.Abs(x) <= HalfX + Rounding && Math.Abs(y) <= HalfY + Rounding;
    }

    private static void Check(bool isValid, SkyView view, (double Width, double Height)? wanted, string limit)
    {
        if (!isValid)
        {
            throw new AstroException(
                "FieldInvalid",
                AstroErrorKind.InvalidArgument,
                FormattableString.Invariant($"A field of {wanted?.Width}° × {wanted?.Height}° can't be shown in the projection {view.Kind}."),
                $"It shows {limit}.");
        }
    }
}
