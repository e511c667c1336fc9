namespace PSAstroXmatch.Engine.Sky;

/// <summary>
/// A HEALPix pixel by its position on one of the twelve faces: x counts from the face's south corner to the northeast, y to the northwest.
/// </summary>
/// <remarks>
/// Faces 0 to 3 are around the north pole, 4 to 7 on the equator, 8 to 11 around the south pole. Row and column follow equations 10
/// to 14 of Górski et al. 2005. Between the polar caps, where the faces are squares of one lattice, they are found from "diagonals":
/// lines of constant x or constant y that continue from face to face.
/// </remarks>
internal readonly record struct HealpixPixel(int Order, int Face, long X, long Y)
{
    private long Side => 1L << Order;

    /// <summary>Number of the parallel, counted from 1 in the north.</summary>
    private long Row => (Face / 4 + 2) * Side - X - Y - 1;

    /// <summary>Position on the parallel between the caps, in half-pixels from longitude 0; may be negative.</summary>
    private long HalfColumns => (2 * (Face % 4) + (Face / 4 == 1 ? 0 : 1)) * Side + X - Y;

    /// <summary>The pixel that contains a position, degrees.</summary>
    internal static HealpixPixel At(int order, double lon, double lat)
    {
        double cosLat = DegreeTrigonometry.SinCos(lat).Cos;
        // As in healpy: on the equator, the boundary of many pixels, this is 6e-17, which selects the northern pixel.
        double z = Math.Cos(Math.PI / 2 - lat / DegreeTrigonometry.DegreesPerRadian);
        double turn = lon / 90 % 4;
        turn = turn < 0 ? turn + 4 : turn;
        turn = turn >= 4 ? 0 : turn;
        long side = 1L << order;
        if (Math.Abs(z) <= 2 / 3.0)
        {
            double across = side * (0.5 + turn), up = side * z * 0.75;
            return OfDiagonals(order, (long)Math.Floor(across + up), side - 1 - (long)Math.Floor(across - up));
        }
        int quarter = Math.Min(3, (int)turn);
        double inQuarter = turn - quarter;
        // side √(3 (1 − |z|)); 1 − |z| = cos² lat / (1 + |z|) keeps the digits near the pole.
        double fromPole = side * cosLat * Math.Sqrt(3 / (1 + Math.Abs(z)));
        long west = Math.Min(side - 1, (long)(inQuarter * fromPole)), east = Math.Min(side - 1, (long)((1 - inQuarter) * fromPole));
        return z > 0
            ? new HealpixPixel(order, quarter, side - 1 - east, side - 1 - west)
            : new HealpixPixel(order, quarter + 8, west, east);
    }

    internal static HealpixPixel FromNested(int order, long nested)
    {
        long inFace = nested & ((1L << (2 * order)) - 1);
        return new HealpixPixel(order, (int)(nested >> (2 * order)), EvenBits(inFace), EvenBits(inFace >> 1));
    }

    internal long ToNested() => ((long)Face << (2 * Order)) | Spread(X) | (Spread(Y) << 1);

    /// <summary>Longitude (0 to less than 360) and latitude of the centre, degrees.</summary>
    internal (double Lon, double Lat) Center()
    {
        long side = Side, row = Row;
        if (row >= side && row <= 3 * side)
        {
            double lon = HalfColumns * 45.0 / side;
            double z = (2 * side - row) * 2.0 / (3.0 * side);
            return (lon < 0 ? lon + 360 : lon, Math.Asin(z) * DegreeTrigonometry.DegreesPerRadian);
        }
        bool north = row < side;
        long number = north ? row : 4 * side - row, column = north ? side - 1 - Y : X;
        // |z| = 1 − (number/side)²/3, computed from the sine of half the distance from the pole, which keeps the digits near it.
        double fromPole = 2 * Math.Asin(number / (Math.Sqrt(6) * side)) * DegreeTrigonometry.DegreesPerRadian;
        return ((Face % 4 + (column + 0.5) / number) * 90, north ? 90 - fromPole : fromPole - 90);
    }

    /// <summary>The neighbours to the SW, W, NW, N, NE, E, SE and S; null for none.</summary>
    internal HealpixPixel?[] Neighbors() =>
        [Step(-1, 0), Step(-1, 1), Step(0, 1), Step(1, 1), Step(1, 0), Step(1, -1), Step(0, -1), Step(-1, -1)];

    /// <summary>One of the four pixels of the next order that make up this one, in NESTED order.</summary>
    internal HealpixPixel Child(int number) => new(Order + 1, Face, 2 * X + (number & 1), 2 * Y + (number >> 1));

    private HealpixPixel? Step(int stepX, int stepY)
    {
        long last = Side - 1, x = X + stepX, y = Y + stepY;
        // −1 below the lower edge of the face in this coordinate, 1 above the upper edge, 0 inside.
        int beyondX = x < 0 ? -1 : x > last ? 1 : 0, beyondY = y < 0 ? -1 : y > last ? 1 : 0;
        if (beyondX == 0 && beyondY == 0)
            return this with { X = x, Y = y };
        int quarter = Face % 4, east = (quarter + 1) % 4, west = (quarter + 3) % 4, opposite = (quarter + 2) % 4;
        return (Face / 4, beyondX, beyondY) switch
        {
            // Beyond the upper edges of a north polar face lie the other north polar faces, rotated about the pole.
            (0, 1, 0) => On(east, y, last),
            (0, 0, 1) => On(west, last, x),
            (0, 1, 1) => On(opposite, last, last),
            (0, -1, 0) => On(4 + quarter, last, y),
            (0, 0, -1) => On(4 + east, x, last),
            (0, -1, -1) => On(8 + quarter, last, last),
            (1, 1, 0) => On(quarter, 0, y),
            (1, 0, 1) => On(west, x, 0),
            (1, -1, 0) => On(8 + west, last, y),
            (1, 0, -1) => On(8 + quarter, x, last),
            (1, 1, -1) => On(4 + east, 0, last),
            (1, -1, 1) => On(4 + west, last, 0),
            (2, -1, 0) => On(8 + west, y, 0),
            (2, 0, -1) => On(8 + east, 0, x),
            (2, -1, -1) => On(8 + opposite, 0, 0),
            (2, 1, 0) => On(4 + east, 0, y),
            (2, 0, 1) => On(4 + quarter, x, 0),
            (2, 1, 1) => On(quarter, 0, 0),
            // Only three faces meet at the other corners.
            _ => null,
        };
    }

    private HealpixPixel On(int face, long x, long y) => new(Order, face, x, y);

    /// <summary>The pixel where two diagonals cross: x and y continued across the faces, from the south corner of face 4.</summary>
    private static HealpixPixel OfDiagonals(int order, long a, long b)
    {
        long mask = (1L << order) - 1;
        int faceA = (int)(a >> order), faceB = (int)(b >> order);
        int face = (faceA + faceB) switch
        {
            0 => 4 + (faceA & 3),
            1 => -faceB & 3,
            _ => 8 + (faceA & 3),
        };
        return new HealpixPixel(order, face, a & mask, b & mask);
    }

    /// <summary>Moves the bits of a 32-bit number to the even positions of a 64-bit number.</summary>
    private static long Spread(long value)
    {
        value = (value | value << 16) & 0x0000FFFF0000FFFF;
        value = (value | value << 8) & 0x00FF00FF00FF00FF;
        value = (value | value << 4) & 0x0F0F0F0F0F0F0F0F;
        value = (value | value << 2) & 0x3333333333333333;
        return (value | value << 1) & 0x5555555555555555;
    }

    /// <summary>Packs the bits in the even positions of a number.</summary>
    private static long EvenBits(long value)
    {
        value &= 0x5555555555555555;
        value = (value | value >> 1) & 0x3333333333333333;
        value = (value | value >> 2) & 0x0F0F0F0F0F0F0F0F;
        value = (value | value >> 4) & 0x00FF00FF00FF00FF;
        value = (value | value >> 8) & 0x0000FFFF0000FFFF;
        return (value | value >> 16) & 0x00000000FFFFFFFF;
    }
}
