namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>The HEALPix cell of a position in the nested scheme (Górski et al. 2005, ApJ 622, 759), as Gaia's source_id holds it.</summary>
internal static class HealpixNested
{
    /// <summary>Number of the cell.</summary>
    /// <param name="ra">Longitude in degrees, 0 to below 360.</param>
    /// <param name="dec">Latitude in degrees.</param>
    /// <param name="order">Order of the tessellation, 0 to 29; a side of a base cell has 2^order cells.</param>
    public static long Pixel(double ra, double dec, int order)
    {
        int sideCount = 1 << order;
        (double z, double cosLatitude) = Math.SinCos(dec * (Math.PI / 180));
        double quarter = ra / 90;
        double distance = Math.Abs(z);
        if (distance <= 2.0 / 3)
        {
            // The equatorial belt: the lines of the two diagonal families that enclose the position.
            long rising = (long)(sideCount * (0.5 + quarter - (0.75 * z)));
            long falling = (long)(sideCount * (0.5 + quarter + (0.75 * z)));
            long risingFace = rising >> order, fallingFace = falling >> order;
            long face = risingFace == fallingFace
                ? (risingFace & 3) | 4
                : risingFace < fallingFace ? risingFace & 3 : (fallingFace & 3) + 8;
            return Number(face, falling & (sideCount - 1), sideCount - 1 - (rising & (sideCount - 1)), order);
        }

        long capFace = Math.Min((long)quarter, 3);
        double along = quarter - capFace;
        // √(3 (1 − |z|)) without the cancellation near the pole.
        double height = sideCount * Math.Sqrt(3) * cosLatitude / Math.Sqrt(1 + distance);
        long fromStart = Math.Min((long)(along * height), sideCount - 1);
        long fromEnd = Math.Min((long)((1 - along) * height), sideCount - 1);
        return z >= 0
            ? Number(capFace, sideCount - 1 - fromEnd, sideCount - 1 - fromStart, order)
            : Number(capFace + 8, fromStart, fromEnd, order);
    }

    private static long Number(long face, long x, long y, int order) => (face << (2 * order)) | Spread(x) | (Spread(y) << 1);

    // Moves bit i to bit 2 i.
    private static long Spread(long number)
    {
        ulong bits = (ulong)number;
        bits = (bits | (bits << 16)) & 0x0000FFFF0000FFFF;
        bits = (bits | (bits << 8)) & 0x00FF00FF00FF00FF;
        bits = (bits | (bits << 4)) & 0x0F0F0F0F0F0F0F0F;
        bits = (bits | (bits << 2)) & 0x3333333333333333;
        bits = (bits | (bits << 1)) & 0x5555555555555555;
        return (long)bits;
    }
}
