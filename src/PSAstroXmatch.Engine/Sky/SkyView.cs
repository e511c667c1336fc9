namespace PSAstroXmatch.Engine.Sky;

/// <summary>How a map shows the sky: frame, centre and projection. Longitude increases to the left, as seen from inside the celestial sphere.</summary>
public sealed class SkyView
{
    private readonly double[,]? _rotation;

    /// <summary>Makes a view.</summary>
    /// <param name="frame">The frame of the map.</param>
    /// <param name="kind">Projection.</param>
    /// <param name="centerLon">Longitude of the centre in that frame, degrees.</param>
    /// <param name="centerLat">Latitude of the centre, degrees, −90 to 90.</param>
    /// <exception cref="ArgumentOutOfRangeException">The centre is not a valid position.</exception>
    public SkyView(SkyFrame frame, ProjectionKind kind, double centerLon = 0, double centerLat = 0)
    {
        if (!double.IsFinite(centerLon) || !(Math.Abs(centerLat) <= 90))
            throw new ArgumentOutOfRangeException(nameof(centerLat), $"{centerLon} {centerLat} is not a valid position.");
        Frame = frame;
        Kind = kind;
        CenterLon = centerLon;
        CenterLat = centerLat;
        if (centerLat != 0)
            _rotation = ToCentre(centerLon, centerLat);
    }

    /// <summary>The frame of the map.</summary>
    public SkyFrame Frame { get; }

    /// <summary>Projection.</summary>
    public ProjectionKind Kind { get; }

    /// <summary>Longitude of the centre, degrees.</summary>
    public double CenterLon { get; }

    /// <summary>Latitude of the centre, degrees.</summary>
    public double CenterLat { get; }

    /// <summary>Whether the map is rotated, so that its equator is not the frame's.</summary>
    public bool IsOblique => _rotation is not null;

    /// <summary>Whether the projection shows the whole sky.</summary>
    public bool IsWholeSky => Kind is ProjectionKind.Aitoff or ProjectionKind.Hammer or ProjectionKind.Mollweide;

    /// <summary>Converts a position in the frame to coordinates relative to the centre of the map.</summary>
    /// <param name="lon">Longitude in the frame, degrees.</param>
    /// <param name="lat">Latitude in the frame, degrees.</param>
    /// <returns>Longitude from the centre (−180 to 180) and latitude from the map's equator, degrees.</returns>
    public (double Lon, double Lat) ToNative(double lon, double lat)
    {
        if (_rotation is null)
            return (SkyProjection.Wrap(lon - CenterLon), lat);
        (double turned, double latitude) = SphereRotation.Apply(_rotation, lon, lat, inverse: false);
        return (SkyProjection.Wrap(turned), latitude);
    }

    /// <summary>Converts coordinates relative to the centre of the map to a position in the frame.</summary>
    /// <param name="lon">Longitude from the centre, degrees.</param>
    /// <param name="lat">Latitude from the map's equator, degrees.</param>
    /// <returns>Longitude and latitude in the frame, degrees.</returns>
    public (double Lon, double Lat) FromNative(double lon, double lat) =>
        _rotation is null ? (lon + CenterLon, lat) : SphereRotation.Apply(_rotation, lon, lat, inverse: true);

    /// <summary>Projects a position in the frame.</summary>
    /// <param name="lon">Longitude in the frame, degrees.</param>
    /// <param name="lat">Latitude in the frame, degrees.</param>
    /// <returns>x (to the right, so that longitude increases to the left) and y in radians; NaN if the position is not in the map.</returns>
    public (double X, double Y) Project(double lon, double lat)
    {
        if (!(Math.Abs(lat) <= 90) || !double.IsFinite(lon))
            return (double.NaN, double.NaN);
        (double nativeLon, double nativeLat) = ToNative(lon, lat);
        return ProjectNative(nativeLon, nativeLat);
    }

    /// <summary>Projects a position given relative to the centre.</summary>
    public (double X, double Y) ProjectNative(double lon, double lat)
    {
        (double x, double y) = SkyProjection.Project(Kind, lon, lat);
        return (-x, y);
    }

    /// <summary>The position in the frame that is projected to a point.</summary>
    /// <param name="x">x as returned by <see cref="Project"/>.</param>
    /// <param name="y">y.</param>
    /// <returns>Longitude and latitude in the frame, degrees; NaN outside the map.</returns>
    public (double Lon, double Lat) Unproject(double x, double y)
    {
        (double lon, double lat) = SkyProjection.Unproject(Kind, -x, y);
        return double.IsNaN(lon) ? (lon, lat) : FromNative(lon, lat);
    }

    // First rotates the longitude of the centre to 0, then its latitude to the equator.
    private static double[,] ToCentre(double lon, double lat)
    {
        (double sinLon, double cosLon) = DegreeTrigonometry.SinCos(lon);
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(lat);
        return new[,]
        {
            { cosLat * cosLon, cosLat * sinLon, sinLat },
            { -sinLon, cosLon, 0 },
            { -sinLat * cosLon, -sinLat * sinLon, cosLat },
        };
    }
}
