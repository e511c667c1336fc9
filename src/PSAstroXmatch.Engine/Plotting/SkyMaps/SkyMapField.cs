using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>The part of the projection plane that a map shows.</summary>
internal sealed class SkyMapField
{
    // Beyond this, distortion makes a gnomonic map useless.
    private const double WidestGnomonic = 170;

    private SkyMapField(double halfX, double halfY, double width, double height)
    {
        HalfX = halfX;
        HalfY = halfY;
        Width = width;
        Height = height;
    }

    /// <summary>Half the width on the plane, in radians at the scale of the centre.</summary>
    public double HalfX { get; }

    /// <summary>Half the height on the plane.</summary>
    public double HalfY { get; }

    /// <summary>Width in degrees of sky.</summary>
    public double Width { get; }

    /// <summary>Height in degrees of sky.</summary>
    public double Height { get; }

    /// <summary>The field of a view.</summary>
    /// <exception cref="AstroException">FieldInvalid: the field is empty or larger than the projection can show, or the projection always shows the whole sky.</exception>
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
                Check(wanted is null, view, wanted, "always the whole sky; the plate carrée and gnomonic projections can show a part of it");
                return view.Kind == ProjectionKind.Aitoff
                    ? new SkyMapField(Math.PI, Math.PI / 2, 360, 180)
                    : new SkyMapField(2 * Math.Sqrt(2), Math.Sqrt(2), 360, 180);
        }
    }

    /// <summary>Whether a point of the plane is shown.</summary>
    public bool Contains(double x, double y)
    {
        // Positions on the edge are shown despite rounding errors.
        const double Rounding = 1e-9;
        return Math.Abs(x) <= HalfX + Rounding && Math.Abs(y) <= HalfY + Rounding;
    }

    private static void Check(bool isValid, SkyView view, (double Width, double Height)? wanted, string limit)
    {
        if (!isValid)
        {
            throw new AstroException(
                ErrorIds.FieldInvalid,
                FormattableString.Invariant($"A field of {wanted?.Width}° × {wanted?.Height}° can't be shown in the {view.Kind} projection."),
                $"This projection shows {limit}.");
        }
    }
}
