namespace PSAstroXmatch.Engine.Sky;

/// <summary>Converts positions of a frame to ICRS, within a microarcsecond of astropy.</summary>
public sealed class FrameConversion
{
    private const double RadiansPerDegree = Math.PI / 180;

    private static readonly double[,] GalacticToSupergalactic = RotationMatrix.Product(
        RotationMatrix.Z(90 * RadiansPerDegree), RotationMatrix.Y((90 - 6.32) * RadiansPerDegree), RotationMatrix.Z(47.37 * RadiansPerDegree));

    private readonly PositionFrameKind _kind;
    private readonly double[,]? _matrix;
    private readonly (double X, double Y, double Z) _eTerms;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="frame">The frame of the positions.</param>
    public FrameConversion(PositionFrame frame)
    {
        Frame = frame;
        _kind = frame.Kind;
        double equinox = frame.Equinox ?? 2000;
        _matrix = _kind switch
        {
            PositionFrameKind.Fk5 => RotationMatrix.Product(
                RotationMatrix.Transpose(Precession.IcrsToFk5), RotationMatrix.Transpose(Precession.FromJ2000(equinox))),
            PositionFrameKind.Fk4 or PositionFrameKind.Fk4NoETerms => RotationMatrix.Product(
                RotationMatrix.Transpose(Precession.IcrsToFk5), Fk4.ToFk5(equinox, frame.ObservationEpoch ?? equinox)),
            PositionFrameKind.Ecliptic => RotationMatrix.Transpose(Precession.IcrsToEcliptic(equinox)),
            PositionFrameKind.Supergalactic => RotationMatrix.Transpose(GalacticToSupergalactic),
            _ => null,
        };
        if (_kind == PositionFrameKind.Fk4)
            _eTerms = Fk4.ETerms(equinox);
    }

    /// <summary>The frame of the positions.</summary>
    public PositionFrame Frame { get; }

    /// <summary>The ICRS position for a longitude and latitude in the frame.</summary>
    /// <param name="longitude">Right ascension or longitude in degrees.</param>
    /// <param name="latitude">Declination or latitude in degrees, −90 to 90.</param>
    /// <returns>Right ascension (0 to less than 360; unchanged for ICRS) and declination in degrees; NaN for NaN and for latitudes beyond the poles.</returns>
    public (double Ra, double Dec) ToIcrs(double longitude, double latitude)
    {
        if (_kind == PositionFrameKind.Icrs)
            return (longitude, latitude);
        if (!(Math.Abs(latitude) <= 90))
            return (double.NaN, double.NaN);
        switch (_kind)
        {
            case PositionFrameKind.Galactic:
                return Galactic.ToIcrs(longitude, latitude);
            case PositionFrameKind.Supergalactic:
                (double l, double b) = SphereRotation.Apply(_matrix!, longitude, latitude, inverse: false);
                return Galactic.ToIcrs(l, b);
            case PositionFrameKind.Fk4:
                (longitude, latitude) = WithoutETerms(longitude, latitude);
                break;
        }

        return SphereRotation.Apply(_matrix!, longitude, latitude, inverse: false);
    }

    // r' = r − e + (e·r) r
    private (double Longitude, double Latitude) WithoutETerms(double longitude, double latitude)
    {
        (double sinLon, double cosLon) = DegreeTrigonometry.SinCos(longitude);
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(latitude);
        double x = cosLat * cosLon, y = cosLat * sinLon, z = sinLat;
        double along = 1 + _eTerms.X * x + _eTerms.Y * y + _eTerms.Z * z;
        (x, y, z) = (x * along - _eTerms.X, y * along - _eTerms.Y, z * along - _eTerms.Z);
        return (Math.Atan2(y, x) / RadiansPerDegree, Math.Atan2(z, Math.Sqrt(x * x + y * y)) / RadiansPerDegree);
    }
}
