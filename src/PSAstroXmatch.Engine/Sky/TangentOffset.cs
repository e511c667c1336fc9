namespace PSAstroXmatch.Engine.Sky;

/// <summary>Offsets on the plane that touches the sky at a position (gnomonic projection).</summary>
public static class TangentOffset
{
    /// <summary>The offset of a position from the point of contact.</summary>
    /// <param name="ra0">Right ascension of the point of contact, degrees.</param>
    /// <param name="dec0">Its declination, degrees.</param>
    /// <param name="ra">Right ascension of the position, degrees.</param>
    /// <param name="dec">Its declination, degrees.</param>
    /// <returns>Offsets to the east and north in degrees; NaN for a position 90 degrees or farther away.</returns>
    /// <remarks>
    /// Calabretta and Greisen 2002 (A&amp;A 395, 1077), section 5.1.3, with the difference of nearly equal products written as
    /// sin(δ − δ₀) + 2 sin δ₀ cos δ sin²((α − α₀)/2), which keeps the digits of small offsets.
    /// </remarks>
    public static (double East, double North) Of(double ra0, double dec0, double ra, double dec)
    {
        (double sinDec0, double cosDec0) = DegreeTrigonometry.SinCos(dec0);
        (double sinDec, double cosDec) = DegreeTrigonometry.SinCos(dec);
        (double sinRa, double cosRa) = DegreeTrigonometry.SinCos(ra - ra0);
        double sinHalf = DegreeTrigonometry.SinCos((ra - ra0) / 2).Sin;
        double z = sinDec0 * sinDec + cosDec0 * cosDec * cosRa;
        if (!(z > 0))
            return (double.NaN, double.NaN);
        double east = cosDec * sinRa / z;
        double north = (DegreeTrigonometry.SinCos(dec - dec0).Sin + 2 * sinDec0 * cosDec * sinHalf * sinHalf) / z;
        return (east * DegreeTrigonometry.DegreesPerRadian, north * DegreeTrigonometry.DegreesPerRadian);
    }

    /// <summary>The position at an offset: the inverse of <see cref="Of"/>.</summary>
    /// <param name="ra0">Right ascension of the point of contact, degrees.</param>
    /// <param name="dec0">Its declination, degrees.</param>
    /// <param name="east">Offset to the east, degrees.</param>
    /// <param name="north">Offset to the north, degrees.</param>
    /// <returns>Right ascension (0 to less than 360) and declination, degrees.</returns>
    public static (double Ra, double Dec) At(double ra0, double dec0, double east, double north) =>
        new TangentPlane(ra0, dec0).At(east, north);
}

/// <summary>The plane that touches the sky at a position, for many offsets from it.</summary>
internal readonly struct TangentPlane
{
    private readonly double _sinRa, _cosRa, _sinDec, _cosDec;

    /// <summary>The plane at a position, degrees.</summary>
    internal TangentPlane(double ra, double dec)
    {
        (_sinRa, _cosRa) = DegreeTrigonometry.SinCos(ra);
        (_sinDec, _cosDec) = DegreeTrigonometry.SinCos(dec);
    }

    /// <inheritdoc cref="TangentOffset.At"/>
    internal (double Ra, double Dec) At(double east, double north)
    {
        double e = east / DegreeTrigonometry.DegreesPerRadian, n = north / DegreeTrigonometry.DegreesPerRadian;
        double x = _cosDec * _cosRa - e * _sinRa - n * _sinDec * _cosRa;
        double y = _cosDec * _sinRa + e * _cosRa - n * _sinDec * _sinRa;
        double z = _sinDec + n * _cosDec;
        double ra = Math.Atan2(y, x) * DegreeTrigonometry.DegreesPerRadian;
        return (ra < 0 ? ra + 360 : ra, Math.Atan2(z, Math.Sqrt(x * x + y * y)) * DegreeTrigonometry.DegreesPerRadian);
    }
}
