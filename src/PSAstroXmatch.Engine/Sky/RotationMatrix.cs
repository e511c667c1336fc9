namespace PSAstroXmatch.Engine.Sky;

/// <summary>Rotation matrices, 3 × 3, that turn the axes and so change the coordinates of a fixed direction.</summary>
internal static class RotationMatrix
{
    /// <summary>Turns the axes about the first axis by an angle in radians.</summary>
    public static double[,] X(double angle)
    {
        (double s, double c) = Math.SinCos(angle);
        return new[,] { { 1, 0, 0 }, { 0, c, s }, { 0, -s, c } };
    }

    /// <summary>Turns the axes about the second axis by an angle in radians.</summary>
    public static double[,] Y(double angle)
    {
        (double s, double c) = Math.SinCos(angle);
        return new[,] { { c, 0, -s }, { 0, 1, 0 }, { s, 0, c } };
    }

    /// <summary>Turns the axes about the third axis by an angle in radians.</summary>
    public static double[,] Z(double angle)
    {
        (double s, double c) = Math.SinCos(angle);
        return new[,] { { c, s, 0 }, { -s, c, 0 }, { 0, 0, 1 } };
    }

    /// <summary>The product of matrices; the last is applied to a vector first.</summary>
    public static double[,] Product(params ReadOnlySpan<double[,]> factors)
    {
        double[,] product = factors[0];
        foreach (double[,] factor in factors[1..])
        {
            double[,] next = new double[3, 3];
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 3; column++)
                    next[row, column] = product[row, 0] * factor[0, column] + product[row, 1] * factor[1, column] + product[row, 2] * factor[2, column];
            }

            product = next;
        }

        return product;
    }

    /// <summary>The transposed matrix, which for a rotation is the inverse.</summary>
    public static double[,] Transpose(double[,] m) => new[,]
    {
        { m[0, 0], m[1, 0], m[2, 0] },
        { m[0, 1], m[1, 1], m[2, 1] },
        { m[0, 2], m[1, 2], m[2, 2] },
    };
}
