using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The number of rows of a table to hold in memory at once.</summary>
internal static class BlockSize
{
    /// <summary>Number of rows of the first block, when the columns are not yet known.</summary>
    public const int First = 10_000;

    private const int Most = 500_000;
    private const long Bytes = 32 << 20;

    /// <summary>Number of rows that take about 32 MB.</summary>
    public static int For(IReadOnlyList<AstroColumn> columns) =>
        (int)Math.Clamp(Bytes / Math.Max(1, columns.Sum(column => BytesPerValue(column.ValueType))), First, Most);

    // The size of a reference and a short object is an estimate.
    private static long BytesPerValue(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double or TypeCode.DateTime => 8,
        TypeCode.String => 64,
        _ => 128,
    };
}
